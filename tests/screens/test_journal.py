"""The journal: everything written, found by its words, its place, its time and its marks."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.conftest import Clock, MakeApp
from tests.hostile import CONTROLS, MARKUP, hostile
from tests.screens.person import chapter, flattened, hurry, in_sight, item, press, settle, typed, until
from tests.screens.shown import shown
from workbook.app import WorkbookApp
from workbook.content.loader import Pack
from workbook.screens.help import explanation
from workbook.screens.home import HomeScreen
from workbook.screens.journal import JournalScreen
from workbook.screens.journal_parts import JournalFilters, JournalList, RecordPane, SearchInput
from workbook.screens.journal_view import EMPTY
from workbook.screens.practice import PracticeScreen
from workbook.store.answers import Answers
from workbook.store.preferences import WELCOMED
from workbook.store.records import Entry, Layer
from workbook.store.written import Key

SIZES = [(40, 15), (80, 24), (120, 36), (200, 60)]
WIDE = (120, 36)


NEWEST_FIRST = ["one-word", "lamps", "kind-letter", "kind-scale", "few-things", "gone", "long-answer"]


def fill(answers: Answers, clock: Clock) -> None:
    """Write one whose question has gone, a day later some of several kinds, and an entry that has ended."""
    write = answers.write
    write("gone", "by the old river\nand back", section_id="old", question="Where did you go?", kind="text")
    clock.pass_days(1)
    write("few-things", ["lamp", "river stone"], section_id="waking", question="What is here?", kind="list")
    clock.pass_days(0.01)
    write("kind-scale", 7, section_id="every-kind", question="How warm is it?", kind="scale")
    clock.pass_days(0.01)
    letter = {"text": "dear secret self", "opens": "2026-12-24"}
    write("kind-letter", letter, section_id="every-kind", question="What in a month?", kind="letter")
    clock.pass_days(0.01)
    values = {"when": "after the river", "then": "rest"}
    labels = {"when": "When", "then": "I will"}
    entry = answers.add_entry("lamps", values, title="Lamps I lit", labels=labels)
    answers.end_entry(entry.id, "kept", "Kept", "It was easy.")


@pytest.fixture
def app(make_little: MakeApp, clock: Clock) -> WorkbookApp:
    """An app on answers of three visits: a year, a month, and no time ago."""
    clock.pass_days(-365)
    old = make_little().answers
    old.write("long-answer", "a year ago it rained", section_id="waking", question="At length?", kind="text")
    clock.pass_days(365 - 32)
    fill(make_little().answers, clock)
    clock.pass_days(31 - 0.03)
    now = make_little()
    now.answers.write("one-word", "River", section_id="waking", question="One word?", kind="text")
    now.answers.mark("one-word", "later")
    return now


async def open_journal(pilot: Pilot[None]) -> JournalScreen:
    """Press F6."""
    await press(pilot, "f6")
    await settle(pilot)
    assert isinstance(pilot.app.screen, JournalScreen)
    await pilot.app.workers.wait_for_complete()
    await settle(pilot)
    return pilot.app.screen


def listed(app: WorkbookApp) -> list[str]:
    """Name what is listed, by prompt or practice."""
    rows = app.screen.query_one(JournalList)._rows
    return [row.item_id for row in rows if not isinstance(row, str)]


def on(app: WorkbookApp) -> str:
    """Name what is highlighted."""
    found = app.screen.query_one(JournalList).item
    return found.item_id if found else ""


def keys(app: WorkbookApp) -> str:
    """Give the line of keys."""
    return " ".join(shown(app).splitlines()[-1].split())


def whole(app: WorkbookApp) -> str:
    """Give the whole of what is chosen, as it is drawn on the right."""
    return str(app.screen.query_one("#journal-record", Static).content)


@pytest.mark.parametrize("size", SIZES[:3])
async def test_everything_is_listed_newest_first(app: WorkbookApp, size: tuple[int, int]) -> None:
    """Answers and entries together, by month, with the newest highlighted."""
    async with app.run_test(size=size) as pilot:
        await open_journal(pilot)
        assert listed(app) == NEWEST_FIRST
        assert on(app) == "one-word"
        assert "November 2026" in shown(app)
        assert "River" in shown(app)


@pytest.mark.parametrize("size", SIZES[::2])
async def test_search_as_one_types_and_open_in_place(app: WorkbookApp, size: tuple[int, int]) -> None:
    """Letters narrow, arrows move, Enter goes to the question."""
    async with app.run_test(size=size) as pilot:
        await open_journal(pilot)
        await press(pilot, *"river")
        await settle(pilot)
        assert set(listed(app)) == {"one-word", "lamps", "few-things", "gone"}
        assert "4 found" in shown(app)
        await press(pilot, *" stone")
        await settle(pilot)
        assert listed(app) == ["few-things"]
        await press(pilot, "enter")
        await settle(pilot)
        assert chapter(app).section.id == "waking"
        assert item(app) == "few-things"


async def test_questions_are_searched_too_and_the_match_is_bold(app: WorkbookApp) -> None:
    """Words of the question find its answer, and stand out where they are."""
    async with app.run_test(size=WIDE) as pilot:
        await open_journal(pilot)
        await press(pilot, *"WARM")
        await settle(pilot)
        assert listed(app) == ["kind-scale"]
        content = app.screen.query_one("#journal-record", Static).content
        bold = [content.plain[span.start : span.end] for span in content.spans if span.style == "bold"]  # type: ignore[union-attr]
        assert bold == ["warm"]
        assert "7 of 10" in whole(app)
        assert "Morning › Every kind" in whole(app)
        drawn = {
            segment.text
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.bold
        }
        assert "warm" in drawn


async def test_an_entry_opens_in_its_practice_and_comes_back(app: WorkbookApp) -> None:
    """The whole entry with labels and ending on the right; Enter opens it; Escape finds the search as it was."""
    async with app.run_test(size=WIDE) as pilot:
        await open_journal(pilot)
        await press(pilot, *"lit river")
        await settle(pilot)
        assert on(app) == "lamps"
        for words in (
            "Lamps I lit",
            "When\nafter the river",
            "How it went\nKept",
            "Looking back\nIt was easy.",
        ):
            assert words in whole(app)
        await press(pilot, "enter")
        await settle(pilot)
        assert isinstance(app.screen, PracticeScreen)
        assert "after the river" in flattened(app)
        app.pop_screen()
        await settle(pilot)
        assert (on(app), listed(app)) == ("lamps", ["lamps"])


@pytest.mark.parametrize("size", SIZES[::2])
async def test_an_answer_whose_question_has_gone_can_be_read_whole(
    app: WorkbookApp, size: tuple[int, int]
) -> None:
    """It stays in the journal with the question as it was asked; Enter shows it there, Escape goes back."""
    async with app.run_test(size=size) as pilot:
        screen = await open_journal(pilot)
        await press(pilot, *"old", "enter")
        await settle(pilot)
        assert app.screen is screen
        assert isinstance(app.focused, RecordPane)
        pane = screen.query_one(RecordPane)
        assert in_sight(app, pane)
        assert "Where did you go?" in shown(app)
        assert "not in the open pack" in whole(app)
        await press(pilot, "escape")
        await settle(pilot)
        assert isinstance(app.focused, JournalList)
        assert listed(app) == ["gone"]


@pytest.mark.parametrize("size", [(40, 15), WIDE])
async def test_space_reads_the_whole_of_a_known_answer(app: WorkbookApp, size: tuple[int, int]) -> None:
    """Also where there is room for one thing at a time; Enter then opens it."""
    async with app.run_test(size=size) as pilot:
        await open_journal(pilot)
        await press(pilot, "tab", "tab", "end", "space")
        await settle(pilot)
        assert "a year ago it rained" in shown(app)
        assert "Saturday 22 November" in flattened(app)
        await press(pilot, "enter")
        await settle(pilot)
        assert item(app) == "long-answer"


async def test_a_sealed_letter_tells_only_its_day(app: WorkbookApp, clock: Clock) -> None:
    """Neither list nor whole nor search know its words before; on the day they do."""
    async with app.run_test(size=WIDE) as pilot:
        await open_journal(pilot)
        await press(pilot, *"month")
        await settle(pilot)
        assert on(app) == "kind-letter"
        assert "A letter. It opens on 24 December 2026." in whole(app)
        assert "secret" not in shown(app)
        await press(pilot, "escape", *"secret")
        await settle(pilot)
        assert listed(app) == []
        assert "Nothing found" in shown(app)
        clock.pass_days(40)
        await press(pilot, "backspace", "t")
        await settle(pilot)
        assert listed(app) == ["kind-letter"]
        assert "dear secret self" in whole(app)


async def test_filters_by_key_in_words(app: WorkbookApp) -> None:
    """Each number goes on to the next value that leaves something; 0 shows everything again."""
    async with app.run_test(size=WIDE) as pilot:
        await open_journal(pilot)
        await press(pilot, "tab", "tab", "1")
        await settle(pilot)
        assert "1 Small things" in shown(app)
        assert "gone" not in listed(app)
        await press(pilot, "0", "2")
        await settle(pilot)
        assert "2 Morning" in shown(app)
        assert "lamps" not in listed(app)
        await press(pilot, "0", "3", "3")
        await settle(pilot)
        assert "3 lists" in shown(app)
        assert listed(app) == ["few-things"]
        await press(pilot, "0", "5")
        await settle(pilot)
        assert "5 for later" in shown(app)
        assert listed(app) == ["one-word"]
        await press(pilot, "0", "4", "4")
        await settle(pilot)
        assert "4 this month" in shown(app)
        assert listed(app) == ["one-word"]
        await press(pilot, "escape")
        await settle(pilot)
        assert listed(app) == NEWEST_FIRST
        await press(pilot, "escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_filters_can_be_walked_through(app: WorkbookApp) -> None:
    """Tab leads to them; arrows move, Enter and Backspace change; words narrow what they leave."""
    async with app.run_test(size=WIDE) as pilot:
        await open_journal(pilot)
        await press(pilot, *"river", "tab", "right", "right", "enter")
        await settle(pilot)
        assert isinstance(app.focused, JournalFilters)
        assert "3 in your words" in shown(app)
        assert listed(app) == ["one-word", "gone"]
        await press(pilot, "backspace", "backspace")
        await settle(pilot)
        assert "3 Lamps I lit" in shown(app)
        assert listed(app) == ["lamps"]


@pytest.mark.parametrize("size", SIZES)
async def test_numbers_stand_at_the_filters_only_where_they_are_keys(
    app: WorkbookApp, size: tuple[int, int]
) -> None:
    """In the search a digit is typed, and the line says how to come to the filters; F1 there tells of the numbers."""
    async with app.run_test(size=size) as pilot:
        await open_journal(pilot)
        assert "Tab to filter: every theme" in flattened(app)
        assert "1 every theme" not in flattened(app)
        assert "the numbers 1 to 5 change the filters" in explanation(app.screen)
        await press(pilot, "7")
        await settle(pilot)
        assert app.screen.query_one(SearchInput).value == "7"
        await press(pilot, "escape", "tab")
        await settle(pilot)
        assert "Tab to filter" not in flattened(app)
        assert "1 every theme" in flattened(app)
        await press(pilot, "tab")
        await settle(pilot)
        assert "5 any mark" in flattened(app)
        await press(pilot, "5")
        await settle(pilot)
        assert "5 for later" in flattened(app)


async def test_escape_says_what_it_does(app: WorkbookApp) -> None:
    """With words or a filter it clears, and without it leads back; the key line says which."""
    async with app.run_test(size=WIDE) as pilot:
        await open_journal(pilot)
        assert "esc Back" in keys(app)
        await press(pilot, *"river")
        await settle(pilot)
        assert "esc Clear" in keys(app)
        assert "esc Back" not in keys(app)
        await press(pilot, "tab", "tab", "space")
        await settle(pilot)
        assert "esc Back" in keys(app)
        await press(pilot, "escape", "escape")
        await settle(pilot)
        assert listed(app) == NEWEST_FIRST
        assert "esc Back" in keys(app)
        await press(pilot, "1")
        await settle(pilot)
        assert "esc Clear" in keys(app)
        await press(pilot, "escape", "escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("size", SIZES[::2])
async def test_a_match_in_the_question_alone_is_in_sight(make_little: MakeApp, size: tuple[int, int]) -> None:
    """The row should show the words around it (they were cut off before they came)."""
    app = make_little()
    asked = "When you think of the last weeks, and of all that you had to do in them, what was [b]quiet[/b] in you?"
    app.answers.write("gone", "sleep", section_id="old", question=asked, kind="text")
    async with app.run_test(size=size) as pilot:
        await open_journal(pilot)
        await press(pilot, *"quiet")
        await settle(pilot)
        listing = app.screen.query_one(JournalList).region
        rows = "\n".join(
            line[: listing.right] for line in shown(app).splitlines()[listing.y : listing.bottom]
        )
        assert "sleep" in rows
        assert "[b]quiet[/b]" in rows


async def test_keys_faster_than_the_journal_are_searched_for(app: WorkbookApp) -> None:
    """F6 and words in one go, from home and from the midst of an answer, should be a search and no commands."""
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        hurry(app, "f6", *"river", "down")
        await until(pilot, lambda: isinstance(app.screen, JournalScreen))
        await until(pilot, lambda: isinstance(app.focused, SearchInput) and app.focused.value == "river")
        await until(pilot, lambda: on(app) == "lamps")
        await press(pilot, "f2")
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        hurry(app, "f6", *"4d")
        await until(pilot, lambda: isinstance(app.screen, JournalScreen))
        await until(pilot, lambda: isinstance(app.focused, SearchInput) and app.focused.value == "4d")
        assert typed(app, "long-answer") != "4d"


async def test_on_this_day(app: WorkbookApp) -> None:
    """The same day in earlier months and years, and nothing of today."""
    async with app.run_test(size=WIDE) as pilot:
        await open_journal(pilot)
        await press(pilot, "tab", "tab", "d")
        await settle(pilot)
        assert "4 on this day" in shown(app)
        assert listed(app) == ["lamps", "kind-letter", "kind-scale", "few-things", "long-answer"]
        await press(pilot, "d")
        await settle(pilot)
        assert "4 any time" in shown(app)


@pytest.mark.parametrize("size", SIZES[:2])
async def test_an_empty_journal_is_kind(make_little: MakeApp, size: tuple[int, int]) -> None:
    """It says what will be here, and every key is harmless."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        screen = await open_journal(pilot)
        assert EMPTY in flattened(app)
        await press(
            pilot, "down", "enter", "tab", *"12345", "d", "0", "enter", "tab", "space", "end", "enter"
        )
        await settle(pilot)
        assert app.screen is screen


async def test_what_was_just_typed_is_in_the_journal(make_little: MakeApp) -> None:
    """From the midst of an answer F6 should show it, and Escape go back to it; j in a text is a letter."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, *"just jam", "f6")
        await settle(pilot)
        assert isinstance(app.screen, JournalScreen)
        assert "just jam" in shown(app)
        await press(pilot, "escape")
        await settle(pilot)
        assert typed(app, "long-answer") == "just jam"
        assert item(app) == "long-answer"


async def test_j_opens_it_and_f6_leads_back_to_the_search(app: WorkbookApp) -> None:
    """Twice is not two journals."""
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "j")
        await settle(pilot)
        assert isinstance(app.screen, JournalScreen)
        await press(pilot, "tab", "tab", "space", "f6")
        await settle(pilot)
        assert isinstance(app.focused, SearchInput)
        assert len(app.screen_stack) == 2
        await press(pilot, *"jam")
        await settle(pilot)
        assert app.screen.query_one(SearchInput).value == "jam"


async def test_a_second_window_reads_the_journal(app: WorkbookApp, little: Pack, clock: Clock) -> None:
    """Nothing in it writes."""
    app.answers.set_preference(WELCOMED, "yes")
    reader = Answers.open(app.answers.folder, clock=clock, read_only=True)
    second = WorkbookApp(little, reader, clock=clock)
    async with second.run_test(size=WIDE) as pilot:
        await open_journal(pilot)
        await press(pilot, *"river", "tab", *"12345", "tab", "d", "space", "enter")
        await settle(pilot)
        assert second.is_running
        assert not second.autosave.pending


@pytest.mark.parametrize("size", [(40, 15), WIDE])
async def test_results_show_text_as_it_is(make_little: MakeApp, size: tuple[int, int]) -> None:
    """Whatever was written or asked: no markup is taken for one, no control code is drawn."""
    app = make_little()
    for number in range(3):
        question = hostile(f"asked-{number}")
        app.answers.write(
            f"gone-{number}", hostile(f"a-{number}"), section_id="x", question=question, kind="text"
        )
    app.answers.add_entry("lamps", {"when": hostile("e")}, title=hostile("t"), labels={"when": hostile("l")})
    async with app.run_test(size=size) as pilot:
        screen = await open_journal(pilot)
        for keys in ((), ("tab", "tab"), ("end", "space"), ("escape", "slash"), tuple("[b]")):
            await press(pilot, *keys)
            await settle(pilot)
            for strip in app.screen._compositor.render_strips():
                for segment in strip:
                    assert segment.control or not CONTROLS.search(segment.text), repr(segment.text)
                    actions = segment.style.meta if segment.style else {}
                    assert "app.quit" not in str(actions.get("@click", ""))
        assert app.screen is screen
        assert "[b]" in shown(app)
        assert len(listed(app)) == 4
        assert MARKUP in whole(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_only_what_is_in_sight_is_made(
    make_little: MakeApp, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening a journal of many should make a window of them, at either end and in between."""
    app = make_little()
    for number in range(120):
        app.answers.write(f"p-{number}", f"word {number}", section_id="x", question="?", kind="text")
    made: list[Key] = []
    record = app.answers.record

    def noted(key: Key) -> Layer | Entry | None:
        made.append(key)
        return record(key)

    monkeypatch.setattr(app.answers, "record", noted)
    async with app.run_test(size=size) as pilot:
        await open_journal(pilot)
        assert 0 < len(set(made)) < 40
        await press(pilot, "tab", "tab", "end")
        await settle(pilot)
        await until(pilot, lambda: "word 0" in shown(app))
        assert on(app) == "p-0"
        assert len(set(made)) < 60
        await press(pilot, "home", "pagedown", "up", "down")
        await settle(pilot)
        pages = app.screen.query_one(JournalList).scrollable_content_region.height // 2
        assert listed(app).index(on(app)) in range(pages - 3, pages + 1)


async def test_a_click_goes_to_a_row_and_another_opens_it(app: WorkbookApp) -> None:
    """The mouse can do what the keys do."""
    async with app.run_test(size=WIDE) as pilot:
        await open_journal(pilot)
        await press(pilot, *"stone")
        await settle(pilot)
        await pilot.click(JournalList, offset=(5, 2))
        await settle(pilot)
        assert item(app) == "few-things"


async def test_the_palette_knows_the_journal(app: WorkbookApp) -> None:
    """It should be offered before anything is typed."""
    async with app.run_test(size=WIDE):
        assert any(command.title == "Journal" and command.known for command in app.offered_commands())


async def test_coming_back_finds_the_journal_as_it_was_left(app: WorkbookApp) -> None:
    """Words, filters and highlight are there again; what is typed then replaces the words."""
    async with app.run_test(size=WIDE) as pilot:
        await open_journal(pilot)
        await press(pilot, "tab", "tab", "3", "slash", *"river", "down")
        await settle(pilot)
        assert listed(app) == ["one-word", "gone"]
        assert on(app) == "gone"
        await press(pilot, "up", "enter")
        await settle(pilot)
        assert item(app) == "one-word"
        await press(pilot, "f2", "f6")
        await settle(pilot)
        assert app.screen.query_one(SearchInput).value == "river"
        assert "in your words" in shown(app)
        assert listed(app) == ["one-word", "gone"]
        await press(pilot, "down")
        await settle(pilot)
        await press(pilot, "f2", "f6")
        await settle(pilot)
        assert on(app) == "gone"
        await press(pilot, *"rain")
        await settle(pilot)
        assert app.screen.query_one(SearchInput).value == "rain"
        assert listed(app) == ["long-answer"]
        await press(pilot, "escape", "escape", "f6")
        await settle(pilot)
        assert listed(app) == NEWEST_FIRST


async def test_check_ins_are_in_the_journal(app: WorkbookApp) -> None:
    """By time among the others, with level and word; found by the word, and a kind of their own."""
    app.answers.check_in(7, "steady [b]river[/b]")
    async with app.run_test(size=WIDE) as pilot:
        await open_journal(pilot)
        assert len(listed(app)) == len(NEWEST_FIRST) + 1
        assert "7 of 10 · steady [b]river[/b]" in shown(app)
        await press(pilot, *"steady")
        await settle(pilot)
        assert listed(app) == [""]
        assert "Check-in" in whole(app)
        await press(pilot, "enter")
        await settle(pilot)
        assert isinstance(app.focused, RecordPane)
        await press(pilot, "0")
        await settle(pilot)
        await press(pilot, "tab", "3", "3", "3", "3", "3")
        await settle(pilot)
        assert "3 check-ins" in shown(app)
        assert listed(app) == [""]


async def test_marks_find_what_carries_them(app: WorkbookApp) -> None:
    """A section that rests, a prompt for later, a sentence of an answer and one of an entry kept as proof."""
    answers = app.answers
    answers.mark("every-kind", "resting")
    answers.unmark("one-word", "later")
    answers.mark("lamps", "later")
    (entry,) = answers.all_entries()
    newest = answers.latest("one-word")
    assert newest is not None
    answers.mark_proof(newest.id, "River")
    answers.mark_proof(entry.id, "after the river")
    async with app.run_test(size=WIDE) as pilot:
        await open_journal(pilot)
        await press(pilot, "tab", "tab")
        for words, expected in (
            ("for later", ["lamps"]),
            ("resting", ["kind-letter", "kind-scale"]),
            ("proof", ["one-word", "lamps"]),
            ("without a place", ["gone"]),
        ):
            await press(pilot, "5")
            await settle(pilot)
            assert f"5 {words}" in shown(app)
            assert listed(app) == expected


@pytest.mark.parametrize("size", [(40, 15), WIDE])
async def test_notes_and_check_ins_show_text_as_it_is(make_little: MakeApp, size: tuple[int, int]) -> None:
    """Neither a word nor a note nor an own question can be more than text."""
    app = make_little()
    app.answers.check_in(3, hostile("word"))
    for section_id, question in (("", ""), ("waking", hostile("own"))):
        own = app.answers.add_own_prompt(section_id, question)
        app.answers.write(
            own.id, hostile("note"), section_id=section_id, question=question or "A note", kind="text"
        )
    async with app.run_test(size=size) as pilot:
        await open_journal(pilot)
        for keys in ((), ("tab", "tab", "space"), ("escape", "down", "space"), ("escape", "down", "space")):
            await press(pilot, *keys)
            await settle(pilot)
            for strip in app.screen._compositor.render_strips():
                for segment in strip:
                    assert segment.control or not CONTROLS.search(segment.text), repr(segment.text)
                    actions = segment.style.meta if segment.style else {}
                    assert "app.quit" not in str(actions.get("@click", ""))
            assert "[b]" in shown(app)
