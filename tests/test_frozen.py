"""Frozen values behave as those of `dataclass(frozen=True, slots=True)` do, wherever the program uses them."""

import pickle
from collections.abc import Callable
from copy import copy, deepcopy
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import Any

import pytest

from workbook.frozen import frozen
from workbook.moments import EPOCH
from workbook.store.drafts import Flushed

STANDARD = dataclass(frozen=True, slots=True)


def make(decorate: Callable[[type], type]) -> Any:
    """Give one class, made by a decorator; its first field has the name of what fills the slots."""

    class Stone:
        """One of a path."""

        put: str
        size: int = 3
        marks: list[str] = field(default_factory=list)

        @property
        def is_large(self) -> bool:
            """Whether it carries two."""
            return self.size > 3

    return decorate(Stone)


@pytest.fixture(params=[STANDARD, frozen()], ids=["dataclass", "frozen"])
def stone(request: pytest.FixtureRequest) -> Any:
    """The class as the standard library makes it, and as we do."""
    return make(request.param)


def test_fields_come_by_place_or_name_and_the_others_from_their_defaults(stone: Any) -> None:
    """A list that is left out belongs to one value only."""
    one, other = stone("a"), stone(size=4, put="a", marks=["x"])
    one.marks.append("own")
    assert (one.put, one.size, one.marks) == ("a", 3, ["own"])
    assert (other.size, other.marks, other.is_large) == (4, ["x"], True)
    assert stone("b").marks == []
    with pytest.raises(TypeError):
        stone()
    with pytest.raises(TypeError):
        stone("a", colour="grey")


def test_what_is_equal_is_equal_by_class_and_content(stone: Any) -> None:
    """Neither another class with the same content nor a tuple equals it."""
    assert stone("a") == stone("a", 3, [])
    assert stone("a") != stone("b")
    assert stone("a") != make(STANDARD)("a")
    assert stone("a") != ("a", 3, [])


def test_values_of_hashable_fields_are_found_in_sets(stone: Any) -> None:
    """What holds a list is refused there, as ever."""
    assert len({stone("a", 3, ()), stone("a", 3, ()), stone("b", 3, ())}) == 2
    with pytest.raises(TypeError):
        hash(stone("a"))


def test_nothing_can_be_changed_or_added(stone: Any) -> None:
    """A changed one is another one."""
    one = stone("a")
    for name in ("put", "colour"):
        with pytest.raises((FrozenInstanceError, TypeError)):
            setattr(one, name, "b")
    with pytest.raises(FrozenInstanceError):
        del one.put
    assert replace(one, put="b") == stone("b")
    assert one == stone("a")
    assert not hasattr(one, "__dict__")


def test_it_can_be_copied_and_kept(stone: Any) -> None:
    """Copying goes as deep as is wanted, and pickling gives it back."""
    one = stone("a", marks=["x"])
    shallow, deep = copy(one), deepcopy(one)
    assert one == shallow == deep
    assert shallow.marks is one.marks
    assert deep.marks is not one.marks
    flushed = Flushed(saved=("a",), at=EPOCH)
    assert pickle.loads(pickle.dumps(flushed)) == flushed


def test_it_can_be_looked_at_and_matched(stone: Any) -> None:
    """Its fields are known in order, and `repr` shows them all."""
    assert [one.name for one in fields(stone)] == ["put", "size", "marks"]
    assert repr(stone("a")).endswith("Stone(put='a', size=3, marks=[])")
    match stone("a", 7):
        case stone(put, size):
            assert (put, size) == ("a", 7)


def test_fields_by_name_only_may_follow_each_other_in_any_order() -> None:
    """A field with a default may come before one without, also in what is made from the class."""

    @frozen(kw_only=True)
    class Base:
        size: int = 3
        name: str

    @frozen(kw_only=True)
    class Grown(Base):
        marks: tuple[str, ...] = ()

    assert Grown(name="a") == Grown(marks=(), size=3, name="a")
    assert Grown(name="a") != Base(name="a")
    with pytest.raises(TypeError):
        Base(3, "a")  # type: ignore[call-arg]
