"""Trails: looked at, begun, walked, gone on with, left; several at once; the quiet line and the door."""

import shutil
from functools import partial
from pathlib import Path

import pytest
from textual.command import CommandPalette

from tests.conftest import CHAPTERS, Clock, MakeApp
from tests.hostile import hostile_pack, token
from tests.screens.conftest import LITTLE
from tests.screens.disk import Disk
from tests.screens.person import chapter, flattened, focused, leave, press, settle, typed, until
from tests.screens.shown import shown
from workbook.app import WorkbookApp
from workbook.content.loader import Pack, open_pack
from workbook.screens.home import HomeScreen
from workbook.screens.trails import StopList, TrailList, TrailsScreen
from workbook.settings import Settings
from workbook.store.answers import Answers

SIZES = [(40, 15), (80, 24), (120, 36)]
TRAILS = """
[[trails]]
id = "cold"
title = "I am cold"
[[trails.stops]]
section = "kettle"
say = "Something warm first."
[[trails.stops]]
section = "gone"
say = "This one is not in the pack."
[[trails.stops]]
section = "lamp"
say = "Then some light."
[[trails.stops]]
section = "dark"
say = "And at last the dark."

[[trails]]
id = "awake"
title = "I cannot sleep"
[[trails.stops]]
section = "dark"
say = "Begin with the dark."
[[trails.stops]]
section = "lamp"
say = "A little light."
[[trails.stops]]
section = "waking"
say = "Then it is morning."

[[trails]]
id = "morning"
title = "I have a morning"
[[trails.stops]]
section = "waking"
say = "Where it begins."
[[trails.stops]]
section = "kettle"
say = "Something warm."

[[trails]]
id = "vanished"
title = "Of this nothing is left"
[[trails.stops]]
section = "gone"
say = "Nowhere."
"""


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """The little pack with four trails, one of which leads nowhere any more."""
    folder = tmp_path / "pack"
    shutil.copytree(LITTLE, folder)
    with (folder / "pack.toml").open("a", encoding="utf-8") as file:
        file.write(TRAILS)
    return open_pack(folder)


def walks(app: WorkbookApp) -> dict[str, str]:
    """Where someone is on the trails, as it was saved."""
    return {trail_id: walk.section_id for trail_id, walk in app.answers.walks().items()}


def foot(app: WorkbookApp) -> str:
    """The lines about trails under the reading; empty when there are none."""
    line = chapter(app).query_one("#on-trail")
    return str(line.render()) if line.display else ""


def is_offered(app: WorkbookApp, hit: str) -> bool:
    """Whether the palette lists something below what is typed."""
    return hit in shown(app).split("\n", 4)[4]


@pytest.mark.parametrize("size", SIZES[:2])
async def test_a_trail_is_looked_at_and_begun(make_app: MakeApp, pack: Pack, size: tuple[int, int]) -> None:
    """`t` should list situations; Enter shows the stops with their sentences, Enter again begins at the first."""
    app = make_app(pack=pack)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "t")
        await settle(pilot)
        assert focused(app, TrailList)
        assert "I am cold" in shown(app)
        assert "I cannot sleep" in shown(app)
        assert "nothing is left" not in flattened(app)
        await press(pilot, "enter")
        await settle(pilot)
        assert focused(app, StopList)
        lines = flattened(app)
        assert "Begin this trail" in lines
        assert "1 ○ Kettle" in lines
        assert "Something warm first." in lines
        assert "2 ○ Lamp" in lines
        assert "not in the pack" not in lines
        await press(pilot, "enter")
        await settle(pilot)
        assert chapter(app).section.id == "kettle"
        app.save_now()
        assert walks(app) == {"cold": "kettle"}
        assert foot(app) == "On the trail: I am cold · stop 1 of 3 · next: Lamp (n)"
        await press(pilot, "end")
        await settle(pilot)
        assert "next: Lamp (n)" in flattened(app)


async def test_the_highlighted_trail_shows_its_stops_beside_the_list(make_app: MakeApp, pack: Pack) -> None:
    """Where there is room, moving in the list should show the other trail's stops at once, with states."""
    app = make_app(pack=pack)
    app.answers.write("lamp-word", "tea", section_id="lamp", question="?", kind="text")
    app.answers.open_section("dark")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t")
        await settle(pilot)
        assert "Something warm first." in shown(app)
        await press(pilot, "down")
        await settle(pilot)
        assert "Something warm first." not in shown(app)
        assert "1 ◐ Dark" in shown(app)
        assert "3 ○ Waking" in shown(app)
        await press(pilot, "right", "down", "down", "left")
        await settle(pilot)
        assert focused(app, TrailList)
        await press(pilot, "escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert walks(app) == {}


async def test_one_walks_to_the_end_and_it_is_over(make_app: MakeApp, pack: Pack) -> None:
    """`n` should lead from stop to stop, passing over what has gone; at the last one a line says so, and no more."""
    app = make_app(pack=pack)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "t", "enter", "enter")
        await settle(pilot)
        await press(pilot, "n")
        await settle(pilot)
        assert chapter(app).section.id == "lamp"
        assert foot(app) == "On the trail: I am cold · stop 2 of 3 · next: Dark (n)"
        app.save_now()
        assert walks(app) == {"cold": "lamp"}
        await press(pilot, "n")
        await settle(pilot)
        assert chapter(app).section.id == "dark"
        assert foot(app) == "You have come to the end of: I am cold"
        app.save_now()
        assert walks(app) == {}
        await press(pilot, "n")
        await settle(pilot)
        assert chapter(app).section.id == "dark"
        assert foot(app) == "You have come to the end of: I am cold"
        await press(pilot, "b")
        await settle(pilot)
        assert chapter(app).section.id == "lamp"
        assert foot(app) == ""


async def test_n_is_a_letter_while_one_types(make_app: MakeApp, pack: Pack) -> None:
    """In an editor `n` and `t` belong to the answer."""
    app = make_app(pack=pack)
    app.answers.walk("morning", "waking")
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        assert "next: Kettle (n)" in foot(app)
        await press(pilot, *"not")
        await settle(pilot)
        assert chapter(app).section.id == "waking"
        await leave(pilot)
    assert typed(app, "long-answer") == "not"
    assert walks(make_app(pack=pack)) == {"morning": "waking"}


async def test_arriving_by_any_way_moves_the_walk(make_app: MakeApp, pack: Pack) -> None:
    """A stop opened from elsewhere is where one is on the trail; a section beside the trail changes nothing."""
    app = make_app(pack=pack)
    app.answers.walk("cold", "kettle")
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking")
        await settle(pilot)
        assert foot(app) == ""
        app.save_now()
        assert walks(app) == {"cold": "kettle"}
        await app.open_section("lamp")
        await settle(pilot)
        assert foot(app).startswith("On the trail: I am cold · stop 2 of 3")
        app.save_now()
        assert walks(app) == {"cold": "lamp"}
        await press(pilot, "b")
        await settle(pilot)
        assert foot(app) == ""


async def test_several_trails_at_once(make_app: MakeApp, pack: Pack) -> None:
    """At a stop of two trails both move there; the line and `n` follow the one that was gone on with last."""
    app = make_app(pack=pack)
    app.answers.walk("cold", "kettle")
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "t")
        await settle(pilot)
        assert "▸ I am cold  1 of 3" in shown(app)
        await press(pilot, "down", "enter", "enter")
        await settle(pilot)
        assert chapter(app).section.id == "dark"
        assert (
            foot(app)
            == "On the trail: I cannot sleep · stop 1 of 3 · next: Lamp (n)\nYou have come to the end of: I am cold"
        )
        await press(pilot, "t", "up", "enter", "enter", "n")
        await settle(pilot)
        assert chapter(app).section.id == "lamp"
        assert foot(app) == "On the trail: I am cold · stop 2 of 3 · next: Dark (n)"
        app.save_now()
        assert walks(app) == {"awake": "lamp", "cold": "lamp"}


@pytest.mark.parametrize("size", SIZES[::2])
async def test_a_trail_is_left_at_any_stop_and_gone_on_with(
    make_app: MakeApp, pack: Pack, size: tuple[int, int]
) -> None:
    """On its page a trail under way can be gone on with or left; the line under the reading goes with it."""
    app = make_app(pack=pack)
    app.answers.walk("cold", "lamp")
    async with app.run_test(size=size) as pilot:
        await press(pilot, "t", "enter")
        await settle(pilot)
        assert "Go on at stop 2, Lamp" in flattened(app)
        assert "▸2 ○ Lamp" in flattened(app)
        await press(pilot, "enter")
        await settle(pilot)
        assert chapter(app).section.id == "lamp"
        assert "stop 2 of 3" in foot(app)
        await press(pilot, "t", "enter", "down", "enter")
        await settle(pilot)
        assert "Begin this trail" in flattened(app)
        assert "Leave this trail" not in flattened(app)
        await press(pilot, "escape", "escape")
        await settle(pilot)
        assert chapter(app).section.id == "lamp"
        assert foot(app) == ""
        await press(pilot, "n")
        await settle(pilot)
        assert chapter(app).section.id == "lamp"
        await leave(pilot)
    assert walks(make_app(pack=pack)) == {}


async def test_choosing_a_stop_is_being_on_its_trail(make_app: MakeApp, pack: Pack) -> None:
    """The line and `n` go on from there (they followed another trail that happened to pass)."""
    app = make_app(pack=pack)
    app.answers.walk("awake", "lamp")
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "t", "up", "enter", "down", "down", "enter")
        await settle(pilot)
        assert chapter(app).section.id == "lamp"
        assert foot(app) == "On the trail: I am cold · stop 2 of 3 · next: Dark (n)"
        app.save_now()
        assert list(walks(app).items()) == [("awake", "lamp"), ("cold", "lamp")]
        await press(pilot, "n")
        await settle(pilot)
        assert chapter(app).section.id == "dark"
        await press(pilot, "t", "enter")
        await settle(pilot)
        assert "▸ I cannot sleep  1 of 3" in shown(app)
        await leave(pilot)
    assert walks(make_app(pack=pack)) == {"awake": "dark"}


async def test_where_one_was_is_known_at_the_next_visit(make_app: MakeApp, pack: Pack, clock: Clock) -> None:
    """Days later the door at home, the list and the line still know, and count no days."""
    first = make_app(pack=pack)
    async with first.run_test(size=(120, 36)) as pilot:
        await press(pilot, "t", "enter", "enter")
        await settle(pilot)
        await leave(pilot)
    clock.pass_days(12)
    second = make_app(pack=pack)
    async with second.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        lines = flattened(second)
        assert "Along the trail" in lines
        assert "because you are on a trail" in lines
        assert "I am cold" not in lines
        number = next(str(n) for n in (1, 2, 3) if f"{n} Along the trail" in lines)
        clock.pass_days(0.3)
        await press(pilot, "t", "escape")
        await settle(pilot)
        assert flattened(second) == lines
        await press(pilot, number)
        await settle(pilot)
        assert chapter(second).section.id == "lamp"
        assert "stop 2 of 3" in foot(second)


async def test_a_trail_waits_however_long_one_was_away(make_app: MakeApp, pack: Pack, clock: Clock) -> None:
    """Coming back has doors of its own; the trail is where it was, in the list and on its line."""
    first = make_app(pack=pack)
    async with first.run_test(size=(120, 36)) as pilot:
        await press(pilot, "t", "enter", "enter")
        await settle(pilot)
        await leave(pilot)
    clock.pass_days(200)
    second = make_app(pack=pack)
    async with second.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "Along the trail" not in flattened(second)
        await press(pilot, "t", "enter", "enter")
        await settle(pilot)
        assert chapter(second).section.id == "kettle"
        assert "stop 1 of 3" in foot(second)


async def test_the_palette_knows_the_trails(make_app: MakeApp, pack: Pack) -> None:
    """A trail is found by its situation and shows its stops; on a trail, the next stop is found as well."""
    app = make_app(pack=pack)
    async with app.run_test(size=(80, 24)) as pilot:
        for words, hit in (("cannot sl", "I cannot sleep — a trail"), ("next on", "Next on the trail  Lamp")):
            await press(pilot, "ctrl+p")
            await until(pilot, lambda: isinstance(app.screen, CommandPalette))
            await press(pilot, *words)
            await until(pilot, partial(is_offered, app, hit))
            await press(pilot, "enter")
            await until(pilot, lambda: not isinstance(app.screen, CommandPalette))
            await settle(pilot)
            if words == "cannot sl":
                assert isinstance(app.screen, TrailsScreen)
                assert focused(app, StopList)
                assert "Begin with the dark." in flattened(app)
                await press(pilot, "enter")
                await settle(pilot)
        assert chapter(app).section.id == "lamp"
        titles = [command.title for command in app.offered_commands() if command.known]
        assert "Trails" in titles
        assert not any("nothing is left" in command.title for command in app.offered_commands())


async def test_a_pack_without_trails_says_so(make_little: MakeApp) -> None:
    """The page should open all the same."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "down", "enter", "right")
        await settle(pilot)
        assert "This pack has no trails." in shown(app)
        await press(pilot, "escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_a_trail_that_vanished_from_the_pack_is_kept_quietly(make_app: MakeApp, pack: Pack) -> None:
    """A walk on a trail the pack no longer has should disturb nothing, and stay for a pack that has it."""
    app = make_app(pack=pack)
    app.answers.walk("vanished", "gone")
    app.answers.walk("cold", "gone")
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "t", "enter")
        await settle(pilot)
        assert "Go on at stop 2, Lamp" in shown(app)
        await press(pilot, "enter", "n")
        await settle(pilot)
        assert foot(app) == "You have come to the end of: I am cold"
        await leave(pilot)
    assert walks(make_app(pack=pack)) == {"vanished": "gone"}


async def test_a_stop_that_cannot_be_opened_is_passed_over(make_app: MakeApp, tmp_path: Path) -> None:
    """`n` should go on to the next stop that can be read, and say what is wrong with the other."""
    folder = tmp_path / "torn"
    shutil.copytree(CHAPTERS, folder)
    file = folder / "why-hard.md"
    file.write_text(file.read_text("utf-8").replace('kind = "text"', 'kind = "tex', 1), "utf-8")
    app = make_app(pack=open_pack(folder))
    app.answers.walk("mistake", "after-a-mistake")
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await app.open_section("after-a-mistake")
        await settle(pilot)
        await press(pilot, "n")
        await settle(pilot)
        assert "This chapter cannot be opened." in flattened(app)
        assert chapter(app).section.id == "repair"


async def test_a_second_window_reads_trails_and_walks_none(
    make_app: MakeApp, pack: Pack, clock: Clock
) -> None:
    """Open to read only, stops can be read and opened; nothing moves, and no line speaks of a trail."""
    writer = make_app(pack=pack).answers
    writer.walk("cold", "kettle")
    app = WorkbookApp(pack, Answers.open(writer.folder, clock=clock, read_only=True), clock=clock)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "t", "enter")
        await settle(pilot)
        lines = flattened(app)
        assert "Open in another window" in lines
        assert "Something warm first." in lines
        assert "Begin this trail" not in lines
        assert "Leave this trail" not in lines
        await press(pilot, "down", "enter")
        await settle(pilot)
        assert chapter(app).section.id == "lamp"
        assert foot(app) == ""
        assert not app.autosave.pending
        await leave(pilot)
    assert {name: walk.section_id for name, walk in writer.walks().items()} == {"cold": "kettle"}


async def test_a_full_disk_keeps_nobody_from_walking(make_app: MakeApp, pack: Pack, disk: Disk) -> None:
    """The trail goes on while nothing can be written, and is written when there is room again."""
    app = make_app(pack=pack)
    async with app.run_test(size=(120, 36)) as pilot:
        disk.full = True
        await press(pilot, "t", "enter", "enter", "n")
        await settle(pilot)
        assert chapter(app).section.id == "lamp"
        assert foot(app).startswith("On the trail: I am cold · stop 2 of 3")
        disk.full = False
        app.save_now()
        assert walks(app) == {"cold": "lamp"}


async def test_the_line_names_the_key_one_has_chosen(make_app: MakeApp, pack: Pack) -> None:
    """With another key in the settings the line should name that one."""
    app = make_app(pack=pack, settings=Settings(keys={"chapter.next-on-trail": "g"}))
    app.answers.walk("cold", "kettle")
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("kettle")
        await settle(pilot)
        assert foot(app).endswith("next: Lamp (g)")
        await press(pilot, "g")
        await settle(pilot)
        assert chapter(app).section.id == "lamp"


@pytest.mark.parametrize("size", [(40, 15), (120, 200)])
async def test_trails_show_text_as_it_is(make_app: MakeApp, tmp_path: Path, size: tuple[int, int]) -> None:
    """Titles, sentences and sections full of markup should stand there as they were written."""
    app = make_app(pack=open_pack(hostile_pack(tmp_path / "hostile")))
    async with app.run_test(size=size) as pilot:
        await press(pilot, "t", "enter")
        await settle(pilot)
        if size[1] == 200:
            assert all(token(place) in flattened(app) for place in ("trail", "first", "stop"))
        await press(pilot, "enter")
        await settle(pilot)
        assert foot(app).startswith(f"You have come to the end of: {token('trail')}")
        await press(pilot, "ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await press(pilot, *"[b]trail")
        await until(pilot, lambda: token("trail") in flattened(app))
        assert app.is_running


async def test_help_explains_both_lists(make_app: MakeApp, pack: Pack) -> None:
    """F1 should say of each list what it is."""
    app = make_app(pack=pack)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "t", "f1")
        await settle(pilot)
        assert "short routes through the workbook" in flattened(app)
        await press(pilot, "escape", "enter", "f1")
        await settle(pilot)
        assert "The stops of this trail" in flattened(app)
