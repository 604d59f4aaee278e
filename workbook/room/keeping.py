"""Facts on their way to the disk: kept in memory as well while the disk does not take them."""

from __future__ import annotations

from typing import Protocol

from workbook.store.files import plain_reason
from workbook.workshop.facts import Fact


class FactsFile(Protocol):
    """Where facts are written down; `SessionFile` is one."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Everything that is on the disk, in order."""

    def append(self, fact: Fact) -> None:
        """Write one down; raises OSError when it is not on the disk."""


class Keeping:
    """Writes facts down in order. One that cannot be written waits, and those after it wait behind it."""

    def __init__(self, file: FactsFile) -> None:
        """Begin with what the file has.

        Args:
            file: Open for writing.
        """
        self._file = file
        self._waiting: list[Fact] = []
        self.failure = ""
        """Why what waits is not on the disk, such as "the disk is full"; empty when nothing waits."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Everything that happened, whether it is on the disk or waits."""
        return (*self._file.facts, *self._waiting)

    def keep(self, fact: Fact) -> None:
        """Take a fact; when this returns it is on the disk, or `failure` says why not."""
        self._waiting.append(fact)
        self.write()

    def write(self) -> bool:
        """Write what waits; to be called again later when that does not succeed.

        Returns:
            Whether everything is on the disk.
        """
        try:
            while self._waiting:
                self._file.append(self._waiting[0])
                del self._waiting[0]
        except OSError as error:
            self.failure = plain_reason(error)
            return False
        self.failure = ""
        return True
