"""The garden walked through: at every size, from plant to section, to seeds and weeds, and in words."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.geometry import Offset

from tests.conftest import Clock, MakeApp
from tests.hostile import hostile_pack
from tests.screens.person import chapter, flattened, focused, leave, press, settle, until
from tests.screens.shown import shown
from workbook.app import WorkbookApp
from workbook.content.loader import Pack, open_pack
from workbook.content.pack_model import Theme
from workbook.screens.entry_form import EntryForm
from workbook.screens.garden import GardenScreen
from workbook.screens.garden_words import GardenWordsScreen
from workbook.screens.home import HomeScreen
from workbook.screens.plant_sections import PlantSectionsScreen
from workbook.screens.practice import PracticeScreen
from workbook.store.answers import Answers
from workbook.widgets.garden import GardenBed
from workbook.widgets.garden_picture import SOWN
from workbook.widgets.garden_strip import GardenStrip

SIZES = [(40, 15), (80, 24), (120, 36), (200, 60)]


def bed(app: WorkbookApp) -> GardenBed:
    """The garden that is open."""
    assert isinstance(app.screen, GardenScreen)
    return app.screen.query_one(GardenBed)


def words(app: WorkbookApp) -> str:
    """What stands beneath the picture."""
    return str(app.screen.query_one("#garden-words").render())


def plant_seed(answers: Answers, seed: str = "", weed: str = "", ending: str = "") -> str:
    """Plant something, and give the id of its entry."""
    values = {"seed": seed, "weed": weed}
    entry = answers.add_entry("garden", values, title="Weeds, soil, seeds", labels={})
    if ending:
        answers.end_entry(entry.id, ending, ending)
    return entry.id


@pytest.mark.parametrize("size", SIZES)
async def test_a_bare_garden_invites(make_app: MakeApp, size: tuple[int, int]) -> None:
    """Someone new finds ground that is ready, and a sentence; Escape and g lead back."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await press(pilot, "g")
        await settle(pilot)
        assert "The ground is bare and ready." in flattened(app)
        assert "Promises" in shown(app)
        await press(pilot, "escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        await press(pilot, "g", "g")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("size", SIZES[:2])
async def test_a_plant_leads_to_its_sections(make_app: MakeApp, size: tuple[int, int]) -> None:
    """Right goes to the next plant, Enter lists its sections with their states, Enter there opens one."""
    app = make_app()
    app.answers.write("first-promise", "rest", section_id="small-promises", question="Q", kind="text")
    async with app.run_test(size=size) as pilot:
        await press(pilot, "g")
        await settle(pilot)
        assert words(app).startswith("Promises  a sprout\nYou answered in one place.")
        await press(pilot, "enter")
        await settle(pilot)
        assert isinstance(app.screen, PlantSectionsScreen)
        assert "● Small promises" in flattened(app)
        await press(pilot, "escape")
        await settle(pilot)
        await press(pilot, "right", "left", "right")
        assert words(app).startswith("Kindness")
        await press(pilot, "enter", "enter")
        await settle(pilot)
        kindness = next(t for t in app.pack.info.themes if t.id == "kindness")
        assert kindness.id in (app.pack.section_outline(chapter(app).section.id) or pytest.fail()).themes


@pytest.mark.parametrize("size", SIZES[::3])
async def test_seeds_and_weeds_are_gone_to(make_app: MakeApp, clock: Clock, size: tuple[int, int]) -> None:
    """Down goes to what was sown, its words stand beneath, Enter opens the entry, Escape comes back."""
    app = make_app()
    plant_seed(app.answers, seed="lend her the book", ending="came-up")
    clock.pass_days(1)
    plant_seed(app.answers, seed="say yes", weed="everyone leaves")
    async with app.run_test(size=size) as pilot:
        await press(pilot, "g", "down")
        await settle(pilot)
        told = []
        for _ in range(3):
            told.append(words(app))
            await press(pilot, "right")
        assert sorted(told) == [
            "A seed that came up: lend her the book",
            "A seed: say yes",
            "A weed you have seen: everyone leaves",
        ]
        present = bed(app).part
        await press(pilot, "enter")
        await settle(pilot)
        assert isinstance(app.screen, PracticeScreen)
        assert told[-1].partition(": ")[2] in shown(app)
        await press(pilot, "escape", "escape")
        await settle(pilot)
        assert bed(app).part == present
        await press(pilot, "up")
        assert bed(app).part < SOWN


async def test_a_seed_is_planted(make_app: MakeApp) -> None:
    """`a` opens a fresh entry; what is typed lies in the ground when one comes back."""
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "g", "a")
        await until(pilot, lambda: isinstance(app.screen, PracticeScreen) and app.screen.query_one(EntryForm))
        await settle(pilot)
        await press(pilot, *"walk", "escape", "escape")
        await settle(pilot)
        await press(pilot, "down")
        assert words(app) == "A seed: walk"
        await leave(pilot)


async def test_a_second_window_plants_nothing(make_app: MakeApp, chapters: Pack, clock: Clock) -> None:
    """Open to read only, the garden can be looked at; no key offers to plant."""
    writer = make_app().answers
    plant_seed(writer, seed="say yes")
    app = WorkbookApp(chapters, Answers.open(writer.folder, clock=clock, read_only=True), clock=clock)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "g", "a")
        await settle(pilot)
        assert isinstance(app.screen, GardenScreen)
        assert "Plant a seed" not in shown(app)
        await press(pilot, "down")
        assert words(app) == "A seed: say yes"
        await leave(pilot)


@pytest.mark.parametrize("size", SIZES[:2])
async def test_the_garden_is_told_in_words(make_app: MakeApp, size: tuple[int, int]) -> None:
    """`r` tells each plant and each seed as text that scrolls."""
    app = make_app()
    app.answers.write("first-promise", "rest", section_id="small-promises", question="Q", kind="text")
    plant_seed(app.answers, seed="say yes")
    async with app.run_test(size=size) as pilot:
        await press(pilot, "g", "r")
        await settle(pilot)
        assert isinstance(app.screen, GardenWordsScreen)
        assert "Promises A sprout. You answered in one place." in flattened(app)
        await press(pilot, "end")
        await until(pilot, lambda: "A seed say yes" in flattened(app))
        await press(pilot, "escape")
        await settle(pilot)
        assert isinstance(app.screen, GardenScreen)


async def test_a_click_goes_to_a_plant_and_a_second_opens_it(make_app: MakeApp) -> None:
    """Anywhere in a plant's column counts as the plant."""
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "g")
        await settle(pilot)
        region = bed(app).region
        third = Offset(region.width // 9 * 2 + 8, region.height // 2)
        await pilot.click(GardenBed, third)
        await settle(pilot)
        assert words(app).startswith("Listening")
        await pilot.click(GardenBed, third)
        await settle(pilot)
        assert isinstance(app.screen, PlantSectionsScreen)


@pytest.mark.parametrize("by", ["click", "enter"])
async def test_the_strip_at_home_opens_the_garden(make_app: MakeApp, by: str) -> None:
    """Small as it is, it leads there by mouse and by key."""
    app = make_app()
    app.answers.write("first-promise", "rest", section_id="small-promises", question="Q", kind="text")
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "Listening" in shown(app))
        await settle(pilot)
        strip = app.screen.query_one(GardenStrip)
        if by == "click":
            await pilot.click(GardenStrip, Offset(40, 4))
        else:
            strip.focus()
            await press(pilot, "enter")
        await settle(pilot)
        assert isinstance(app.screen, GardenScreen)


async def test_the_window_may_change_its_size(make_app: MakeApp) -> None:
    """What one is at stays in sight while the window shrinks and widens."""
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "g", "end")
        await settle(pilot)
        for size in ((40, 15), (200, 60), (80, 24), (20, 6)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert words(app).startswith("Opening up")
            assert bed(app).part in {cell.part for row in bed(app).cells() for cell in row}


async def test_thirty_themes_are_walked_through(make_app: MakeApp, chapters: Pack) -> None:
    """A pack with many themes shows as many as fit, and goes along with the person."""
    more = tuple(Theme(id=f"more-{number}", title=f"More {number}") for number in range(21))
    info = replace(chapters.info, themes=(*chapters.info.themes, *more))
    app = make_app(pack=Pack(chapters.folder, info, chapters.outlines))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g")
        await settle(pilot)
        assert "More 20" not in shown(app)
        await press(pilot, *["right"] * 29)
        await settle(pilot)
        assert "More 20" in shown(app)
        assert "Promises" not in shown(app)
        await press(pilot, "enter")
        await settle(pilot)
        assert "Nothing in this pack is about this theme." in flattened(app)


async def test_a_pack_without_themes_says_so(make_app: MakeApp, chapters: Pack) -> None:
    """The page opens all the same, and every key is harmless."""
    info = replace(chapters.info, themes=(), garden=None)
    app = make_app(pack=Pack(chapters.folder, info, chapters.outlines))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g", "right", "down", "up", "enter")
        await settle(pilot)
        assert isinstance(app.screen, GardenScreen)
        assert "This pack has no themes." in shown(app)
        assert "Plant a seed" not in shown(app)


async def test_the_garden_shows_words_as_they_are(make_app: MakeApp, tmp_path: Path) -> None:
    """Markup and control codes in a pack's themes and in what was planted should do nothing."""
    app = make_app(pack=open_pack(hostile_pack(tmp_path / "hostile")))
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "g", "enter")
        await settle(pilot)
        await press(pilot, "escape", "r")
        await settle(pilot)
        assert app.is_running
    app = make_app()
    plant_seed(app.answers, weed="[b]doubt[/b] $accent [/]")
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "g", "down")
        await settle(pilot)
        assert "A weed you have seen: [b]doubt[/b] $accent [/]" in shown(app)


async def test_help_and_palette_know_the_garden(make_app: MakeApp) -> None:
    """F1 explains it, and the palette opens it and tells it in words."""
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        titles = {command.title for command in app.offered_commands() if command.known}
        assert "Garden" in titles
        await press(pilot, "g", "f1")
        await settle(pilot)
        assert "Each theme is a plant" in flattened(app)
        await press(pilot, "escape")
        await settle(pilot)
        focused(app, GardenBed)
        assert {"The garden in words", "Plant a seed"} <= {c.title for c in app.offered_commands()}
