"""Planning a session on the screen: what is pressed and typed is seen at once, kept in the file, and can be taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from tests.conftest import CHAPTERS
from workbook.content.loader import Pack, open_pack
from workbook.plan_file import PlanFile
from workbook.planner import PlannerApp
from workbook.screens.help import HelpScreen
from workbook.screens.workshop_plan_list import BlockList
from workbook.screens.workshop_plan_sheets import RemarksSheet
from workbook.workshop.agenda import Agenda, Block
from workbook.workshop.agenda_file import parse_agenda
from workbook.workshop.agenda_text import agenda_text

BLOCKS = (
    Block(kind="check-in", title="Arriving", minutes=5, least=3, say="A word each.", notes="Begin yourself."),
    Block(kind="reading", title="The ladder", minutes=10, least=5, section="small-promises"),
    Block(kind="writing", title="Write", minutes=8, least=8, section="small-promises", prompt="first-promise", form="alone"),
    Block(kind="buffer", title="Spare minutes", minutes=3, least=0),
    Block(kind="grounding", title="Looking round", minutes=4, least=4, protected=True),
    Block(kind="check-out", title="Leaving", minutes=5, least=5, protected=True),
)  # fmt: skip
AGENDA = Agenda(title="Friday", minutes=35, people_least=4, people_most=12, blocks=BLOCKS)


@pytest.fixture(scope="module")
def chapters() -> Pack:
    """The pack that comes with the program."""
    return open_pack(CHAPTERS)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An agenda of six blocks that fits."""
    path = tmp_path / "friday.toml"
    put(path, agenda_text(AGENDA))
    return path


def put(path: Path, text: str) -> None:
    """Write a file, as another program would."""
    path.write_text(text, encoding="utf-8")


def text_of(path: Path) -> str:
    """Read a file."""
    return path.read_text("utf-8")


@contextmanager
def planner(file: Path, pack: Pack) -> Iterator[PlannerApp]:
    """Open a file for planning; afterwards everything is in it."""
    plan = PlanFile(file)
    assert plan.parsed
    assert plan.parsed.draft
    app = PlannerApp(pack, plan, plan.parsed.draft)
    yield app
    app.drafts.flush()


def on_disk(file: Path) -> Agenda:
    """Read what the file says."""
    draft = parse_agenda(file.read_bytes(), file.name).draft
    assert draft
    return draft


def rows(app: PlannerApp) -> list[str]:
    """Give what stands in the list, row by row."""
    listing = app.plan.query_one(BlockList)
    return [str(listing.get_option_at_index(index).prompt) for index in range(listing.option_count)]


def summed(app: PlannerApp) -> str:
    """Give the line about the whole."""
    return str(app.plan.query_one("#plan-sum", Static).content)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, each once the screen is ready for it."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def test_the_plan_is_shown_with_its_times(file: Path, chapters: Pack) -> None:
    """Each block with its start, minutes, least and flags; and that everything fits."""
    with planner(file, chapters) as app:
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            assert [row.split()[0] for row in rows(app)] == ["0:00", "0:05", "0:15", "0:23", "0:26", "0:30"]
            assert "10 ≥5" in rows(app)[1]
            assert rows(app)[4].endswith("protected")
            assert "35 minutes · 0:00–0:35 · fits exactly" in summed(app)
            assert "4–12 people" in summed(app)


@pytest.mark.parametrize(
    ("keys", "place", "expected"),
    [
        (["down", "plus"], 1, {"minutes": 11, "least": 5}),
        (["down", "minus", "minus"], 1, {"minutes": 8}),
        (["down", "1", "2"], 1, {"minutes": 12, "least": 5}),
        (["down", "1", "2", "down", "up", "7"], 1, {"minutes": 7}),
        (["0"], 0, {"minutes": 5}),
        (["down", "down", "minus"], 2, {"minutes": 7, "least": 7}),
        (["down", "less_than_sign"], 1, {"least": 4}),
        (["down", "greater_than_sign"], 1, {"least": 6}),
        (["down", "p"], 1, {"protected": True, "least": 10}),
        (["down", "o"], 1, {"optional": True}),
        (["down", "o", "p"], 1, {"protected": True, "optional": False}),
        (["end", "p"], 5, {"protected": True}),
        (["end", "o"], 5, {"optional": False}),
        (["down", "J"], 2, {"title": "The ladder"}),
        (["down", "alt+down", "alt+up", "alt+up"], 0, {"title": "The ladder"}),
        (["down", "d"], 2, {"title": "The ladder"}),
        (["down", "x"], 1, {"title": "Write"}),
        (["end", "delete"], -1, {"title": "Looking round"}),
    ],
)
async def test_a_key_changes_a_block_in_the_file(
    file: Path, chapters: Pack, keys: list[str], place: int, expected: dict[str, object]
) -> None:
    """What a key did should be in the file, and ctrl+z as often should bring the old state back to it."""
    with planner(file, chapters) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await press(pilot, *keys)
            app.drafts.flush()
            block = on_disk(file).blocks[place]
            assert {name: getattr(block, name) for name in expected} == expected
            assert app.plan.agenda == on_disk(file)
            while app.plan.agenda != AGENDA:
                await press(pilot, "ctrl+z")
    assert on_disk(file) == AGENDA


async def test_the_sum_follows_each_key(file: Path, chapters: Pack) -> None:
    """Starts, end and slack should be right after every digit."""
    with planner(file, chapters) as app:
        async with app.run_test(size=(120, 36)) as pilot:
            await press(pilot, "2")
            assert "3 minutes not planned yet" in summed(app)
            await press(pilot, "5")
            assert "blocks end at 0:55 · ! 20 minutes too long" in summed(app)
            assert [row.split()[0] for row in rows(app)][1:3] == ["0:25", "0:35"]


async def test_what_is_to_mend_stands_beneath_its_block(file: Path, chapters: Pack) -> None:
    """A rule that is broken by moving is said at once, where it belongs, without words meant for a file."""
    with planner(file, chapters) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await press(pilot, "J")
            assert "! The first block is of the kind reading; begin with" in rows(app)[0]
            await press(pilot, "ctrl+z")
            assert not [row for row in rows(app) if "!" in row]
            await press(pilot, "end", "up", "x")
            wrong = app.plan.query_one("#plan-wrong", Static)
            assert wrong.display
            assert "There is no grounding" in str(wrong.content)


async def test_the_words_of_a_block(file: Path, chapters: Pack) -> None:
    """Title, say and notes are typed in place; a blank title is not taken over; undo brings the words back."""
    with planner(file, chapters) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await press(
                pilot,
                "enter",
                *" now",
                "tab",
                "end",
                *" [b]Hi",
                "tab",
                "end",
                "enter",
                "enter",
                *"More.",
                "escape",
            )
            app.drafts.flush()
            block = on_disk(file).blocks[0]
            assert (block.title, block.say) == ("Arriving now", "A word each. [b]Hi")
            assert block.notes == "Begin yourself.\n\nMore."
            assert isinstance(app.focused, BlockList)
            await press(pilot, "ctrl+z", "ctrl+z", "ctrl+z")
            assert app.plan.agenda == AGENDA
            await press(pilot, "enter", *["backspace"] * 8)
            assert app.plan.agenda.blocks[0].title == "A"
            await press(pilot, "escape")
    assert on_disk(file).blocks[0].title == "A"


async def test_another_section_and_question(file: Path, chapters: Pack) -> None:
    """The chooser finds a section by a few letters; a block for writing is asked which question."""
    with planner(file, chapters) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await press(pilot, "down", "down", "s", *"after a mist", "enter")
            await pilot.pause()
            assert app.screen is not app.plan
            await press(pilot, "enter")
            await pilot.pause()
            block = app.plan.agenda.blocks[2]
            section = chapters.section("after-a-mistake")
            assert (block.section, block.prompt) == (section.id, section.prompts[0].id)
            await press(pilot, "down", "s")
            assert app.screen is app.plan
    assert on_disk(file).blocks[2].section == "after-a-mistake"


async def test_a_new_block_of_a_kind(file: Path, chapters: Pack) -> None:
    """A break is put below; escape adds nothing."""
    with planner(file, chapters) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await press(pilot, "down", "a", *"break", "enter")
            await pilot.pause()
            assert app.plan.agenda.blocks[2].kind == "break"
            assert app.plan.place == 2
            await press(pilot, "a", "escape")
            assert len(app.plan.agenda.blocks) == 7


async def test_the_session_as_a_whole(file: Path, chapters: Pack) -> None:
    """Length, people and start count as they are typed; nonsense is said and not taken over."""
    with planner(file, chapters) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await press(pilot, "t", "end", *"s", "tab", "backspace", "backspace")
            said = app.screen.query_one("#minutes-wrong", Static)
            assert "from 1 to 720" in str(said.content)
            assert app.plan.agenda.minutes in (3, 35)
            await press(pilot, *"40", "tab", "backspace", "0")
            assert "from 1 to 1000" in str(app.screen.query_one("#people-least-wrong", Static).content)
            await press(pilot, "backspace", "6", "tab", "tab", *"18:00", "escape")
            assert rows(app)[1].split()[0] == "18:05"
            assert "18:00–18:40 · blocks end at 18:35 · ! 5 minutes not planned yet" in summed(app)
    agenda = on_disk(file)
    assert (agenda.title, agenda.minutes, agenda.people_least, agenda.people_most) == ("Fridays", 40, 6, 12)


async def test_it_is_said_that_comments_are_copied_before_the_first_change(
    file: Path, chapters: Pack
) -> None:
    """A file with comments in it is announced and left alone until something is changed; then the copy is named."""
    text = text_of(file).replace("minutes = 10", "minutes = 10 # perhaps 12")
    put(file, text)
    with planner(file, chapters) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "The first change writes this file anew" in app.notice
            app.drafts.flush()
            assert text_of(file) == text
            await press(pilot, "plus")
            app.save_now()
            assert "is kept in friday.before.toml" in app.notice
    assert text_of(file.parent / "friday.before.toml") == text


async def test_another_program_changes_the_file(file: Path, chapters: Pack) -> None:
    """It is noticed before anything is overwritten; both are kept, and it is said where."""
    with planner(file, chapters) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            await press(pilot, "plus")
            app.save_now()
            put(file, "# theirs")
            await press(pilot, "plus")
            app.save_now()
            assert "Another program changed friday.toml." in app.notice
            assert "friday.mine.toml" in str(app.plan.query_one("#plan-saved", Static).content)
    assert text_of(file) == "# theirs"
    assert on_disk(file.parent / "friday.mine.toml").blocks[0].minutes == 7


async def test_a_full_disk_is_told_and_tried_again(
    file: Path, chapters: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be saved stays, is told, and is saved once there is room."""
    with planner(file, chapters) as app:
        async with app.run_test(size=(80, 24)) as pilot:
            with monkeypatch.context() as patched:
                patched.setattr(
                    "workbook.store.files.Files.sync", lambda *_: (_ for _ in ()).throw(OSError(28, "full"))
                )
                await press(pilot, "plus")
                app.save_now()
                assert app.notice.startswith("Not saved: the disk is full")
            app.save_now()
            assert app.notice == ""
    assert on_disk(file).blocks[0].minutes == 6


async def test_hostile_words_are_only_words(file: Path, chapters: Pack) -> None:
    """Markup in titles and ids that lead nowhere should be shown as they are, and nothing should fall over."""
    blocks = list(BLOCKS)
    blocks[1] = replace(blocks[1], title="[/] [@click=app.quit]x", section="vanished", prompt="gone")
    put(file, agenda_text(replace(AGENDA, title="[red]T", blocks=tuple(blocks))))
    with planner(file, chapters) as app:
        async with app.run_test(size=(120, 36)) as pilot:
            await press(pilot, "down")
            assert "[@click=app.quit]x" in rows(app)[1]
            assert 'There is no section "vanished"' in rows(app)[1]
            assert "a section that is not here (vanished)" in str(
                app.plan.query_one("#plan-use", Static).content
            )
            await press(pilot, "plus", "f1")
            assert isinstance(app.screen, HelpScreen)


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 36)])
async def test_every_size_shows_the_block_at_work(file: Path, chapters: Pack, size: tuple[int, int]) -> None:
    """The list and the words should be reachable, and the focused one visible, at any size and after a resize."""
    with planner(file, chapters) as app:
        async with app.run_test(size=size) as pilot:
            await press(pilot, "end", "up")
            listing = app.plan.query_one(OptionList)
            assert listing.region.height >= 4
            await press(pilot, "enter")
            assert app.focused is not None
            assert app.focused.region.overlaps(app.plan.region)
            await pilot.resize_terminal(40, 15)
            await pilot.pause()
            await press(pilot, "escape")
            assert app.focused is listing
            assert listing.display
            assert app.plan.place == 4


async def test_five_hundred_blocks(file: Path, chapters: Pack) -> None:
    """A file of as many blocks as there can be is edited like any other; one more is refused with a line."""
    many = replace(AGENDA, minutes=720, blocks=(*BLOCKS[:1], *(BLOCKS[1:2] * 497), *BLOCKS[4:]))
    put(file, agenda_text(many))
    with planner(file, chapters) as app:
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await press(pilot, "down", "minus", "d")
            assert len(app.plan.agenda.blocks) == 500
            assert rows(app)[2].split()[0] == "0:14"
            assert any("at most 500 blocks" in str(notice.message) for notice in app._notifications)
    assert on_disk(file).blocks[1].minutes == 9


async def test_what_was_decided_is_said_once_at_the_start(file: Path, chapters: Pack) -> None:
    """Remarks about a new plan stand on a page of their own, as literal words, until one key closes it."""
    plan = PlanFile(file)
    app = PlannerApp(chapters, plan, AGENDA, remarks=["Left out: “[b]Sore?”.", "With 14 people, two lead."])
    async with app.run_test(size=(40, 15)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, RemarksSheet)
        said = "\n".join(str(part.content) for part in app.screen.query(Static))
        assert "“[b]Sore?”" in said
        assert "two lead" in said
        await press(pilot, "enter", "plus")
        assert app.screen_stack == [app.plan]
        assert app.plan.agenda.blocks[0].minutes == 6
        app.save_now()
