"""One question: what was answered before, and a new answer, kept after every line."""

from __future__ import annotations

from dataclasses import dataclass

from workbook import moments
from workbook.content.kinds import Kind, LetterKind, ListKind, TableKind, TextKind
from workbook.content.model import Prompt, Section
from workbook.paper import closing_words, within_one_answer
from workbook.plain.here import Here
from workbook.plain.wording import day_of, layer_in_words
from workbook.progress.own_prompts import place_in_words
from workbook.store.records import LATER, Layer
from workbook.values import Value, is_blank

HOW = ":l sets it aside for later, Enter alone passes."
EARLIER = ":e reads all you wrote here before, "


@dataclass(frozen=True, slots=True)
class Question:
    """A prompt where it stands."""

    here: Here
    section: Section
    prompt: Prompt

    def ask(self) -> None:
        """Show the question and take an answer in, if one is given."""
        talk, prompt = self.here.talk, self.prompt
        place = place_in_words(self.section, self.section.page.index(prompt))
        minutes = f", about {prompt.minutes} min" if prompt.minutes else ""
        talk.title(f"Question {place}{minutes}" if place else "Note")
        talk.say(prompt.question)
        current = self.here.answers.current(prompt.id)
        self._say_what_stands(current)
        if not self.here.may_write():
            self.tell_all()
            return
        has_earlier = self.here.answers.latest(prompt.id, prompt.was) is not None
        talk.say((EARLIER if has_earlier else "") + HOW)
        with talk.listening({"e": self.tell_all, "l": self.set_aside}), talk.about(prompt.question):
            asked = self._wording()
            if asked:
                self._answer(asked, current.value if current else None)

    def _say_what_stands(self, current: Layer | None) -> None:
        layers = self.here.answers.layers(self.prompt.id, self.prompt.was)
        earlier = [one for one in layers if not one.is_blank and (current is None or one.id != current.id)]
        if earlier:
            self.here.talk.say(f"On {day_of(earlier[0])} you wrote: {self._words(earlier[0])}")
        if current is not None and not current.is_blank:
            follows = "goes on beneath it" if goes_on(self.prompt.kind) else "takes its place"
            self.here.talk.say(
                f"In this visit you wrote: {self._words(current)}", f"What you type now {follows}."
            )

    def _wording(self) -> str:
        """Choose the wording of a heavy question; empty when it is passed."""
        talk, prompt = self.here.talk, self.prompt
        if not prompt.heavy:
            return prompt.question
        talk.say(
            f"Or, more gently: {prompt.gentler}", "1 for the first, 2 for the gentler one, Enter passes."
        )
        picked = talk.pick(2)
        return (prompt.question, prompt.gentler)[picked] if isinstance(picked, int) else ""

    def _answer(self, asked: str, before: Value) -> None:
        here, prompt = self.here, self.prompt

        def keep(value: Value) -> None:
            here.answers.write(
                prompt.id,
                prompt.kind.fit(joined(prompt.kind, before, value)),
                section_id=self.section.id,
                question=asked,
                kind=prompt.kind.name,
            )

        def keep_so_far(value: Value) -> None:
            here.try_to(lambda: keep(value))

        value = here.take(prompt.kind, keep_so_far)
        if is_blank(value):
            return
        if here.write(lambda: keep(value)):
            layer = here.answers.current(prompt.id)
            if layer is not None:
                here.talk.say(f"Saved {moments.clock(layer.saved_at, layer.offset)}")
        here.talk.say(*closing_words(prompt, value))

    def tell_all(self) -> None:
        """Show every answer, newest first."""
        layers = [
            one for one in self.here.answers.layers(self.prompt.id, self.prompt.was) if not one.is_blank
        ]
        for layer in layers:
            self.here.talk.say(f"{day_of(layer)}: {self._words(layer)}")
            if layer.moved:
                self.here.talk.say(f"What moved: {layer.moved}")
        if not layers:
            self.here.talk.say("Nothing was written here yet.")

    def set_aside(self) -> None:
        """Set the question aside for later, or take it back."""
        answers, ids = self.here.answers, (self.prompt.id, *self.prompt.was)
        marked = [name for name in ids if name in answers.marks(LATER)]
        if not marked:
            if self.here.write(lambda: answers.mark(self.prompt.id, LATER)):
                self.here.talk.say("Set aside for later. It stands under k.")
            return
        if self.here.write(lambda: [answers.unmark(name, LATER) for name in marked]):
            self.here.talk.say("No longer set aside.")

    def _words(self, layer: Layer) -> str:
        return layer_in_words(layer, self.prompt, self.here.seals)


def joined(kind: Kind, before: Value, value: Value) -> Value:
    """Put what is typed to what stands there already in this visit.

    Words, lists, tables and letters go on; a number, a choice or a line takes the place of the one before.

    Raises:
        AnswerTooLong: Both together are more than one answer can hold.
    """
    if is_blank(before) or not goes_on(kind):
        return value
    fitted, added = kind.fit(before), kind.fit(value)
    if isinstance(kind, LetterKind):
        assert isinstance(fitted, dict)
        assert isinstance(added, dict)
        return {**added, "text": within_one_answer(f"{fitted['text']}\n{added['text']}")}
    if isinstance(kind, TextKind):
        return within_one_answer(f"{fitted}\n{added}")
    assert isinstance(fitted, list)
    assert isinstance(added, list)
    return [*fitted, *added]


def goes_on(kind: Kind) -> bool:
    """Tell whether an answer of a kind is written beneath what stands there, or takes its place."""
    return isinstance(kind, TextKind | ListKind | TableKind | LetterKind)
