"""Where the files of one person's answers lie in their folder. Pure but for following links."""

from os.path import realpath
from pathlib import Path

from workbook.frozen import frozen

SNAPSHOT_NAME = "answers.json"
LOCK_NAME = "answers.lock"
JOURNALS_NAME = "journals"
BACKUPS_NAME = "backups"
DAMAGED_NAME = "damaged"
CONFLICTS_NAME = "conflicts"
EDITING_NAME = "editing"
"""Texts on their way through the person's own editor; `workbook.outside_editor` makes it."""
BOOKS_NAME = "books"
"""Books that were made on leaving well; `workbook.screens.leaving_well` makes it."""
KEYS_NAME = "answers.keys"
"""The keys of locked answers, wrapped; it is there exactly when there is a lock."""
KEYS_COPY_NAME = "answers.keys.copy"
INBOX_NAME = "inbox"
"""Messages that wait to be taken in."""

WORKSHOPS_NAME = "workshops"
"""The sessions that were run from here; `workbook.room.places` names it."""

OWN_NAMES = frozenset(
    {
        *(KEYS_NAME, KEYS_COPY_NAME, INBOX_NAME),
        *(SNAPSHOT_NAME, LOCK_NAME, JOURNALS_NAME),
        *(BACKUPS_NAME, DAMAGED_NAME, CONFLICTS_NAME, EDITING_NAME, BOOKS_NAME),
        WORKSHOPS_NAME,
    }
)
"""Everything that belongs in the folder."""


@frozen()
class Layout:
    """The paths of a store; a backup is laid out the same way, without backups of its own."""

    home: Path
    snapshot: Path

    @classmethod
    def at(cls, folder: Path) -> "Layout":
        """Lay out a folder, following a link to it and a link to the snapshot in it.

        When only the snapshot is a link, everything lies beside what it leads to, so that the lock
        and the journal belong to the file and not to the way it was reached.
        """
        # Path.resolve raises RuntimeError for links in a circle; this leaves them for the first read to refuse.
        home = Path(realpath(folder))
        snapshot = Path(realpath(home / SNAPSHOT_NAME))
        return cls(snapshot.parent, snapshot)

    @property
    def lock(self) -> Path:
        """The file whose lock is held; it is never replaced."""
        return self.home / LOCK_NAME

    @property
    def journals(self) -> Path:
        """The folder of journals; the one with the highest number is being written."""
        return self.home / JOURNALS_NAME

    @property
    def backups(self) -> Path:
        """The folder of backups, one folder each."""
        return self.home / BACKUPS_NAME

    @property
    def damaged(self) -> Path:
        """What could not be read is kept here."""
        return self.home / DAMAGED_NAME

    @property
    def conflicts(self) -> Path:
        """What another program wrote is kept here."""
        return self.home / CONFLICTS_NAME

    @property
    def inbox(self) -> Path:
        """The folder of messages that wait to be taken in."""
        return self.home / INBOX_NAME

    @property
    def key_files(self) -> tuple[Path, ...]:
        """The file of keys and its copy; for a backup opened by itself, those of its store as well."""
        homes = [self.home, *([self.home.parent.parent] if self.home.parent.name == BACKUPS_NAME else [])]
        return tuple(home / name for home in homes for name in (KEYS_NAME, KEYS_COPY_NAME))

    def journal(self, after: int) -> Path:
        """The journal of the changes after that number."""
        return self.journals / f"{after:012}.jsonl"

    def backup(self, sequence: int) -> "Layout":
        """The backup as of that change."""
        home = self.backups / f"{sequence:012}"
        return Layout(home, home / SNAPSHOT_NAME)


def number_in(name: str) -> int | None:
    """Read the number that a journal or a backup is named by; None for other names."""
    stem = name.removesuffix(".jsonl")
    return int(stem) if stem.isascii() and stem.isdecimal() and len(stem) == 12 else None
