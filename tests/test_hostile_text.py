"""Text from outside is shown as it is, on every screen: no markup, no control code, no crash."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.conftest import Clock
from tests.hostile import ATTACKS, CONTROLS, LONG_WORD, hostile, hostile_pack, token
from tests.screens.person import until
from tests.screens.shown import shown
from workbook.app import WorkbookApp
from workbook.content.loader import open_pack
from workbook.screens.chapter import ChapterScreen
from workbook.screens.contents import ContentsScreen, FilterInput
from workbook.screens.page import PagePane
from workbook.screens.practice import PracticeScreen
from workbook.screens.requests import WebAddressChosen
from workbook.settings import Settings
from workbook.store.answers import Answers
from workbook.store.journal import TableChange
from workbook.store.preferences import WELCOMED
from workbook.values import Value

SMALL = (40, 15)
TALL = (90, 150)
"""A window in which whole pages can be read at once, to see that every word is there."""

PROMPTS = ("text", "line", "list", "scale", "choice", "checklist", "table", "letter", "heavy")

ANSWERS: dict[str, Value] = {
    "text": f"{hostile('a-text')}\n{LONG_WORD}",
    "line": hostile("a-line"),
    "list": [hostile("a-list"), LONG_WORD],
    "scale": 3,
    "choice": hostile("a-choice"),
    "checklist": [hostile("a-tick")],
    "table": [{hostile("a-column"): hostile("a-cell")}],
    "letter": {"text": hostile("a-letter"), "opens": "2026-11-01"},
    "heavy": hostile("a-heavy"),
}


@dataclass
class Tour:
    """Walks through a running app; looks at every screen on the way."""

    app: WorkbookApp
    pilot: Pilot[None]
    seen: list[str] = field(default_factory=list)
    """Every line that was on a screen."""

    async def look(self, *keys: str) -> None:
        """Press keys, let things settle, and look at what is drawn."""
        await self.pilot.press(*keys)
        await self.pilot.pause()
        assert self.app.is_running
        for strip in self.app.screen._compositor.render_strips():
            for segment in strip:
                assert segment.control or not CONTROLS.search(segment.text), repr(segment.text)
                assert not (segment.style and segment.style.link)
                actions = segment.style.meta if segment.style else {}
                click = actions.get("@click", "")
                # A pair of an action and its arguments is not parsed: text in the arguments stays text.
                action = click[0] if isinstance(click, tuple) else str(click)
                assert "app.quit" not in action, "text became a live button"
            self.seen.append(strip.text)

    async def write_into(self, text: str) -> None:
        """Put text into the input that has the focus, as a paste would."""
        assert isinstance(self.app.focused, Input)
        self.app.focused.value = text
        await self.look()

    def has_shown(self, *places: str) -> list[str]:
        """Name the places whose text was nowhere to be read as it was written."""
        # Once as lines, once run together: a folder's name has no blanks and breaks anywhere.
        everything = "\n".join(self.seen) + "".join(line.strip(" │") for line in self.seen)
        return [place for place in places if token(place) not in everything]


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A folder for answers whose name is hostile as well."""
    return tmp_path / "[b]dir[/b]\x1b[31m\u202e"


@pytest.fixture
def answers(words: Path, clock: Clock) -> Iterator[Answers]:
    """Hostile answers from an earlier visit, open in a new one."""
    with Answers.open(words, clock=clock) as earlier:
        for name, value in ANSWERS.items():
            earlier.write(name, value, section_id="first", question=hostile(f"asked-{name}"), kind="text")
        for number in range(4):
            values: dict[str, Value] = {"when": hostile(f"e-when-{number}"), "sure": hostile("e-sure")}
            day = "2026-11-24" if number == 3 else ""
            entry = earlier.add_entry(
                "practice",
                values,
                title=hostile("e-title"),
                labels={"when": hostile("e-label")},
                look_back_on=day,
            )
            if number < 3:
                earlier.end_entry(entry.id, "kept", hostile("e-ending"), hostile("e-note"))
        earlier.save_person(hostile("person"), hostile("person-reach"), hostile("person-note"))
    clock.pass_days(40)
    with Answers.open(words, clock=clock) as present:
        yield present


@pytest.fixture
def make(tmp_path: Path, answers: Answers, clock: Clock) -> Callable[..., WorkbookApp]:
    """Give a function that makes an app on the hostile pack and answers."""
    pack = open_pack(hostile_pack(tmp_path / "pack"))

    def make_app(*, welcomed: bool = True) -> WorkbookApp:
        if welcomed:
            answers.set_preference(WELCOMED, "yes")
        settings = Settings(keys={"pause": "[b]key[/b],f9"})
        return WorkbookApp(pack, answers, settings, [hostile("notice")], clock)

    return make_app


@asynccontextmanager
async def touring(app: WorkbookApp, size: tuple[int, int]) -> AsyncIterator[Tour]:
    """Run an app with its notices, and walk through it."""
    async with app.run_test(size=size, notifications=True) as pilot:
        yield Tour(app, pilot)


async def walk_first_run(tour: Tour) -> None:
    """Turn the three pages and go in."""
    for _ in range(3):
        await tour.look()
        await tour.look("enter")


def is_asking(app: WorkbookApp, prompt_id: str) -> bool:
    """Tell whether a prompt is on the page."""
    return app.screen.query_one(PagePane).item_id == prompt_id


def is_shown(app: WorkbookApp, place: str) -> bool:
    """Tell whether the text of a place stands on the screen as it was written."""
    return token(place) in shown(app)


async def walk_chapter(tour: Tour) -> None:
    """Open a section, every item on its page, and what was answered earlier."""
    app = tour.app
    await app.open_section("first", "text")
    for prompt_id in PROMPTS:
        await until(tour.pilot, partial(is_asking, app, prompt_id))
        if prompt_id == "heavy":
            app.screen.query_one("#care-now").focus()
            await tour.look()
            await tour.look("enter")
            await tour.look(*"xyz")
        if prompt_id == "scale":
            await tour.look("2")
        await tour.look("ctrl+t")
        await tour.pilot.press("ctrl+n")
    for _ in range(3):
        await tour.look("tab")
        await tour.look("f1")
        await tour.look("escape")


async def walk_practice(tour: Tour) -> None:
    """Look at a practice on its page, in its list, and at entries old, due and new."""
    app = tour.app
    await app.open_section("second", "practice")
    await tour.look()
    app.open_practice("practice")
    await until(
        tour.pilot, lambda: isinstance(app.screen, PracticeScreen) and bool(app.screen.query("#sentence"))
    )
    await tour.look()
    await tour.look("enter")
    await tour.look("end")
    for key in ("escape", "down", "enter", "escape", "ctrl+n"):
        await tour.look(key)
    await tour.look(*"abc")


async def walk_sheets(tour: Tour) -> None:
    """Open what lies over the other screens, and type hostile text into it."""
    app = tour.app
    await tour.look("f3")
    await until(tour.pilot, lambda: isinstance(app.screen, ContentsScreen))
    assert isinstance(app.focused, FilterInput)
    for typed in ("[b]fi", hostile("typed"), ""):
        await tour.write_into(typed)
    await tour.look("escape", "f5")
    app.screen.query_one("#person-name").focus()
    await tour.look()
    await tour.write_into(hostile("typed-name"))
    await tour.look("enter")
    await tour.write_into(hostile("typed-reach"))
    await tour.look("enter")
    await tour.look("end")
    await tour.look("escape", "f9")
    await tour.look("escape")
    app.screen.post_message(WebAddressChosen("https://e.example/[/][@click=app.quit]x[/]" + ATTACKS["link"]))
    await tour.look()
    await tour.look("escape")


@pytest.mark.parametrize("size", [SMALL, TALL])
async def test_the_first_pages_show_text_as_it_is(
    make: Callable[..., WorkbookApp], size: tuple[int, int]
) -> None:
    """Title, about, note and the folder's name."""
    async with touring(make(welcomed=False), size) as tour:
        await walk_first_run(tour)
    if size == TALL:
        assert tour.has_shown("pack", "about", "note", "dir") == []


@pytest.mark.parametrize("size", [SMALL, TALL])
async def test_home_and_notices_show_text_as_it_is(
    make: Callable[..., WorkbookApp], size: tuple[int, int]
) -> None:
    """Pack, chapters, practices, doors, a passing notice and a lasting one, and a chapter that cannot be opened."""
    app = make()
    async with touring(app, size) as tour:
        await tour.look()
        app.notice = hostile("lasting")
        await tour.look()
        for key in ("right", "tab", "down", "end", "f1", "escape"):
            await tour.look(key)
        await app.open_section("torn")
        await tour.look()
    if size == TALL:
        assert (
            tour.has_shown("pack", "chapter", "broken", "e-title", "notice", "lasting", "kind", "key") == []
        )


@pytest.mark.parametrize("size", [SMALL, TALL])
async def test_a_chapter_shows_text_as_it_is(make: Callable[..., WorkbookApp], size: tuple[int, int]) -> None:
    """Reading, sections, every kind of question, every kind of answer, earlier layers."""
    app = make()
    async with touring(app, size) as tour:
        await walk_chapter(tour)
        assert isinstance(app.screen, ChapterScreen)
    if size == TALL:
        reading = (
            "first",
            "reading",
            "heading",
            "item",
            "quote",
            "column",
            "cell",
            "code",
            "tick",
            "bold",
            "words",
        )
        parts = (
            "faint",
            "blank",
            "low",
            "high",
            "offer",
            "one",
            "two",
            "tick-a",
            "tick-b",
            "left",
            "right",
            "landing",
        )
        questions = [f"q-{name}" for name in PROMPTS]
        earlier = (
            "a-text",
            "a-line",
            "a-list",
            "a-choice",
            "a-tick",
            "a-cell",
            "a-letter",
            "a-heavy",
            "asked-text",
        )
        assert tour.has_shown(*reading, *parts, *questions, *earlier) == []


@pytest.mark.parametrize("size", [SMALL, TALL])
async def test_a_heavy_question_shows_its_gentler_wording_as_it_is(
    make: Callable[..., WorkbookApp], size: tuple[int, int]
) -> None:
    """The gentler wording stands in place of the other."""
    app = make()
    async with touring(app, size) as tour:
        await app.open_section("first", "heavy")
        await tour.look()
        app.screen.query_one("#care-gentler").focus()
        await tour.look()
        await tour.look("enter")
        for _ in range(50):
            # The card with the other wording takes a moment.
            if size != TALL or not tour.has_shown("gentler"):
                break
            await tour.look()
    if size == TALL:
        assert tour.has_shown("gentler") == []


@pytest.mark.parametrize("size", [SMALL, TALL])
async def test_a_practice_shows_text_as_it_is(
    make: Callable[..., WorkbookApp], size: tuple[int, int]
) -> None:
    """Title, fields, sentence, endings, tally, entries."""
    async with touring(make(), size) as tour:
        await walk_practice(tour)
    if size == TALL:
        fields = (
            "practice",
            "intro",
            "label",
            "hint",
            "sure",
            "ask",
            "kept",
            "not-yet",
            "entry",
            "aloud",
            "tally",
        )
        assert tour.has_shown(*fields, "e-sure", "e-note", "e-when-3", "e-ending") == []


@pytest.mark.parametrize("size", [SMALL, TALL])
async def test_sheets_show_text_as_it_is(make: Callable[..., WorkbookApp], size: tuple[int, int]) -> None:
    """Contents, support, palette and the page before a link, with hostile text typed into them."""
    async with touring(make(), size) as tour:
        await walk_sheets(tour)
    if size == TALL:
        listed = ("chapter", "first", "second", "practice", "broken", "torn")
        support = ("note", "land", "who", "reach", "hours", "remark", "person", "person-reach")
        assert tour.has_shown(*listed, *support, "typed", "typed-name", "typed-reach") == []
        assert "https://e.example/[/][@click=app.quit]x[/]" in "\n".join(tour.seen)


@pytest.mark.parametrize("size", [SMALL, TALL])
async def test_the_palette_shows_text_as_it_is(
    make: Callable[..., WorkbookApp], size: tuple[int, int]
) -> None:
    """Its hits are titles from the pack, with the letters that match marked; its query is anything."""
    app = make()
    async with touring(app, size) as tour:
        await tour.look("ctrl+p")
        for typed, place in (("[b]fir", "first"), ("[b]pra", "practice"), ("[b]torn", "torn")):
            await tour.write_into(typed)
            await until(tour.pilot, partial(is_shown, app, place))
            await tour.look()
        await tour.write_into(hostile("query"))
        await tour.look("escape")
    assert tour.has_shown("first", "practice", "torn", "query") == []


async def test_answers_that_were_stored_uncleaned_are_cleaned_when_they_are_read(
    tmp_path: Path, words: Path, clock: Clock
) -> None:
    """A file from elsewhere can hold anything: what is shown is text."""
    with Answers.open(words, clock=clock) as earlier:
        layer = earlier.write("line", "plain", section_id="first", question="Plain?", kind="line").to_json()
        entry = earlier.add_entry("practice", {"when": "x"}, title="P", labels={}).to_json()
        texts = {
            name: hostile(f"s-{name}") for name in ("question", "moved", "title", "note", "ending_label")
        }
        layer |= {
            "id": "f" * 32,
            "value": hostile("s-value"),
            "question": texts["question"],
            "moved": texts["moved"],
        }
        entry |= {
            "id": "e" * 32,
            "values": {"when": hostile("s-when")},
            "labels": {"when": hostile("s-label")},
        }
        entry |= {name: texts[name] for name in ("title", "note", "ending_label")}
        earlier._storage.commit({"layers": TableChange({"99": layer}), "entries": TableChange({"99": entry})})
    clock.pass_days(3)
    with Answers.open(words, clock=clock) as answers:
        answers.set_preference(WELCOMED, "yes")
        app = WorkbookApp(open_pack(hostile_pack(tmp_path / "pack")), answers, clock=clock)
        async with touring(app, TALL) as tour:
            await tour.look()
            await app.open_section("first", "line")
            await tour.look("ctrl+t")
            app.open_practice("practice", "e" * 32)
            await until(tour.pilot, lambda: bool(app.screen.query("#sentence")))
            await tour.look()
            await tour.look("f6")
            await until(tour.pilot, partial(is_shown, app, "s-title"))
            await tour.look()
        assert tour.has_shown("s-title", "s-value", "s-question", "s-when", "s-note") == []
        stored = answers.layers("line")[0]
        kept = answers.entry("e" * 32)
        assert kept is not None
        parts = [stored.text, stored.question, stored.moved, kept.title, kept.note, kept.ending_label]
        parts += [str(value) for value in kept.values.values()] + list(kept.labels.values())
        assert all(part.startswith("[b]s-") for part in parts)
        assert not [part for part in parts if CONTROLS.search(part)]


def test_the_guard_would_notice() -> None:
    """Every attack is one the looking over finds; the tokens are marks that Textual would take away."""
    assert all(CONTROLS.search(attack) for attack in ATTACKS.values())
    assert token("place") == "[b]place[/b]"


async def test_what_nobody_cleaned_is_stopped_by_the_filter(make: Callable[..., WorkbookApp]) -> None:
    """The app has the filter in place: a notice with raw control codes is drawn without them."""
    app = make()
    async with touring(app, (80, 24)) as tour:
        app.notice = "raw" + "".join(ATTACKS.values())
        await tour.look()
        assert any("raw�" in line for line in tour.seen)
