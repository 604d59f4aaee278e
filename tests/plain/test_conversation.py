"""A person walks through the workbook line by line: the same answers, doors and rooms as on the screens."""

import errno
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.conftest import Clock
from tests.plain.spoken import Spoken
from workbook.store.answers import Answers

HAVING = ("i", "1")
"""From home to the first section: a line, a text and a list stand on its page."""


def latest(spoken: Spoken, prompt_id: str) -> object:
    """Give what was answered last."""
    with spoken.answers() as answers:
        layer = answers.latest(prompt_id)
        return layer.value if layer else None


def prompt_ids(spoken: Spoken, number: int = 0) -> list[str]:
    """Name the prompts of a section of the first chapter."""
    section = spoken.pack.chapter(spoken.pack.outlines[0].id).sections[number]
    return [prompt.id for prompt in section.prompts]


def test_an_answer_of_several_lines_is_kept_and_said_again(spoken: Spoken, clock: Clock) -> None:
    """What was written stands there in the next visit, with its day."""
    said = spoken.hold(*HAVING, "2", "I left early.", "It was fine.", "", "q")
    assert "Saved 12:04" in said
    assert latest(spoken, prompt_ids(spoken)[1]) == "I left early.\nIt was fine."
    clock.pass_days(2)
    said = spoken.hold(*HAVING, "2", "", "q")
    assert "On 22 November 2026 you wrote: I left early.\nIt was fine." in said


def test_every_line_is_kept_when_it_is_typed(spoken: Spoken) -> None:
    """Whoever breaks off in the middle of an answer, by a letter or by closing the window, has lost nothing."""
    spoken.hold(*HAVING, "2", "first", ":h")
    assert latest(spoken, prompt_ids(spoken)[1]) == "first"
    spoken.hold(*HAVING, "3", "one", "two")
    assert latest(spoken, prompt_ids(spoken)[2]) == ["one", "two"]


def test_an_answer_that_goes_on_for_too_long_keeps_its_lines_and_the_conversation(spoken: Spoken) -> None:
    """One more line than an answer can hold ended the program, and the answer was cut within that line."""
    first = "a" * 150_000
    said = spoken.hold(*HAVING, "2", first, "b" * 60_000, "q")
    assert "longer than 200,000 characters" in said
    assert "Everything is saved." in said
    assert latest(spoken, prompt_ids(spoken)[1]) == first


def test_what_goes_on_beneath_is_never_cut(spoken: Spoken) -> None:
    """What does not fit beneath the words of before is refused; it was cut without a word."""
    first = "a" * 150_000
    said = spoken.hold(*HAVING, "2", first, "", "2", "b", "c" * 60_000, "q")
    assert "longer than 200,000 characters" in said
    assert latest(spoken, prompt_ids(spoken)[1]) == f"{first}\nb"


def test_more_in_one_visit_goes_on_beneath(spoken: Spoken) -> None:
    """Words and lists go on; a line takes the place of the one before."""
    spoken.hold(
        *HAVING, "2", "first", "", "2", "second", "", "3", "a", "", "3", "b", "", "1", "x", "1", "y", "q"
    )
    line, text, listed = (latest(spoken, name) for name in prompt_ids(spoken))
    assert (line, text, listed) == ("y", "first\nsecond", ["a", "b"])


def test_support_is_one_command_away_while_one_writes(spoken: Spoken) -> None:
    """Support and the pause come back to the same question; what was typed before goes on."""
    said = spoken.hold(*HAVING, "2", "one", ":s", "", ":p", "", "two", "", "q")
    assert "Somewhere to turn" in said
    assert "Nothing is asked of you here." in said
    assert latest(spoken, prompt_ids(spoken)[1]) == "one\ntwo"


@pytest.mark.parametrize("typed", ["s", "q", "h", "?", "5", ":)"])
def test_words_that_look_like_commands_are_words(spoken: Spoken, typed: str) -> None:
    """Where one writes, only a colon and a known letter lead away."""
    spoken.hold(*HAVING, "2", typed, "", "q")
    assert latest(spoken, prompt_ids(spoken)[1]) == typed


def test_a_heavy_question_offers_its_gentler_wording_and_lands(spoken: Spoken) -> None:
    """The wording that was answered is kept, and a minute that settles follows; passing is Enter."""
    section, prompt = next(
        (section, prompt)
        for chapter in spoken.pack.outlines
        for section in spoken.pack.chapter(chapter.id).sections
        for prompt in section.prompts
        if prompt.heavy and prompt.kind.name == "text"
    )
    order = [one.id for chapter in spoken.pack.outlines for one in chapter.sections]
    number = str(section.page.index(prompt) + 1)
    way = ("i", str(order.index(section.id) + 1), number)
    assert prompt.landing.split("\n")[0] not in spoken.hold(*way, "", "q")
    said = spoken.hold(*way, "2", "a little", "", "q")
    assert prompt.landing.split("\n")[0] in said
    with spoken.answers() as answers:
        layer = answers.latest(prompt.id)
        assert layer is not None
        assert layer.question == prompt.gentler


def test_a_promise_is_kept_looked_back_on_and_taken_out_of_the_trash(spoken: Spoken, clock: Clock) -> None:
    """A practice field by field, with a day to look back; its door; its ending; the trash and back."""
    with spoken.answers():
        pass
    section = spoken.pack.chapter(spoken.pack.outlines[0].id).sections[1]
    practice = section.practices[0]
    number = str(section.page.index(practice) + 1)
    spoken.hold("i", "2", number, "a", "when I wake", "I will drink a glass of water", *[""] * 4, "q")
    with spoken.answers() as answers:
        (entry,) = answers.entries(practice.id)
        assert entry.look_back_on
    clock.pass_days(9)
    said = spoken.hold("i", "2", number, "1", "b", "1", "it was easy", "n", "q")
    assert practice.look_back is not None
    assert practice.look_back.ask in said
    with spoken.answers() as answers:
        (entry,) = answers.entries(practice.id)
        assert (entry.ending, entry.note) == (practice.look_back.endings[0].id, "it was easy")
    spoken.hold("i", "2", number, "1", "d", ":x", "1", "q")
    with spoken.answers() as answers:
        assert [one.id for one in answers.entries(practice.id)] == [entry.id]


def test_what_is_broken_off_in_a_practice_is_kept(spoken: Spoken) -> None:
    """The fields that were filled are there, though the last was never reached."""
    practice = spoken.pack.chapter(spoken.pack.outlines[0].id).sections[1].practices[0]
    spoken.hold("i", "2", "4", "a", "when I wake", ":h")
    with spoken.answers() as answers:
        (entry,) = answers.entries(practice.id)
    assert "when I wake" in entry.text


def test_everything_told_can_be_gone_through(spoken: Spoken, clock: Clock) -> None:
    """Journal, search, map, garden, tide, proof, set aside and trails: each says what is there and leads on."""
    spoken.hold(
        "c", "6", "steady", *HAVING, "2", "The pear tree stood there. I saw it.", "", "2", ":l", "", "z", "q"
    )
    clock.pass_days(1)
    said = spoken.hold(
        "j", "1", "e", "2", "", "o", "", "/", "pear", "", "m", "", "g", "", "w", "", "k", "", "q"
    )
    for words in ("The pear tree stood", "I saw it.", "1 found.", "answered", "6 of 10", "resting"):
        assert words in said
    assert "“I saw it.”" in said


def test_a_trail_leads_from_stop_to_stop(spoken: Spoken) -> None:
    """Enter begins a trail; in a section of it, n goes to its next stop."""
    trail = spoken.pack.info.trails[0]
    said = spoken.hold("t", "1", "", "n", "q")
    titles = [
        outline.title for stop in trail.stops[:2] if (outline := spoken.pack.section_outline(stop.section_id))
    ]
    assert all(f"# {title}" in said for title in titles)
    with spoken.answers() as answers:
        assert answers.walks()[trail.id].section_id == trail.stops[1].section_id


def test_beside_another_window_everything_can_be_read(spoken: Spoken) -> None:
    """Nothing asks for words that could not be kept."""
    spoken.hold(*HAVING, "2", "one", "", "q")
    said = spoken.hold(*HAVING, "2", "a", "j", "1", "", "q", read_only=True)
    assert "Open in another window" in said
    assert "one" in said


def test_a_full_disk_is_told_and_the_words_wait(spoken: Spoken, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be written is offered again until it could, or until somebody says no."""
    refusals = 2
    write = Answers.write

    def refuse(self: Answers, *args: object, **named: object) -> object:
        nonlocal refusals
        if refusals:
            refusals -= 1
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(self, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Answers, "write", refuse)
    said = spoken.hold(*HAVING, "2", "one", "", "yes", "q")
    assert said.count("Not saved: No space left on device.") == 2
    assert latest(spoken, prompt_ids(spoken)[1]) == "one"


def test_words_are_no_codes_for_the_terminal(spoken: Spoken) -> None:
    """What was written elsewhere cannot steer the terminal when it is read."""
    with spoken.answers() as answers:
        name = prompt_ids(spoken)[1]
        answers.write(name, "a\x1b[2Jb\u202ec", section_id="x", question="q\x1b]0;t\x07", kind="text")
    said = spoken.hold("j", "1", "", "q")
    assert not {"\x1b", "\x07", "\u202e"} & set(said)


def test_someone_new_hears_three_things_first_and_only_once(spoken: Spoken) -> None:
    """Where words are kept, what this is not, and where help is."""
    said = spoken.hold("", "q", welcomed=False)
    assert "nowhere else" in said
    assert "It is no treatment" in said
    assert "s is support" in said
    assert "nowhere else" not in spoken.hold("q", welcomed=False)


def test_the_first_page_can_be_left_for_anywhere(spoken: Spoken) -> None:
    """A letter that leads away does no harm there, and the page has been read."""
    assert "Begin anywhere." in spoken.hold(":i", "q", welcomed=False)
    assert "nowhere else" not in spoken.hold("q", welcomed=False)


def test_nobody_is_told_that_all_is_saved_when_it_is_not(
    spoken: Spoken, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a refusal the farewell claims nothing."""

    def refuse(*_: object, **__: object) -> object:
        raise OSError(errno.ENOSPC, "No space left on device")

    assert "Everything is saved." in spoken.hold(*HAVING, "2", "kept", "", "q")
    monkeypatch.setattr(Answers, "write", refuse)
    assert "Everything is saved." not in spoken.hold(*HAVING, "2", "lost", "", "no", "q")


def test_a_letter_waits_until_its_day(spoken: Spoken, clock: Clock) -> None:
    """Its words are in nothing that is said before."""
    section = next(
        section
        for section in spoken.pack.chapter(spoken.pack.outlines[0].id).sections
        if any(prompt.kind.name == "letter" for prompt in section.prompts)
    )
    prompt = next(prompt for prompt in section.prompts if prompt.kind.name == "letter")
    order = [one.id for chapter in spoken.pack.outlines for one in chapter.sections]
    way = ("i", str(order.index(section.id) + 1), str(section.page.index(prompt) + 1))
    spoken.hold(*way, "Dear me, pears.", "", "", "q")
    before = spoken.hold("j", "1", "", "/", "pears", "q")
    assert "Dear me" not in before
    clock.now += timedelta(days=400)
    after = spoken.hold("j", "1", "", "q")
    assert "Dear me, pears." in after
    assert "A letter you wrote to yourself has opened." in after


def test_the_trash_tells_no_closed_letter_and_names_what_has_no_title(spoken: Spoken) -> None:
    """A letter waits there as elsewhere (its words were read out); a check-in comes back by its number."""
    letter = {"text": "dear later me", "opens": "2030-01-01"}
    with spoken.answers() as answers:
        layer = answers.write("letter", letter, section_id="s", question="Dear?", kind="letter")
        answers.delete_layer(layer.id)
        answers.delete_checkin(answers.check_in(3, "tired").id)
    said = spoken.hold(":x", "1", "q")
    assert "Check-in: 3 of 10 · tired" in said
    assert "Dear?" in said
    assert "dear later me" not in said
    with spoken.answers() as answers:
        assert [one.level for one in answers.checkins()] == [3]


def test_support_is_near_in_a_check_in_as_well(spoken: Spoken) -> None:
    """`:s` is support there too, and never somebody's word."""
    said = spoken.hold("c", ":s", "", "4", ":s", "", "tired", "q")
    assert said.count("Somewhere to turn") == 2
    with spoken.answers() as answers:
        (checkin,) = answers.checkins()
        assert (checkin.level, checkin.word) == (4, "tired")


def test_who_comes_back_hears_what_was_asked(spoken: Spoken) -> None:
    """After support or a pause the question is named again."""
    section = spoken.pack.chapter(spoken.pack.outlines[0].id).sections[0]
    said = spoken.hold(*HAVING, "2", ":p", "", "", "q")
    assert f"Back at: {section.prompts[1].question.splitlines()[0]}" in said


def test_it_writes_by_itself_once_the_other_window_has_gone(spoken: Spoken) -> None:
    """Without beginning anew; it says so once, and reads first what was written there."""
    first = spoken.answers()
    first.write(prompt_ids(spoken)[1], "from there", section_id="s", question="Q?", kind="text")
    second = spoken.answers_to_read()
    lines = iter([*HAVING, "2", "", "2", "from here", "", "q"])

    def typed() -> Iterator[str]:
        for number, line in enumerate(lines):
            if number == 4:
                first.close()
            yield line

    said = spoken.on(second, typed())
    second.close()
    assert said.count("You can write here now.") == 1
    assert "Open in another window" in said
    assert latest(spoken, prompt_ids(spoken)[1]) == "from here"


def test_going_back_from_a_practice_does_not_read_everything_again(spoken: Spoken) -> None:
    """One is where one was on the page."""
    section = spoken.pack.chapter(spoken.pack.outlines[0].id).sections[1]
    said = spoken.hold("i", "2", "4", "", "q")
    assert said.count(section.reading[0].spans[0].text[:40]) == 1  # type: ignore[union-attr]


def test_copies_in_the_folder_are_named(spoken: Spoken) -> None:
    """As on the screen, with the command that brings them in."""
    with spoken.answers() as answers:
        answers.set_preference("x", "y")
        folder = answers.folder
    (folder / "answers (conflicted copy).json").write_bytes((folder / "answers.json").read_bytes())
    assert "workbook merge" in spoken.hold("q")
