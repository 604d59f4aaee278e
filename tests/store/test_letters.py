"""Letters: what opens them, for good, in one step with its occasion."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.building import FailingFiles, SetClock, abandon, write
from workbook.store.answers import Answers
from workbook.store.letters import OPENED
from workbook.store.records import Entry
from workbook.values import COMING_BACK, NOT_YET, Value

REJOIN = timedelta(minutes=30)


def letter(opens: str, text: str = "dear me") -> Value:
    """Write a letter."""
    return {"text": text, "opens": opens}


def visit(folder: Path, clock: SetClock, *, days: float = 0) -> Answers:
    """Begin a visit some days on."""
    clock.moment += timedelta(days=days)
    return Answers.open(folder, clock=clock)


def an_entry(answers: Answers, values: dict[str, Value] | None = None) -> Entry:
    """Add an entry of a practice."""
    return answers.add_entry("promises", values or {"then": "walk"}, title="Promises", labels={})


def opened(answers: Answers) -> set[str]:
    """Give the prompts whose letters may be read now."""
    seals = answers.seals(answers.clock().date())
    return {found.prompt_id for found in answers.letters() if not seals.hide(found.value, found.id)}


@pytest.fixture
def waiting(folder: Path, clock: SetClock) -> None:
    """A visit in which a letter of every sort was written, and a page without one."""
    with visit(folder, clock) as answers:
        write(answers, "not-yet", letter(NOT_YET), "letter")
        write(answers, "back", letter(COMING_BACK), "letter")
        write(answers, "day", letter("2026-05-20"), "letter")
        write(answers, "page", letter(""), "letter")
        write(answers, "text", "no letter at all")
        assert opened(answers) == {"page"}
        assert [found.prompt_id for found in answers.letters()] == ["page", "day", "back", "not-yet"]


@pytest.mark.usefixtures("waiting")
def test_a_not_yet_opens_what_waits_for_it(folder: Path, clock: SetClock) -> None:
    """The entry may change its ending later: what has opened stays open, and what comes later waits."""
    with visit(folder, clock, days=1) as answers:
        entry = an_entry(answers)
        answers.end_entry(entry.id, "kept", "Kept")
        assert opened(answers) == {"page"}
        answers.end_entry(entry.id, NOT_YET, "Not yet")
        assert opened(answers) == {"page", "not-yet"}
        write(answers, "second", letter(NOT_YET), "letter")
        answers.end_entry(entry.id, NOT_YET, "Not yet", "only a note")
        assert "second" not in opened(answers)
        answers.end_entry(entry.id, "", "")
        assert opened(answers) == {"page", "not-yet"}
        answers.end_entry(entry.id, NOT_YET, "Not yet")
        assert opened(answers) == {"page", "not-yet", "second"}
    clock.moment -= timedelta(days=400)
    with visit(folder, clock) as answers:
        assert opened(answers) == {"page", "not-yet", "second"}


@pytest.mark.parametrize("days", [1, 13.9])
@pytest.mark.usefixtures("waiting")
def test_a_short_while_is_no_coming_back(folder: Path, clock: SetClock, days: float) -> None:
    """What waits for a coming back should go on waiting."""
    with visit(folder, clock, days=days) as answers:
        answers.open_what_has_come()
        assert opened(answers) == {"page"}


@pytest.mark.usefixtures("waiting")
def test_coming_back_opens_what_waits_for_it(folder: Path, clock: SetClock) -> None:
    """Fourteen days after the last word of the visit before; once, and whatever was written since."""
    with visit(folder, clock, days=14) as answers:
        write(answers, "new", letter(COMING_BACK), "letter")
        assert [found.prompt_id for found in answers.open_what_has_come()] == ["back"]
        assert answers.open_what_has_come() == []
        assert opened(answers) == {"page", "back"}
        marks = answers.marks(OPENED)
        answers.open_what_has_come()
        assert answers.marks(OPENED) == marks
    with visit(folder, clock, days=1) as answers:
        assert answers.open_what_has_come() == []
        assert opened(answers) == {"page", "back"}


def test_the_last_word_counts_not_the_first(folder: Path, clock: SetClock) -> None:
    """A visit in which the program stayed open for weeks ends with what was done last in it."""
    with visit(folder, clock) as answers:
        write(answers, "back", letter(COMING_BACK), "letter")
        clock.moment += timedelta(days=20)
        entry = an_entry(answers)
        clock.moment += timedelta(days=8)
        answers.open_section("promises")
    with visit(folder, clock, days=10) as answers:
        # Takes the place of what was written last time.
        answers.change_entry(entry.id, {"then": "run"})
        answers.open_section("promises")
        assert answers.open_what_has_come() == []
        assert opened(answers) == set()


@pytest.mark.usefixtures("waiting")
def test_a_clock_that_went_back_is_no_coming_back(folder: Path, clock: SetClock) -> None:
    """Nor is it one when it goes right again, in the visit after."""
    with visit(folder, clock, days=-300) as answers:
        write(answers, "one", "word")
        assert answers.open_what_has_come() == []
    with visit(folder, clock, days=3) as answers:
        assert answers.open_what_has_come() == []
        assert opened(answers) == {"page"}


@pytest.mark.usefixtures("waiting")
def test_a_crash_before_it_opened_takes_nothing_away(folder: Path, clock: SetClock) -> None:
    """A visit that is taken up again is still the coming back it was."""
    clock.moment += timedelta(days=30)
    answers = Answers.open(folder, clock=clock, rejoin=REJOIN)
    write(answers, "one", "word")
    abandon(answers)
    with Answers.open(folder, clock=clock, rejoin=REJOIN) as again:
        assert again.visit_id == answers.visit_id
        again.open_what_has_come()
        assert opened(again) == {"page", "back", "day"}


@pytest.mark.usefixtures("waiting")
def test_what_opened_on_its_day_stays_open_when_the_clock_goes_back(folder: Path, clock: SetClock) -> None:
    """A day opens by itself, also beside another window; a visit that sees it makes it last."""
    with visit(folder, clock, days=17) as answers:
        assert opened(answers) == {"page", "day"}
        assert {found.prompt_id for found in answers.open_what_has_come()} == {"day", "back"}
    with visit(folder, clock, days=-15) as answers:
        assert opened(answers) == {"page", "day", "back"}


def test_a_letter_can_be_changed_in_its_own_visit(folder: Path, clock: SetClock) -> None:
    """One whose day comes while it is written, or had come already, did not open: it was never closed."""
    with visit(folder, clock) as answers:
        write(answers, "at-once", letter("2026-05-01"), "letter")
        write(answers, "tomorrow", letter("2026-05-04"), "letter")
        clock.moment += timedelta(days=2)
        assert answers.open_what_has_come() == []
        assert answers.open_letters("2030-01-01", COMING_BACK) == []
        write(answers, "tomorrow", letter("2026-06-01"), "letter")
    with visit(folder, clock, days=1) as answers:
        assert answers.open_what_has_come() == []
        assert opened(answers) == {"at-once"}


def test_a_blank_letter_is_no_letter(answers: Answers) -> None:
    """An occasion alone says nothing, and a letter that was emptied again does not open."""
    write(answers, "one", letter(NOT_YET), "letter")
    write(answers, "one", letter(NOT_YET, ""), "letter")
    assert answers.letters() == []
    assert answers.open_letters(NOT_YET) == []


@pytest.mark.usefixtures("waiting")
def test_letters_in_practices_open_as_well(folder: Path, clock: SetClock) -> None:
    """What an earlier version of a pack asked for in a practice is found once it has opened."""
    with visit(folder, clock) as answers:
        an_entry(answers, {"to": letter(COMING_BACK, "inmost words"), "then": "walk"})
        assert answers.search("inmost") == []
        assert len(answers.search("walk")) == 1
    with visit(folder, clock, days=15) as answers:
        assert [found.prompt_id for found in answers.open_what_has_come()] == ["back"]
        assert len(answers.search("inmost")) == 1


@pytest.mark.usefixtures("waiting")
def test_search_follows_what_has_opened(folder: Path, clock: SetClock) -> None:
    """Found by the question only, then by the words too."""
    with visit(folder, clock, days=1) as answers:
        assert [hit.record.text for hit in answers.search("dear")] == ["dear me"]
        assert len(answers.matching("dear", clock().date())) == 1
        (hit,) = answers.search("about not-yet")
        assert "dear" not in hit.before + hit.match + hit.after
        answers.open_letters(NOT_YET)
        assert len(answers.search("dear")) == 2
        assert len(answers.matching("dear", clock().date())) == 2


def test_a_sentence_of_a_closed_letter_is_not_shown_as_proof(folder: Path, clock: SetClock) -> None:
    """It waits with its letter, and is there again with it."""
    with visit(folder, clock) as answers:
        found = write(answers, "one", letter(NOT_YET, "I can do this."), "letter")
        other = write(answers, "two", "I did this.")
        answers.mark_proof(found.id, "I can do this.")
        answers.mark_proof(other.id, "I did this.")
        assert [mark.words for mark in answers.proofs()] == ["I did this."]
        answers.open_letters(NOT_YET)
        assert [mark.words for mark in answers.proofs()] == ["I can do this.", "I did this."]


def test_the_ending_and_what_it_opens_are_one_step(folder: Path, clock: SetClock) -> None:
    """Whichever operation of the disk fails, there is both or neither, in memory and on the disk."""
    failed, fail_at = True, 0
    while failed:
        fail_at += 1
        place = folder / str(fail_at)
        with visit(place, clock) as answers:
            for number in range(3):
                write(answers, f"letter-{number}", letter(NOT_YET), "letter")
            entry = an_entry(answers)
        files = FailingFiles()
        with Answers.open(place, clock=clock, files=files) as answers:
            files.fail_at, files.for_good, files.count = fail_at, True, 0
            try:
                answers.end_entry(entry.id, NOT_YET, "Not yet")
                failed = False
            except OSError:
                failed = True
            files.work_again()
            assert (answers.entries("promises")[0].ending == "") == failed
            assert len(opened(answers)) == (0 if failed else 3)
            answers.end_entry(entry.id, NOT_YET, "Not yet")
            assert len(opened(answers)) == 3
        with visit(place, clock) as answers:
            assert len(opened(answers)) == 3
            assert answers.entries("promises")[0].ending == NOT_YET
    assert fail_at > 2


@pytest.mark.usefixtures("waiting")
def test_beside_another_window_nothing_is_marked(folder: Path, clock: SetClock) -> None:
    """Reading alone opens what has reached its day and writes nothing."""
    clock.moment += timedelta(days=17)
    with Answers.open(folder, clock=clock, read_only=True) as answers:
        assert opened(answers) == {"page", "day"}
        assert answers.marks(OPENED) == {}
