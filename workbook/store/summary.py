"""What there is in a store, in numbers and in one line."""

from datetime import datetime

from workbook.frozen import frozen
from workbook.moments import in_words


@frozen()
class Summary:
    """What there is, for `workbook check-store`."""

    answers: int
    """Layers that say something."""
    entries: int
    readable: int
    """How many of both can be read."""
    last_backup: datetime | None
    """In UTC, by the file system."""
    sequence: int
    """The number of the last change."""
    opened_from: str
    """What was wrong at opening; or empty."""
    now: datetime

    def one_line(self) -> str:
        """Say it in one line; what was wrong stands in `opened_from`."""
        whole = not self.opened_from and self.readable >= self.answers + self.entries
        backup = f"last backup {in_words(self.last_backup, self.now)}" if self.last_backup else ""
        parts = [
            f"{self.answers} {'answer' if self.answers == 1 else 'answers'}",
            f"{self.entries} {'entry' if self.entries == 1 else 'entries'} in practices",
            "all readable" if whole else "not all readable",
            backup or "no backup yet",
        ]
        return ", ".join(parts)
