"""What an answer can be: plain JSON, the same for the store, the export and the screens.

`text`, `line`, `choice` are strings; `list` and `checklist` lists of strings; `scale` a whole
number or None; `table` a list of rows, each a mapping from column to text; `letter` a mapping
with `text` and `opens` (an ISO date, or the name of an occasion).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from workbook.frozen import frozen
from workbook.text import clean

Value = str | int | None | list[str] | list[dict[str, str]] | dict[str, str]
"""An answer, or one field of an entry."""

MAX_PARTS = 500
"""The most list items or table rows kept of one answer."""

NOT_YET = "not-yet"
"""The occasion of an entry of a practice that ends in `not-yet`, which is also that ending's id."""
COMING_BACK = "coming-back"
"""The occasion of a visit that begins a good while after the one before it."""
OCCASIONS = (NOT_YET, COMING_BACK)
"""What a letter can wait for instead of a day."""


def clean_value(raw: Any) -> Value:
    """Make any JSON value a proper one: clean text, known shapes, no surprises.

    Args:
        raw: What a widget, a file or an import gave. What has no place in an answer becomes text.
    """
    match raw:
        case None:
            return None
        case bool():
            return int(raw)
        case int():
            return raw
        case str():
            return clean(raw)
        case Mapping():
            return _clean_mapping(raw)
        case list() | tuple():
            parts = list(raw)[:MAX_PARTS]
            if parts and all(isinstance(part, Mapping) for part in parts):
                return [_clean_mapping(part) for part in parts]
            return [_plain(part) for part in parts]
        case _:
            return clean(str(raw))


def _clean_mapping(raw: Mapping[Any, Any]) -> dict[str, str]:
    return {_plain(key): _plain(value) for key, value in list(raw.items())[:MAX_PARTS]}


def _plain(part: Any) -> str:
    """Make a part of an answer into text; one that has parts itself, however deep, keeps their words."""
    found: list[str] = []
    waiting = [part]
    while waiting:
        match waiting.pop():
            case None:
                pass
            case Mapping() as inner:
                waiting.extend(reversed([side for pair in inner.items() for side in pair]))
            case list() | tuple() as inner:
                waiting.extend(reversed(inner))
            case leaf:
                found.append(clean(str(leaf)))
    # Each part has its limit, and so has the whole.
    return clean(" · ".join(found)) if len(found) > 1 else "".join(found)


def is_letter(value: Mapping[str, str]) -> bool:
    """Tell whether a mapping is a letter, and not a row that happens to have a column `opens`."""
    return "opens" in value and value.keys() <= {"text", "opens"}


def waits_for(value: Value) -> str:
    """Tell what a letter was to wait for: a local date such as `2026-12-22`, or one of `OCCASIONS`.

    Empty for every other answer, and for a letter that names neither: it stands open.
    """
    if not isinstance(value, dict) or not is_letter(value):
        return ""
    opens = value["opens"].strip()
    if opens in OCCASIONS:
        return opens
    try:
        return date.fromisoformat(opens).isoformat()
    except ValueError:
        return ""


def is_sealed(value: Value, today: date, *, opened: bool = False) -> bool:
    """Tell whether an answer is a letter whose words may not be shown yet.

    Args:
        value: Any answer.
        today: The local date.
        opened: Whether it is known to have opened before: then it stays open, whatever the clock says.
    """
    waits = "" if opened else waits_for(value)
    return waits in OCCASIONS or waits > today.isoformat()


@frozen()
class Seals:
    """What of someone's letters may be read now."""

    today: date
    """The local date."""
    opened: Collection[str] = frozenset()
    """The ids of the layers and entries whose letters have opened."""

    def hide(self, value: Value, record_id: str) -> bool:
        """Tell whether a value of that layer or entry is a letter that is still closed."""
        return is_sealed(value, self.today, opened=record_id in self.opened)


def is_blank(value: Value) -> bool:
    """Tell whether nothing has been answered: a letter's date alone is no answer."""
    match value:
        case None:
            return True
        case int():
            return False
        case str():
            return not value.strip()
        case dict():
            return is_blank(value.get("text", "")) if is_letter(value) else _has_no_words(value)
        case _:
            return all(map(_has_no_words, value))


def _has_no_words(part: str | Mapping[str, str]) -> bool:
    return not any(text.strip() for text in ([part] if isinstance(part, str) else part.values()))


def as_text(value: Value) -> str:
    """Write an answer as plain text: one line for each item, row or field that has one."""
    match value:
        case None:
            return ""
        case int():
            return str(value)
        case str():
            return value
        case dict():
            if is_letter(value):
                return value.get("text", "")
            return "\n".join(f"{key}: {part}" for key, part in value.items() if part.strip())
        case _:
            return "\n".join(_part_text(part) for part in value if not _has_no_words(part))


def _part_text(part: str | Mapping[str, str]) -> str:
    if isinstance(part, str):
        return part
    return " · ".join(f"{key}: {text}" for key, text in part.items() if text.strip())


def parts_of(value: Value) -> Sequence[str]:
    """Give the items of a list or checklist; one item for a text; none for nothing."""
    if isinstance(value, list):
        return [part if isinstance(part, str) else _part_text(part) for part in value]
    text = as_text(value)
    return [text] if text else []
