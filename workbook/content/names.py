"""Whether every id is there once, and everything that is named exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbook.content.folder import PACK_FILE
from workbook.content.kinds import ChoiceKind, LineKind, ListKind, ScaleKind, TextKind
from workbook.content.model import PackInfo, Problem, Prompt
from workbook.content.near import did_you_mean
from workbook.content.report import Mention
from workbook.content.whole_pack import WholePack

_FIRST_KINDS = (TextKind, LineKind, ChoiceKind, ScaleKind, ListKind)
"""What can be answered on a first page, without a word of explanation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """An id, present or earlier, and the line that gives it."""

    id: str
    what: str
    file: str
    line: int
    is_earlier: bool = False


def _section_names(pack: WholePack) -> Iterator[_Named]:
    for file, section in pack.sections:
        if section.id:
            yield _Named(id=section.id, what="section", file=file, line=section.line)
        for old in section.was:
            yield _Named(id=old, what="section", file=file, line=section.line, is_earlier=True)


def _item_names(pack: WholePack) -> Iterator[_Named]:
    for file, item in pack.items:
        what = "prompt" if isinstance(item, Prompt) else "practice"
        yield _Named(id=item.id, what=what, file=file, line=item.line)
        for old in item.was:
            yield _Named(id=old, what=what, file=file, line=item.line, is_earlier=True)


def repeated_ids(pack: WholePack) -> Iterator[Problem]:
    """Report ids that stand for two things, naming both places."""
    for names in (_section_names(pack), _item_names(pack)):
        first: dict[str, _Named] = {}
        for named in names:
            other = first.setdefault(named.id, named)
            if other is named:
                continue
            role = f"an earlier id of the {other.what}" if other.is_earlier else f"the id of the {other.what}"
            yield Problem(
                file=named.file,
                line=named.line,
                wrong=f'"{named.id}" is {role} at {other.file}:{other.line} already',
                todo="take it out of was" if named.is_earlier else f"give this {named.what} another id",
            )


def broken_mentions(pack: WholePack, info: PackInfo) -> Iterator[Problem]:
    """Report links, answers, themes, trail stops and endings that lead to nothing."""
    sections = {named.id: named for named in reversed(list(_section_names(pack)))}
    items = {named.id: named for named in reversed(list(_item_names(pack)))}
    prompts = {item.id: item for _, item in pack.items if isinstance(item, Prompt)}
    themes = {theme.id for theme in info.themes}
    for mention in pack.mentions:
        match mention.kind:
            case "section":
                yield from _broken_link(mention, pack, sections)
            case "theme" if mention.target not in themes:
                yield _problem(
                    mention,
                    f'there is no theme "{mention.target}"',
                    did_you_mean(mention.target, themes, f"add it to {PACK_FILE} under [[themes]]"),
                )
            case "prompt":
                yield from _unknown_prompt(mention, items)
            case "first":
                yield from _unknown_prompt(mention, items)
                prompt = prompts.get(mention.target)
                if prompt and not isinstance(prompt.kind, _FIRST_KINDS):
                    yield _problem(
                        mention,
                        f"a {prompt.kind.name} is much to ask of someone new",
                        "begin with a text, line, list, scale or choice",
                    )


def _broken_link(mention: Mention, pack: WholePack, sections: Mapping[str, _Named]) -> Iterator[Problem]:
    target, in_file = mention.target, mention.in_file
    found = sections.get(target)
    if in_file and in_file not in pack.chapters:
        advice = did_you_mean(in_file, pack.chapters, f"name it under chapters in {PACK_FILE}")
        yield _problem(mention, f'this pack has no chapter file "{in_file}"', advice)
    elif found is None:
        if in_file and pack.chapters[in_file] is None:
            return  # that file could not be read, which has been said
        yield _problem(
            mention,
            f'there is no section "{target}"',
            did_you_mean(target, sections, "mend the id or add the section"),
        )
    elif in_file and found.file != in_file:
        yield _problem(mention, f'the section "{target}" is not in {in_file}', f"write {found.file}#{target}")
    elif found.is_earlier:
        yield _problem(
            mention, f'"{target}" is an earlier id', f"look at {found.file}:{found.line}", warning=True
        )


def _unknown_prompt(mention: Mention, items: Mapping[str, _Named]) -> Iterator[Problem]:
    found = items.get(mention.target)
    if found is None:
        known = [name for name, named in items.items() if named.what == "prompt"]
        advice = did_you_mean(mention.target, known, "mend the id or add the prompt")
        yield _problem(mention, f'there is no prompt "{mention.target}"', advice)
    elif found.what != "prompt":
        yield _problem(mention, f'"{mention.target}" is a practice', "name a prompt")
    elif found.is_earlier:
        yield _problem(
            mention,
            f'"{mention.target}" is an earlier id',
            f"look at {found.file}:{found.line}",
            warning=True,
        )


def _problem(mention: Mention, wrong: str, todo: str, *, warning: bool = False) -> Problem:
    return Problem(file=mention.file, line=mention.line, wrong=wrong, todo=todo, warning=warning)
