"""Then and now: earlier answers beside or beneath the present one, what moved, longer wordings taken back."""

import re

import pytest
from textual.pilot import Pilot

from tests.conftest import Clock, MakeApp
from tests.screens.disk import Disk
from tests.screens.person import (
    chapter,
    flattened,
    focused,
    hurry,
    in_sight,
    leave,
    press,
    settle,
    typed,
    until,
)
from tests.screens.shown import shown
from workbook import autosave
from workbook.app import WorkbookApp
from workbook.store.answers import Answers
from workbook.widgets.earlier_layers import EarlierLayers
from workbook.widgets.editor import Editor
from workbook.widgets.line_input import LineInput
from workbook.widgets.moved_line import MovedLine
from workbook.widgets.reading import ReadingPane
from workbook.widgets.then_pane import ThenPane

ASKED = "What would you write at length?"
OFFER = "What moved since then? Ctrl+R"


@pytest.fixture
def make_return(make_little: MakeApp, clock: Clock) -> MakeApp:
    """Give a function that begins a visit after two others in which one question was answered."""
    for text, moved in (("First of all, rain.", ""), ("Then wind.", "It is louder.")):
        answers = make_little().answers
        layer = answers.write("long-answer", text, section_id="waking", question=ASKED, kind="text")
        answers.set_moved(layer.id, moved)
        clock.pass_days(40)
    return make_little


async def at_question(pilot: Pilot[None], app: WorkbookApp, prompt_id: str = "long-answer") -> None:
    """Go to the question."""
    await app.open_section("waking", prompt_id)
    await settle(pilot)


def moved(app: WorkbookApp) -> str:
    """What stands on disk as having moved."""
    with Answers.open(app.answers.folder, read_only=True) as answers:
        layer = answers.latest("long-answer")
        return layer.moved if layer else ""


@pytest.mark.parametrize("size", [(100, 30), (200, 60)])
async def test_then_stands_beside_now_and_goes_again(make_return: MakeApp, size: tuple[int, int]) -> None:
    """An empty page first; one key puts then beside it, newest first, and folding restores everything."""
    app = make_return()
    async with app.run_test(size=size) as pilot:
        await at_question(pilot, app)
        assert focused(app, Editor).text == ""
        assert "rain" not in shown(app)
        assert "2 earlier answers" in flattened(app)
        await press(pilot, *"now", "left", "ctrl+s")
        chapter(app).query_one(ReadingPane).scroll_to(y=4, animate=False, immediate=True)
        await settle(pilot)
        before, scrolled = shown(app), chapter(app).query_one(ReadingPane).scroll_y
        await press(pilot, "ctrl+t")
        await settle(pilot)
        lines = shown(app).splitlines()
        assert not chapter(app).query_one(ReadingPane).region.area
        editor, then = focused(app, Editor), chapter(app).query_one(EarlierLayers)
        assert editor.cursor_location == (0, 2)
        words = flattened(app)
        assert (
            words.index("Then wind.") < words.index("What moved: It is louder.") < words.index("First of all")
        )
        row = next(number for number, line in enumerate(lines) if "1 January" in line)
        assert abs(row - chapter(app).page.answer_input.region.y) <= 1  # type: ignore[union-attr]
        assert then.region.right <= editor.region.x
        await press(pilot, "ctrl+t")
        await settle(pilot)
        assert shown(app) == before
        assert focused(app, Editor).cursor_location == (0, 2)
        assert chapter(app).query_one(ReadingPane).scroll_y == scrolled


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_in_a_narrow_window_then_stands_beneath(make_return: MakeApp, size: tuple[int, int]) -> None:
    """Where there is no room beside, the key brings then into view beneath, and the page back as it was."""
    app = make_return()
    async with app.run_test(size=size) as pilot:
        await at_question(pilot, app)
        await press(pilot, *"now", "ctrl+s")
        await settle(pilot)
        before = shown(app)
        await press(pilot, "ctrl+t")
        await until(pilot, lambda: "Then wind." in shown(app))
        focused(app, Editor)
        await press(pilot, "ctrl+t")
        await until(pilot, lambda: shown(app) == before)


async def test_what_is_asked_often_stands_together(make_app: MakeApp, clock: Clock) -> None:
    """Its answers are unfolded from the start; where they are out of sight, the key leads there before it folds."""
    pack = make_app().pack
    section, prompt = next(
        (section, prompt)
        for outline in pack.outlines
        for section in pack.chapter(outline.id).sections
        for prompt in section.prompts
        if prompt.again and prompt.kind.name == "line"
    )
    for number in range(12):
        make_app().answers.write(
            prompt.id, f"line {number}", section_id=section.id, question=prompt.question, kind="line"
        )
        clock.pass_days(3)
    app = make_app()
    async with app.run_test(size=(40, 15)) as pilot:
        await app.open_section(section.id, prompt.id)
        await settle(pilot)
        await press(pilot, "ctrl+t")
        await until(pilot, lambda: re.search(r"▌ \S.*  line 11\s+▌ \S.*  line 10", flattened_rows(app)))
        await press(pilot, "ctrl+t")
        await until(pilot, lambda: "line 11" not in shown(app))
        await press(pilot, *"sea")
        await settle(pilot)
        assert focused(app, LineInput).value == "sea"


def flattened_rows(app: WorkbookApp) -> str:
    """What stands on the screen, row by row without the blanks at the ends."""
    return "\n".join(line.strip() for line in shown(app).splitlines())


async def test_escape_and_resizing_fold_then_away(make_return: MakeApp) -> None:
    """Escape gives the reading back; a window made narrow shows then beneath, with the cursor where it was."""
    app = make_return()
    async with app.run_test(size=(120, 36)) as pilot:
        await at_question(pilot, app)
        await press(pilot, "ctrl+t", "escape")
        await settle(pilot)
        assert "The day begins." in flattened(app)
        focused(app, Editor)
        await press(pilot, "ctrl+t")
        await pilot.resize_terminal(80, 24)
        await pilot.pause(0.3)
        await until(pilot, lambda: "Then wind." in shown(app))
        focused(app, Editor)


async def test_many_long_layers_scroll_by_keys(make_little: MakeApp, clock: Clock) -> None:
    """Forty pages written before should all be reachable, from the editor and with the focus among them."""
    for number in range(40):
        text = f"page {number}.\n" + "many words " * 400 + f"\nend {number}"
        make_little().answers.write("long-answer", text, section_id="waking", question=ASKED, kind="text")
        clock.pass_days(3)
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await at_question(pilot, app)
        await press(pilot, "ctrl+t")
        await settle(pilot)
        await until(pilot, lambda: "page 39." in shown(app))
        await press(pilot, "alt+down", "alt+down", "x")
        await until(pilot, lambda: "page 39." not in shown(app))
        assert focused(app, Editor).text == "x"
        await press(pilot, "shift+tab")
        await settle(pilot)
        focused(app, EarlierLayers)
        await press(pilot, "end")
        await until(pilot, lambda: "end 0" in shown(app))
        await press(pilot, "home", "ctrl+t")
        await settle(pilot)
        focused(app, Editor)


async def test_a_closed_letter_says_only_when_it_opens(make_little: MakeApp, clock: Clock) -> None:
    """Neither the words of a letter that is still closed, nor wordings removed from it, should show."""
    answers = make_little().answers
    for text in ("a long and dear letter that is taken away again, every word", ""):
        letter = {"text": text or "Dear", "opens": "2027-03-01"}
        answers.write("kind-letter", letter, section_id="every-kind", question="?", kind="letter")
    assert answers.layers("kind-letter")[0].drafts
    clock.pass_days(3)
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("every-kind", "kind-letter")
        await settle(pilot)
        await press(pilot, "ctrl+t")
        await settle(pilot)
        assert "A letter. It opens on 1 March 2027" in flattened(app)
        assert "dear" not in flattened(app).lower()
        assert "longer wording" not in flattened(app)


async def test_numbers_stand_in_rows_of_marks(make_little: MakeApp, clock: Clock) -> None:
    """Earlier numbers on a scale should be drawn with their days, the newest first, and judged by nothing."""
    for number in (0, 7, 10):
        make_little().answers.write(
            "kind-scale", number, section_id="every-kind", question="How warm is it?", kind="scale"
        )
        clock.pass_days(10)
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("every-kind", "kind-scale")
        await settle(pilot)
        await press(pilot, "ctrl+t")
        await settle(pilot)
        rows = re.findall(r"▌ (\d+ \w+) +([·●]+)  (\d+)", shown(app))
    assert rows == [
        ("12 December", "··········●", "10"),
        ("2 December", "·······●···", "7"),
        ("22 November", "●··········", "0"),
    ]


# What moved


async def test_what_moved_is_offered_quietly_and_kept(make_return: MakeApp) -> None:
    """It is offered once something is written, takes the letters that follow the key, and Enter goes back."""
    app = make_return()
    async with app.run_test(size=(120, 36)) as pilot:
        await at_question(pilot, app)
        assert OFFER not in flattened(app)
        await press(pilot, "ctrl+r")
        focused(app, Editor)
        await press(pilot, *"now")
        await settle(pilot)
        assert OFFER in flattened(app)
        hurry(app, "ctrl+r", *"less", "enter")
        await until(pilot, lambda: moved(app) == "less")
        await press(pilot, *"!")
        await settle(pilot)
        assert focused(app, Editor).text == "now!"
        await press(pilot, "ctrl+n", "ctrl+b")
        await settle(pilot)
        assert chapter(app).query_one(MovedLine).text == "less"
        assert "less" in flattened(app)
        await press(pilot, "ctrl+r", "escape")
        await settle(pilot)
        focused(app, Editor)
        await leave(pilot)
    assert typed(app, "long-answer") == "now!"
    assert [layer.moved for layer in app.answers.layers("long-answer")] == ["less", "It is louder.", ""]


async def test_what_moved_is_not_offered_at_a_first_answer(make_little: MakeApp) -> None:
    """Where nothing was written before, nothing can have moved."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await at_question(pilot, app)
        await press(pilot, *"now")
        await settle(pilot)
        assert OFFER not in flattened(app)
        await press(pilot, "ctrl+r", *"!")
        await settle(pilot)
        assert focused(app, Editor).text == "now!"


async def test_what_moved_is_kept_with_the_last_key(make_return: MakeApp) -> None:
    """Letters of the line that arrive together with ctrl+q should be on disk."""
    app = make_return()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_question(pilot, app)
        hurry(app, *"now", "ctrl+r", *"lighter", "ctrl+q")
        await until(pilot, lambda: not app.is_running)
    app.answers.close()
    assert moved(app) == "lighter"


async def test_what_moved_stays_when_the_answer_is_blanked(make_return: MakeApp) -> None:
    """The line belongs to the layer: an answer taken away again does not take it along."""
    app = make_return()
    async with app.run_test(size=(120, 36)) as pilot:
        await at_question(pilot, app)
        await press(pilot, *"now")
        await settle(pilot)
        await press(pilot, "ctrl+r", *"less", "enter", "ctrl+s")
        await press(pilot, *["backspace"] * 3, "ctrl+s")
        await leave(pilot)
    current = app.answers.current("long-answer")
    assert current is not None
    assert (current.text, current.moved) == ("", "less")


async def test_what_moved_outlasts_a_full_disk(
    make_return: MakeApp, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the disk refuses, the line waits with the answer it belongs to, and both are written afterwards."""
    monkeypatch.setattr(autosave, "RETRY_SECONDS", 0.05)
    app = make_return()
    async with app.run_test(size=(120, 36)) as pilot:
        await at_question(pilot, app)
        disk.full = True
        await press(pilot, *"now")
        await settle(pilot)
        await press(pilot, "ctrl+r", *"less")
        await until(pilot, lambda: "Not saved: the disk is full" in flattened(app))
        await press(pilot, "enter", "end", *"here", "ctrl+n", "ctrl+b")
        await settle(pilot)
        assert chapter(app).query_one(MovedLine).text == "less"
        disk.full = False
        await until(pilot, lambda: not app.autosave.pending)
    assert typed(app, "long-answer") == "nowhere"
    assert moved(app) == "less"


# Longer wordings


async def test_a_longer_wording_of_now_can_be_taken_back(make_little: MakeApp) -> None:
    """What was removed is told quietly, unfolds, and comes back; what stood there is kept in its place."""
    longer, other = (
        "the whole long evening, word by word, until the lamp",
        "something else altogether, just as long, on top",
    )
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await at_question(pilot, app)
        await press(pilot, *longer, "ctrl+s", "f7", "delete")
        await press(pilot, "ctrl+s")
        await settle(pilot)
        assert "a longer wording · Ctrl+T shows it" in flattened(app)
        await press(pilot, *other, "ctrl+s", "ctrl+t", "shift+tab")
        await settle(pilot)
        focused(app, EarlierLayers)
        assert "· Enter" in flattened(app)
        assert "lamp" not in flattened(app)
        await press(pilot, "enter")
        await settle(pilot)
        assert "lamp" in flattened(app)
        await press(pilot, "l", "enter")
        await until(pilot, lambda: isinstance(app.focused, Editor))
        assert focused(app, Editor).text == longer
        await leave(pilot)
    layer = app.answers.latest("long-answer")
    assert layer is not None
    assert layer.text == longer
    assert other in [draft.value for draft in layer.drafts]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_longer_wording_of_then_only_unfolds(
    make_little: MakeApp, clock: Clock, size: tuple[int, int]
) -> None:
    """Under an earlier layer a wording that was removed can be read again, and not be put into today's answer."""
    answers = make_little().answers
    for text in ("the whole long evening, word by word, until the lamp", "short"):
        answers.write("long-answer", text, section_id="waking", question=ASKED, kind="text")
    clock.pass_days(3)
    app = make_little()
    async with app.run_test(size=size) as pilot:
        await at_question(pilot, app)
        await press(pilot, "ctrl+t")
        await settle(pilot)
        assert "a longer wording from 12:04 is kept" in flattened(app)
        chapter(app).query(EarlierLayers).filter(
            "#then-pane *" if size[0] > 86 else "#page *"
        ).first().focus()
        await settle(pilot)
        await press(pilot, "enter")
        await settle(pilot)
        assert "lamp" in flattened(app)
        assert "take it back" not in flattened(app)
        assert in_sight(app, focused(app, EarlierLayers))
        await press(pilot, "ctrl+t")
        await settle(pilot)
        focused(app, Editor)
        assert not chapter(app).query_one(ThenPane).region.area


async def test_reading_only_shows_the_line_and_takes_nothing(make_return: MakeApp) -> None:
    """In a second window what moved can be read, not written."""
    first = make_return()
    first.answers.write("long-answer", "now", section_id="waking", question=ASKED, kind="text")
    answers = Answers.open(first.answers.folder, clock=first.clock, read_only=True)
    app = WorkbookApp(first.pack, answers, clock=first.clock)
    async with app.run_test(size=(120, 36)) as pilot:
        await at_question(pilot, app)
        assert OFFER not in flattened(app)
        await press(pilot, "ctrl+r", "ctrl+g", "ctrl+l", "z")
        await settle(pilot)
        assert not isinstance(app.focused, LineInput)
        assert not app.autosave.pending
