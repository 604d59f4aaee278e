"""From entries to one table for each practice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workbook import moments
from workbook.content.kinds import Kind
from workbook.content.loader import Pack
from workbook.export.book import LookedBack, PracticeTable, Row, Said
from workbook.export.choice import BookChoice
from workbook.export.letters import said
from workbook.export.sources import day_of
from workbook.store.origin import origin_of
from workbook.store.records import Entry
from workbook.values import Seals, Value, is_blank


def chosen_entries(pack: Pack, entries: Sequence[Entry], choice: BookChoice) -> dict[str, list[Entry]]:
    """Give the entries that are wanted, the oldest first, by the present id of their practice.

    Practices stand in the order of the pack; those that it does not have any more stand last.
    """
    order = [name for chapter in pack.outlines for part in chapter.sections for name in part.practice_ids]
    found: dict[str, list[Entry]] = {practice_id: [] for practice_id in order}
    for entry in sorted(entries, key=lambda entry: entry.at):
        practice_id = pack.present_id(entry.practice_id)
        if choice.has_practice(practice_id) and choice.covers(day_of(entry.at, entry.offset)):
            found.setdefault(practice_id, []).append(entry)
    return {practice_id: chosen for practice_id, chosen in found.items() if chosen}


def practice_table(pack: Pack, practice_id: str, entries: Sequence[Entry], seals: Seals) -> PracticeTable:
    """Make the table of a practice.

    Args:
        pack: Has its title and its fields, if it still has the practice.
        practice_id: Its present id.
        entries: Its entries, the oldest first; at least one.
        seals: What of the letters may be read.
    """
    located = pack.practice(practice_id)
    kinds = {field.id: field.kind for field in located[1].fields} if located else {}
    columns = _columns(tuple(kinds), entries)
    rows = [row for entry in entries for row in _rows(entry, columns, kinds, seals)]
    title = located[1].title if located else entries[-1].title or practice_id
    return PracticeTable(id=practice_id, title=title, columns=tuple(columns.values()), rows=tuple(rows))


def _columns(in_order: Sequence[str], entries: Sequence[Entry]) -> dict[str, str]:
    """Give the fields that hold something anywhere, each with its labels as they were asked, newest first."""
    labels: dict[str, dict[str, None]] = {name: {} for name in in_order}
    for entry in reversed(entries):
        for values in (entry.values, *(version.values for version in entry.earlier)):
            for name, value in values.items():
                if not is_blank(value):
                    labels.setdefault(name, {})[entry.labels.get(name, name)] = None
    return {name: " / ".join(asked) for name, asked in labels.items() if asked}


def _rows(entry: Entry, columns: Mapping[str, str], kinds: Mapping[str, Kind], seals: Seals) -> Iterator[Row]:
    def cells(values: Mapping[str, Value]) -> tuple[Said, ...]:
        return tuple(
            said(values.get(name), entry.id, seals, kinds.get(name), (entry.values.get(name),))
            for name in columns
        )

    yield Row(
        day=day_of(entry.at, entry.offset),
        cells=cells(entry.values),
        looked_back=_looked_back(entry),
        origin=origin_of(entry.id),
    )
    for version in entry.earlier:
        if any(not is_blank(value) for value in version.values.values()):
            yield Row(day=day_of(version.at, entry.offset), before=True, cells=cells(version.values))


def _looked_back(entry: Entry) -> LookedBack:
    ending = entry.ending_label or entry.ending
    if ending or entry.note:
        on = day_of(entry.ended_at, entry.offset) if entry.ended_at else None
        return LookedBack(on=on, ending=ending, note=entry.note)
    return LookedBack(due=moments.day_in_words(entry.look_back_on))
