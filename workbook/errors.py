"""What can go wrong, said so that a person knows where and what to do next."""


class WorkbookError(Exception):
    """A problem to be shown to the person, never a traceback.

    Args:
        title: What is wrong, in one short line.
        message: Where it is and what to do next; empty when the title says it all.
    """

    status = 1
    """The exit status it leads to."""

    def __init__(self, title: str, message: str = "") -> None:
        super().__init__(title, message)
        self.title = title
        self.message = message

    def __str__(self) -> str:
        """The whole problem on one line."""
        return f"{self.title} {self.message}".strip()


class PackError(WorkbookError):
    """A pack that cannot be opened at all."""


class StoreError(WorkbookError):
    """Answers that cannot be opened or written."""


class StoreLocked(StoreError):
    """Another process has these answers open for writing."""


class StoreDamaged(StoreError):
    """The files are there, and none of their copies can be read."""


class StoreTooNew(StoreError):
    """The files were written by a newer version; they are left untouched."""


class SettingsError(WorkbookError):
    """A settings file that cannot be used."""


class StoreSealed(StoreError):
    """The answers are locked with a passphrase, and the key was not given or is another's."""


class WrongPassphrase(StoreError):
    """What was typed opens nothing; the files are well."""


class LockMissing(StoreError):
    """The library that locks and unlocks is not installed."""
