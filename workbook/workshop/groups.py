"""Small groups by seat, so that nobody meets the same person twice while that can be avoided.

Seats, never names: a number from 1. Method: shuffle, then swap two seats of different groups as long as
that lowers the number of repeated pairs; a few tries, the best is kept. In FACILITATION.md forty people in
fours over five rounds reach no repeated pair in under 10 ms a round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from random import Random
from typing import Final

TRIES: Final = 12
KEPT_APART: Final = 1000
"""What a pair weighs that asked to be kept apart: more than all repeats of a session."""

Pair = frozenset[int]
Groups = tuple[tuple[int, ...], ...]
"""Each group's seats in order; groups in the order of their first seats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What people asked for, by seat; told to the facilitator, kept nowhere else."""

    apart: Collection[Pair] = ()
    """Pairs that are not put together."""
    together: Collection[Pair] = ()
    """Pairs that stay together."""
    alone: Collection[int] = ()
    """Seats that work alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """One drawing of groups."""

    groups: Groups
    alone: tuple[int, ...] = ()
    repeated: int = 0
    """Pairs that have been together before in this session."""
    unmet: tuple[Pair, ...] = field(default=())
    """Wishes that could not be met: pairs kept apart that are together all the same."""


def sizes(people: int, size: int) -> tuple[int, ...]:
    """Tell how large the groups are, before anything is drawn.

    Nobody is left over: what does not fill a group makes some groups one larger (in pairs one group of
    three), or, where there are too few groups for that, groups one smaller.

    Args:
        people: How many there are.
        size: How many a group should have, at least 2.
    """
    if people <= size:
        return (people,) if people else ()
    count = people // size
    if people % size > count:
        count += 1
    small, larger = divmod(people, count)
    return (small + 1,) * larger + (small,) * (count - larger)


def draw(
    seats: Sequence[int], size: int, *, before: Iterable[Groups] = (), wishes: Wishes | None = None, seed: int
) -> Draw:
    """Draw groups.

    Args:
        seats: Who is in the room, each seat once.
        size: How many a group should have, at least 2.
        before: The groups of earlier rounds of this session.
        wishes: Apart, together, alone.
        seed: Chance; the same seed draws the same groups.
    """
    wishes = wishes or Wishes()
    alone = tuple(sorted(set(wishes.alone) & set(seats)))
    drawn = sorted(set(seats) - set(alone))
    met = Counter(frozenset(pair) for groups in before for group in groups for pair in combinations(group, 2))
    apart = {frozenset(pair) for pair in wishes.apart}
    cost = met.copy()
    cost.update(dict.fromkeys(apart, KEPT_APART))
    cost.update(dict.fromkeys(map(frozenset, wishes.together), -KEPT_APART))
    random = Random(seed)
    shape = sizes(len(drawn), size)
    best = _best(lambda: _settled(_dealt(random, drawn, shape), cost), cost)
    pairs = [frozenset(pair) for group in best for pair in combinations(group, 2)]
    return Draw(
        groups=tuple(sorted(tuple(sorted(group)) for group in best)),
        alone=alone,
        repeated=sum(met[pair] > 0 for pair in pairs),
        unmet=tuple(pair for pair in pairs if pair in apart),
    )


def _best(deal: Callable[[], list[list[int]]], cost: Counter[Pair]) -> list[list[int]]:
    """Deal a few times and keep the best; nothing is better than what meets all wishes without a repeat."""
    perfect = sum(weight for weight in cost.values() if weight < 0)
    best = deal()
    for _ in range(TRIES - 1):
        if _cost_of(best, cost) <= perfect:
            break
        best = min(best, deal(), key=lambda groups: _cost_of(groups, cost))
    return best


def _dealt(random: Random, seats: Sequence[int], shape: Sequence[int]) -> list[list[int]]:
    shuffled = iter(random.sample(seats, len(seats)))
    return [[next(shuffled) for _ in range(size)] for size in shape]


def _cost_of(groups: Iterable[Sequence[int]], cost: Counter[Pair]) -> int:
    return sum(cost[frozenset(pair)] for group in groups for pair in combinations(group, 2))


def _settled(groups: list[list[int]], cost: Counter[Pair]) -> list[list[int]]:
    """Swap seats between groups as long as a swap makes it better."""
    better = True
    while better:
        better = any(
            _swap_if_better(first, i, second, j, cost)
            for first, second in combinations(groups, 2)
            for i in range(len(first))
            for j in range(len(second))
        )
    return groups


def _swap_if_better(first: list[int], i: int, second: list[int], j: int, cost: Counter[Pair]) -> bool:
    here, there = first[i], second[j]
    beside = [seat for seat in first if seat != here]
    across = [seat for seat in second if seat != there]
    gain = sum(cost[frozenset((here, seat))] - cost[frozenset((there, seat))] for seat in beside)
    gain += sum(cost[frozenset((there, seat))] - cost[frozenset((here, seat))] for seat in across)
    if gain <= 0:
        return False
    first[i], second[j] = there, here
    return True


def with_late_arrival(groups: Groups, seat: int, size: int) -> Groups:
    """Put someone who comes late into a group: the smallest one, the first of equals.

    Args:
        groups: As they were drawn.
        seat: The new seat.
        size: How many a group should have; when the smallest is larger by one already, it grows all the same.
    """
    if not groups:
        return ((seat,),)
    index = min(
        range(len(groups)), key=lambda number: (len(groups[number]) > size, len(groups[number]), number)
    )
    return tuple(
        tuple(sorted((*group, seat))) if number == index else group for number, group in enumerate(groups)
    )
