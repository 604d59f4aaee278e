"""What reading one file brings to light: everything to mend, and every name to look up elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from workbook.content.pack_model import Problem
from workbook.frozen import frozen
from workbook.text import one_line

MentionKind = Literal["section", "prompt", "theme", "first"]
"""What is named; `first` is the prompt that someone new is asked."""


@frozen(kw_only=True)
class Mention:
    """A line that names something which has to exist somewhere in the pack."""

    kind: MentionKind
    target: str
    """The id that is named."""
    file: str
    line: int
    in_file: str = ""
    """The chapter file that a link names before its `#`, or empty."""


MOST_PROBLEMS: Final = 300
"""The most problems told of one file; nobody mends more than that in one go."""


@dataclass(slots=True)
class Report:
    """The findings in one file, in the order in which they were made."""

    file: str
    """Relative to the pack's folder, with forward slashes."""
    problems: list[Problem] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    _known: set[Problem] = field(default_factory=set)

    def wrong(self, line: int, what: str, todo: str = "") -> None:
        """Note something that has to be mended.

        Args:
            line: From 1; 0 for the file as a whole.
            what: What is wrong, as a clause without a full stop.
            todo: What to do about it, likewise.
        """
        self._add(line, what, todo, warning=False)

    def worth_knowing(self, line: int, what: str, todo: str = "") -> None:
        """Note something that may be meant; it does not make a check fail."""
        self._add(line, what, todo, warning=True)

    def mention(self, kind: MentionKind, target: str, line: int, in_file: str = "") -> None:
        """Note that something is named here which has to exist."""
        self.mentions.append(Mention(kind=kind, target=target, file=self.file, line=line, in_file=in_file))

    def _add(self, line: int, what: str, todo: str, *, warning: bool) -> None:
        problem = Problem(
            file=self.file, line=line, wrong=one_line(what), todo=one_line(todo), warning=warning
        )
        if problem in self._known:
            return
        if len(self._known) == MOST_PROBLEMS:
            problem = Problem(
                file=self.file,
                line=0,
                wrong="there is more to mend than can be listed",
                todo="mend some and check again",
            )
        if len(self._known) <= MOST_PROBLEMS:
            self._known.add(problem)
            self.problems.append(problem)
