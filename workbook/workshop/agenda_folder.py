"""The agendas that come with a pack: the TOML files in its folder `agendas`, and nothing outside of that."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

from workbook.content.folder import read_named
from workbook.content.ids import is_id
from workbook.content.loader import Pack, open_pack
from workbook.content.pack_model import Problem
from workbook.content.report import Report
from workbook.errors import PackError
from workbook.workshop.agenda_file import ParsedAgenda, parse_agenda

AGENDAS: Final = "agendas"
"""The folder's name. A pack may do without."""

MOST_AGENDAS: Final = 100

_SUFFIX: Final = ".toml"


def check_agendas(folder: Path) -> list[Problem]:
    """Find everything to mend in the agendas of a pack.

    Args:
        folder: The pack's folder. Where the pack itself cannot be opened, names are not looked up in it.
    """
    report = Report(AGENDAS)
    names = _names(folder / AGENDAS, report)
    pack = _pack(folder) if names else None
    problems = [problem for name in names for problem in read_agenda(folder, name, pack).problems]
    return sorted([*report.problems, *problems])


def read_agenda(folder: Path, name: str, pack: Pack | None = None) -> ParsedAgenda:
    """Read one of a pack's agendas.

    Args:
        folder: The pack's folder.
        name: The file's name: an id and `.toml`.
        pack: Where to look up sections and prompts, when they should be.
    """
    report = Report(f"{AGENDAS}/{name}")
    if not is_id(name.removesuffix(_SUFFIX)) or not name.endswith(_SUFFIX):
        report.wrong(
            0, "this cannot be the name of an agenda", "use small letters, digits, hyphens and .toml"
        )
        return ParsedAgenda(agenda=None, problems=tuple(report.problems))
    raw = read_named(folder / AGENDAS, name, report)
    if raw is None:
        return ParsedAgenda(agenda=None, problems=tuple(report.problems))
    return parse_agenda(raw, report.file, pack)


def agenda_names(folder: Path) -> list[str]:
    """Name the agendas of a pack, for `read_agenda`; none where their folder cannot be read."""
    names = _names(folder / AGENDAS, Report(AGENDAS))
    return [name for name in names if name.endswith(_SUFFIX) and is_id(name.removesuffix(_SUFFIX))]


def _names(folder: Path, report: Report) -> list[str]:
    """Name the files to look at; hidden ones and other papers are nobody's business."""
    try:
        if not stat.S_ISDIR(folder.lstat().st_mode):
            report.wrong(
                0, "this is no ordinary folder", "put the folder itself here; links are not followed"
            )
            return []
        found = sorted(path.name for path in folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        report.wrong(
            0, f"this folder cannot be read: {error.strerror or error}", "see whether you may open it"
        )
        return []
    names = [name for name in found if name.casefold().endswith(_SUFFIX) and not name.startswith(".")]
    if len(names) > MOST_AGENDAS:
        report.wrong(0, f"there are more than {MOST_AGENDAS} agendas", "move some out of this folder")
    return names[:MOST_AGENDAS]


def _pack(folder: Path) -> Pack | None:
    try:
        return open_pack(folder)
    except PackError:
        return None  # the check of the pack says why
