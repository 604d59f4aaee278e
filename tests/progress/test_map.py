"""The map as a pure function: everything stands on it, nothing on it ever goes down, and words tell all of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CHAPTERS, Clock
from workbook.content.loader import Pack, open_pack
from workbook.content.pack_model import ChapterOutline, PackInfo, SectionOutline, Stop, Theme, Trail
from workbook.moments import EPOCH
from workbook.progress.history import History
from workbook.progress.map import OTHER, Map, map_of
from workbook.progress.map_words import map_in_words, state_in_words, stop_in_words
from workbook.progress.past import history_of
from workbook.store.answers import Answers
from workbook.store.records import Opening, OwnPrompt, Visit

REAL = open_pack(CHAPTERS)
FEW = settings(max_examples=40, deadline=None)
NOW = datetime(2026, 11, 22, 12, 4, tzinfo=UTC)
THEMES = ("calm", "warm", "wild")
RANKS = {"untouched": 0, "opened": 1, "answered": 2, "returned": 3}
NAMES = ("one", "two", "three", "four", "five")


def a_section(name: str, *themes: str, chapter: str = "a", was: tuple[str, ...] = ()) -> SectionOutline:
    """A section with one prompt, and one practice, that carry some themes."""
    return SectionOutline(
        id=name,
        title=name.capitalize(),
        chapter_id=chapter,
        prompt_ids=(f"{name}-asks",),
        practice_ids=(f"{name}-does",),
        item_themes=((f"{name}-asks", themes),),
        was=was,
    )


def a_pack(*chapters: ChapterOutline, trails: tuple[Trail, ...] = ()) -> Pack:
    """A pack with three themes."""
    info = PackInfo(
        title="P",
        version="1",
        chapter_files=tuple(f"{chapter.id}.md" for chapter in chapters),
        themes=tuple(Theme(id=name, title=name.capitalize()) for name in THEMES),
        trails=trails,
    )
    return Pack(Path("nowhere"), info, chapters)


def a_chapter(name: str, *sections: SectionOutline) -> ChapterOutline:
    """A chapter."""
    return ChapterOutline(id=name, title=f"Chapter {name}", sections=sections)


def a_trail(name: str, *stops: str) -> Trail:
    """A trail along some sections."""
    return Trail(id=name, title=f"I am {name}", stops=tuple(Stop(section_id=one, say="") for one in stops))


def opened(section_id: str, at: datetime = NOW) -> Opening:
    """That a section was opened."""
    return Opening(section_id=section_id, first_at=at, last_at=at, visits=1, offset="+00:00")


def ids(found: Map, theme_id: str, chapter_id: str) -> list[str]:
    """What stands in a cell."""
    return [section.id for section in found.cell(theme_id, chapter_id)]


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """Packs of a few chapters whose sections carry any themes, known and unknown, or none."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True))
    parted: dict[str, list[SectionOutline]] = {"a": [], "b": [], "c": []}
    for name in names:
        chapter = draw(st.sampled_from(sorted(parted)))
        themes = draw(st.lists(st.sampled_from((*THEMES, "unheard-of")), unique=True))
        parted[chapter].append(a_section(name, *themes, chapter=chapter))
    trail = a_trail("lost", *draw(st.lists(st.sampled_from((*NAMES, "gone")))))
    return a_pack(*(a_chapter(name, *sections) for name, sections in parted.items()), trails=(trail,))


PACKS = st.one_of(packs(), st.just(REAL))


@st.composite
def pasts(draw: st.DrawFn, pack: Pack) -> History:
    """Histories of someone with a pack, and with things that are not in it any more."""
    sections = [section for chapter in pack.outlines for section in chapter.sections]
    prompts = ["gone-asks", *(name for section in sections for name in section.prompt_ids)]
    practices = ["gone-does", *(name for section in sections for name in section.practice_ids)]
    names = st.sampled_from(["gone", *(section.id for section in sections)])
    return History(
        answered=draw(st.dictionaries(st.sampled_from(prompts), st.integers(1, 12))),
        entries=draw(st.dictionaries(st.sampled_from(practices), st.integers(1, 9))),
        openings={name: opened(name) for name in draw(st.sets(names))},
        resting=draw(st.sets(names)),
        walks={"lost": draw(names)} if draw(st.booleans()) else {},
    )


@st.composite
def packs_and_pasts(draw: st.DrawFn) -> tuple[Pack, History]:
    """A pack and a history with it."""
    pack = draw(PACKS)
    return pack, draw(pasts(pack))


def is_lowered(before: Map, after: Map) -> list[str]:
    """Name the sections that stand for less than they did."""
    return [
        name
        for name, section in before.sections.items()
        if after.sections[name].state.times < section.state.times
        or RANKS.get(after.sections[name].state.name, 9) < RANKS.get(section.state.name, 0)
    ]


# What stands where


def test_a_section_stands_under_each_of_its_themes() -> None:
    """Rows are themes, columns chapters; in a cell stand sections in the chapter's order."""
    pack = a_pack(
        a_chapter("a", a_section("one", "warm", "calm"), a_section("two", "warm")),
        a_chapter("b", a_section("three", "calm", chapter="b")),
    )
    found = map_of(pack, History())
    assert [theme.id for theme in found.themes] == ["calm", "warm"]
    assert [chapter.id for chapter in found.chapters] == ["a", "b"]
    assert ids(found, "warm", "a") == ["one", "two"]
    assert ids(found, "calm", "a") == ["one"]
    assert ids(found, "calm", "b") == ["three"]
    assert ids(found, "warm", "b") == []
    assert found.sections["one"].themes == ("Calm", "Warm")


def test_what_carries_no_theme_stands_on_the_map_as_well() -> None:
    """A last row holds sections without a theme that the pack knows; without such sections there is none."""
    pack = a_pack(
        a_chapter("a", a_section("one"), a_section("two", "unheard-of"), a_section("three", "wild"))
    )
    found = map_of(pack, History())
    assert found.themes[-1] == OTHER
    assert ids(found, OTHER.id, "a") == ["one", "two"]
    assert OTHER not in map_of(REAL, History()).themes


def test_a_chapter_that_cannot_be_opened_says_so() -> None:
    """It keeps its column, and a line says why it is empty."""
    pack = a_pack(
        a_chapter("a", a_section("one", "calm")), ChapterOutline(id="b", title="b.md", missing="torn")
    )
    found = map_of(pack, History())
    assert found.chapters[1].missing == "torn"
    assert "b.md cannot be opened: torn" in [line.text for line in map_in_words(found, NOW)]


def test_own_questions_and_earlier_names_count() -> None:
    """What was written to an own question, or under an earlier id, belongs to the section of today."""
    pack = a_pack(a_chapter("a", a_section("one", "calm", was=("old-one",)), a_section("two", "calm")))
    own = OwnPrompt(id="own-1", section_id="old-one", question="", at=NOW, saved_at=NOW, offset="+00:00")
    history = History(answered={"own-1": 3}, own=(own,), openings={"old-one": opened("old-one")})
    found = map_of(pack, history).sections["one"]
    assert (found.state.name, found.state.times, found.last_at) == ("returned", 3, NOW)


def test_trails_under_way_come_first() -> None:
    """The one moved last leads; each knows where someone is, and sections know which stops they are."""
    chapter = a_chapter("a", *(a_section(name, "calm") for name in NAMES))
    trails = (a_trail("cold", "one", "two"), a_trail("lost", "two", "three"), a_trail("late", "five"))
    history = History(walks={"cold": "two", "vanished": "one", "lost": "two"})
    found = map_of(a_pack(chapter, trails=trails), history)
    assert [(trail.route.id, trail.place) for trail in found.trails] == [
        ("lost", 0),
        ("cold", 1),
        ("late", None),
    ]
    assert [(leg.route.id, leg.index) for leg in found.legs("two")] == [("lost", 0), ("cold", 1)]
    assert found.legs("five") == ()
    assert stop_in_words(found.trails[0], "two") == "stop 1 of 2, where you are"
    assert stop_in_words(found.trails[2], "one") == ""


# The rules


@FEW
@given(packs_and_pasts())
def test_nothing_is_left_off_the_map(given: tuple[Pack, History]) -> None:
    """Rule 1: every section of the pack should stand in at least one cell, in the column of its chapter."""
    pack, history = given
    found = map_of(pack, history)
    for chapter in pack.outlines:
        standing = {name for theme in found.themes for name in ids(found, theme.id, chapter.id)}
        assert standing == {section.id for section in chapter.sections}


@FEW
@given(packs_and_pasts(), st.data())
def test_more_answers_never_lower_anything(given: tuple[Pack, History], data: st.DataObject) -> None:
    """Rule 2: an answer, an entry or a visit more should leave every section at what it was, or further on."""
    pack, history = given
    before = map_of(pack, history)
    sections = [section for chapter in pack.outlines for section in chapter.sections]
    for section in data.draw(st.lists(st.sampled_from(sections), max_size=3)) if sections else []:
        for item_id in section.prompt_ids[:1]:
            history = replace(
                history, answered={**history.answered, item_id: history.answered.get(item_id, 0) + 1}
            )
        for item_id in section.practice_ids[:1]:
            history = replace(
                history, entries={**history.entries, item_id: history.entries.get(item_id, 0) + 1}
            )
        history = replace(history, openings={**history.openings, section.id: opened(section.id)})
        after = map_of(pack, history)
        assert is_lowered(before, after) == []
        before = after


@FEW
@given(packs_and_pasts(), st.integers(0, 40_000))
def test_waiting_changes_nothing(given: tuple[Pack, History], days: int) -> None:
    """Rule 2: time may pass, and visits in which nothing was written; the map should stay as it is."""
    pack, history = given
    later = NOW + timedelta(days=days)
    visits = (Visit(id="v", at=min(later, NOW + timedelta(days=9000)), offset="+00:00"),)
    assert map_of(pack, replace(history, visits=visits)) == map_of(pack, history)


def test_years_away_change_nothing(chapters: Pack, words: Path, clock: Clock) -> None:
    """With a real store, the map after three years without a visit should be the map of the last one."""
    with Answers.open(words, clock=clock) as answers:
        answers.open_section("small-promises")
        answers.write("first-promise", "rest", section_id="small-promises", question="?", kind="text")
        answers.mark("shoulds", "resting")
        answers.walk("mistake", "repair")
    found = []
    for _ in range(2):
        with Answers.open(words, clock=clock) as answers:
            found.append(map_of(chapters, history_of(answers, clock())))
        clock.pass_days(3 * 365)
    assert found[0] == found[1]
    assert found[0].sections["small-promises"].state.name == "answered"


# In words


@FEW
@given(packs_and_pasts())
def test_words_tell_every_section_under_every_theme(given: tuple[Pack, History]) -> None:
    """The lines lead to the very places that the picture shows, and name title, chapter and state."""
    pack, history = given
    found = map_of(pack, history)
    told = {(line.theme_id, line.section_id): line.text for line in map_in_words(found, NOW)}
    shown = {(theme, name) for (theme, _), names in found.cells.items() for name in names}
    assert {place for place in told if place in shown} == shown
    for theme_id, section_id in shown:
        section, text = found.sections[section_id], told[theme_id, section_id]
        assert text.startswith(f"{section.outline.title}, in {section.chapter}: ")
        assert state_in_words(section, NOW) in text


@FEW
@given(packs_and_pasts())
def test_words_tell_every_trail_with_its_stops(given: tuple[Pack, History]) -> None:
    """Stops stand in their order, and one's own place is said once."""
    pack, history = given
    found = map_of(pack, history)
    lines = [line.text for line in map_in_words(found, NOW)]
    for trail in found.trails:
        begin = "You are on a trail" if trail.place is not None else "A trail"
        at = lines.index(f"{begin}: {trail.route.title}") + 1
        stops = lines[at : at + len(trail.route.stops)]
        for index, (stop, line) in enumerate(zip(trail.route.stops, stops, strict=True)):
            here = ", you are here" if index == trail.place else ""
            assert line == f"{index + 1}. {stop.section.title}{here}"


@FEW
@given(packs_and_pasts(), st.integers(0, 4000))
def test_words_count_nothing_that_is_missing(given: tuple[Pack, History], days: int) -> None:
    """However long ago: no share of a whole, no days away, nothing left to do."""
    pack, history = given
    for section in map_of(pack, history).sections.values():
        words = state_in_words(section, NOW + timedelta(days=days))
        assert not any(wrong in words for wrong in ("%", "days", "only", "not ", "left", "missing", "ago"))


def test_states_in_words() -> None:
    """Plain words, with the day one was there last."""
    pack = a_pack(a_chapter("a", *(a_section(name, "calm") for name in NAMES)))
    history = History(
        answered={"two-asks": 1, "three-asks": 2, "four-asks": 5, "five-asks": 2},
        openings={
            "one": opened("one", NOW - timedelta(days=202)),
            "two": opened("two", NOW - timedelta(hours=3)),
            "three": opened("three", NOW - timedelta(days=1)),
            "four": opened("four", EPOCH),
        },
        resting=("five",),
    )
    found = map_of(pack, history)
    told = {name: state_in_words(section, NOW) for name, section in found.sections.items()}
    here = (NOW - timedelta(hours=3)).astimezone()
    assert told == {
        "one": "opened, last here on 4 May",
        "two": f"answered, last here at {here:%H:%M}",
        "three": "answered twice, last here yesterday",
        "four": "answered 5 times, last here on 1 January 1970",
        "five": "resting, answered twice",
    }
    assert state_in_words(map_of(pack, History()).sections["one"], NOW) == "new to you"
