"""What a page shows of a prompt: its answer of this visit, and what was written there before."""

from collections.abc import Mapping
from datetime import datetime

from workbook import moments
from workbook.content.kinds import ScaleKind
from workbook.content.model import Prompt
from workbook.progress.journal import readable
from workbook.progress.own_prompts import NOTE
from workbook.screens.reading_along import ONLY_SHOWN
from workbook.store.answers import Answers
from workbook.store.origin import origin_of
from workbook.store.records import LATER, Layer
from workbook.values import Seals, Value, as_text
from workbook.widgets.layer_lines import EarlierLayer, LongerWording, scale_shape
from workbook.widgets.prompt_card import PromptView

BESIDE_THE_DAY = ("line", "choice", "checklist", "list")
"""Kinds whose answers stand beside their days, where they are asked often; a scale's always do."""


def ids_of(prompt: Prompt) -> tuple[str, ...]:
    """Give every id under which something may be stored for a prompt, the present one first."""
    return (prompt.id, *prompt.was)


def prompt_view(
    answers: Answers,
    prompt: Prompt,
    typed: Mapping[str, Value],
    *,
    now: datetime,
    position: str,
    gentler: bool,
) -> PromptView:
    """Gather what belongs to a prompt just now.

    Args:
        answers: The person's answers.
        prompt: The prompt.
        typed: What was typed in this visit, by key, written or not.
        now: The present time, aware.
        position: Where on the page it stands, in words.
        gentler: Whether to ask in the gentler wording.
    """
    current = answers.current(prompt.id)
    saved = current is not None and not current.is_blank
    status = f"Saved {moments.clock(current.saved_at, current.offset)}" if saved and current else ""
    return PromptView(
        prompt=prompt,
        position=position,
        value=typed.get(f"prompt:{prompt.id}", current.value if current else None),
        moved=as_text(typed.get(f"moved:{prompt.id}", current.moved if current else "")),
        earlier=earlier_layers(answers, prompt, now),
        status=ONLY_SHOWN if answers.read_only else status,
        gentler=gentler,
        later=not answers.marks(LATER).keys().isdisjoint(ids_of(prompt)),
        is_note=prompt.question == NOTE,
        read_only=answers.read_only,
        today=now.astimezone().date(),
    )


def earlier_layers(answers: Answers, prompt: Prompt, now: datetime) -> list[EarlierLayer]:
    """Give a prompt's earlier layers, newest first; before them this visit's, if longer wordings of it are kept.

    Args:
        answers: The person's answers.
        prompt: The prompt.
        now: The present time, aware.
    """
    current, seals = answers.current(prompt.id), answers.seals(now.astimezone().date())
    shown = [
        _earlier(layer, prompt, seals, now)
        for layer in answers.layers(prompt.id, prompt.was)
        if current is None or layer.id != current.id
    ]
    if current is not None and current.drafts:
        shown.insert(0, EarlierLayer("now", "", wordings=_wordings(current), is_present=True))
    return shown


def _earlier(layer: Layer, prompt: Prompt, seals: Seals, now: datetime) -> EarlierLayer:
    when = moments.in_words(layer.at, now)
    question = "" if layer.question in (prompt.question, prompt.gentler) else layer.question
    if seals.hide(layer.value, layer.id):
        words = readable(layer.value, seals, layer.id)
        return EarlierLayer(when, words, question, id=layer.id, origin=origin_of(layer.id))
    kind = prompt.kind
    text = kind.describe(kind.fit(layer.value)) or as_text(layer.value)
    number = kind.fit(layer.value) if isinstance(kind, ScaleKind) else None
    is_short = number is not None or (prompt.again and kind.name in BESIDE_THE_DAY)
    shape = ""
    if isinstance(kind, ScaleKind) and isinstance(number, int):
        # The row of marks says out of how many.
        shape, text = scale_shape(number, kind.low, kind.high), str(number)
    return EarlierLayer(
        when,
        " · ".join(text.splitlines()) if is_short else text,
        question,
        moved=layer.moved,
        wordings=_wordings(layer),
        shape=shape,
        is_short=is_short,
        id=layer.id,
        origin=origin_of(layer.id),
    )


def _wordings(layer: Layer) -> tuple[LongerWording, ...]:
    """Give the wordings removed within the visit, the last removed first."""
    return tuple(
        LongerWording(moments.clock(draft.at, layer.offset), as_text(draft.value), draft.value)
        for draft in reversed(layer.drafts)
    )
