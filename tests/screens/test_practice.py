"""A practice: adding, changing, looking back, and what the endings add up to."""

import pytest
from textual.pilot import Pilot

from tests.conftest import Clock, MakeApp
from tests.screens.person import chapter, flattened, focused, leave, press, settle, until
from tests.screens.shown import shown
from workbook.app import WorkbookApp
from workbook.screens.entry_form import EntryForm
from workbook.screens.practice import EntryList, PracticeScreen
from workbook.store.records import Entry
from workbook.widgets.option_lines import OptionLines

SIZES = [(40, 15), (80, 24), (120, 36)]


async def open_lamps(app: WorkbookApp, pilot: Pilot[None], entry_id: str = "") -> None:
    """Open the practice and wait until its form is there."""
    app.open_practice("lamps", entry_id)
    await until(pilot, lambda: isinstance(app.screen, PracticeScreen) and app.screen.query("#field-when"))
    await settle(pilot)


def lamp(app: WorkbookApp, when: str, look_back_on: str = "") -> Entry:
    """Add an entry, as an earlier visit would have."""
    values = {"when": when, "then": "light it"}
    return app.answers.add_entry("lamps", values, title="Lamps I lit", labels={}, look_back_on=look_back_on)


@pytest.mark.parametrize("size", SIZES[:2])
async def test_an_entry_is_added_by_typing(make_little: MakeApp, size: tuple[int, int]) -> None:
    """From the page: Enter opens the practice; what is typed is an entry, with the suggested day to look back."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await app.open_section("lamp", "lamps")
        await settle(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, PracticeScreen) and app.screen.query("#field-when"))
        await settle(pilot)
        await press(pilot, *"it is dusk", "tab", *"light the lamp.", "tab", "1")
        await settle(pilot)
        form = app.screen.query_one(EntryForm)
        assert form.query_one("#sentence").display
        assert "Could it be smaller?" in flattened(app) or size == (40, 15)
        await press(pilot, "escape", "escape")
        await settle(pilot)
        assert chapter(app).section.id == "lamp"
        await until(pilot, lambda: "When it is dusk, I will light the lamp." in flattened(app))
        await leave(pilot)
    entry = app.answers.entries("lamps")[0]
    assert entry.values == {"when": "it is dusk", "then": "light the lamp.", "sure": 1}
    assert entry.look_back_on == "2026-11-25"
    assert entry.labels["when"] == "When…"


async def test_the_sentence_is_offered_once_it_is_whole(make_little: MakeApp) -> None:
    """The sentence to read once should appear when its blanks are filled, and not before."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await open_lamps(app, pilot)
        await press(pilot, *"dusk")
        await settle(pilot)
        assert "Read it once, slowly" not in flattened(app)
        await press(pilot, "tab", *"sit")
        await settle(pilot)
        assert "Read it once, slowly: When dusk, I will sit." in flattened(app)
        await press(pilot, "tab", "8")
        await settle(pilot)
        assert "Could it be smaller?" not in flattened(app)


async def test_an_untouched_form_is_no_entry(make_little: MakeApp) -> None:
    """Opening the form, choosing a day and leaving should add nothing."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_lamps(app, pilot)
        await press(pilot, "escape")
        await leave(pilot)
    assert app.answers.entries("lamps") == []


async def test_an_entry_is_changed_in_place(make_little: MakeApp, clock: Clock) -> None:
    """Enter on an entry should open it; a change should keep what it said in the earlier visit."""
    first = make_little()
    lamp(first, "dawn")
    clock.pass_days(2)
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await open_lamps(app, pilot)
        focused(app, EntryList)
        await press(pilot, "enter")
        await settle(pilot)
        await press(pilot, "end", *" or later")
        await press(pilot, "escape")
        await settle(pilot)
        assert "When dawn or later, I will light it" in flattened(app)
        await leave(pilot)
    entries = app.answers.entries("lamps")
    assert [entry.values["when"] for entry in entries] == ["dawn or later"]
    assert [version.values["when"] for version in entries[0].earlier] == ["dawn"]


async def test_what_is_due_stands_first_and_asks_how_it_went(make_little: MakeApp, clock: Clock) -> None:
    """An entry whose day has come should stand above newer ones, and its ending be one key away."""
    first = make_little()
    due = lamp(first, "dawn", "2026-11-22")
    clock.pass_days(1)
    lamp(first, "noon", "2026-11-30")
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await open_lamps(app, pilot)
        assert shown(app).index("◆ When dawn") < shown(app).index("· When noon")
        await press(pilot, "enter")
        await settle(pilot)
        assert "How did it go with this lamp?" in flattened(app)
        focused(app, OptionLines)
        await press(pilot, "1", "enter")
        await settle(pilot)
        await press(pilot, "ctrl+s")
        await settle(pilot)
        assert "◆" not in shown(app)
        assert "· Lit" in flattened(app)
        await leave(pilot)
    ended = app.answers.entry(due.id)
    assert ended is not None
    assert (ended.ending, ended.ending_label) == ("lit", "Lit")


async def test_not_yet_leads_on_kindly(make_little: MakeApp) -> None:
    """An ending that leads somewhere should offer the page, then and when opened again; the others not."""
    app = make_little()
    entry = lamp(app, "dawn", "2026-11-20")
    async with app.run_test(size=(120, 36)) as pilot:
        await open_lamps(app, pilot, entry.id)
        assert "There is a page for this" not in flattened(app)
        await press(pilot, "1", "enter")
        await settle(pilot)
        assert "There is a page for this" not in flattened(app)
        await press(pilot, "2", "enter")
        await settle(pilot)
        assert "There is a page for this" in flattened(app)
        await press(pilot, "escape", "enter")
        await settle(pilot)
        app.screen.query_one("#leads-to").focus()
        await press(pilot, "enter")
        await settle(pilot)
        assert chapter(app).section.id == "kettle"


async def test_the_day_to_look_back_can_be_chosen_and_unchosen(make_little: MakeApp) -> None:
    """Another day, and back to the one before, should both be kept (going back to it dropped the day)."""
    app = make_little()
    entry = lamp(app, "dawn", "2026-12-05")
    async with app.run_test(size=(120, 36)) as pilot:
        await open_lamps(app, pilot, entry.id)
        assert "On 5 December 2026" in flattened(app)
        app.screen.query_one("#look-back-day OptionLines").focus()
        await press(pilot, "2", "enter", "ctrl+s")
        await settle(pilot)
        chosen = app.answers.entry(entry.id)
        assert chosen is not None
        assert chosen.look_back_on == "2026-11-23"
        await press(pilot, "1", "enter", "ctrl+s")
        await settle(pilot)
        chosen = app.answers.entry(entry.id)
        assert chosen is not None
        assert chosen.look_back_on == "2026-12-05"
        await press(pilot, "end", "enter")
        await leave(pilot)
    chosen = app.answers.entry(entry.id)
    assert chosen is not None
    assert chosen.look_back_on == ""


async def test_endings_add_up_in_words(make_little: MakeApp) -> None:
    """From three endings on, a sentence should say how many went as hoped; never a percentage."""
    app = make_little()
    for when, ending in (("one", "lit"), ("two", "not-yet"), ("three", "lit")):
        app.answers.end_entry(lamp(app, when).id, ending, ending)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_lamps(app, pilot)
        assert "2 of 3 were lit." in flattened(app)
        assert "%" not in shown(app)


async def test_a_word_about_it_is_kept(make_little: MakeApp) -> None:
    """What the looking back says should be kept beside the ending."""
    app = make_little()
    entry = lamp(app, "dawn", "2026-11-20")
    async with app.run_test(size=(120, 36)) as pilot:
        await open_lamps(app, pilot, entry.id)
        await press(pilot, "2", "enter", "tab", *"too tired")
        await leave(pilot)
    kept = app.answers.entry(entry.id)
    assert kept is not None
    assert (kept.ending, kept.note) == ("not-yet", "too tired")


async def test_several_entries_in_a_row(make_little: MakeApp) -> None:
    """ctrl+n should begin another entry each time, and none should take over words of the one before."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_lamps(app, pilot)
        for word in ("one", "two", "three"):
            await press(pilot, *word, "ctrl+n")
            await settle(pilot)
        await press(pilot, "escape")
        await settle(pilot)
        focused(app, EntryList)
        await press(pilot, "a")
        await settle(pilot)
        await press(pilot, *"four")
        await leave(pilot)
    assert [entry.values["when"] for entry in app.answers.entries("lamps")] == ["four", "three", "two", "one"]


async def test_a_practice_opened_from_a_practice_is_one_step_from_where_one_was(make_little: MakeApp) -> None:
    """Going from one practice to it again should not stack screens that show different states of an entry."""
    app = make_little()
    lamp(app, "dawn")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("lamp", "lamps")
        await settle(pilot)
        await open_lamps(app, pilot)
        await open_lamps(app, pilot)
        await press(pilot, "escape")
        await settle(pilot)
        assert chapter(app).section.id == "lamp"


# Looking back, and rehearsing.


async def test_a_promise_is_rehearsed_once(make_little: MakeApp, clock: Clock) -> None:
    """While it is new the sentence is offered to be read; opened again, in this visit or another, no more."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await open_lamps(app, pilot)
        await press(pilot, *"dusk", "tab", *"sit")
        await settle(pilot)
        assert "Read it once, slowly: When dusk, I will sit." in flattened(app)
        await press(pilot, "ctrl+s")
        await settle(pilot)
        await press(pilot, "escape", "enter")
        await settle(pilot)
        assert "When dusk, I will sit" in flattened(app)
        assert "Read it once" not in flattened(app)
        await press(pilot, "end", *" down")
        await settle(pilot)
        assert "Read it once, slowly: When dusk down, I will sit." in flattened(app), (
            "it says something new now"
        )
        await press(pilot, "escape", "escape")
        await settle(pilot)
        await open_lamps(app, pilot, app.answers.entries("lamps")[0].id)
        assert "Read it once" not in flattened(app)
        await leave(pilot)
    clock.pass_days(1)
    again = make_little()
    async with again.run_test(size=(120, 36)) as pilot:
        await open_lamps(again, pilot, again.answers.entries("lamps")[0].id)
        assert "Read it once" not in flattened(again)


async def test_what_ended_is_asked_no_more_and_can_be_opened_again(make_little: MakeApp) -> None:
    """With an ending an entry waits no longer, at home or here; the ending can still be changed."""
    app = make_little()
    entry = lamp(app, "dawn", "2026-11-20")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "Look back" in flattened(app)
        await open_lamps(app, pilot, entry.id)
        await press(pilot, "1", "enter", "escape", "escape")
        await settle(pilot)
        assert "Look back" not in flattened(app)
        await open_lamps(app, pilot, entry.id)
        app.screen.query_one("#look-back-ending OptionLines").focus()
        await press(pilot, "2", "enter", "escape", "escape")
        await settle(pilot)
        assert "because a lamp ended “not yet”" in flattened(app), "the page for it is offered at home"
        await leave(pilot)
    ended = app.answers.entry(entry.id)
    assert ended is not None
    assert ended.ending == "not-yet"


@pytest.mark.parametrize("days", [0, 1])
async def test_two_endings_say_nothing_yet(make_little: MakeApp, days: int) -> None:
    """The sentence about how things went waits for the third ending."""
    app = make_little()
    for when, ending in (("one", "lit"), ("two", "not-yet")):
        app.answers.end_entry(lamp(app, when).id, ending, ending)
    lamp(app, "three", "2026-11-20" if days else "")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_lamps(app, pilot)
        assert "were lit" not in flattened(app)
