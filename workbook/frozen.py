"""Values that never change: frozen dataclasses, made in a quarter of the time that `dataclass` takes.

Before Python 3.13 `dataclass(frozen=True)` compiles six functions for each class. At the start of the program that
was 30 of the 120 ms it took above the smallest Textual app. Here one is compiled, and the others are shared.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")
_ABSENT: Any = object()
"""Stands for an argument that was left out and is to be made anew each time."""


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(*, kw_only: bool = False) -> Callable[[type[T]], type[T]]:
    """Make a class one of values, as `dataclass(frozen=True, slots=True)` does.

    `fields`, `replace`, `field(default_factory=…)` and `match` work with it. Every field is an argument,
    takes part in comparing and is shown by `repr`; there is no `__post_init__`.

    Args:
        kw_only: Fields are given by name only.
    """

    def make(cls: type[T]) -> type[T]:
        made: Any = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
        made.__init__ = _initializer(made)
        made.__setattr__, made.__delattr__ = _refuse_to_set, _refuse_to_delete
        made.__eq__, made.__hash__ = _comparison(made)
        made.__repr__ = _show
        # Without these, `copy` and `pickle` would set what cannot be set.
        made.__getstate__, made.__setstate__ = _state, _fill_in
        finished: type[T] = made
        return finished

    return make


def _initializer(made: Any) -> Any:
    """Compile the `__init__` that fills the slots."""
    known: dict[str, Any] = {"__put__": object.__setattr__, "__absent__": _ABSENT}
    by_place, by_name, lines = ["self"], ["*"], []
    for one in fields(made):
        name = parameter = value = one.name
        if one.default is not MISSING:
            known[f"__default_{name}__"] = one.default
            parameter = f"{name}=__default_{name}__"
        elif one.default_factory is not MISSING:
            known[f"__default_{name}__"] = one.default_factory
            parameter = f"{name}=__absent__"
            value = f"__default_{name}__() if {name} is __absent__ else {name}"
        (by_name if one.kw_only else by_place).append(parameter)
        lines.append(f" __put__(self, {name!r}, {value})")
    parameters = by_place + (by_name if len(by_name) > 1 else [])
    exec("\n".join([f"def __init__({', '.join(parameters)}):", *lines, " return"]), known)
    function = known["__init__"]
    function.__qualname__, function.__module__ = f"{made.__qualname__}.__init__", made.__module__
    return function


def _comparison(made: Any) -> tuple[Callable[[Any, object], bool], Callable[[Any], int]]:
    """Give `__eq__` and `__hash__` over the class and all fields."""
    content = attrgetter("__class__", *(one.name for one in fields(made)))

    def is_equal(self: Any, other: object) -> bool:
        return bool(content(self) == content(other)) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(content(self))

    return is_equal, hashed


def _show(self: Any) -> str:
    shown: tuple[Field[Any], ...] = fields(self)
    inner = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in shown)
    return f"{type(self).__qualname__}({inner})"


def _state(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in fields(self)]


def _fill_in(self: Any, state: list[Any]) -> None:
    for one, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


def _refuse_to_set(self: Any, name: str, value: Any) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")
