"""The page of a book that shows the tide."""

from __future__ import annotations

from workbook.export.book import TidePage, Trusted
from workbook.export.choice import BookChoice
from workbook.export.sources import Words, day_of
from workbook.export.tide_picture import tide_svg
from workbook.progress.history import History
from workbook.progress.tide import tide_of


def tide_page(words: Words, choice: BookChoice) -> TidePage | None:
    """Draw the check-ins and visits of the chosen days; None without a check-in among them."""
    checkins = [one for one in words.checkins if choice.covers(day_of(one.at, one.offset))]
    if not checkins:
        return None
    visits = [one for one in words.visits if choice.covers(day_of(one.at, one.offset))]
    trusted = [Trusted(day=day_of(one.at, one.offset), level=one.level, word=one.word) for one in checkins]
    return TidePage(
        picture=tide_svg(tide_of(History(visits=visits, checkins=checkins))), checkins=tuple(trusted)
    )
