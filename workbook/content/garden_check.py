"""Checking that what a pack plants in the garden is there: a practice, and fields that hold words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from workbook.content.folder import PACK_FILE
from workbook.content.kinds import ChoiceKind, LineKind, ListKind, TextKind
from workbook.content.model import PackInfo, Practice, Problem
from workbook.content.near import did_you_mean
from workbook.content.whole_pack import WholePack

_IN_WORDS: Final = (TextKind, LineKind, ListKind, ChoiceKind)


def look_at_garden(pack: WholePack, info: PackInfo) -> Iterator[Problem]:
    """Report a `[garden]` that names a practice or a field there is not, or a field without words."""
    beds = info.garden
    if beds is None:
        return
    practices = {item.id: item for _, item in pack.items if isinstance(item, Practice)}
    practice = practices.get(beds.practice_id)
    if practice is None:
        yield from _no_practice(pack, beds.practice_id, practices)
        return
    kinds = {field.id: field.kind for field in practice.fields}
    for key, field_id in (("seed", beds.seed), ("weed", beds.weed)):
        kind = kinds.get(field_id)
        if not field_id or isinstance(kind, _IN_WORDS):
            continue
        if kind is None:
            wrong = f'the practice "{practice.id}" has no field "{field_id}"'
            todo = did_you_mean(field_id, kinds, f"its fields are {', '.join(kinds)}")
        else:
            wrong = f'the field "{field_id}" is a {kind.name}, and a {key} is shown in words'
            todo = "name a field of kind line, text, list or choice"
        yield _problem(pack, f"garden.{key}", wrong, todo)
    if beds.seed == beds.weed:
        yield _problem(pack, "garden.weed", f'"{beds.weed}" is the seed already', "name another field")


def _no_practice(pack: WholePack, name: str, practices: dict[str, Practice]) -> Iterator[Problem]:
    now = next((practice.id for practice in practices.values() if name in practice.was), "")
    if now:
        yield _problem(pack, "garden.practice", f'"{name}" is an earlier id', f'write "{now}"')
    elif (
        None not in pack.chapters.values()
    ):  # it may stand in a file that could not be read, which has been said
        advice = did_you_mean(name, practices, "mend the id, or take [garden] out")
        yield _problem(pack, "garden.practice", f'there is no practice "{name}"', advice)


def _problem(pack: WholePack, where: str, wrong: str, todo: str) -> Problem:
    return Problem(file=PACK_FILE, line=pack.lines.get(where, 0), wrong=wrong, todo=todo)
