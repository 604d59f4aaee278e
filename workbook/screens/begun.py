"""Words that were begun and belong nowhere yet: kept as they are typed, sealed like answers, until they do.

A question half worded, a check-in's word before its number, somebody's name without a way to reach them:
no record can hold these, and neither the lock nor a crash may cost them.
"""

from collections.abc import Callable
from functools import partial

from workbook.autosave import Autosave
from workbook.store.answers import Answers
from workbook.store.records import BEGUN


class Begun:
    """What was begun, by what it is for.

    Args:
        answers: The person's answers; open to read only, what is typed is remembered for this visit only.
        autosave: Writes it.
    """

    def __init__(self, answers: Answers, autosave: Autosave) -> None:
        self._answers, self._autosave = answers, autosave

    def words(self, what: str) -> str:
        """Give what was typed so far, in this visit or an earlier one; empty for nothing."""
        name = BEGUN + what
        typed = self._autosave.typed.get(name)
        return typed if isinstance(typed, str) else self._answers.preference(name)

    def keep(self, what: str, words: str) -> None:
        """Keep what is typed so far; nothing is forgotten that was not kept, and blanks are nothing."""
        name, words = BEGUN + what, words if words.strip() else ""
        if words == self.words(what):
            return
        if self._answers.read_only:
            self._autosave.typed[name] = words
        elif words:
            self._autosave.type(name, words, partial(self._answers.set_preference, name, words))
        else:
            self._autosave.type(name, words, partial(self._answers.forget_preference, name))

    def then_forget(self, what: str, save: Callable[[], object]) -> Callable[[], None]:
        """Give what writes the words where they belong and only then lets them go: killed in between, none are lost.

        Args:
            what: What they were begun for; they are shown there no more.
            save: Writes them durably; when it raises they stay, and writing twice changes nothing.
        """
        name = BEGUN + what
        self._autosave.typed[name] = ""

        def save_then_forget() -> None:
            save()
            self._answers.forget_preference(name)

        return save_then_forget

    def forget(self, what: str) -> None:
        """Let it go: it has found its place, or was left on purpose."""
        self.keep(what, "")
