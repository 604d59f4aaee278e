"""Nothing but what the person chose: whatever was not chosen occurs nowhere in the book."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.writing import in_every_format
from tests.screens.conftest import LITTLE
from workbook.content.loader import open_pack
from workbook.export.choice import PARTS, BookChoice
from workbook.export.holding import holding
from workbook.export.sources import Words
from workbook.store.records import CheckIn, Entry, Layer, Mark, OwnPrompt, Person, Visit

PACK = open_pack(LITTLE)
FIRST = datetime(2026, 11, 1, 12, tzinfo=UTC)
DAYS = 6
NOW = FIRST + timedelta(days=30)
CHAPTERS = {
    "morning": {"one-word": "waking", "cup": "kettle", "few-things": "waking"},
    "evening": {"lamp-word": "lamp"},
}
PRACTICES = ("lamps", "old-log")


class Lived:
    """Words of every sort on every day, each with sentences that are found again, and what each belongs to."""

    def __init__(self) -> None:
        self.belongs: dict[str, tuple[str, str, int]] = {}
        """Of each sentence: the chapter, the practice or neither; the part; the day, or -1 for none."""
        self.layers: list[Layer] = []
        self.entries: list[Entry] = []
        self.proofs: list[Mark] = []
        self.own: list[OwnPrompt] = []
        self.checkins: list[CheckIn] = []
        for day in range(DAYS):
            for chapter, prompts in CHAPTERS.items():
                for prompt, section in prompts.items():
                    self._layer(prompt, section, chapter, "", day)
            for practice in PRACTICES:
                self._entry(practice, day)
            self._layer(f"gone-{day}", "s", "", "shelf", day)
            self._own("lamp", "evening", "own", day)
            self._own("", "", "notes", day)
            self._layer(f"own:off-{day}", "waking", "morning", "own", day)
            word = self._canary("", "tide", day)
            self.checkins.append(CheckIn.from_json({**self._moment(day), "level": 3, "word": word}))
        self.people = [
            Person.from_json({"id": "p", "name": self._canary("", "people", -1), "reach": "", "note": ""})
        ]

    @property
    def words(self) -> Words:
        """Everything."""
        visits = [Visit.from_json({"id": f"v{day}", **self._moment(day)}) for day in range(DAYS)]
        return Words(
            layers=self.layers,
            entries=self.entries,
            own=self.own,
            proofs=self.proofs,
            checkins=self.checkins,
            visits=visits,
            people=self.people,
        )

    def _canary(self, place: str, part: str, day: int) -> str:
        sentence = f"canary{len(self.belongs)}x"
        self.belongs[sentence] = (place, part, day)
        return sentence

    def _moment(self, day: int) -> dict[str, str]:
        at = (FIRST + timedelta(days=day)).isoformat()
        return {"at": at, "saved_at": at, "offset": "+00:00"}

    def _layer(self, prompt: str, section: str, chapter: str, part: str, day: int) -> None:
        said, moved, asked = (self._canary(chapter, part, day) for _ in range(3))
        lost = self._canary(chapter, f"{part} removed", day)
        record = f"{prompt}-{day}"
        raw = {"id": record, "prompt_id": prompt, "section_id": section, **self._moment(day)}
        drafts = [{"at": raw["at"], "value": lost}]
        self.layers.append(
            Layer.from_json({**raw, "value": said, "moved": moved, "question": asked, "drafts": drafts})
        )
        self._proof(record, chapter, part, day)

    def _entry(self, practice: str, day: int) -> None:
        said, before, label, note = (self._canary(practice, "", day) for _ in range(4))
        lost = self._canary(practice, " removed", day)
        raw = {"id": f"{practice}-{day}", "practice_id": practice, "title": practice, **self._moment(day)}
        earlier, drafts = ([{"at": raw["at"], "values": {"what": words}}] for words in (before, lost))
        values = {"values": {"what": said}, "labels": {"what": label}, "ending": "kept", "note": note}
        self.entries.append(Entry.from_json({**raw, **values, "earlier": earlier, "drafts": drafts}))
        self._proof(f"{practice}-{day}", practice, "", day)

    def _proof(self, record: str, place: str, part: str, day: int) -> None:
        kept = self._canary(place, f"{part} proofs", day)
        raw = {"target": record, "kind": "proof", "words": kept, **self._moment(day)}
        self.proofs.append(Mark.from_json(raw))

    def _own(self, section: str, chapter: str, part: str, day: int) -> None:
        raw = {"id": f"own:{part}-{day}", "section_id": section, **self._moment(day)}
        self.own.append(OwnPrompt.from_json({**raw, "question": self._canary(chapter, part, day)}))
        self._layer(raw["id"], section, chapter, part, day)

    def wanted(self, choice: BookChoice) -> Iterator[str]:
        """Give the sentences that were chosen, by what the choice says in words."""
        for sentence, (place, parts, number) in self.belongs.items():
            day = (FIRST + timedelta(days=number)).date()
            dated = number < 0 or (choice.since or date.min) <= day <= (choice.until or date.max)
            among = choice.practices if place in PRACTICES else choice.chapters
            placed = not place or among is None or place in among
            if dated and placed and set(parts.split()) <= choice.parts:
                yield sentence


LIVED = Lived()
MAYBE_DAY = st.none() | st.integers(-1, DAYS).map(lambda day: (FIRST + timedelta(days=day)).date())
CHOICES = st.builds(
    BookChoice,
    chapters=st.none() | st.frozensets(st.sampled_from(list(CHAPTERS))),
    practices=st.none() | st.frozensets(st.sampled_from(PRACTICES)),
    since=MAYBE_DAY,
    until=MAYBE_DAY,
    parts=st.frozensets(st.sampled_from(list(PARTS))),
)


@settings(deadline=None, max_examples=60)
@given(CHOICES)
def test_what_is_chosen_is_in_the_book_and_nothing_else(choice: BookChoice) -> None:
    """In both formats, every sentence that was chosen, and not one that was not."""
    chosen = set(LIVED.wanted(choice))
    for book in in_every_format(PACK, LIVED.words, choice, NOW).values():
        assert set(re.findall(r"canary\d+x", book)) == chosen


def test_without_a_choice_everything_but_removed_wordings_is_in_the_book() -> None:
    """Every sentence of every day."""
    usual = set(LIVED.wanted(BookChoice()))
    assert set(LIVED.belongs) - usual == {
        sentence for sentence, (_, part, _) in LIVED.belongs.items() if "removed" in part
    }
    for book in in_every_format(PACK, LIVED.words, BookChoice(), NOW).values():
        assert set(re.findall(r"canary\d+x", book)) == usual


def test_a_title_of_what_was_not_chosen_stands_nowhere() -> None:
    """Not in the contents either."""
    choice = BookChoice(chapters=frozenset({"evening"}), practices=frozenset(), parts=frozenset())
    for book in in_every_format(PACK, LIVED.words, choice, NOW).values():
        assert "Evening" in book
        for title in ("Morning", "Waking", "Kettle", "Lamps I lit", "old-log", "Practices"):
            assert title not in book


def test_only_what_holds_something_can_be_chosen() -> None:
    """Chapters, practices and parts in which something stands."""
    assert not holding(PACK, Words(), NOW)
    evening = Words(layers=[layer for layer in LIVED.layers if layer.prompt_id == "lamp-word"])
    assert holding(PACK, evening, NOW).chapters == {"evening": "Evening"}
    assert list(holding(PACK, evening, NOW).parts) == ["removed"]
    found = holding(PACK, LIVED.words, NOW)
    assert list(found.chapters) == list(CHAPTERS)
    assert list(found.practices) == list(PRACTICES)
    assert found.parts == PARTS
