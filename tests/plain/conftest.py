"""Fixtures for conversations."""

from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.plain.spoken import Spoken
from workbook.content.loader import Pack


@pytest.fixture
def spoken(words: Path, chapters: Pack, clock: Clock) -> Spoken:
    """Conversations on answers of their own."""
    return Spoken(words, chapters, clock)
