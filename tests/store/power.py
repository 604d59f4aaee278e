"""Files that know what a power cut would leave: only what was synced, in the worst order."""

from dataclasses import dataclass
from pathlib import Path

from workbook.store.files import Files


@dataclass(slots=True)
class Content:
    """What a file holds for the programs, and what the disk has of it."""

    written: bytes = b""
    synced: bytes = b""


Disk = dict[Path, bytes]


class PowerFiles(Files):
    """Real files, with a picture of the disk beside them; call `cut_power` at any time.

    A name is on the disk when its folder was synced, content when its file was: POSIX promises no more.
    """

    def __init__(self) -> None:
        """Begin with an empty disk."""
        self._live: dict[Path, Content] = {}
        self._durable: dict[Path, Content] = {}
        self._open: dict[int, Content] = {}
        self._moved: list[tuple[Path, Path]] = []
        self.moments: list[tuple[Disk, Disk]] = []
        """After each operation: what the disk would have, without and with the names not synced."""

    def create(self, path: Path) -> int:
        """Make a file."""
        descriptor = super().create(path)
        self._open[descriptor] = self._live.setdefault(path, Content())
        self._open[descriptor].written = b""
        self._remember()
        return descriptor

    def open_to_append(self, path: Path) -> int:
        """Open a file."""
        descriptor = super().open_to_append(path)
        self._open[descriptor] = self._live[path]
        return descriptor

    def write(self, descriptor: int, data: bytes) -> None:
        """Write to memory only."""
        super().write(descriptor, data)
        self._open[descriptor].written += data
        self._remember()

    def sync(self, descriptor: int) -> None:
        """Bring content to the disk."""
        super().sync(descriptor)
        self._open[descriptor].synced = self._open[descriptor].written
        self._remember()

    def cut(self, descriptor: int, length: int) -> None:
        """Shorten in memory only."""
        super().cut(descriptor, length)
        self._open[descriptor].written = self._open[descriptor].written[:length]
        self._remember()

    def replace(self, source: Path, target: Path) -> None:
        """Rename in memory only."""
        super().replace(source, target)
        self._live = {_moved(path, source, target): content for path, content in self._live.items()}
        self._moved.append((source, target))
        self._remember()

    def sync_folder(self, path: Path) -> None:
        """Bring a folder's names to the disk."""
        super().sync_folder(path)
        for source, target in [move for move in self._moved if move[1].parent == path]:
            if target not in self._live:
                self._durable = {
                    _moved(name, source, target): content for name, content in self._durable.items()
                }
            self._moved.remove((source, target))
        others = {name: content for name, content in self._durable.items() if name.parent != path}
        own = {name: content for name, content in self._live.items() if name.parent == path}
        self._durable = others | own
        self._remember()

    def remove(self, path: Path) -> None:
        """Remove in memory only."""
        super().remove(path)
        self._live = {
            name: content for name, content in self._live.items() if path not in (name, *name.parents)
        }
        self._remember()

    def _remember(self) -> None:
        self.moments.append((_synced(self._durable), _synced(self._live)))


def _synced(names: dict[Path, Content]) -> Disk:
    return {path: content.synced for path, content in names.items()}


def _moved(path: Path, source: Path, target: Path) -> Path:
    if path == source:
        return target
    return target / path.relative_to(source) if source in path.parents else path
