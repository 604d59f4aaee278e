"""Telling a big loss from ordinary editing, so that what went can be kept as a draft. Pure.

Autosave writes every few keys: held backspace takes a page away in many small steps, and one undo
or one paste replaces it at once. Both are noticed by comparing with the fullest wording so far.
"""

from collections.abc import Mapping

from workbook.values import Value, as_text, is_blank, parts_of

MANY = 40
"""Characters whose loss is worth a draft."""


def lost_much(before: Value, after: Value) -> bool:
    """Tell whether a change took away so much that the wording before should be kept.

    That is when nothing is left, when 40 characters or more went and less than half is left, or when
    an item or a row vanished.
    """
    if is_blank(before):
        return False
    if is_blank(after):
        return True
    if isinstance(before, list) and isinstance(after, list):
        filled = [part for part in before if not is_blank(part)]
        return len(filled) > len([part for part in after if not is_blank(part)])
    old, new = len(as_text(before)), len(as_text(after))
    return old - new >= MANY and new * 2 < old


def was_replaced(before: Value, after: Value) -> bool:
    """Tell whether one change put other words in place of most of a text, as a paste over it does."""
    if not isinstance(before, str) or not isinstance(after, str):
        return False
    kept = _common_start(before, after)
    kept += _common_start(before[kept:][::-1], after[kept:][::-1])
    return len(before) - kept >= MANY and kept * 2 < len(before)


def holds(fuller: Value, value: Value) -> bool:
    """Tell whether everything in *value* can still be read in *fuller*."""
    if isinstance(value, list):
        return set(parts_of(value)) <= set(parts_of(fuller))
    return as_text(value).strip() in as_text(fuller)


def fuller_of(before: Value, after: Value) -> Value:
    """Give the wording with more in it; the later one when they are equal."""
    return before if len(as_text(before)) > len(as_text(after)) else after


def any_lost(before: Mapping[str, Value], after: Mapping[str, Value]) -> bool:
    """Tell whether any field of an entry lost much."""
    return any(lost_much(value, after.get(name)) for name, value in before.items())


def _common_start(one: str, other: str) -> int:
    """Count the letters with which both begin, by halves: comparing slices is far faster than letters."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
