"""Ids last for ever: what an earlier version of a pack called something can still be found in a later one.

Answers are kept by the ids of prompts and practices, and places by those of sections.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbook.content.folder import PACK_FILE
from workbook.content.model import Practice, Problem, Prompt
from workbook.content.whole_pack import WholePack


def vanished_ids(earlier: WholePack, present: WholePack) -> Iterator[Problem]:
    """Report what has lost its id, or answers in another way than before."""
    yield from _vanished_sections(earlier, present)
    places = {name: (file, item) for file, item in present.items for name in item.was}
    places |= {item.id: (file, item) for file, item in present.items}
    for old_file, old in earlier.items:
        what = "prompt" if isinstance(old, Prompt) else "practice"
        for name in (old.id, *old.was):
            if name not in places:
                todo = f'bring it back, or write was = ["{name}"] at the {what} that took its place'
                yield _gone(old_file, what, name, todo, present)
        if old.id not in places:
            continue
        file, new = places[old.id]
        if isinstance(old, Prompt) and isinstance(new, Prompt):
            yield from _other_kind(file, old, new)
        elif isinstance(old, Practice) and isinstance(new, Practice):
            yield from _vanished_parts(file, old, new)
        else:
            yield Problem(file=file, line=new.line, wrong=f'"{old.id}" was a {what}', todo="give it a new id")


def _vanished_sections(earlier: WholePack, present: WholePack) -> Iterator[Problem]:
    known = {name for _, section in present.sections for name in (section.id, *section.was)}
    for file, section in earlier.sections:
        for name in (section.id, *section.was):
            if name and name not in known:
                todo = f'bring it back, or write {{#new-id was="{name}"}} at the section that took its place'
                yield _gone(file, "section", name, todo, present)


def _other_kind(file: str, old: Prompt, new: Prompt) -> Iterator[Problem]:
    if old.kind.name != new.kind.name:
        yield Problem(
            file=file,
            line=new.line,
            wrong=f"this prompt was a {old.kind.name} and is a {new.kind.name} now",
            todo="give it a new id, so that earlier answers stay as they were given",
        )


def _vanished_parts(file: str, old: Practice, new: Practice) -> Iterator[Problem]:
    old_endings = old.look_back.endings if old.look_back else ()
    new_endings = new.look_back.endings if new.look_back else ()
    for what, before, now in (
        ("field", [field.id for field in old.fields], [field.id for field in new.fields]),
        ("ending", [ending.id for ending in old_endings], [ending.id for ending in new_endings]),
    ):
        for name in before:
            if name not in now:
                yield Problem(
                    file=file,
                    line=new.line,
                    wrong=f'the {what} "{name}" of this practice has gone, and entries use it',
                    todo="bring it back; its label may change",
                )


def _gone(old_file: str, what: str, name: str, todo: str, present: WholePack) -> Problem:
    file = old_file if old_file in present.chapters else PACK_FILE
    return Problem(file=file, line=0, wrong=f'the {what} "{name}" has gone', todo=todo)
