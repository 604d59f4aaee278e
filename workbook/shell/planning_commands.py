"""`workbook workshop plan` and `workbook workshop check`: what each does; imported only when called."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path

from workbook import terminal
from workbook.content.loader import Pack, open_pack
from workbook.content.model import Section
from workbook.content.near import did_you_mean
from workbook.errors import PackError, WorkbookError
from workbook.locations import pack_folder
from workbook.plan_file import PlanFile
from workbook.shell.commands import PROBLEM_STATUS, plain
from workbook.store.files import plain_reason
from workbook.workshop.agenda import Agenda
from workbook.workshop.agenda_file import ParsedAgenda, parse_agenda
from workbook.workshop.agenda_folder import agenda_names, read_agenda
from workbook.workshop.planning import Plan, plan_sections, plan_template

MINUTES = 60
"""What is planned for when nothing else is said."""

LONGEST_STEM = 40
"""Characters of a file's name that is made from a title."""


def check(chosen: argparse.Namespace) -> int:
    """List what should be mended in some agendas; status 1 when one cannot be used."""
    pack, mistakes = _pack(chosen), 0
    for file in chosen.files:
        raw = PlanFile(file).on_disk
        if raw is None:
            raise WorkbookError(f"There is no file {file}.", "workbook workshop plan FILE makes one.")
        parsed = parse_agenda(raw, str(file), pack)
        _list(parsed)
        if parsed.agenda:
            print(f"{plain(str(file))}: no problems found")
        else:
            mistakes += 1
    return PROBLEM_STATUS if mistakes else 0


def plan(chosen: argparse.Namespace) -> int:
    """Make an agenda and write it, or open one in the planning screen."""
    is_new = chosen.template or chosen.trail or chosen.sections or chosen.force
    if chosen.file and not is_new and chosen.file.exists():
        return _open(chosen, chosen.file)
    if chosen.file and chosen.file.exists() and not chosen.force:
        raise WorkbookError(
            f"{chosen.file} is there already.", "Choose another name, or --force to replace it."
        )
    if not chosen.file:
        _require_terminal()
    pack = _pack(chosen)
    made = _made(chosen, pack)
    file = chosen.file or _free_file(made.agenda)
    _write(file, made.agenda)
    if not chosen.file:
        return _open(chosen, file, made.remarks)
    print(plain(str(file)))
    for remark in made.remarks:
        print(plain(remark))
    return 0


def _write(file: Path, agenda: Agenda) -> None:
    """Write a new agenda; one that is replaced is kept beside it when it was written otherwise."""
    try:
        PlanFile(file, anew=True).save(agenda)
    except OSError as error:
        raise WorkbookError(
            f"{file} cannot be written ({plain_reason(error)}).", "Choose another place."
        ) from error


def _open(chosen: argparse.Namespace, file: Path, remarks: tuple[str, ...] = ()) -> int:
    """Open an agenda in the planning screen; of a broken one, list what is wrong, and change nothing."""
    opened = PlanFile(file)
    if opened.parsed is not None and opened.parsed.draft is None:
        _list(opened.parsed)
        print("Nothing was changed. Mend these lines in an editor, then open it again.", file=sys.stderr)
        return PROBLEM_STATUS
    _require_terminal()
    # Textual comes with it.
    from workbook.planner import run_planner  # noqa: PLC0415

    return run_planner(_pack(chosen), opened, remarks)


def _made(chosen: argparse.Namespace, pack: Pack) -> Plan:
    """Make the agenda that was asked for."""
    named = [name for name in ("template", "trail", "sections") if getattr(chosen, name)]
    if len(named) > 1:
        raise WorkbookError(
            "Choose one of --from, --trail and --sections.", "See: workbook workshop plan --help"
        )
    if chosen.trail or chosen.sections:
        title, section_ids = (
            _stops(pack, chosen.trail)
            if chosen.trail
            else ("", [name for name in chosen.sections.split(",") if name.strip()])
        )
        sections = [_section(pack, name.strip()) for name in section_ids]
        minutes, words = chosen.minutes, pack.info.group
        minutes = MINUTES if minutes is None else minutes
        return plan_sections(sections, words, minutes, chosen.people, title=title, heavy=chosen.heavy)
    template = _template(pack, chosen.template) if chosen.template else None
    if template is None:
        minutes = MINUTES if chosen.minutes is None else chosen.minutes
        template = _nearest(pack, minutes)
        return plan_template(template, minutes, chosen.people)
    return plan_template(
        template, template.minutes if chosen.minutes is None else chosen.minutes, chosen.people
    )


def _stops(pack: Pack, trail_id: str) -> tuple[str, list[str]]:
    trail = next((trail for trail in pack.info.trails if trail.id == trail_id), None)
    if trail is None:
        known = [trail.id for trail in pack.info.trails]
        listed = f"known are {', '.join(known)}" if known else "this pack has none"
        raise WorkbookError(f'There is no trail "{trail_id}";', f"{did_you_mean(trail_id, known, listed)}")
    return trail.title, [stop.section_id for stop in trail.stops]


def _section(pack: Pack, section_id: str) -> Section:
    if pack.section_outline(section_id) is None:
        known = [section.id for chapter in pack.outlines for section in chapter.sections]
        todo = did_you_mean(section_id, known, "F3 in the workbook lists them all")
        raise PackError(f'This pack has no section "{section_id}";', todo)
    return pack.section(section_id)


def _template(pack: Pack, name: str) -> Agenda:
    """Give the pack's agenda of a name, or that in a file."""
    known = _template_names(pack)
    if name.removesuffix(".toml") in known:
        parsed: ParsedAgenda | None = read_agenda(pack.folder, f"{name.removesuffix('.toml')}.toml", pack)
    else:
        file = Path(name)
        if not file.is_file():
            listed = f"known are {', '.join(known)}" if known else "this pack has none"
            raise WorkbookError(f'There is no template "{name}";', did_you_mean(name, known, listed))
        parsed = PlanFile(file).parsed
    if parsed is None or parsed.agenda is None:
        first = next((problem for problem in parsed.problems if not problem.warning), "") if parsed else ""
        raise WorkbookError(f'The template "{name}" has to be mended first:', str(first))
    return parsed.agenda


def _template_names(pack: Pack) -> list[str]:
    return [name.removesuffix(".toml") for name in agenda_names(pack.folder)]


def _nearest(pack: Pack, minutes: int) -> Agenda:
    """Give the pack's agenda whose length is nearest, the shorter of two."""
    found = [read_agenda(pack.folder, f"{name}.toml", pack).agenda for name in _template_names(pack)]
    sound = [agenda for agenda in found if agenda]
    if not sound:
        raise WorkbookError("This pack has no templates to plan from;", "choose --sections or --trail.")
    return min(sound, key=lambda agenda: (abs(agenda.minutes - minutes), agenda.minutes))


def _free_file(agenda: Agenda) -> Path:
    """Name a new file in the present folder, after the agenda's title."""
    stem = re.sub(r"[^a-z0-9]+", "-", agenda.title.casefold()).strip("-") or "agenda"
    if len(stem) > LONGEST_STEM:
        stem = stem[:LONGEST_STEM].rpartition("-")[0] or stem[:LONGEST_STEM]
    number, file = 1, Path(f"{stem}.toml")
    while file.exists() or file.is_symlink():
        number += 1
        file = Path(f"{stem}-{number}.toml")
    return file


def _list(parsed: ParsedAgenda) -> None:
    for problem in parsed.problems:
        print(plain(str(problem)))


def _require_terminal() -> None:
    try:
        terminal.require_terminal(os.environ)
    except terminal.TerminalError as error:
        error.message += " To write a plan without a screen, name a new FILE."
        raise
    terminal.drop_leaky_variables(os.environ)


def _pack(chosen: argparse.Namespace) -> Pack:
    return open_pack(pack_folder(chosen.pack))
