"""What the command line asks of an export: which format, which words, which file."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.errors import WorkbookError
from workbook.export.book_file import private_folder, write_book
from workbook.export.choice import PARTS, BookChoice
from workbook.export.csv_tables import csv_tables
from workbook.export.making import make_book
from workbook.export.sources import words_in
from workbook.export.writers import FORMATS
from workbook.store.archive import archive_from, encode_archive

if TYPE_CHECKING:
    from workbook.content.loader import Pack
    from workbook.store.answers import Answers

USAGE_STATUS = 2
OTHER_NAMES = {"md": "markdown", "json": "archive"}
"""Other words for a format."""


class UsageError(WorkbookError):
    """Options that cannot be used, or not together."""

    status = USAGE_STATUS


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One export."""

    format: str
    """`markdown`, `html`, `archive` or `csv`."""
    choice: BookChoice
    file: Path | None
    """None for the output."""
    replace: bool

    @classmethod
    def from_arguments(cls, chosen: argparse.Namespace) -> Wanted:
        """Read the options.

        Raises:
            UsageError: Some cannot be used; the message says what to write instead.
        """
        if chosen.file is not None and chosen.output is not None:
            raise UsageError("The file is named twice;", "write it after --output only")
        file = chosen.output if chosen.output is not None else chosen.file
        wanted = OTHER_NAMES.get(chosen.format, chosen.format)
        names = ("chapters", "practices", "since", "until", "without", "including")
        if wanted == "archive" and any(getattr(chosen, name) is not None for name in names):
            raise UsageError(
                "An archive always holds everything;", "choose what goes in with markdown or html"
            )
        if wanted == "csv" and any(
            getattr(chosen, name) is not None for name in ("chapters", "without", "including")
        ):
            raise UsageError("CSV is for practices only;", "choose with --practices, --since and --until")
        return cls(
            format=wanted,
            choice=_choice(chosen),
            file=None if file is None or str(file) == "-" else file,
            replace=chosen.force,
        )

    def texts(self, answers: Answers, open_pack: Callable[[], Pack]) -> dict[Path | None, str]:
        """Give what is to be written, by file; None stands for the output.

        Args:
            answers: The person's answers.
            open_pack: Opens the pack, where one is needed.

        Raises:
            WorkbookError: A chapter or practice that was asked for is neither in the pack nor in the answers.
        """
        if self.format == "archive":
            return {self.file: encode_archive(archive_from(answers.everything())).decode()}
        pack, now = open_pack(), answers.clock()
        words = words_in(answers, now)
        practices = [
            name for part in pack.outlines for section in part.sections for name in section.practice_ids
        ]
        written = [pack.present_id(entry.practice_id) for entry in words.entries]
        _must_be_known(self.choice.chapters, [part.id for part in pack.outlines], "chapter")
        _must_be_known(self.choice.practices, list(dict.fromkeys([*practices, *written])), "practice")
        if self.format == "csv":
            return self._placed(csv_tables(pack, words, self.choice))
        return {self.file: FORMATS[self.format].write(make_book(pack, words, self.choice, now))}

    def _placed(self, tables: dict[str, str]) -> dict[Path | None, str]:
        """Say where each table of a practice goes: into a folder, unless there is only one."""
        if not tables:
            raise WorkbookError("Nothing is written there yet,", "so there is no table to make.")
        if len(tables) == 1 and not (self.file and self.file.is_dir()):
            return {self.file: next(iter(tables.values()))}
        if self.file is None:
            raise UsageError("There is a table for each practice;", "name a folder, or one with --practices")
        return {self.file / name: text for name, text in tables.items()}

    def write(self, texts: Mapping[Path, str]) -> None:
        """Write the files, each whole or not at all, and none when one is there already.

        Raises:
            WorkbookError: One is there already, or cannot be written.
        """
        taken = [path for path in texts if os.path.lexists(path) and not self.replace]
        if taken:
            raise WorkbookError(f"{taken[0]} is there already.", "Choose another name.")
        if len(texts) > 1 and self.file is not None:
            private_folder(self.file.absolute())
        for path, text in texts.items():
            write_book(path.absolute(), text, replace=self.replace)


def _choice(chosen: argparse.Namespace) -> BookChoice:
    since, until = _day(chosen.since, "--since"), _day(chosen.until, "--until")
    if since and until and since > until:
        raise UsageError("--since lies after --until;", "change one of the two days")
    choice = BookChoice(since=since, until=until)
    if chosen.chapters is not None or chosen.practices is not None:
        # Whoever names some wants these, with what was added to their pages, and nothing beside them.
        choice = replace(
            choice,
            chapters=frozenset(_names(chosen.chapters)),
            practices=frozenset(_names(chosen.practices)),
            parts=frozenset({"own"}),
        )
    without, including = _parts(chosen.without, "--without"), _parts(chosen.including, "--with")
    return replace(choice, parts=(choice.parts | including) - without)


def _names(text: str | None) -> list[str]:
    return [name for part in (text or "").split(",") if (name := part.strip().removesuffix(".md"))]


def _parts(text: str | None, option: str) -> frozenset[str]:
    names = _names(text)
    if unknown := next((name for name in names if name not in PARTS), ""):
        raise UsageError(f"{option} {unknown} is no part of a book;", f"known are {', '.join(PARTS)}")
    return frozenset(names)


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{option} {text} is no day;", "write it as 2026-11-22") from error


def _must_be_known(wanted: Collection[str] | None, known: list[str], what: str) -> None:
    for name in sorted(wanted or ()):
        if name not in known:
            raise WorkbookError(f'There is no {what} "{name}".', f"Known are {', '.join(known)}.")
