"""A console on a real session file in a temporary folder, with time under the test's control."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.screens.disk import Disk
from workbook.console import ConsoleApp
from workbook.content.loader import Pack
from workbook.room.clock import SessionClock
from workbook.room.leading import Leading
from workbook.room.server import RoomServer
from workbook.room.session_file import SessionFile, read_session
from workbook.workshop.agenda import Agenda
from workbook.workshop.agenda_file import parse_agenda
from workbook.workshop.facts import Fact
from workbook.workshop.running import MINUTE, Running, session_from

CHAPTERS = Path(__file__).resolve().parents[2] / "chapters"
BEGAN = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)

Keys = tuple[str, ...]


class Workshop:
    """One session that consoles are opened on, one after the other."""

    def __init__(self, root: Path, pack: Pack, raw: bytes) -> None:
        agenda = parse_agenda(raw, "agenda.toml").agenda
        assert agenda is not None
        self.agenda: Agenda = agenda
        self.pack = pack
        self.seconds = 0.0
        """Of both clocks."""
        self.file = SessionFile.begin(root, raw, agenda.title, BEGAN)

    def pass_minutes(self, minutes: float) -> None:
        """Let time pass."""
        self.seconds += minutes * MINUTE

    def console(self, server: RoomServer | None = None) -> ConsoleApp:
        """Open the console; one that was open before is as after a crash."""
        self.file.close()
        self.file = SessionFile.open(self.file.folder)
        leading = Leading(
            self.agenda,
            self.file,
            lambda facts: SessionClock(
                facts,
                steady=lambda: self.seconds,
                wall=lambda: BEGAN + timedelta(seconds=self.seconds),
            ),
        )
        return ConsoleApp(leading, self.file, self.pack, server)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What is on the disk."""
        return read_session(self.file.folder).lines.facts

    @property
    def stored(self) -> Running:
        """Where the session is, as the disk tells it."""
        return session_from(self.agenda, self.facts)


MakeWorkshop = Callable[..., Workshop]


@pytest.fixture
def make_workshop(tmp_path: Path, chapters: Pack) -> Iterator[MakeWorkshop]:
    """Give a function that makes a session from a template, or from an agenda's text."""
    made: list[Workshop] = []

    def make(text: str = "", template: str = "45-minutes") -> Workshop:
        raw = text.encode() or (CHAPTERS / "agendas" / f"{template}.toml").read_bytes()
        made.append(Workshop(tmp_path / "words" / "workshops", chapters, raw))
        return made[-1]

    yield make
    for workshop in made:
        workshop.file.close()


@pytest.fixture
def workshop(make_workshop: MakeWorkshop) -> Workshop:
    """The session of the 45 minute template."""
    return make_workshop()


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """The disk, under the test's control."""
    return Disk(monkeypatch)
