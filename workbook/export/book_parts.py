"""Parts of the book beside the answers: practices, one's own people, wordings that were removed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from workbook import moments
from workbook.export.escaping import on_one_line, quoted
from workbook.store.records import Entry, Layer, Person
from workbook.values import Value, as_text, is_blank, is_letter, sealed_until


def day_of(moment: datetime, offset: str) -> str:
    """Say on which day something was, where it was written."""
    return moments.day_in_words(moments.local(moment, offset).date().isoformat())


def letter(value: Value, today: date) -> list[str]:
    """Say when a letter opens or opened, and where its words are until then; nothing for other answers."""
    if sealed := sealed_until(value, today):
        words = moments.opening_in_words(sealed)
        return [f"{words} Until then its words are only in what `workbook export --format json` writes.", ""]
    if isinstance(value, dict) and is_letter(value) and value["opens"].strip() and not is_blank(value):
        return [f"a letter, to be opened: {on_one_line(moments.day_in_words(value['opens'].strip()))}", ""]
    return []


def practice_pages(entries: Iterable[Entry], today: date) -> list[str]:
    """Write the entries by practice, each with what it said before and how it was looked back on.

    Args:
        entries: In the order in which they were begun.
        today: The local date.
    """
    by_practice: dict[str, list[Entry]] = {}
    for entry in entries:
        by_practice.setdefault(entry.practice_id, []).append(entry)
    lines: list[str] = []
    for found in by_practice.values():
        lines += [f"## {on_one_line(found[-1].title)}", ""]
        for entry in found:
            lines += [f"*{day_of(entry.at, entry.offset)}*", "", *_fields(entry, entry.values, today)]
            for version in entry.earlier:
                fields = _fields(entry, version.values, today)
                said = [f"*before, as of {day_of(version.at, entry.offset)}:*", "", *fields]
                lines += said if fields else []
            lines += _looking_back(entry)
    return lines


def _fields(entry: Entry, values: Mapping[str, Value], today: date) -> list[str]:
    """Write the fields of an entry as they are or were; of a letter that is closed now only when it opens."""
    lines: list[str] = []
    for name, value in values.items():
        if is_blank(value):
            continue
        lines += [f"{on_one_line(entry.labels.get(name, name))}:", ""]
        closed = next((one for one in (entry.values.get(name), value) if sealed_until(one, today)), None)
        lines += letter(value if closed is None else closed, today)
        if closed is None:
            lines += [quoted(as_text(value)), ""]
    return lines


def _looking_back(entry: Entry) -> list[str]:
    lines = []
    if entry.look_back_on:
        lines += [f"to look back on: {on_one_line(moments.day_in_words(entry.look_back_on))}", ""]
    if ended := " · ".join(part for part in (entry.ending_label or entry.ending, entry.note) if part):
        day = f", {day_of(entry.ended_at, entry.offset)}" if entry.ended_at else ""
        lines += [f"looking back{day}: {on_one_line(ended)}", ""]
    return lines


def people_pages(people: Sequence[Person]) -> list[str]:
    """Write the person's own people, each on a line."""
    if not people:
        return []
    lines = ["## Your own people", ""]
    for person in people:
        said = " · ".join(part for part in (person.name, person.reach, person.note) if part.strip())
        lines += [f"- {on_one_line(said)}"]
    return [*lines, ""]


def removed_pages(layers: Iterable[Layer], entries: Iterable[Entry], today: date) -> list[str]:
    """Write the wordings that were removed again; those of a letter only once it is open."""
    lines: list[str] = []
    for layer in layers:
        for draft in layer.drafts:
            if not sealed_until(layer.value, today) and not sealed_until(draft.value, today):
                lines += _removed(layer.question, draft.at, layer.offset, [quoted(as_text(draft.value)), ""])
    for entry in entries:
        for version in entry.drafts:
            fields = _fields(entry, version.values, today)
            lines += _removed(entry.title, version.at, entry.offset, fields)
    return ["## Wordings that you removed", "", *lines] if lines else []


def _removed(asked: str, at: datetime, offset: str, said: list[str]) -> list[str]:
    return [f"*{day_of(at, offset)}*" + (f" · {on_one_line(asked)}" if asked.strip() else ""), "", *said]
