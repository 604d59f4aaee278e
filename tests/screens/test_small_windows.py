"""What covers, hides or blurs words: notices, small windows, faint colours."""

from collections.abc import Iterable

import pytest
from textual.color import Color
from textual.filter import dim_color
from textual.geometry import Region
from textual.widgets import Static
from textual.widgets._toast import Toast

from tests.conftest import MakeApp
from tests.screens.person import flattened, in_sight, press, settle, until
from workbook.screens.line_filter import DIM
from workbook.screens.passing_notices import PASSING_SECONDS
from workbook.themes import THEMES
from workbook.widgets.key_line import KeyLine


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_a_notice_is_short_and_one_at_a_time(make_little: MakeApp, size: tuple[int, int]) -> None:
    """It should pass soon, give way to the next, take three rows at most, and leave the keys in sight."""
    app = make_little()
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        app.notify("Set aside for later. It stays where it is.", markup=False)
        app.notify("Some letters you wrote to yourself have opened. They stand under Letters.", markup=False)
        await until(pilot, lambda: app.screen.query(Toast))
        await settle(pilot)
        assert [notice.timeout for notice in app._notifications] == [PASSING_SECONDS]
        (toast,) = app.screen.query(Toast)
        assert "Some letters you wrote" in flattened(app)
        assert toast.region.height <= 3
        assert toast.region.x >= 0
        assert toast.region.right <= size[0]
        assert not toast.region.overlaps(app.screen.query_one(KeyLine).region)


async def test_a_notice_keeps_clear_of_the_line_one_types(make_little: MakeApp) -> None:
    """With the cursor at the top of the window it should show further down."""
    app = make_little()
    async with app.run_test(size=(40, 15), notifications=True) as pilot:
        await press(pilot, "f3", "l")
        await settle(pilot)
        app.notify("Set aside for later. It stays where it is.", markup=False)
        await until(pilot, lambda: app.screen.query(Toast))
        await settle(pilot)
        await settle(pilot)
        (toast,) = app.screen.query(Toast)
        assert app.focused is not None
        assert not toast.region.overlaps(app.focused.region)


async def test_a_letters_question_is_shown_first(make_app: MakeApp) -> None:
    """In the smallest window the question should begin in sight, and what is typed come into sight with a key."""
    app = make_app()
    async with app.run_test(size=(40, 15)) as pilot:
        await app.open_section("stillness", "letter-for-a-silent-week")
        await settle(pilot)
        letter = app.screen.query_one("PromptCard .question", Static)
        await until(pilot, lambda: in_sight(app, letter, Region(letter.region.x, letter.region.y, 1, 1)))
        await press(pilot, *"dear")
        await until(pilot, lambda: "dear" in flattened(app))


@pytest.mark.parametrize("key", ["c", "k", "f5"])
async def test_a_sheet_covers_a_low_window(make_little: MakeApp, key: str) -> None:
    """No line of what lies beneath should show."""
    app = make_little()
    async with app.run_test(size=(40, 15)) as pilot:
        await press(pilot, key)
        await until(pilot, lambda: app.screen.query(".sheet"))
        await settle(pilot)
        assert app.screen.query_one(".sheet").region == app.screen.region


async def test_the_chapters_of_home_are_whole(make_app: MakeApp) -> None:
    """All four should stand on the first page of a wide window, and no title be cut in a narrow one."""
    app = make_app()
    app.answers.write("first-promise", "rest", section_id="small-promises", question="Q", kind="text")
    app.answers.check_in(4, "grey")
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "Opening to others" in flattened(app))
        await settle(pilot)
        assert "Building self-trust" in flattened(app)
        await pilot.resize_terminal(40, 15)
        await settle(pilot)
        await press(pilot, "tab", "end")
        await settle(pilot)
        assert "Why it is hard, and ways in" in flattened(app)


def luminance(rgb: Iterable[int]) -> float:
    """Relative luminance as in WCAG 2.2."""
    parts = [part / 255 for part in rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", THEMES)
async def test_words_are_readable_in_every_theme(make_little: MakeApp, theme: str) -> None:
    """Plain, quiet and dim words should have a contrast of 4.5 to 1 on whatever they stand (WCAG 1.4.3)."""
    app = make_little()
    async with app.run_test():
        app.theme = theme
        colours = app.theme_variables

        def contrast(ink: str, ground: str, *, dim: bool = False) -> float:
            above, below = Color.parse(colours[ink]), Color.parse(colours[ground])
            shown = dim_color(below.rich_color, above.rich_color, DIM) if dim else above.rich_color
            assert shown.triplet is not None
            lights = sorted([luminance(tuple(shown.triplet)), luminance(below.rgb)])
            return (lights[1] + 0.05) / (lights[0] + 0.05)

        for ground in ("background", "surface", "panel"):
            assert contrast("foreground", ground, dim=True) >= 4.5
            assert contrast("quiet", ground) >= 4.5
        assert contrast("block-cursor-foreground", "block-cursor-background", dim=True) >= 4.5
