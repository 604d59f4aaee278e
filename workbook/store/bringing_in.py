"""Putting an archive to what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.store.archive import Archive, archive_from
from workbook.store.merging import Merged, merge
from workbook.store.renumbering import tables_after

if TYPE_CHECKING:
    from workbook.store.answers import Answers
    from workbook.store.snapshot import Tables


def compared(answers: Answers, archive: Archive) -> Merged:
    """Say what `bring_in` would do; nothing is changed. May be called in any thread."""
    return merge(archive_from(answers.everything()), archive)


def bring_in(answers: Answers, archive: Archive) -> Merged:
    """Put everything of an archive to what is here; nothing here is lost, see `workbook.store.merging`.

    It is durable when this returns, all of it in one step; what adds nothing writes nothing. May be
    called in any thread; records that were handed out before keep their ids, but not their numbers.

    Returns:
        What was done.

    Raises:
        OSError: Nothing was changed.
        StoreError: The answers are open to read only.
    """
    done: list[Merged] = []

    def change(tables: Tables) -> Tables | None:
        merged = merge(archive_from(tables), archive)
        done.append(merged)
        return {**tables, **tables_after(merged, tables)} if merged.adds_something else None

    answers.become(change)
    return done[0]
