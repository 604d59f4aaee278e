"""Bringing an archive together with what is there already: nothing of either is lost. Pure.

Records are the same when they are known by the same (`archive.key_of`). What only the archive has is
new. Where both have a record and they differ, one's own is never worded anew:

- An answer: removed wordings of both are kept. When the archive has a later state in which everything
  of one's own can still be read, that state stands; any other wording stands beside one's own as an
  answer of its own, with an id that begins with `BROUGHT`, just before one's own.
- An entry: the one saved later stands, the other's fields become what it said earlier; endings and
  notes of both are kept in the note; a look-back that only one of them has is kept.
- An own question, a check-in, a person: the other wording stands beside one's own.
- An opened section: the earliest and the latest time, the larger count. A trail: the later stop.
- What one has deleted does not come back, unless it says something else there; what one still has is not
  deleted because it was deleted there.
- Words that were begun and belong nowhere yet: those of both, one's own first.
- Marks, visits, the place one was, small preferences such as the theme: one's own stays.

So bringing in the same archive twice adds nothing.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from workbook.moments import EPOCH
from workbook.store.archive import TABLES, Archive, Kept, beside, key_of
from workbook.store.deleted import Deleted
from workbook.store.losses import MANY, holds
from workbook.store.records import BEGUN, Draft, Entry, Layer, Opening, Preference, Record, Version, Walk
from workbook.text import MAX_LENGTH
from workbook.values import Value, is_blank

Part = TypeVar("Part", Draft, Version)

Both = tuple[Any, Any]
"""One's own record after both were joined, and what has to stand beside it; or None."""


@dataclass(slots=True)
class Merged:
    """What comes of bringing an archive in."""

    tables: Kept
    """Everything there is then, in order."""
    new: dict[str, list[Record]] = field(default_factory=dict)
    """Of the archive, what was not there; by table."""
    different: dict[str, list[Record]] = field(default_factory=dict)
    """Of the archive, what says something else than one's own of the same id; by table."""
    same: dict[str, list[Record]] = field(default_factory=dict)
    """Of the archive, what was there already; by table."""
    in_trash: dict[str, list[Record]] = field(default_factory=dict)
    """Of the archive, what was deleted here, word for word: it stays in the trash; by table."""
    back: dict[str, list[Record]] = field(default_factory=dict)
    """Of what is new, what was deleted here and says something else there: it comes; by table."""

    @property
    def adds_something(self) -> bool:
        """Whether anything is different afterwards."""
        return any(self.new.values()) or any(self.different.values())


def merge(own: Archive, theirs: Archive) -> Merged:
    """Say what comes of bringing *theirs* to one's *own*; neither is changed."""
    deleted = Deleted(own)
    merged, tables = Merged({}, in_trash=deleted.here_too(theirs), back=deleted.worded_otherwise(theirs)), {}
    theirs = deleted.without(theirs)
    for name in TABLES:
        mine, other = own.tables.get(name, ()), theirs.tables.get(name, ())
        records = _merge_table(name, mine, other, merged, deleted) if other else mine
        if records:
            tables[name] = tuple(records)
    merged.tables = tables
    return merged


def written_at(record: Any) -> datetime:
    """Give the moment by which records of a table follow each other; the epoch where there is none."""
    return _first_of(record, "at", "first_at")


def saved_at(record: Any) -> datetime:
    """Give the moment when a record was last saved; the epoch where there is none."""
    return _first_of(record, "saved_at", "last_at", "at")


def _first_of(record: Any, *names: str) -> datetime:
    found: list[datetime] = [getattr(record, name) for name in names if hasattr(record, name)]
    return found[0] if found else EPOCH


def _merge_table(
    name: str, mine: Sequence[Record], other: Sequence[Record], merged: Merged, deleted: Deleted
) -> Iterable[Record]:
    found = {key_of(name, record): record for record in mine}
    join = _JOINING.get(name, _mine_stays)
    new: list[Record] = []
    extra: dict[tuple[str, ...], Record] = {}
    different: list[Record] = []
    same: list[Record] = []
    for record in other:
        key = key_of(name, record)
        if key not in found:
            new.append(record)
            continue
        joined, more = join(found[key], record)
        if more is not None and deleted.has(name, more):
            # It stood beside one's own already, and was deleted there.
            merged.in_trash.setdefault(name, []).append(more)
            more = None
        is_new = more is not None and found.get(key_of(name, more)) != more
        if is_new:
            extra[key_of(name, more)] = more
        (different if is_new or joined != found[key] else same).append(record)
        found[key] = joined
    merged.new[name], merged.different[name], merged.same[name] = new, different, same
    # Each keeps its own order; at the same moment what stands beside comes first, so that one's own is newest.
    joined_mine = [found[key_of(name, record)] for record in mine]
    there = {key_of(name, record) for record in new}
    added = [record for key, record in extra.items() if key not in there]
    return heapq.merge(sorted(added, key=written_at), joined_mine, new, key=written_at)


def _mine_stays(mine: Record, _: Record) -> Both:
    return mine, None


def _join_layers(mine: Layer, other: Layer) -> Both:
    is_prose = mine.kind == other.kind and mine.kind in _PROSE
    is_later = other.saved_at > mine.saved_at and _reads_in(other.value, mine.value, is_prose)
    joined = replace(
        mine,
        value=other.value if is_later else mine.value,
        saved_at=other.saved_at if is_later else mine.saved_at,
        drafts=_united(mine.drafts, other.drafts),
        moved=mine.moved or other.moved,
    )
    said = (joined.value, *(draft.value for draft in joined.drafts))
    is_kept = any(_reads_in(value, other.value, is_prose) for value in said)
    if is_kept and other.moved in ("", joined.moved):
        return joined, None
    return joined, beside(replace(other, drafts=()))


def _join_entries(mine: Entry, other: Entry) -> Both:
    later, before = (other, mine) if other.saved_at > mine.saved_at else (mine, other)
    earlier = _united(mine.earlier, other.earlier)
    drafts = _united(mine.drafts, other.drafts)
    said = [later.values, *(version.values for version in (*earlier, *drafts))]
    if before.values not in said and not all(map(is_blank, before.values.values())):
        earlier = _united(earlier, (Version(at=before.saved_at, values=before.values),))
    ended = before if before.ending and not later.ending else later
    note = _noted(later, before)
    if len(note) > MAX_LENGTH:
        return mine, beside(other)
    return replace(
        later,
        earlier=earlier,
        drafts=drafts,
        labels={**before.labels, **later.labels},
        look_back_on=later.look_back_on or before.look_back_on,
        ending=ended.ending,
        ending_label=ended.ending_label,
        ended_at=ended.ended_at,
        note=note,
    ), None


def _noted(later: Entry, before: Entry) -> str:
    """Give the note of one with what only the other says: its note, and how it ended there."""
    note, label = later.note, before.ending_label or before.ending
    is_ended_otherwise = before.ending and later.ending and before.ending != later.ending
    parts = [label if is_ended_otherwise else "", before.note]
    missing = [part.strip() for part in parts if not _has_paragraphs(note, part)]
    said = [note.strip()] if note.strip() else []
    return "\n\n".join([*said, *missing]) if missing else note


def _has_paragraphs(note: str, part: str) -> bool:
    return f"\n\n{part.strip()}\n\n" in f"\n\n{note.strip()}\n\n" or not part.strip()


def _join_openings(mine: Opening, other: Opening) -> Both:
    later = other if other.last_at > mine.last_at else mine
    first_at, visits = min(mine.first_at, other.first_at), max(mine.visits, other.visits)
    return replace(later, first_at=first_at, visits=visits), None


def _join_walks(mine: Walk, other: Walk) -> Both:
    return (other if other.at > mine.at else mine), None


def _join_preferences(mine: Preference, other: Preference) -> Both:
    if not mine.name.startswith(BEGUN) or other.value.strip() in mine.value:
        return mine, None
    if mine.value.strip() in other.value:
        return other, None
    both = f"{mine.value} {other.value.strip()}"
    return (replace(mine, value=both) if len(both) <= MAX_LENGTH else mine), None


def _beside_when_other(*names: str) -> Callable[[Any, Any], Both]:
    """Keep one's own, and put the other beside it when one of those fields says something else."""

    def join(mine: Any, other: Any) -> Both:
        is_other = any(getattr(mine, name) != getattr(other, name) for name in names)
        return mine, beside(other) if is_other else None

    return join


_JOINING: Mapping[str, Callable[[Any, Any], Both]] = {
    "layers": _join_layers,
    "entries": _join_entries,
    "own": _beside_when_other("question"),
    "checkins": _beside_when_other("level", "word"),
    "people": _beside_when_other("name", "reach", "note"),
    "openings": _join_openings,
    "walks": _join_walks,
    "preferences": _join_preferences,
}
"""By table, how two records known by the same become one; where none is named, one's own stays."""


_PROSE = ("text", "line", "list", "table")
"""Kinds of answers that grow: elsewhere, more is not the same and more."""


def _reads_in(fuller: Value, value: Value, is_prose: bool) -> bool:
    """Tell whether everything in *value* can be read in *fuller*: the same, or the beginning of more."""
    if is_blank(value) or fuller == value:
        return True
    if not is_prose:
        return False
    if isinstance(fuller, list) and isinstance(value, list):
        return holds(fuller, value)
    if not (isinstance(fuller, str) and isinstance(value, str)):
        return False
    # "no" stands in "I know" as well: what is short must be how it begins.
    words = value.strip()
    goes_on = fuller.lstrip().startswith(words) and not fuller.lstrip()[len(words) :][:1].isalnum()
    return goes_on or (len(words) >= MANY and words in fuller)


def _united(mine: tuple[Part, ...], other: tuple[Part, ...]) -> tuple[Part, ...]:
    """Put earlier wordings together, the oldest first, each once."""
    missing = [part for part in other if part not in mine]
    return tuple(heapq.merge(mine, missing, key=lambda part: part.at)) if missing else mine
