"""Who may look at memory and who may write, so that nobody who reads ever waits for the disk.

Two locks. *Writing* is held by a writer throughout, while the disk works as well: writers queue, and
what they acknowledge keeps their order. *Memory* is held for moments only: by readers, and by a writer
but for the time in which the disk works. A writer changes memory after the disk has confirmed the
change, and brings every index and count up to date before it lets go of it again; so a reader sees all
of an acknowledged change or nothing of it.

Writing is always taken before memory. Taking it the other way round could make two threads wait for
each other for ever: it is refused with a RuntimeError instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import RLock, get_ident
from typing import Concatenate, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Memory:
    """A lock that a thread may take several times, and let go of altogether for a while."""

    def __init__(self) -> None:
        """Begin free."""
        self._lock = RLock()
        self._holder: int | None = None
        self._depth = 0
        """How often the holder took it; changed by the holder only."""

    def __enter__(self) -> None:
        self._lock.acquire()
        self._holder = get_ident()
        self._depth += 1

    def __exit__(self, *_: object) -> None:
        self._depth -= 1
        if not self._depth:
            self._holder = None
        self._lock.release()

    @property
    def is_held(self) -> bool:
        """Whether the present thread holds it."""
        return self._holder == get_ident()

    @contextmanager
    def let_go(self) -> Iterator[None]:
        """Let others have it within, and take it again as often as it was taken before."""
        depth = self._depth if self.is_held else 0
        for _ in range(depth):
            self.__exit__()
        try:
            yield
        finally:
            for _ in range(depth):
                self.__enter__()


class Locks:
    """The two locks of one open store."""

    def __init__(self) -> None:
        """Begin with both free."""
        self.memory = Memory()
        self._writing = RLock()
        self._writer: int | None = None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold both, the right way round; a writer within a writer goes on.

        Raises:
            RuntimeError: The thread is reading: it could wait for a writer that waits for it.
        """
        if self._writer == get_ident():
            with self.memory:
                yield
            return
        if self.memory.is_held:
            raise RuntimeError("writing must be taken before memory: a method that reads may not write")
        with self._writing:
            self._writer = get_ident()
            try:
                with self.memory:
                    yield
            finally:
                self._writer = None


class HasLocks(Protocol):
    """Something whose methods several threads may call."""

    _locks: Locks


S = TypeVar("S", bound=HasLocks)


def locked(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """Let a method read memory while nobody changes it; it may not write."""

    @wraps(method)
    def call(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._locks.memory:
            return method(self, *args, **kwargs)

    return call


def writes(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """Let a method write, one writer at a time; others may read while the disk works."""

    @wraps(method)
    def call(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._locks.writing():
            return method(self, *args, **kwargs)

    return call
