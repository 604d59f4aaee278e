"""Pasts for the tests of doors: records as they would have been kept, and any mixture of them."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from tests.conftest import CHAPTERS
from workbook.content.loader import open_pack
from workbook.progress.history import History
from workbook.store.records import CheckIn, Entry, Layer, Opening, OwnPrompt, Place, Visit

TODAY = date(2026, 11, 22)
REAL = open_pack(CHAPTERS)
OUTLINES = [section for chapter in REAL.outlines for section in chapter.sections]
SECTIONS = [section.id for section in OUTLINES]
PROMPTS = [prompt_id for section in OUTLINES for prompt_id in section.prompt_ids]
PRACTICES = [practice_id for section in OUTLINES for practice_id in section.practice_ids]
TRAILS = [trail.id for trail in REAL.info.trails]


def moment(days_ago: int = 0) -> datetime:
    """Noon on a day before today."""
    return datetime(2026, 11, 22, 12, tzinfo=UTC) - timedelta(days=days_ago)


def an_opening(section_id: str, days_ago: int = 0, visits: int = 1) -> Opening:
    """A section that was opened."""
    at = moment(days_ago)
    return Opening(section_id=section_id, first_at=at, last_at=at, visits=visits, offset="+00:00")


def opened(*section_ids: str, days_ago: int = 0, visits: int = 1) -> dict[str, Opening]:
    """Sections that were opened."""
    return {section_id: an_opening(section_id, days_ago, visits) for section_id in section_ids}


def a_place(section_id: str, item_id: str = "", days_ago: int = 0) -> Place:
    """Where someone left off."""
    at = moment(days_ago)
    return Place(
        section_id=section_id, item_id=item_id, scroll=0, cursor=(0, 0), pane="page", at=at, offset="+00:00"
    )


def a_layer(prompt_id: str, section_id: str, days_ago: int = 0) -> Layer:
    """An answer."""
    return Layer(
        id=f"layer of {prompt_id}",
        prompt_id=prompt_id,
        section_id=section_id,
        question="?",
        kind="text",
        value="words that are nobody's business",
        visit_id="v",
        at=moment(days_ago),
        saved_at=moment(days_ago),
        offset="+00:00",
    )


def an_entry(practice_id: str, name: str = "e", ending: str = "", days_ago: int = 0) -> Entry:
    """An entry of a practice, ended perhaps."""
    return Entry(
        id=name,
        practice_id=practice_id,
        title="A practice",
        values={"words": "words that are nobody's business"},
        labels={},
        visit_id="v",
        at=moment(days_ago),
        saved_at=moment(days_ago),
        offset="+00:00",
        look_back_on="2026-11-20",
        ending=ending,
        ending_label=ending,
        ended_at=moment(days_ago) if ending else None,
    )


def visited(*days_ago: int) -> list[Visit]:
    """Visits, newest first."""
    return [Visit(id=f"visit {days}", at=moment(days), offset="+00:00") for days in sorted(days_ago)]


def a_checkin(level: int = 5, word: str = "") -> CheckIn:
    """A check-in of today."""
    at = moment()
    return CheckIn(id="c", level=level, word=word, visit_id="v", at=at, saved_at=at, offset="+00:00")


def an_own(section_id: str) -> OwnPrompt:
    """A question of one's own."""
    return OwnPrompt(
        id="own:1", section_id=section_id, question="?", at=moment(), saved_at=moment(), offset="+00:00"
    )


_AGO = st.integers(0, 400)
_LAST = st.one_of(
    st.none(),
    st.builds(
        lambda number, days: a_layer(
            PROMPTS[number], next(one.id for one in OUTLINES if PROMPTS[number] in one.prompt_ids), days
        ),
        st.integers(0, len(PROMPTS) - 1),
        _AGO,
    ),
    st.builds(
        an_entry,
        st.sampled_from([*PRACTICES, "gone"]),
        st.just("last"),
        st.sampled_from(["", "not-yet", "kept", "not-for-now"]),
        _AGO,
    ),
)
PASTS = st.builds(
    lambda answered, entries, openings, resting, later, due, place, walks, last, visits: History(
        answered=dict.fromkeys(answered, 1),
        entries=dict.fromkeys(entries, 2),
        openings={name: an_opening(name, days, visits=1 + days % 3) for name, days in openings.items()},
        resting=resting,
        later=later,
        due=[an_entry(practice_id, f"e{number}") for number, practice_id in enumerate(due)],
        place=a_place(*place) if place else None,
        walks=walks,
        own=[an_own(SECTIONS[0])],
        last=last,
        visits=visited(*visits),
    ),
    answered=st.one_of(st.sets(st.sampled_from([*PROMPTS, "gone"])), st.just(set(PROMPTS))),
    entries=st.sets(st.sampled_from(PRACTICES)),
    openings=st.one_of(
        st.dictionaries(st.sampled_from(SECTIONS), _AGO),
        st.just(dict.fromkeys(SECTIONS, 1)),
        st.just(dict.fromkeys(SECTIONS, 200)),
    ),
    resting=st.sets(st.sampled_from(SECTIONS), max_size=len(SECTIONS) - 2),
    later=st.lists(st.sampled_from([*PROMPTS, *SECTIONS, "own:1", "gone"]), unique=True, max_size=5),
    due=st.lists(st.sampled_from([*PRACTICES, "gone"]), max_size=6),
    place=st.one_of(
        st.none(), st.tuples(st.sampled_from([*SECTIONS, "gone"]), st.sampled_from(["", *PROMPTS]))
    ),
    walks=st.dictionaries(st.sampled_from([*TRAILS, "gone"]), st.sampled_from([*SECTIONS, "gone"])),
    last=_LAST,
    visits=st.sets(_AGO, max_size=4),
)
"""Any past with the real chapters; at least two sections do not rest."""
DAYS = st.integers(0, 800).map(lambda days: TODAY + timedelta(days=days))
