"""`workbook workshop report`: a session, looked back on."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from workbook.content.near import nearest
from workbook.errors import PackError, WorkbookError
from workbook.locations import at_home, data_folder, pack_folder
from workbook.output_file import put_out, write_output
from workbook.room.places import sessions_folder
from workbook.room.session_file import SessionRecord, read_session, sessions
from workbook.shell.commands import PROBLEM_STATUS, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from workbook.content.loader import Pack
    from workbook.workshop.report import SessionReport


def report(chosen: argparse.Namespace) -> int:
    """Write the report of a session, the newest when none is named; status 1 when not all of it could be read."""
    from workbook.export.session_report import html_report, markdown_report

    record = _record(sessions_folder(data_folder(chosen.data, os.environ)), chosen.session)
    looked_back = _report(record)
    if chosen.next is not None:
        _write_next(looked_back, chosen.next, force=chosen.force)
    else:
        pack = _pack(chosen.pack)
        if chosen.format == "html":
            text = html_report(looked_back, pack, pack.info.language if pack else "en")
        else:
            text = markdown_report(looked_back, pack)
        put_out(text, chosen.output, force=chosen.force)
    for problem in record.problems:
        print(plain(problem), file=sys.stderr)
    return PROBLEM_STATUS if record.problems else 0


def _record(root: Path, name: str | None) -> SessionRecord:
    """Find a session: the newest that can be read, or one by its name or its folder."""
    found = list(sessions(root))
    if name is None:
        if not found:
            raise WorkbookError(
                f"There is no session in {root} yet.", "It begins with: workbook workshop run"
            )
        return found[0]
    names = {record.folder.name: record for record in found}
    if name in names:
        return names[name]
    folder = at_home(name)
    if folder.is_dir():
        return read_session(folder)
    near = nearest(name, names)
    listed = f'Did you mean "{near}"?' if near else f"The newest: {', '.join([*names][:3]) or 'none yet'}."
    raise WorkbookError(f'There is no session "{name}" in {root}.', listed)


def _report(record: SessionRecord) -> SessionReport:
    from workbook.room.session_file import AGENDA
    from workbook.workshop.agenda_file import parse_agenda
    from workbook.workshop.report import session_report

    parsed = parse_agenda(record.agenda_bytes, str(record.folder / AGENDA))
    agenda = parsed.agenda or parsed.draft
    if agenda is None:
        wrong = next(problem for problem in parsed.problems if not problem.warning)
        raise WorkbookError("The agenda of this session cannot be read any more.", str(wrong))
    return session_report(agenda, record.lines.facts)


def _write_next(looked_back: SessionReport, file: Path, *, force: bool) -> None:
    from workbook.workshop.agenda_text import agenda_text
    from workbook.workshop.report import next_agenda

    agenda = next_agenda(looked_back)
    if agenda is None:
        raise WorkbookError(
            "Nothing was left out of this session.", "workbook workshop plan makes a new agenda."
        )
    write_output(file, agenda_text(agenda), force=force)
    print(plain(str(file)))


def _pack(chosen: Path | None) -> Pack | None:
    """Open the pack for its titles; a report needs none, unless one was named."""
    from workbook.content.loader import open_pack

    try:
        return open_pack(pack_folder(chosen))
    except PackError:
        if chosen is not None:
            raise
        return None
