"""Heavy prompts: offered as now, gentler or later; a landing after; earlier answers beside the present."""

import pytest

from tests.conftest import Clock, MakeApp
from tests.screens.person import flattened, focused, item, leave, press, settle, typed, until
from tests.screens.shown import shown
from workbook.widgets.editor import Editor

STING = "When did the kettle burn you?"
GENTLER = "What is warm and safe to touch?"
LANDING = "Feel your feet on the floor."


@pytest.mark.parametrize("size", [(40, 15), (120, 36)])
async def test_now_asks_as_it_stands_and_lands(make_little: MakeApp, size: tuple[int, int]) -> None:
    """Before a heavy question is answered a choice should stand; after a first word, what settles."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await app.open_section("kettle", "old-burn")
        await settle(pilot)
        assert app.screen.query_one("#care-now").region.area
        assert not app.screen.query_one(Editor).region.area
        await press(pilot, "enter")
        await settle(pilot)
        focused(app, Editor)
        assert LANDING not in flattened(app)
        await press(pilot, *"hot")
        await settle(pilot)
        assert app.screen.query_one(".landing").region.area
        await leave(pilot)
    layer = app.answers.latest("old-burn")
    assert layer is not None
    assert (layer.text, layer.question) == ("hot", STING)


async def test_gentler_asks_and_keeps_the_other_wording(make_little: MakeApp, clock: Clock) -> None:
    """The gentler wording should be asked, kept with the answer, and shown without "asked then"."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("kettle", "old-burn")
        await settle(pilot)
        await press(pilot, "tab", "enter")
        await until(pilot, lambda: isinstance(app.focused, Editor))
        assert GENTLER in flattened(app)
        assert STING not in flattened(app)
        await press(pilot, *"mug")
        # Gone away from and opened again, as after the lock: the words keep what they answer.
        await press(pilot, "f2")
        await app.open_section("kettle", "old-burn")
        await settle(pilot)
        assert GENTLER in flattened(app)
        assert STING not in flattened(app)
        await leave(pilot)
    layer = app.answers.latest("old-burn")
    assert layer is not None
    assert layer.question == GENTLER
    clock.pass_days(3)
    later = make_little()
    async with later.run_test(size=(120, 36)) as pilot:
        await later.open_section("kettle", "old-burn")
        await settle(pilot)
        assert "1 earlier answer" in flattened(later)
        await press(pilot, "ctrl+t")
        await settle(pilot)
        assert "mug" in flattened(later)
        assert "asked then" not in flattened(later)


async def test_later_moves_on_and_marks(make_little: MakeApp) -> None:
    """Putting it off should mark the question, go to the next one, and answer nothing."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("kettle", "old-burn")
        await settle(pilot)
        await press(pilot, "tab", "tab", "enter")
        await settle(pilot)
        assert item(app) == "cup"
        await press(pilot, "ctrl+b")
        await settle(pilot)
        assert app.screen.query_one("#care-now").region.area
        await leave(pilot)
    assert list(app.answers.marks("later")) == ["old-burn"]
    assert typed(app, "old-burn") == ""


async def test_a_question_worded_anew_says_what_was_asked_then(make_little: MakeApp) -> None:
    """An answer to another wording should carry that wording."""
    first = make_little()
    first.answers.write("cup", "blue", section_id="kettle", question="Which mug?", kind="line")
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("kettle", "cup")
        await settle(pilot)
        assert "blue" not in shown(app)
        await press(pilot, "ctrl+t")
        await settle(pilot)
        assert "asked then: Which mug?" in shown(app)
        assert "blue" in shown(app)
        await press(pilot, "ctrl+t")
        await settle(pilot)
        assert "blue" not in shown(app)
