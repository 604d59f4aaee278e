"""Checking a pack for its author: everything that has to be mended, at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from workbook.content.folder import PACK_FILE
from workbook.content.garden_check import look_at_garden
from workbook.content.lasting_ids import vanished_ids
from workbook.content.model import PackInfo, Problem, Prompt, Section, spans_of
from workbook.content.names import broken_mentions, repeated_ids
from workbook.content.whole_pack import WholePack, read_whole
from workbook.errors import PackError

SHORTEST_READING: Final = 40
LONGEST_READING: Final = 450
"""Words between which a section's reading is read in one sitting."""

_WORD = re.compile(r"[^\W_][^\s]*")

_ASIDE: Final = frozenset({"README.md", "LICENSE.md", "LICENCE.md", "CHANGELOG.md", "CONTRIBUTING.md"})
"""Papers that lie in many folders and belong to no pack."""


def check_pack(folder: Path, against: Path | None = None, today: date | None = None) -> list[Problem]:
    """Find everything that an author should mend, and what is worth knowing.

    Args:
        folder: The pack's folder.
        against: The folder of an earlier version, whose ids have to live on.
        today: The day from which the age of support contacts is counted; by default the present one.

    Returns:
        Problems by file and line; an empty list, or warnings only, for a pack in good order.

    Raises:
        PackError: The earlier version cannot be read.
    """
    pack = read_whole(folder, today or date.today())
    problems = list(pack.problems)
    if pack.info is not None:
        problems += _unlisted_files(folder, pack)
        problems += repeated_ids(pack)
        problems += broken_mentions(pack, pack.info)
        for file, section in pack.sections:
            problems += _look_at_section(file, section, pack)
        problems += _look_at_pack(pack, pack.info)
        problems += look_at_garden(pack, pack.info)
        if against is not None:
            problems += vanished_ids(_earlier(against), pack)
    return sorted(set(problems))


def _earlier(folder: Path) -> WholePack:
    earlier = read_whole(folder)
    if earlier.info is None:
        raise PackError(f"The earlier pack in {folder} cannot be read.", str(earlier.problems[0]))
    unread = [file for file, chapter in earlier.chapters.items() if chapter is None]
    if unread:
        raise PackError(
            f"The earlier pack in {folder} cannot be compared with.", f"{unread[0]} cannot be read."
        )
    return earlier


def _unlisted_files(folder: Path, pack: WholePack) -> Iterator[Problem]:
    names = sorted(path.name for path in folder.iterdir() if path.name.casefold().endswith(".md"))
    for name in names:
        if name not in pack.chapters and name not in _ASIDE:
            yield Problem(
                file=name,
                line=0,
                wrong="unexpected file",
                todo=f"name it under chapters in {PACK_FILE}, or move it out of this folder",
            )


def _look_at_section(file: str, section: Section, pack: WholePack) -> Iterator[Problem]:
    if not section.reading and not section.page:
        yield Problem(
            file=file, line=section.line, wrong="this section is empty", todo="write it or take it out"
        )
        return
    words = sum(len(_WORD.findall(span.text)) for span in spans_of(section.reading))
    if not SHORTEST_READING <= words <= LONGEST_READING:
        long = words > LONGEST_READING
        yield Problem(
            file=file,
            line=section.line,
            wrong=f"the reading of this section has {words} words",
            todo="divide it in two"
            if long
            else f"{SHORTEST_READING} or more give a reader something to hold on to",
            warning=True,
        )
    if len(pack.chapters) > 1 and not _leads_elsewhere(section, pack):
        yield Problem(
            file=file,
            line=section.line,
            wrong="this section links to no other chapter",
            todo="a link shows where to go from here",
            warning=True,
        )


def _leads_elsewhere(section: Section, pack: WholePack) -> bool:
    own = {
        name
        for _, other in pack.sections
        if other.chapter_id == section.chapter_id
        for name in (other.id, *other.was)
    }
    return any(link not in own for link in section.links)


def _look_at_pack(pack: WholePack, info: PackInfo) -> Iterator[Problem]:
    used = Counter(theme for _, item in pack.items for theme in item.themes)
    for theme in info.themes:
        if not used[theme.id]:
            yield Problem(
                file=PACK_FILE,
                line=pack.lines.get(theme.id, 0),
                wrong=f'nothing is about the theme "{theme.id}"',
                todo="use it in a prompt or practice, or take it out",
                warning=True,
            )
    if not info.first and any(isinstance(item, Prompt) for _, item in pack.items):
        yield Problem(
            file=PACK_FILE,
            line=0,
            wrong="nobody new is asked anything first",
            todo='write first = "…", the id of a prompt that is easy to answer',
            warning=True,
        )
