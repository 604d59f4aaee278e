"""An agenda as the text of a TOML file: what a person would write, and what is read back as the same agenda."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from workbook.content.settings_reader import PHRASE_LENGTH, paragraphs
from workbook.text import clean, one_line
from workbook.workshop.agenda import Agenda, Block, forms_of, must_be_protected

COMMENT_LENGTH: Final = 1000

HOW_TO_READ: Final = (
    "`minutes` is the plan and `least` the fewest that make sense; blocks that are `protected` keep their length.",
    "What stands under `say` can be read out or shown to the room. What stands under `notes` is for you alone.",
    "After a change: workbook workshop check FILE",
)
"""The comments above every agenda that the program writes for the first time."""


def agenda_text(agenda: Agenda, comments: Iterable[str] = HOW_TO_READ) -> str:
    """Write an agenda as TOML; `parse_agenda` makes of it what `settled` gives.

    Args:
        agenda: Any, also one that breaks the rules; its numbers and ids are those a file can have.
        comments: Lines for above the settings, without their `#`.
    """
    agenda = settled(agenda)
    lines = list(_comments(comments))
    if lines:
        lines.append("")
    lines += [
        f"title = {_quoted(agenda.title)}",
        f"minutes = {agenda.minutes}",
        f"people = {{ least = {agenda.people_least}, most = {agenda.people_most} }}",
    ]
    for block in agenda.blocks:
        lines += ["", "[[blocks]]", *_settings(block, agenda.minutes)]
    return "\n".join(lines) + "\n"


def settled(agenda: Agenda) -> Agenda:
    """Give an agenda with its words as a file keeps them: cleaned, titles on one line, paragraphs unwrapped."""
    return replace(
        agenda,
        title=one_line(agenda.title, PHRASE_LENGTH),
        blocks=tuple(
            replace(
                block,
                title=one_line(block.title, PHRASE_LENGTH),
                notes=paragraphs(block.notes),
                say=paragraphs(block.say),
            )
            for block in agenda.blocks
        ),
    )


def comments_above(text: str) -> tuple[str, ...]:
    """Give the comments that stand above the first setting of a file, line by line, without their `#`."""
    found: list[str] = []
    for line in text.split("\n"):
        bare = line.strip()
        if bare and not bare.startswith("#"):
            break
        found.append(bare.removeprefix("#").strip() if bare else "")
    return tuple("\n".join(found).strip("\n").split("\n")) if any(found) else ()


def _comments(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"# {one_line(line, COMMENT_LENGTH)}".rstrip()


def _settings(block: Block, session_minutes: int) -> Iterator[str]:
    """Write what cannot be told from the kind and the minutes alone."""
    yield f'kind = "{block.kind}"'
    yield f"title = {_quoted(block.title)}"
    yield f"minutes = {block.minutes}"
    if block.least != (0 if block.kind == "buffer" else block.minutes):
        yield f"least = {block.least}"
    if block.protected or must_be_protected(block.kind, session_minutes):
        yield f"protected = {str(block.protected).lower()}"
    if block.optional:
        yield "optional = true"
    if block.form != next(iter(forms_of(block.kind)), ""):
        yield f'form = "{block.form}"'
    if block.section:
        yield f'section = "{block.section}"'
    if block.prompt:
        yield f'prompt = "{block.prompt}"'
    if block.say:
        yield f"say = {_paragraphs(block.say)}"
    if block.notes:
        yield f"notes = {_paragraphs(block.notes)}"


def _quoted(text: str) -> str:
    """Write one line of clean text as a TOML string."""
    return f'"{_escaped(text)}"'


def _paragraphs(text: str) -> str:
    """Write clean paragraphs as a TOML string of several lines."""
    return f'"""\n{_escaped(text, quote=False)}\n"""'


def _escaped(text: str, *, quote: bool = True) -> str:
    r"""Escape what would mean something in a TOML string; `\"` within `\"\"\"` only where three would meet."""
    text = clean(text).replace("\\", "\\\\")
    return text.replace('"', '\\"') if quote else text.replace('""', '"\\"')
