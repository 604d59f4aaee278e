"""What the store knows of someone's past, as the facts that `progress` reckons with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.progress.history import History
from workbook.store.records import LATER, RESTING

if TYPE_CHECKING:
    from datetime import datetime

    from workbook.store.answers import Answers


def history_of(answers: Answers, now: datetime) -> History:
    """Gather the facts.

    Args:
        answers: The person's answers.
        now: The present time, aware; what is due is due by its local date.
    """
    return History(
        answered=answers.answered(),
        entries=answers.entry_counts(),
        openings=answers.openings(),
        resting=tuple(answers.marks(RESTING)),
        later=tuple(answers.marks(LATER)),
        due=answers.due(now.astimezone().date().isoformat()),
        place=answers.place(),
        walks={trail_id: walk.section_id for trail_id, walk in answers.walks().items()},
        own=answers.own_prompts(),
        last=answers.last_written(),
        visits=answers.visits(),
        checkins=answers.checkins(),
    )
