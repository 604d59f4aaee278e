"""Fixtures of the book: a little pack, and a folder in which everything was written."""

from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.export.writing import live_in
from workbook.content.loader import Pack, open_pack


@pytest.fixture(scope="session")
def little() -> Pack:
    """The little pack of the screens' tests, with one of everything."""
    return open_pack(Path(__file__).parent.parent / "screens" / "little")


@pytest.fixture
def lived(words: Path, clock: Clock) -> Path:
    """A folder with three visits, the last of them on the present day, 24 November 2026."""
    live_in(words, clock)
    return words
