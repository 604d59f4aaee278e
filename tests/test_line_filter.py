"""The last line of defence between text and terminal."""

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tests.hostile import ATTACKS, CONTROLS
from workbook.screens.line_filter import PlainTextFilter


@pytest.mark.parametrize("name", ATTACKS)
def test_the_line_filter_replaces_control_codes(name: str) -> None:
    """Even text that nobody cleaned is drawn without a control code, with a visible mark in its place."""
    (drawn,) = PlainTextFilter().apply([Segment(f"a{ATTACKS[name]}b", Style(bold=True))], Color(0, 0, 0))
    assert not CONTROLS.search(drawn.text)
    assert drawn.text.startswith("a�")
    assert drawn.text.endswith("b")
    assert drawn.style == Style(bold=True)


def test_the_line_filter_takes_links_with_control_codes_away() -> None:
    """A link's address is written to the terminal as well."""
    bad = Segment("x", Style(link="http://a/\x07\x1b]52;c;QQ==\x07"))
    (drawn,) = PlainTextFilter().apply([bad], Color(0, 0, 0))
    assert drawn.style is not None
    assert drawn.style.link is None


def test_the_line_filter_leaves_proper_text_alone() -> None:
    """Emoji with joiners, right-to-left marks and terminal controls of Textual's own pass through as they are."""
    segments = [Segment("👩\u200d👧 \u200fאב e\u0301 [/]"), Segment("", None, [])]
    assert PlainTextFilter().apply(segments, Color(0, 0, 0)) == segments
