"""Running late leads to a proposal that keeps what has to be kept."""

from hypothesis import given
from hypothesis import strategies as st

from workbook.workshop.agenda import KINDS, Block
from workbook.workshop.pacing import Ahead, Proposal, propose, share


def block(kind: str, minutes: int, least: int = 0, *, optional: bool = False) -> Block:
    """A block as an agenda would have it."""
    protected = kind in ("grounding", "check-out", "closing", "break")
    return Block(
        kind=KINDS[kind],
        title=kind,
        minutes=minutes,
        least=minutes if protected else least,
        protected=protected,
        optional=optional,
    )


def lying_ahead(*blocks: Block) -> list[Ahead]:
    """Blocks none of which has begun."""
    return [Ahead(index, one, one.minutes) for index, one in enumerate(blocks)]


WORKED = lying_ahead(
    block("buffer", 5),
    block("reading", 8, 5),
    block("writing", 12, 8),
    block("break", 10),
    block("pairs", 12, 8),
    block("round", 15, 8, optional=True),
    block("grounding", 5),
    block("check-out", 10),
)
"""The worked example of FACILITATION.md: 77 minutes."""


def after(proposal: Proposal, ahead: list[Ahead]) -> dict[str, int]:
    """The minutes of each kind of block once a proposal is accepted."""
    return {one.block.kind: proposal.minutes.get(one.index, one.minutes) for one in ahead}


def test_ten_minutes_late() -> None:
    """The buffer goes first, then all flexible blocks give a little; break, grounding and check-out stay."""
    proposal = propose(WORKED, 77 - 10)
    assert after(proposal, WORKED) == {
        "buffer": 0,
        "reading": 7,
        "writing": 11,
        "break": 10,
        "pairs": 11,
        "round": 13,
        "grounding": 5,
        "check-out": 10,
    }
    assert (proposal.over, proposal.may_drop) == (0, ())


def test_thirty_minutes_late() -> None:
    """Every block reaches its least; what is still missing is said, and the optional round may be dropped."""
    proposal = propose(WORKED, 77 - 30)
    assert after(proposal, WORKED) | {"reading": 5, "writing": 8, "pairs": 8, "round": 8} == after(
        proposal, WORKED
    )
    assert (proposal.over, proposal.may_drop) == (7, (5,))


def test_dropping_the_round_gives_the_others_time_back() -> None:
    """Once the optional round is left out, the others need to give less, and it ends on time."""
    proposal = propose(WORKED, 77 - 30, dropping=(5, 2))
    assert proposal.dropped == (5,)
    assert proposal.over == 0
    assert sum(after(proposal, WORKED).values()) == 47
    assert after(proposal, WORKED)["writing"] > 8


def test_in_time_nothing_is_proposed() -> None:
    """With time to spare everything stays as it is."""
    assert propose(WORKED, 77).changes_nothing
    assert propose(WORKED, 90) == Proposal(changes=())


def test_past_the_end() -> None:
    """After the hard end all that is left to do is to say by how much."""
    ahead = lying_ahead(block("check-out", 10))
    assert propose(ahead, -3) == Proposal(changes=(), over=13)
    assert propose([], -3) == Proposal(changes=(), over=3)


BLOCKS = st.builds(
    lambda kind, minutes, least, optional: block(
        kind, minutes, 0 if kind == "buffer" else min(least, minutes), optional=optional and kind == "round"
    ),
    st.sampled_from([*KINDS]),
    st.integers(1, 60),
    st.integers(0, 60),
    st.booleans(),
)
AHEAD = st.lists(BLOCKS, max_size=12).map(lambda blocks: lying_ahead(*blocks))
SOME = st.sets(st.integers(0, 12))


@given(AHEAD, st.integers(-60, 800), SOME)
def test_a_proposal_keeps_its_promises(ahead: list[Ahead], available: int, dropping: set[int]) -> None:
    """It fits or says by how much not; none protected changes; none under its least; the same each time."""
    proposal = propose(ahead, available, dropping)
    minutes = proposal.minutes
    total = sum(minutes.get(one.index, one.minutes) for one in ahead)
    assert proposal.over == max(total - available, 0)
    for one in ahead:
        now = minutes.get(one.index, one.minutes)
        if one.index in proposal.dropped:
            assert one.block.optional and now == 0
        else:
            assert one.least <= now <= one.minutes
            assert not one.block.protected or now == one.minutes
    if proposal.over:
        assert all(minutes.get(one.index, one.minutes) in (0, one.least) for one in ahead)
    assert proposal == propose(ahead, available, dropping)


@given(AHEAD, st.integers(-60, 800))
def test_an_accepted_proposal_needs_no_other(ahead: list[Ahead], available: int) -> None:
    """Once it is accepted there is nothing left to propose, and the same is over."""
    first = propose(ahead, available)
    accepted = [Ahead(one.index, one.block, first.minutes.get(one.index, one.minutes)) for one in ahead]
    second = propose(accepted, available)
    assert second.changes_nothing
    assert second.over == first.over


@given(AHEAD, st.integers(-60, 800), st.integers(1, 30))
def test_later_is_never_longer(ahead: list[Ahead], available: int, lost: int) -> None:
    """With less time left no block as a whole set gets more, and no buffer outlasts a shortened block."""
    proposal = propose(ahead, available - lost)
    before = propose(ahead, available)
    total = sum(proposal.minutes.get(one.index, one.minutes) for one in ahead)
    assert total <= sum(before.minutes.get(one.index, one.minutes) for one in ahead)
    shortened = any(one.index in proposal.minutes and one.block.kind != "buffer" for one in ahead)
    full = any(proposal.minutes.get(one.index, one.minutes) for one in ahead if one.block.kind == "buffer")
    assert not (shortened and full)


@given(st.dictionaries(st.integers(0, 20), st.integers(0, 90), max_size=8), st.integers(0, 500))
def test_shares_are_fair(spare: dict[int, int], wanted: int) -> None:
    """Together they give what is wanted or all there is; each within a minute of its proportion."""
    given_minutes = share(spare, wanted)
    total = sum(spare.values())
    assert sum(given_minutes.values()) == min(wanted, total)
    for index, minutes in given_minutes.items():
        assert 0 <= minutes <= spare[index]
        assert abs(minutes - min(wanted, total) * spare[index] / total) < 1
