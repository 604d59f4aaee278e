"""Marks that are put on and taken off from the screens: for later, resting, and a sentence kept as proof."""

from collections.abc import Callable, Sequence

from workbook.autosave import Autosave
from workbook.store.answers import Answers
from workbook.store.records import Layer
from workbook.text import shorten

SHOWN = 60
"""Characters of a sentence that a notice shows."""


def put_mark(answers: Answers, autosave: Autosave, kind: str, ids: Sequence[str], *, on: bool) -> None:
    """Put a mark on, or take it off, at once; what the disk refuses is tried again.

    Args:
        answers: The person's answers.
        autosave: Writes it.
        kind: `LATER` or `RESTING`.
        ids: The present id of what is marked, then those it had before.
        on: Whether it should carry the mark.
    """

    def save() -> None:
        if on:
            answers.mark(ids[0], kind)
        for target in () if on else ids:
            answers.unmark(target, kind)

    autosave.put(f"mark:{kind}:{ids[0]}", save)
    autosave.flush()


def keep_or_let_go(
    answers: Answers, autosave: Autosave, prompt_id: str, sentence: str, write: Callable[[], Layer]
) -> str:
    """Keep a sentence of this visit's answer as proof, or let it go when it is kept; say which.

    The answer is on disk before the mark is: both are written in one go, and tried again together.

    Args:
        answers: The person's answers.
        autosave: Writes it.
        prompt_id: The prompt that is answered.
        sentence: On one line.
        write: Writes the answer durably, and gives its layer.
    """
    autosave.flush()
    current = answers.current(prompt_id)
    is_kept = current is not None and any(
        (mark.target, mark.words) == (current.id, sentence) for mark in answers.proofs()
    )

    def save() -> None:
        layer = write()
        if is_kept:
            answers.unmark_proof(layer.id, sentence)
        elif answers.current(prompt_id) is not None:
            answers.mark_proof(layer.id, sentence)

    key = f"proof:{prompt_id}:{sentence}"
    autosave.put(key, save)
    flushed = autosave.flush()
    words = f"“{shorten(sentence, SHOWN)}”"
    if not autosave.is_written(key):
        return f"Not {'let go' if is_kept else 'kept'} yet: {flushed.failure}. It is tried again."
    return f"Let go: {words}" if is_kept else f"Kept as proof: {words}"
