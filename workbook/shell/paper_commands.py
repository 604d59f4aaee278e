"""`workbook worksheet` and `workbook paper`: words out on paper, and back in again."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import textwrap
from pathlib import Path

from workbook import moments
from workbook.content.loader import Pack, open_pack
from workbook.content.near import nearest
from workbook.errors import PackError, StoreLocked, WorkbookError
from workbook.locations import pack_folder
from workbook.output_file import put_out
from workbook.shell.commands import PROBLEM_STATUS, plain
from workbook.store.files import plain_reason
from workbook.typed import line_reader
from workbook.values import is_blank

TYPE_CHECKING = False
if TYPE_CHECKING:
    from workbook.content.model import Prompt
    from workbook.store.answers import Answers
    from workbook.workshop.agenda import Agenda
    from workbook.workshop.agenda_file import ParsedAgenda


def worksheet(chosen: argparse.Namespace) -> int:
    """Write a sheet to hand out, to a file or to the output."""
    from workbook.export import worksheet as sheets

    pack = open_pack(pack_folder(chosen.pack))
    title = ""
    pages = sheets.pages_of(pack, [_section_id(pack, name) for name in chosen.sections])
    if chosen.agenda is not None:
        agenda = _agenda(chosen.agenda, pack)
        title = agenda.title
        known = {page.section.id for page in pages}
        pages += [page for page in sheets.pages_for(pack, agenda) if page.section.id not in known]
    if not pages:
        raise WorkbookError(
            "There is nothing to print: "
            + ("this agenda uses no section;" if title else "no section is named;"),
            "name one or more, as in: workbook worksheet small-promises",
        )
    country = _country(pack, chosen.country)
    text = sheets.worksheet(pack, pages, title=title, country=country, reading=chosen.reading)
    put_out(text, chosen.output, force=chosen.force)
    return 0


def _agenda(file: Path, pack: Pack) -> Agenda:
    """Read an agenda from a file, or one of the pack's own by its name."""
    from workbook.workshop.agenda_folder import agenda_names, read_agenda

    name = f"{str(file).removesuffix('.toml')}.toml"
    if not file.expanduser().exists() and name in agenda_names(pack.folder):
        parsed = read_agenda(pack.folder, name, pack)
    else:
        parsed = _agenda_in(file, pack)
    if parsed.agenda is None:
        wrong = [problem for problem in parsed.problems if not problem.warning]
        others = f" (and {len(wrong) - 1} more: workbook workshop check lists them)" if len(wrong) > 1 else ""
        raise WorkbookError("This agenda has to be mended first.", f"{wrong[0]}{others}")
    return parsed.agenda


def _agenda_in(file: Path, pack: Pack) -> ParsedAgenda:
    from workbook.content.source_text import MAX_BYTES
    from workbook.workshop.agenda_file import parse_agenda
    from workbook.workshop.agenda_folder import agenda_names

    if file.expanduser().exists() and not (file.expanduser().is_file() or file.expanduser().is_dir()):
        raise WorkbookError(f"{file} is no ordinary file.", "Name an agenda file.")
    try:
        with file.expanduser().open("rb") as opened:
            raw = opened.read(MAX_BYTES + 1)
    except OSError as error:
        names = [name.removesuffix(".toml") for name in agenda_names(pack.folder)]
        own = f"Agendas of the pack: {', '.join(names)}." if names else "Name an agenda file."
        raise WorkbookError(f"{file} cannot be read ({error.strerror or error}).", own) from error
    return parse_agenda(raw, str(file), pack)


def paper(chosen: argparse.Namespace) -> int:
    """Take an answer from paper in, and say that it is saved only when it is."""
    from workbook.locations import data_folder
    from workbook.paper import ask_for, closing_words

    pack = open_pack(pack_folder(chosen.pack))
    section_id, prompt = _prompt(pack, chosen.code)
    with _answers_to_write(data_folder(chosen.data, os.environ)) as answers:
        today = answers.clock().astimezone().date()
        read = line_reader()
        question, value = ask_for(prompt, lambda label: read(plain(label)), _say, today)
        if is_blank(value):
            print("Nothing was written down.", file=sys.stderr)
            return PROBLEM_STATUS
        try:
            layer = answers.write(
                prompt.id, value, section_id=section_id, question=question, kind=prompt.kind.name
            )
        except OSError as error:
            raise WorkbookError(
                f"Not saved: {plain_reason(error)}.",
                "Nothing was changed; your words still stand on the paper.",
            ) from error
        _say(f"Saved {moments.clock(layer.at, layer.offset)}")
        for words in closing_words(prompt, value):
            _say(words)
    return 0


def _prompt(pack: Pack, typed: str) -> tuple[str, Prompt]:
    """Find the prompt of a code, and the section it stands in."""
    from workbook.export.codes import not_found, prompt_codes

    codes = prompt_codes(pack.outlines)
    prompt_id = codes.find(typed)
    if prompt_id is None:
        raise WorkbookError(*not_found(codes, typed))
    located = pack.prompt(prompt_id)
    if located is None:
        raise PackError("The chapter of this question cannot be opened.", "workbook check says why.")
    return located[0].id, located[1]


def _answers_to_write(folder: Path) -> Answers:
    from workbook.store.answers import Answers

    try:
        return Answers.open(folder)
    except StoreLocked as locked:
        raise StoreLocked(
            locked.title, "Close it there, or type the code in over there: ctrl+p, Type in from paper."
        ) from locked


def _say(text: str) -> None:
    width = min(shutil.get_terminal_size().columns, 80) - 1
    for part in plain(text).split("\n"):
        print("\n".join(textwrap.wrap(part, max(width, 20))))


def _section_id(pack: Pack, name: str) -> str:
    """Find a section by its id, an earlier one, or its title."""
    found = pack.section_outline(name)
    if found:
        return found.id
    sections = [section for outline in pack.outlines for section in outline.sections]
    by_title = {section.title.casefold(): section.id for section in sections}
    if name.casefold() in by_title:
        return by_title[name.casefold()]
    missing = next((outline.missing for outline in pack.outlines if outline.missing), "")
    near = nearest(name, [section.id for section in sections]) or by_title.get(nearest(name, by_title), "")
    if near:
        advice = f'Did you mean "{near}"?'
    elif missing:
        advice = f"A chapter of this pack cannot be opened: {missing}"
    else:
        advice = f"Some of those it has: {', '.join(section.id for section in sections[:6])}."
    raise PackError(f'This pack has no section "{name}".', advice)


def _country(pack: Pack, name: str) -> str:
    """Find a country among those of the pack's contacts, whatever its case; empty for an empty one."""
    from workbook.export.worksheet import countries

    known = countries(pack.info)
    if not name:
        return ""
    found = next((country for country in known if country.casefold() == name.casefold()), "")
    if not found:
        # No guess: a country that only looks alike has other numbers.
        listed = f"It has some for {', '.join(known)}." if known else "It has none for single countries."
        raise WorkbookError(f'This pack has no contacts for "{name}".', listed)
    return found
