"""What holds for every way of answering."""

import asyncio
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual import on
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll

from tests.widgets.answering import CONTROLS, EVERY_KIND, HOSTILE, SIZES, TODAY, AnswerApp
from workbook.content.kinds import KINDS, Kind, LetterKind, ScaleKind
from workbook.text import clean
from workbook.values import Value, as_text, clean_value
from workbook.widgets.answer_input import AnswerInput
from workbook.widgets.answer_inputs import INPUTS, answer_input_for
from workbook.widgets.drawn import Drawn

TEXTS = st.text(max_size=30) | st.sampled_from(
    (HOSTILE, CONTROLS, "Kept", "Water", "2026-12-22", "7", "a\nb\n")
)
VALUES = st.one_of(
    st.none(),
    st.integers(),
    TEXTS,
    st.lists(TEXTS, max_size=4),
    st.dictionaries(TEXTS, TEXTS, max_size=3),
    st.lists(st.dictionaries(st.sampled_from(("Then", HOSTILE, "x")), TEXTS, max_size=3), max_size=3),
    st.fixed_dictionaries({"text": TEXTS, "opens": TEXTS}),
).map(clean_value)

by_kind = pytest.mark.parametrize("kind", EVERY_KIND, ids=lambda kind: kind.name)


class EveryInput(App[None]):
    """All inputs above each other."""

    def __init__(self) -> None:
        super().__init__()
        self.changes: list[AnswerInput.Changed] = []
        self.inputs: list[AnswerInput] = []

    def compose(self) -> ComposeResult:
        """Lay out."""
        self.inputs = [answer_input_for(kind, None, today=TODAY) for kind in EVERY_KIND]
        with VerticalScroll():
            yield from self.inputs

    @on(AnswerInput.Changed)
    def _note(self, event: AnswerInput.Changed) -> None:
        self.changes.append(event)


def test_every_kind_has_an_input_and_every_input_says_what_it_is() -> None:
    """A kind without an input, or an input without help, would be met by a reader first."""
    assert set(INPUTS) == set(KINDS.values())
    assert {type(kind) for kind in EVERY_KIND} == set(INPUTS)
    assert all(20 < len(made.help_text) < 300 for made in INPUTS.values())


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(values=st.lists(VALUES, min_size=1, max_size=6))
def test_whatever_is_stored_can_be_shown(values: list[Value]) -> None:
    """Any value can be loaded into any input: no crash, no report, and no word is lost."""
    asyncio.run(_load_everywhere(values))


async def _load_everywhere(values: list[Value]) -> None:
    app = EveryInput()
    async with app.run_test(size=(60, 40)) as pilot:
        for value in values:
            for made in app.inputs:
                made.load(value)
                _assert_fits(made, value)
            await pilot.pause()
        assert app.changes == []


def _assert_fits(made: AnswerInput, value: Value) -> None:
    now = made.value
    assert made.kind.fit(now) == now
    if not isinstance(made.kind, ScaleKind):
        assert set(as_text(value).split()) <= set(as_text(now).split())
    made.load(now)
    assert made.value == now


@by_kind
async def test_hostile_text_is_literal_and_harmless(kind: Kind) -> None:
    """Markup and control sequences in an answer, an option or a label are shown as text or cleaned."""
    app = AnswerApp(kind)
    async with app.run_test(size=(80, 40)) as pilot:
        for value in (HOSTILE, CONTROLS, [HOSTILE, CONTROLS], [{"Then": HOSTILE, "Gone": CONTROLS}], 3):
            app.input.load(clean_value(value))
            await pilot.press("down", "tab", "shift+tab")
            await pilot.pause()
            assert clean(app.shown) == app.shown
            if value == HOSTILE or kind.name in ("scale", "choice", "checklist", "table"):
                assert "[/]" in app.shown


@pytest.mark.parametrize("size", SIZES)
async def test_every_input_fits_its_room(size: tuple[int, int]) -> None:
    """Nothing is wider than what it stands in, at any width."""
    app = EveryInput()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        window = app.query_one(VerticalScroll)
        assert not window.show_horizontal_scrollbar
        assert len(window.query("AnswerInput *")) > 20
        for widget in window.query("AnswerInput *"):
            assert widget.region.right <= window.scrollable_content_region.right


async def test_drawn_lines_never_exceed_their_width() -> None:
    """Inputs that draw themselves stay within any width that fits their markers."""
    app = EveryInput()
    async with app.run_test() as pilot:
        for made in app.inputs:
            made.load(HOSTILE if made.kind.name != "scale" else 10)
        await pilot.pause()
        drawn = [widget for widget in app.query("Drawn") if isinstance(widget, Drawn)]
        assert len(drawn) == 4
        for width in (*range(8, 60), 200):
            for widget in drawn:
                assert all(line.cell_length <= width for line in widget.lines(width)), (widget, width)
        assert all(widget.lines(1) for widget in drawn)


async def test_theme_and_size_can_change_at_any_time() -> None:
    """A storm of resizes and themes changes no answer."""
    app = EveryInput()
    async with app.run_test() as pilot:
        for made in app.inputs:
            made.load(HOSTILE if made.kind.name != "scale" else 10)
        before = [made.value for made in app.inputs]
        for theme, size in zip(("rose-pine-dawn", "ansi-dark", "rose-pine"), SIZES, strict=False):
            app.theme = theme
            await pilot.resize_terminal(*size)
        await pilot.pause()
        assert [made.value for made in app.inputs] == before
        assert app.changes == []


@by_kind
async def test_inputs_work_without_colour(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR an answer can be given, and where one is shows by shape."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = AnswerApp(kind)
    async with app.run_test() as pilot:
        await pilot.press("1", "space")
        await pilot.pause()
        assert not app.input.is_blank
        shape = {"scale": "[1]", "choice": "› (•) Kept", "checklist": "› [x] Sleep"}
        assert shape.get(kind.name, "1") in app.shown


@by_kind
async def test_reading_only_changes_nothing(kind: Kind) -> None:
    """No key a person might try changes a read-only answer."""
    stored: Any = {"scale": 3, "letter": {"text": "a", "opens": "2027-01-01"}}.get(kind.name, "Kept")
    app = AnswerApp(kind, stored, read_only=True)
    async with app.run_test() as pilot:
        await pilot.pause()
        before = app.input.value
        for _ in range(2):
            await pilot.press("1", "space", "backspace", "delete", "ctrl+k", "ctrl+u", "ctrl+x", "end", "tab")
        assert app.input.value == before
        assert app.changes == []


@by_kind
async def test_tab_leads_in_and_out(kind: Kind) -> None:
    """Nobody is caught in an input, forwards or backwards."""
    app = AnswerApp(kind)
    async with app.run_test() as pilot:
        for _ in range(40):
            await pilot.press("tab")
            if app.focused is app.query_one("#after"):
                break
        assert app.focused is app.query_one("#after")
        await pilot.press("shift+tab")
        assert app.focused is not None
        assert app.input in app.focused.ancestors
        for _ in range(40):
            await pilot.press("shift+tab")
            if app.focused is app.query_one("#before"):
                break
        assert app.focused is app.query_one("#before")


async def test_a_letter_counts_from_today_when_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a date of one's own, the machine's is taken."""

    class Machine(date):
        @classmethod
        def today(cls) -> "Machine":
            return cls(2030, 1, 30)

    monkeypatch.setattr("workbook.widgets.answer_inputs.date", Machine)
    async with App[None]().run_test():
        assert answer_input_for(LetterKind(after_days=3), None).value == {"text": "", "opens": "2030-02-02"}


@by_kind
async def test_the_keys_of_screens_are_left_alone(kind: Kind) -> None:
    """No input takes a key that screens use while somebody writes."""
    keys = {"escape", "ctrl+p", "ctrl+q"}
    keys |= {f"f{number}" for number in range(1, 6)} | {f"ctrl+{letter}" for letter in "nbtos"}
    app = AnswerApp(kind)
    async with app.run_test() as pilot:
        await pilot.pause()
        before = app.input.value
        for widget in (app.input, *app.input.query("*")):
            assert not keys & set(type(widget)._merged_bindings.key_to_bindings)
        await pilot.press(*sorted(keys - {"ctrl+p", "ctrl+q"}))
        assert app.input.value == before


def test_importing_the_inputs_stays_light() -> None:
    """No Markdown widget, no parser, no store: they would slow the start."""
    heavy = (
        "textual.widgets._markdown",
        "markdown_it",
        "tinydb",
        "workbook.store",
        "textual.widgets._data_table",
    )
    script = f"import sys, workbook.widgets.answer_inputs; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
