"""The garden as pure functions: plants only ever grow, seeds and weeds are the person's, and words tell it all."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from workbook.content.loader import Pack
from workbook.content.pack_model import ChapterOutline, GardenBeds, PackInfo, SectionOutline, Theme
from workbook.progress.garden import Garden, Plant, Sown, garden
from workbook.progress.garden_words import about, in_words, look_of, name_of
from workbook.progress.history import History
from workbook.store.records import Entry, Opening, OwnPrompt

AT = datetime(2026, 11, 22, 12, 4, tzinfo=UTC)
THEMES = ("care", "rest", "play")
PACK = Pack(
    Path("nowhere"),
    PackInfo(
        title="P",
        version="1",
        chapter_files=("c.md",),
        themes=tuple(Theme(id=name, title=name.capitalize()) for name in THEMES),
        garden=GardenBeds(practice_id="patch", seed="seed", weed="weed"),
    ),
    (
        ChapterOutline(
            id="c",
            title="C",
            sections=(
                SectionOutline(
                    id="one",
                    title="One",
                    chapter_id="c",
                    prompt_ids=("a", "b", "silent"),
                    was=("old-one",),
                    renamed=(("old-a", "a"),),
                    item_themes=(("a", ("care",)), ("b", ("rest",))),
                ),
                SectionOutline(
                    id="two",
                    title="Two",
                    chapter_id="c",
                    practice_ids=("patch",),
                    renamed=(("old-patch", "patch"),),
                    item_themes=(("patch", ("care", "rest")),),
                ),
            ),
        ),
    ),
)
SECTIONS = ("one", "old-one", "two", "gone")
PROMPTS = ("a", "old-a", "b", "silent", "own:1", "own:2", "gone")

counts = st.integers(1, 40)
histories = st.builds(
    lambda answered, entries, opened, resting, own: History(
        answered=answered,
        entries=entries,
        openings={name: opening(name) for name in opened},
        resting=tuple(resting),
        own=tuple(own_prompt(name, place) for name, place in own.items()),
    ),
    st.dictionaries(st.sampled_from(PROMPTS), counts),
    st.dictionaries(st.sampled_from(["patch", "old-patch", "gone"]), counts),
    st.sets(st.sampled_from(SECTIONS)),
    st.sets(st.sampled_from(SECTIONS)),
    st.dictionaries(st.sampled_from(["own:1", "own:2"]), st.sampled_from(SECTIONS)),
)


def opening(section_id: str) -> Opening:
    """A section that was opened."""
    return Opening(section_id=section_id, first_at=AT, last_at=AT, visits=1, offset="+00:00")


def own_prompt(own_id: str, section_id: str) -> OwnPrompt:
    """A question someone added."""
    return OwnPrompt(id=own_id, section_id=section_id, question="Q?", at=AT, saved_at=AT, offset="+00:00")


def entry(number: int, ending: str = "", **values: str) -> Entry:
    """An entry in the practice of seeds; a higher number is a later one."""
    at = AT + timedelta(days=number)
    return Entry(
        id=f"e{number}",
        practice_id="patch",
        title="Patch",
        values=dict(values),
        labels={},
        visit_id="v",
        at=at,
        saved_at=at,
        offset="+00:00",
        ending=ending,
    )


def growth(grown: Garden) -> dict[str, int]:
    """How much each plant has grown."""
    return {plant.theme_id: plant.growth for plant in grown.plants}


def plant(**facts: Any) -> Plant:
    """A plant about care."""
    return replace(Plant(theme_id="care", title="Care", kind=0, growth=1), **facts)


def test_every_theme_is_a_plant_even_on_bare_ground() -> None:
    """With nothing written there is ground for each theme, and nothing else."""
    grown = garden(PACK, History())
    assert [one.theme_id for one in grown.plants] == [*THEMES]
    assert grown.is_bare
    assert set(growth(grown).values()) == {0}
    assert grown.plants[2].section_ids == ()
    assert not grown.plants[2].is_resting


def test_what_is_written_counts_for_its_themes() -> None:
    """A question for its own, one without any for its section's; earlier ids and own questions as well."""
    care, rest, play = garden(PACK, History(answered={"old-a": 1, "a": 2})).plants
    assert (care.growth, care.answered, care.returns, rest.growth) == (6, 1, 2, 0)
    care, rest, play = garden(PACK, History(answered={"silent": 1})).plants
    assert (care.growth, rest.growth, play.growth) == (2, 2, 0)
    own = History(answered={"own:1": 2}, own=(own_prompt("own:1", "old-one"),))
    assert growth(garden(PACK, own)) == {"care": 4, "rest": 4, "play": 0}
    history = History(entries={"old-patch": 1, "patch": 2}, openings={"old-one": opening("old-one")})
    care, rest, _ = garden(PACK, history).plants
    assert (care.entries, care.opened, care.growth, rest.growth) == (3, 1, 7, 7)


def test_a_theme_rests_when_all_its_sections_do() -> None:
    """One of two sections set aside is no rest; both are, and what has grown stays."""
    history = History(answered={"a": 2}, resting=("old-one",))
    before = garden(PACK, history).plants[0]
    after = garden(PACK, replace(history, resting=("old-one", "two"))).plants[0]
    assert (before.is_resting, after.is_resting) == (False, True)
    assert before.growth == after.growth == 4


@given(histories, histories)
def test_nothing_that_is_added_makes_a_plant_smaller(before: History, more: History) -> None:
    """Further answers, entries, openings, own questions and rests lower no figure of any plant (rule 2)."""
    after = History(
        answered={
            name: before.answered.get(name, 0) + more.answered.get(name, 0)
            for name in (*before.answered, *more.answered)
        },
        entries={
            name: before.entries.get(name, 0) + more.entries.get(name, 0)
            for name in (*before.entries, *more.entries)
        },
        openings={**before.openings, **more.openings},
        resting=more.resting,
        own=(*before.own, *(one for one in more.own if one.id not in {own.id for own in before.own})),
    )
    for old, new in zip(garden(PACK, before).plants, garden(PACK, after).plants, strict=True):
        assert 0 <= old.growth <= new.growth
        assert (old.opened, old.answered, old.entries) <= (new.opened, new.answered, new.entries)
        assert old.answered + old.returns <= new.answered + new.returns


@given(histories, st.integers(0, 4000))
def test_time_alone_changes_nothing(history: History, days: int) -> None:
    """The same history, opened however long ago, is the same garden (rule 2)."""
    long_ago = {
        name: replace(one, first_at=AT - timedelta(days=days), last_at=AT - timedelta(days=days))
        for name, one in history.openings.items()
    }
    assert garden(PACK, replace(history, openings=long_ago)) == garden(PACK, history)


def test_seeds_come_up_and_weeds_are_kept_as_named() -> None:
    """In the order of sowing and in the person's words; only a `met` ending brings a seed up; blanks are nothing."""
    entries = [
        entry(3, seed="Say yes"),
        entry(1, "came-up", seed="Lend the book", weed="Everyone leaves"),
        entry(2, "still-under", seed="Write back", weed="  "),
        entry(4, soil="An early night"),
    ]
    assert garden(PACK, History(), entries, {"came-up"}).sown == (
        Sown(kind="seedling", words="Lend the book", entry_id="e1"),
        Sown(kind="weed", words="Everyone leaves", entry_id="e1"),
        Sown(kind="seed", words="Write back", entry_id="e2"),
        Sown(kind="seed", words="Say yes", entry_id="e3"),
    )
    assert garden(PACK, History(), entries).practice_id == "patch"
    assert not garden(PACK, History(), entries).is_bare


@given(histories, st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=6))
def test_weeds_and_seeds_count_for_nothing_else(history: History, sown: list[tuple[str, str]]) -> None:
    """Whatever was planted or named, every plant is as it would be without."""
    entries = [entry(number, seed=seed, weed=weed) for number, (seed, weed) in enumerate(sown)]
    assert garden(PACK, history, entries).plants == garden(PACK, history).plants


def test_a_pack_without_a_garden_has_plants_only() -> None:
    """Older packs name no practice of seeds."""
    pack = Pack(PACK.folder, replace(PACK.info, garden=None), PACK.outlines)
    grown = garden(pack, History(answered={"a": 1}), [entry(1, seed="Say yes")])
    assert grown.sown == ()
    assert grown.practice_id == ""
    assert growth(grown) == {"care": 2, "rest": 0, "play": 0}


def test_words_say_what_is_there() -> None:
    """Plainly, with small numbers in words, and never what is missing."""
    assert about(plant(answered=1)) == "You answered in one place."
    assert about(plant(answered=4, returns=2)) == "You answered in four places, and you came back twice."
    assert about(plant(answered=20, returns=13)) == "You answered in 20 places, and you came back 13 times."
    assert about(plant(entries=1, opened=3)) == "One entry in its practices."
    assert about(plant(opened=3)) == "You have read in three places."
    assert about(plant(growth=0)) == "Bare ground. Enter shows where something could begin."
    assert about(plant(opened=1, is_resting=True)).endswith("You let it rest; it keeps what it has.")
    assert name_of(Sown(kind="weed", words="I am\ntoo much", entry_id="e")) == (
        "A weed you have seen: I am too much"
    )


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_a_plant_that_grew_looks_no_smaller(first: int, second: int) -> None:
    """The words for how a plant looks follow its growth."""
    looks = list(dict.fromkeys(look_of(plant(growth=number)) for number in range(3001)))
    less, more = sorted((first, second))
    assert looks.index(look_of(plant(growth=less))) <= looks.index(look_of(plant(growth=more)))


def test_everything_can_be_told_in_words() -> None:
    """Plain text: a line for each plant and each thing that was sown."""
    told = in_words(garden(PACK, History(answered={"a": 1}), [entry(1, seed="Say yes", weed="Doubt")]))
    assert [f"{name}: {words}" for name, words in told] == [
        "Care: A sprout. You answered in one place.",
        "Rest: Bare ground.",
        "Play: Bare ground.",
        "A seed: Say yes",
        "A weed you have seen: Doubt",
    ]
