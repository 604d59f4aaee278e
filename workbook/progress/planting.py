"""The garden as the store knows it by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.progress.garden import Garden, garden
from workbook.progress.past import history_of

if TYPE_CHECKING:
    from datetime import datetime

    from workbook.content.loader import Pack
    from workbook.progress.history import History
    from workbook.store.answers import Answers


def garden_of(
    pack: Pack, answers: Answers, now: datetime, history: History | None = None, *, quick: bool = False
) -> Garden:
    """Gather what grows.

    Args:
        pack: The open pack.
        answers: The person's answers.
        now: The present time, aware.
        history: What is known of their past, when it was gathered already.
        quick: Read no chapter; seeds that came up still show as seeds then.
    """
    beds = pack.info.garden
    practice_id = pack.present_id(beds.practice_id) if beds else ""
    entries = answers.entries(practice_id, pack.earlier_ids(practice_id)) if practice_id else []
    met: set[str] = set()
    # Endings stand in the chapter, which takes a while to read.
    if not quick and any(entry.ending for entry in entries):
        located = pack.practice(practice_id)
        look_back = located[1].look_back if located else None
        met = {ending.id for ending in look_back.endings if ending.met} if look_back else set()
    return garden(pack, history or history_of(answers, now), entries, met)
