"""A sentence typed where nothing is written leads nobody away, and the page says why nothing came of it."""

import pytest

from tests.conftest import MakeApp
from tests.screens.person import chapter, flattened, item, press, settle, until
from tests.screens.shown import shown
from workbook.screens.chapter import ChapterScreen
from workbook.screens.page_keys import NOT_WRITTEN
from workbook.screens.practice import PracticeScreen
from workbook.widgets.scale_answer import ScaleAnswer

SENTENCE = "when h e g m t o k c w j p s a z i n b l x"


@pytest.mark.parametrize("prompt_id", ["kind-scale", "kind-choice", "kind-checklist"])
async def test_letters_stay_on_a_page_that_is_not_written(make_little: MakeApp, prompt_id: str) -> None:
    """Regression: letters typed at a choice went home, opened trails, or made a book."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("every-kind", prompt_id)
        await settle(pilot)
        await press(pilot, *SENTENCE.replace(" ", ""))
        await settle(pilot)
        assert isinstance(app.screen, ChapterScreen)
        assert (chapter(app).section.id, item(app)) == ("every-kind", prompt_id)
        assert NOT_WRITTEN in flattened(app)
        assert app.answers.answered() == {}
        await press(pilot, "escape", "m")
        await until(pilot, lambda: "The map" in shown(app))


async def test_letters_stay_on_the_card_of_a_practice(make_little: MakeApp) -> None:
    """On the button that opens a practice as well."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("lamp", "lamps")
        await settle(pilot)
        await press(pilot, *SENTENCE.replace(" ", ""))
        await settle(pilot)
        assert isinstance(app.screen, ChapterScreen)
        assert item(app) == "lamps"


async def test_letters_stay_in_the_form_of_an_entry(make_little: MakeApp) -> None:
    """On the scale of a form letters do nothing, and digits are its own."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        app.open_practice("lamps", "new")
        await settle(pilot)
        app.screen.query_one(ScaleAnswer).take_focus()
        await press(pilot, *SENTENCE.replace(" ", ""), "7")
        await settle(pilot)
        assert isinstance(app.screen, PracticeScreen)
        assert app.screen.query_one(ScaleAnswer).value == 7
