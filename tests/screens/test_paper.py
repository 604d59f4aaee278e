"""Typing in from paper: a code leads to its question, from anywhere."""

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.conftest import MakeApp
from tests.screens.person import chapter, flattened, hurry, item, opened, press, settle, typed, until
from workbook.content.loader import Pack, open_pack
from workbook.content.scaffold import new_pack
from workbook.export.codes import prompt_codes
from workbook.screens.help import HelpScreen
from workbook.screens.home import HomeScreen
from workbook.screens.paper import PaperScreen

SIZES = [(40, 15), (80, 24)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_code_opens_its_question(make_little: MakeApp, little: Pack, size: tuple[int, int]) -> None:
    """From home, by the palette: the code in any case, Enter, and the answer is typed where it belongs."""
    app = make_little()
    code = prompt_codes(little.outlines).by_prompt["long-answer"]
    async with app.run_test(size=size) as pilot:
        await press(pilot, "ctrl+p")
        await settle(pilot)
        await press(pilot, *"from paper")
        await settle(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, PaperScreen))
        await press(pilot, *code.lower(), "enter")
        await opened(pilot)
        assert (chapter(app).section.id, item(app)) == ("waking", "long-answer")
        await press(pilot, *"from my paper")
        await settle(pilot)
        app.save_now()
        assert typed(app, "long-answer") == "from my paper"


async def test_words_typed_right_behind_the_code_are_kept(make_little: MakeApp, little: Pack) -> None:
    """Whoever types on without waiting for the page loses nothing."""
    app = make_little()
    code = prompt_codes(little.outlines).by_prompt["long-answer"]
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_paper()
        await until(pilot, lambda: isinstance(app.screen, PaperScreen))
        await press(pilot, *code)
        await settle(pilot)
        sheet, line = app.screen, app.screen.query_one(Input)
        assert isinstance(sheet, PaperScreen)
        # The very moment in which Enter has been taken in, and nothing else has happened yet.
        sheet._open(Input.Submitted(line, line.value))
        hurry(app, *"quick")
        await opened(pilot)
        await until(pilot, lambda: app.save_now() and typed(app, "long-answer") == "quick")


@pytest.mark.parametrize("size", SIZES)
async def test_a_slip_is_told_kindly_and_can_be_mended(
    make_little: MakeApp, little: Pack, size: tuple[int, int]
) -> None:
    """A wrong code names the near one; changing it takes that back; Escape goes back without a trace."""
    app = make_little()
    code = prompt_codes(little.outlines).by_prompt["one-word"]
    slip = code[:3] + code[4] + code[3]
    async with app.run_test(size=size) as pilot:
        app.action_paper()
        await until(pilot, lambda: isinstance(app.screen, PaperScreen))
        await press(pilot, *slip, "enter")
        await settle(pilot)
        assert f"Near it: {code}" in flattened(app)
        assert "a letter may have slipped" in flattened(app)
        await press(pilot, "backspace")
        await settle(pilot)
        assert "Near it" not in flattened(app)
        await press(pilot, "f1")
        await settle(pilot)
        assert isinstance(app.screen, HelpScreen)
        assert "worksheet" in flattened(app)
        await press(pilot, "escape", "escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert app.answers.answered() == {}


async def test_marks_in_a_code_are_only_text(make_little: MakeApp) -> None:
    """What looks like markup, and nothing at all, are wrong codes like any other."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_paper()
        await until(pilot, lambda: isinstance(app.screen, PaperScreen))
        await press(pilot, "enter")
        await settle(pilot)
        assert "This code is empty." in flattened(app)
        await press(pilot, *"[b]x[/z]", "enter")
        await settle(pilot)
        assert "BXZ is no code" in flattened(app)


async def test_a_question_of_a_broken_chapter_is_told(make_app: MakeApp, tmp_path: Path) -> None:
    """A chapter that broke since is said on the sheet; nothing ends, and nothing is lost."""
    new_pack(tmp_path / "pack")
    chapter_file = tmp_path / "pack" / "first-steps.md"
    broken = chapter_file.read_text("utf-8").replace('kind = "scale"', 'kind = "scales"')
    chapter_file.write_text(broken, "utf-8")
    pack = open_pack(tmp_path / "pack")
    app = make_app(pack=pack)
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_paper()
        await until(pilot, lambda: isinstance(app.screen, PaperScreen))
        await press(pilot, *prompt_codes(pack.outlines).by_prompt["one-word"], "enter")
        await settle(pilot)
        assert "The chapter of this question cannot be opened." in flattened(app)
