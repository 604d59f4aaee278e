"""From layers to questions with their answers, each in the place where it was asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from workbook.content.loader import Pack
from workbook.content.model import ChapterOutline, Prompt
from workbook.content.pack_model import SectionOutline
from workbook.errors import PackError
from workbook.export.book import Answer, Asked, ChapterPages, SectionPages
from workbook.export.choice import BookChoice
from workbook.export.letters import said
from workbook.export.sources import Words, day_of
from workbook.progress.own_prompts import NOTE
from workbook.store.origin import origin_of
from workbook.store.records import OWN, Layer, OwnPrompt


class Answered:
    """The layers of the chosen days, by question; each question is taken out once."""

    def __init__(self, pack: Pack, words: Words, choice: BookChoice) -> None:
        """Sort them by question, under present ids.

        Args:
            pack: Knows which ids are earlier ones of others.
            words: Holds the layers, and the person's own questions.
            choice: Says which days and parts are wanted.
        """
        self._pack, self._choice, self._seals = pack, choice, words.seals
        covered = (layer for layer in words.layers if choice.covers(day_of(layer.at, layer.offset)))
        self.layers = sorted(filter(_holds_something, covered), key=lambda layer: layer.at)
        """Those of the chosen days, the oldest first."""
        self.taken: set[str] = set()
        """The ids of the layers that went into the book."""
        self._by_prompt: dict[str, list[Layer]] = {}
        for layer in self.layers:
            self._by_prompt.setdefault(pack.present_id(layer.prompt_id), []).append(layer)
        self._own: dict[str, list[tuple[str, str]]] = {}
        """Ids and questions of one's own by section; those that stand in none under an empty id."""
        self._sort_own(words.own)

    def _sort_own(self, own: Iterable[OwnPrompt]) -> None:
        known = {}
        for prompt in own:
            known[prompt.id] = prompt
            is_chosen = prompt.question and self._choice.covers(day_of(prompt.at, prompt.offset))
            if is_chosen or prompt.id in self._by_prompt:
                self._put_own(prompt.section_id, prompt.id, prompt.question or NOTE)
        for prompt_id, layers in self._by_prompt.items():
            # Taken off its page, it still stands where it stood: its words are kept.
            if prompt_id.startswith(OWN) and prompt_id not in known:
                self._put_own(layers[-1].section_id, prompt_id, layers[-1].question)

    def _put_own(self, section_id: str, prompt_id: str, question: str) -> None:
        outline = self._pack.section_outline(section_id) if section_id else None
        self._own.setdefault(outline.id if outline else "", []).append((prompt_id, question))

    def chapters(self) -> tuple[ChapterPages, ...]:
        """Take out what stands in chapters; of a chapter that is not wanted nothing is given."""
        pages = [self._chapter(outline) for outline in self._pack.outlines]
        return tuple(page for page in pages if page.sections)

    def notes(self) -> tuple[Asked, ...]:
        """Take out what is one's own and stands in no section."""
        return self._all_own("", "notes" in self._choice.parts)

    def shelf(self) -> tuple[Asked, ...]:
        """Take out what is left when everything that has a place was taken."""
        left = [self._take(prompt_id) for prompt_id in list(self._by_prompt)]
        if "shelf" not in self._choice.parts:
            return ()
        asked = [self._asked(layers[-1].question, layers) for layers in left]
        return tuple(one for one in asked if one.answers)

    def _chapter(self, outline: ChapterOutline) -> ChapterPages:
        wanted = self._choice.has_chapter(outline.id)
        prompts = self._prompts(outline) if wanted else {}
        sections = [self._section(section, prompts, wanted) for section in outline.sections]
        filled = tuple(page for page in sections if page.questions)
        return ChapterPages(id=outline.id, title=outline.title, sections=filled)

    def _prompts(self, outline: ChapterOutline) -> dict[str, Prompt]:
        """Give a chapter's prompts; none when it cannot be opened: its answers still have their places."""
        try:
            sections = self._pack.chapter(outline.id).sections
        except PackError:
            return {}
        return {prompt.id: prompt for section in sections for prompt in section.prompts}

    def _section(self, section: SectionOutline, prompts: dict[str, Prompt], wanted: bool) -> SectionPages:
        asked = [self._prompt(prompt_id, prompts.get(prompt_id), wanted) for prompt_id in section.prompt_ids]
        own = self._all_own(section.id, wanted and "own" in self._choice.parts)
        return SectionPages(title=section.title, questions=(*(one for one in asked if one.answers), *own))

    def _prompt(self, prompt_id: str, prompt: Prompt | None, wanted: bool) -> Asked:
        layers = self._take(prompt_id)
        if not (layers and wanted):
            return Asked(question="")
        return self._asked(prompt.question if prompt else layers[-1].question, layers, prompt)

    def _all_own(self, section_id: str, wanted: bool) -> tuple[Asked, ...]:
        found = [(question, self._take(own_id)) for own_id, question in self._own.pop(section_id, ())]
        asked = [self._asked(question, layers) for question, layers in found] if wanted else []
        return tuple(one for one in asked if one.answers or one.question != NOTE)

    def _take(self, prompt_id: str) -> list[Layer]:
        return self._by_prompt.pop(prompt_id, [])

    def _asked(self, question: str, layers: list[Layer], prompt: Prompt | None = None) -> Asked:
        self.taken.update(layer.id for layer in layers)
        known = {question, prompt.gentler if prompt else question}
        answers = [
            self._answer(layer, known, prompt) for layer in layers if not layer.is_blank or layer.moved
        ]
        return Asked(question=question, answers=tuple(answers))

    def _answer(self, layer: Layer, known: Collection[str], prompt: Prompt | None) -> Answer:
        return Answer(
            day=day_of(layer.at, layer.offset),
            said=said(layer.value, layer.id, self._seals, prompt.kind if prompt else None),
            asked_then="" if layer.question in known else layer.question,
            moved=layer.moved,
            origin=origin_of(layer.id),
        )


def _holds_something(layer: Layer) -> bool:
    return bool(not layer.is_blank or layer.moved or layer.drafts)
