"""Marks: put aside for later and taken back, let rest and woken, told quietly, listed on a page of their own."""

import pytest
from textual.pilot import Pilot

from tests.conftest import MakeApp
from tests.screens.person import chapter, flattened, in_sight, item, press, settle, until
from tests.screens.shown import shown
from workbook.app import WorkbookApp
from workbook.screens.chapter import ChapterScreen
from workbook.screens.home import HomeScreen
from workbook.screens.set_aside import EMPTY, AsideList, SetAsideScreen


async def open_list(pilot: Pilot[None], app: WorkbookApp) -> None:
    """Look at what is set aside."""
    await press(pilot, "k")
    await until(pilot, lambda: isinstance(app.screen, SetAsideScreen))
    await settle(pilot)


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_a_question_is_put_aside_and_taken_back(make_little: MakeApp, size: tuple[int, int]) -> None:
    """One key while answering marks the question, the same key takes it back; the page says so by a word."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, "ctrl+l")
        await settle(pilot)
        assert list(app.answers.marks("later")) == ["long-answer"]
        assert "for later" in flattened(app)
        await press(pilot, "ctrl+n", "ctrl+b")
        await settle(pilot)
        assert "3 of 3 · for later" in flattened(app)
        await press(pilot, "ctrl+l")
        await settle(pilot)
        assert not app.answers.marks("later")
        assert "for later" not in flattened(app)


async def test_an_answer_takes_the_mark_off(make_little: MakeApp) -> None:
    """A question for later that is answered is for later no more; blanks are no answer."""
    app = make_little()
    app.answers.mark("long-answer", "later")
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        assert "later" in flattened(app)
        await press(pilot, "space", "ctrl+s")
        assert list(app.answers.marks("later")) == ["long-answer"]
        await press(pilot, "a", "ctrl+s")
        await settle(pilot)
        assert not app.answers.marks("later")
        assert "later" not in flattened(app)


async def test_a_section_rests_and_wakes(make_little: MakeApp) -> None:
    """While reading, z lets the section rest and wakes it; the list shows it by shape and word."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        await press(pilot, "z")
        await settle(pilot)
        assert list(app.answers.marks("resting")) == ["waking"]
        assert "◌ Waking" in flattened(app)
        assert "resting" in flattened(app)
        await press(pilot, "end")
        await settle(pilot)
        assert "Resting: z wakes it" in flattened(app)
        await press(pilot, "z")
        await settle(pilot)
        assert not app.answers.marks("resting")
        assert "◐ Waking" in flattened(app)


async def test_z_is_a_letter_in_an_answer(make_little: MakeApp) -> None:
    """Where one writes, z and k should be letters."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, *"zko", "ctrl+s")
        await settle(pilot)
        assert not app.answers.marks("resting")
        layer = app.answers.latest("long-answer")
        assert layer is not None
        assert layer.text == "zko"


async def test_from_the_list_the_highlighted_section_is_meant(make_little: MakeApp) -> None:
    """In the list of sections both keys should mean the section one is on there."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        await press(pilot, "shift+tab", "down", "ctrl+l")
        await settle(pilot)
        assert list(app.answers.marks("later")) == ["kettle"]
        assert "○ Kettle" in flattened(app)
        assert chapter(app).section.id == "waking"


async def test_a_cleared_answer_is_told_as_a_draft(make_little: MakeApp) -> None:
    """Where words were removed and nothing stands, the list should say that a draft waits; elsewhere nothing."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        assert "draft" not in flattened(app)
        await press(pilot, *"dew", "ctrl+s", *["backspace"] * 3, "ctrl+s")
        await settle(pilot)
        lines = [line[:30].strip() for line in shown(app).splitlines()]
        assert "▸◐ Waking · draft" in lines
        await press(pilot, *"sun", "ctrl+s")
        await settle(pilot)
        assert "draft" not in flattened(app)


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_the_list_leads_there_and_takes_back(make_little: MakeApp, size: tuple[int, int]) -> None:
    """What is for later stands before what rests; x takes back and puts back; what has gone is not listed."""
    app = make_little()
    for target in ("cup", "long-gone", "every-kind"):
        app.answers.mark(target, "later")
    app.answers.mark("lamp", "resting")
    async with app.run_test(size=size) as pilot:
        await open_list(pilot, app)
        listed = [str(option.prompt) for option in app.screen.query_one(AsideList).options]
        assert listed == [
            "· For later",
            "Which cup?\n  Kettle",
            "Every kind\n  Morning",
            "◌ Resting",
            "Lamp\n  Evening",
        ]
        assert "Which cup?" in flattened(app)
        await press(pilot, "down", "x")
        await settle(pilot)
        assert list(app.answers.marks("later")) == ["cup", "long-gone"]
        assert "taken back · Morning" in flattened(app)
        assert "x sets it aside again" in flattened(app)
        await press(pilot, "down", "x", "x")
        await settle(pilot)
        assert list(app.answers.marks("resting")) == ["lamp"]
        assert flattened(app).count("taken back · ") == 1
        await press(pilot, "up", "x", "x", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await open_list(pilot, app)
        listed = [str(option.prompt).splitlines()[0] for option in app.screen.query_one(AsideList).options]
        assert listed == ["· For later", "Which cup?", "◌ Resting", "Lamp"]
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ChapterScreen))
        await settle(pilot)
        assert item(app) == "cup"


@pytest.mark.parametrize("size", [(40, 15), (120, 36)])
async def test_nothing_set_aside_says_how(make_little: MakeApp, size: tuple[int, int]) -> None:
    """The empty list should say which keys set things aside, and close."""
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await open_list(pilot, app)
        assert EMPTY.split()[-1] in flattened(app)
        assert in_sight(app, app.screen.query_one("#aside-empty"))
        await press(pilot, "enter", "x", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
