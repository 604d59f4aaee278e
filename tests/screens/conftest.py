"""Fixtures for the screens: a little pack with one of everything, whose words never change."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import MakeApp
from tests.screens.disk import Disk
from workbook.content.loader import Pack, open_pack

LITTLE = Path(__file__).parent / "little"


@pytest.fixture(scope="session")
def little() -> Pack:
    """A pack with a section of every sort and a prompt of every kind."""
    return open_pack(LITTLE)


@pytest.fixture
def make_little(make_app: MakeApp, little: Pack) -> MakeApp:
    """Give a function that begins a visit with the little pack."""
    return partial(make_app, pack=little)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """The disk, which a test can fill up or hold still."""
    disk = Disk(monkeypatch)
    yield disk
    disk.full = False
    disk.let_go()
