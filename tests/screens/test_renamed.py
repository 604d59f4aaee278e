"""A new version of a pack, in which things were renamed, on the answers of the old one."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import Clock, MakeApp
from tests.screens.conftest import LITTLE
from tests.screens.person import chapter, flattened, focused, item, leave, press, settle, until
from tests.screens.shown import shown
from workbook.app import WorkbookApp
from workbook.content.loader import Pack, open_pack
from workbook.screens.home_list import ChapterList
from workbook.screens.practice import EntryList, PracticeScreen
from workbook.widgets.editor import Editor
from workbook.widgets.reading import ReadingPane

RENAMED = {
    "morning.md": {
        "## Waking {#waking}": '## Rising {#rising was="waking"}',
        "(#waking)": "(#rising)",
        ":::{prompt} one-word\n": ':::{prompt} first-word\nwas = ["one-word"]\n',
        ":::{prompt} long-answer\n": ':::{prompt} lengthy\nwas = ["long-answer"]\n',
        ":::{answer} one-word": ":::{answer} first-word",
    },
    "evening.md": {
        ":::{practice} lamps\n": ':::{practice} candles\nwas = ["lamps"]\n',
        '"Lamps I lit"': '"Candles I lit"',
    },
    "pack.toml": {'first = "one-word"': 'first = "first-word"'},
}


@pytest.fixture
def old(tmp_path: Path) -> Pack:
    """The little pack as it was."""
    return open_pack(Path(shutil.copytree(LITTLE, tmp_path / "old")))


@pytest.fixture
def new(tmp_path: Path) -> Pack:
    """The little pack with a section, two prompts and a practice renamed."""
    folder = Path(shutil.copytree(LITTLE, tmp_path / "new"))
    for name, changes in RENAMED.items():
        text = (folder / name).read_text()
        for before, after in changes.items():
            text = text.replace(before, after)
        (folder / name).write_text(text)
    return open_pack(folder)


def _line_of(app: WorkbookApp, words: str) -> str:
    """The only line on the screen that holds some words, its runs of blanks as one."""
    (line,) = [line for line in shown(app).splitlines() if words in line]
    return " ".join(line.split())


def _write(app: WorkbookApp, prompt_id: str) -> None:
    app.answers.write(prompt_id, "dew", section_id="waking", question="What?", kind="text")


def _add(app: WorkbookApp, practice_id: str, title: str) -> None:
    app.answers.add_entry(practice_id, {"when": "at dusk"}, title=title, labels={"when": "When…"})


async def test_home_counts_what_was_renamed(make_app: MakeApp, old: Pack, new: Pack, clock: Clock) -> None:
    """Home should know an answered section as answered, and list a renamed practice once with all its entries."""
    first = make_app(pack=old)
    _write(first, "long-answer")
    _add(first, "lamps", "Lamps I lit")
    clock.pass_days(3)
    second = make_app(pack=new)
    _add(second, "candles", "Candles I lit")
    async with second.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await until(pilot, lambda: "practices" in shown(second))
        assert "Morning ● ○ ○" in flattened(second)
        assert "Evening ● ○" in flattened(second)
        assert _line_of(second, "Candles I lit").endswith("Candles I lit 2")
        assert "Lamps I lit" not in shown(second)
        assert "Rising" not in shown(second), "it is nothing new"
        focused_list = second.screen.query_one(ChapterList)
        focused_list.focus()
        await press(pilot, "end", "enter")
        await settle(pilot)
        assert isinstance(second.screen, PracticeScreen)
        assert second.screen.query_one(EntryList).option_count == 2


async def test_the_list_of_everything_counts_what_was_renamed(
    make_app: MakeApp, old: Pack, new: Pack, clock: Clock
) -> None:
    """F3 should count layers and entries of both ids together."""
    first = make_app(pack=old)
    _write(first, "one-word")
    _add(first, "lamps", "Lamps I lit")
    clock.pass_days(3)
    second = make_app(pack=new)
    _write(second, "first-word")
    _add(second, "candles", "Candles I lit")
    async with second.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await press(pilot, "f3")
        await settle(pilot)
        assert "● Rising 2" in _line_of(second, "Rising")
        assert "≡ Candles I lit 2" in _line_of(second, "≡")


async def test_the_section_list_counts_what_was_renamed(
    make_app: MakeApp, old: Pack, new: Pack, clock: Clock
) -> None:
    """Beside the reading, the renamed section should stand with all its layers."""
    first = make_app(pack=old)
    _write(first, "one-word")
    clock.pass_days(3)
    second = make_app(pack=new)
    _write(second, "first-word")
    async with second.run_test(size=(120, 36)) as pilot:
        await second.open_section("kettle")
        await settle(pilot)
        assert "● Rising 2" in flattened(second)


@pytest.mark.parametrize("keys", [["1"], ["f3", *"Rising", "enter"]], ids=["the first door", "F3"])
async def test_where_one_left_off_is_found_after_renaming(
    make_app: MakeApp, old: Pack, new: Pack, keys: list[str]
) -> None:
    """Question, cursor and place in the reading should be those of the last visit, under their new names."""
    first = make_app(pack=old)
    async with first.run_test(size=(120, 24)) as pilot:
        await first.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, *"one", "enter", *"two", "up", "home", "right")
        await settle(pilot)
        chapter(first).query_one(ReadingPane).focus()
        await press(pilot, "space")
        await settle(pilot)
        left = chapter(first).query_one(ReadingPane).scroll_y
        assert left > 0
        await press(pilot, "ctrl+q")
        await until(pilot, lambda: not first.is_running)
    second = make_app(pack=new)
    # A cursor needs words to stand in, and those of the last visit are an earlier layer by now.
    second.answers.write("lengthy", "one\ntwo", section_id="rising", question="What?", kind="text")
    async with second.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *keys)
        await until(pilot, lambda: "Rising" in shown(second) and second.screen.query(ReadingPane))
        await settle(pilot)
        assert (chapter(second).section.id, item(second)) == ("rising", "lengthy")
        assert focused(second, ReadingPane).scroll_y == pytest.approx(left, abs=1)
        await press(pilot, "tab")
        await until(pilot, lambda: isinstance(second.focused, Editor))
        assert focused(second, Editor).cursor_location == (0, 1)
        await leave(pilot)
    place = second.answers.place()
    assert place is not None
    assert (place.section_id, place.item_id) == ("rising", "lengthy")
