"""One run of the console: finds agenda or session, opens what it needs, runs it, closes everything again."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from workbook import moments
from workbook.checked_settings import checked_settings
from workbook.console import ConsoleApp
from workbook.content.loader import Pack, open_pack
from workbook.content.pack_model import Problem
from workbook.errors import StoreError, WorkbookError
from workbook.locations import at_home, data_folder, pack_folder
from workbook.room.leading import MOST_SEATS, Leading
from workbook.room.places import RoomError, room_socket, sessions_folder
from workbook.room.rehearsal import clocks
from workbook.room.server import RoomServer
from workbook.room.session_file import AGENDA, SessionFile, unfinished
from workbook.store.files import Files, plain_reason
from workbook.workshop.agenda import Agenda
from workbook.workshop.agenda_file import parse_agenda
from workbook.workshop.agenda_folder import AGENDAS

MOST_BYTES: Final = 1 << 20
"""Of an agenda: far more than 500 blocks take."""


def run_agenda(wanted: str, *, pack: Path | None, data: Path | None, people: int | None, speed: float) -> int:
    """Begin a session with an agenda, and run the console until the facilitator leaves.

    Args:
        wanted: A file, or the name of one of the pack's agendas.
        pack: The pack that was chosen, if one was.
        data: The folder that was chosen, if one was.
        people: How many are expected; None when nobody said.
        speed: How many times as fast the clock runs; 1 but for rehearsals.

    Returns:
        The exit status.

    Raises:
        WorkbookError: What is wrong with agenda, numbers, pack or disk, in one line.
    """
    if people is not None and not 1 <= people <= MOST_SEATS:
        raise WorkbookError(
            f"A session has from 1 to {MOST_SEATS} people, and not {people}.", "Mend --people."
        )
    opened = open_pack(pack_folder(pack))
    file = _agenda_file(wanted, opened)
    raw = _read(file)
    parsed = parse_agenda(raw, str(file), opened)
    if parsed.agenda is None:
        raise _broken(wanted, parsed.problems)
    root = sessions_folder(data_folder(data, os.environ))
    session = SessionFile.begin(root, raw, parsed.agenda.title, moments.now())
    return _run(session, parsed.agenda, opened, data, people=people, speed=speed)


def resume(wanted: str, *, pack: Path | None, data: Path | None, speed: float) -> int:
    """Go on with a session, and run the console until the facilitator leaves.

    Args:
        wanted: A session's folder or its name; empty for the newest that has not ended.
        pack: The pack that was chosen, if one was.
        data: The folder that was chosen, if one was.
        speed: As for `run_agenda`.

    Raises:
        WorkbookError: There is no such session, another console has it, or it cannot be read.
    """
    root = sessions_folder(data_folder(data, os.environ))
    folder = _session_folder(root, wanted)
    opened = open_pack(pack_folder(pack))
    session = SessionFile.open(folder)
    # Names are not looked up: what is missing from the pack by now must not keep anyone from going on.
    parsed = parse_agenda(session.agenda_bytes, str(folder / AGENDA))
    if parsed.agenda is None:
        session.close()
        raise _broken(str(folder / AGENDA), parsed.problems)
    return _run(session, parsed.agenda, opened, data, speed=speed)


def _run(
    session: SessionFile,
    agenda: Agenda,
    pack: Pack,
    data: Path | None,
    *,
    speed: float,
    people: int | None = None,
) -> int:
    """Run the console on an open session, and close it; one that never began leaves nothing behind."""
    try:
        notices = list(session.problems)
        leading = Leading(agenda, session, clocks(speed))
        if people is not None:
            leading.seat(people)
        server = _server(data_folder(data, os.environ), notices)
        app = ConsoleApp(leading, session, pack, server, checked_settings(), notices, speed=speed)
        app.run()
        app.save_now()
    finally:
        session.close()
    if not leading.has_begun:
        _discard(session)
    if app.refused is not None:
        raise app.refused
    if leading.failure:
        print(f"workbook: not everything was saved: {leading.failure}.", file=sys.stderr)
        return 1
    if leading.has_begun and leading.running.ended is None:
        print(f"The session has not ended. To go on: workbook workshop resume {session.folder.name}")
    return app.return_code or 0


def _server(data: Path, notices: list[str]) -> RoomServer | None:
    try:
        return RoomServer(room_socket(data))
    except RoomError as error:
        notices.append(str(error))
        return None


def _discard(session: SessionFile) -> None:
    """Remove a session in which nothing happened but preparation."""
    try:
        Files().remove(session.folder)
    except OSError as error:
        print(f"workbook: {session.folder} could not be removed: {plain_reason(error)}.", file=sys.stderr)


def _agenda_file(wanted: str, pack: Pack) -> Path:
    file = at_home(wanted)
    if file.is_file():
        return file
    named = pack.folder / AGENDAS / f"{wanted.removesuffix('.toml')}.toml"
    if os.sep not in wanted and named.is_file():
        return named
    known = ", ".join(sorted(one.stem for one in (pack.folder / AGENDAS).glob("*.toml")))
    raise WorkbookError(
        f"There is no agenda {wanted}.", f"Name a file, or one of: {known}." if known else "Name a file."
    )


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise WorkbookError(f"{file} is too large for an agenda.", "Name another file.")
        return file.read_bytes()
    except OSError as error:
        raise WorkbookError(
            f"{file} cannot be read: {plain_reason(error)}.", "Check its permissions."
        ) from error


def _broken(wanted: str, problems: Sequence[Problem]) -> WorkbookError:
    wrong = [problem for problem in problems if not problem.warning]
    others = len(wrong) - 1
    more = f" ({others} more: workbook workshop check {wanted})" if others else ""
    return WorkbookError(f"{wrong[0]}{more}")


def _session_folder(root: Path, wanted: str) -> Path:
    if not wanted:
        if (found := unfinished(root)) is None:
            raise StoreError(
                f"No session in {root} waits to be gone on with.", "Begin one: workbook workshop run"
            )
        return found
    by_path = at_home(wanted)
    return by_path if by_path.is_dir() and os.sep in wanted else root / wanted
