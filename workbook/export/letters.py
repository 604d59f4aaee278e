"""Letters in a book: of one that is still closed only when it opens."""

from __future__ import annotations

from collections.abc import Iterable

from workbook.content.kinds import Kind
from workbook.export.book import Said
from workbook.moments import opening_in_words, when_in_words
from workbook.values import Seals, Value, as_text, is_blank, waits_for


def said(
    value: Value, record_id: str, seals: Seals, kind: Kind | None = None, others: Iterable[Value] = ()
) -> Said:
    """Write an answer, or one field of an entry, as far as it may be read now.

    Args:
        value: The answer.
        record_id: The layer or entry it stands in.
        seals: What may be read now.
        kind: How it was asked, if that is known.
        others: Other states of the same answer; while one of them is a closed letter, so is this one.
    """
    if is_blank(value):
        return Said()
    for state in (value, *others):
        if seals.hide(state, record_id):
            return Said(letter=opening_in_words(waits_for(state)))
    if waits := waits_for(value):
        return Said(words=as_text(value), letter=f"a letter, to be opened {when_in_words(waits)}")
    return Said(words=kind.describe(value) if kind else as_text(value), value=value)
