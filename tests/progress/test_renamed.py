"""What was renamed keeps its history: states, doors and the place left off at go by present ids."""

from pathlib import Path

import pytest

from tests.content.packs import FAR, NEAR, write_pack
from tests.progress.pasts import TODAY
from workbook.content.loader import Pack, open_pack
from workbook.moments import EPOCH
from workbook.progress.doors import doors
from workbook.progress.history import History
from workbook.progress.left_off import left_off_in
from workbook.progress.outlook import Door
from workbook.progress.states import SectionState, section_state
from workbook.store.records import Opening, Place


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """A pack in which `one-word` was `a-word`, `steps` was `paces`, `there` was `yonder`; and `here`, `hither`."""
    near = NEAR.replace("{#here}", '{#here was="hither"}').replace("+++\nOne", 'was = ["a-word"]\n+++\nOne')
    return open_pack(write_pack(tmp_path, {"near.md": near, "far.md": FAR}))


def opened(section_id: str) -> dict[str, Opening]:
    """A section that was opened once."""
    opening = Opening(section_id=section_id, first_at=EPOCH, last_at=EPOCH, visits=1, offset="+00:00")
    return {section_id: opening}


def place_at(section_id: str, item_id: str = "") -> Place:
    """A place in the midst of things."""
    return Place(
        section_id=section_id,
        item_id=item_id,
        scroll=0.25,
        cursor=(1, 2),
        pane="page",
        at=EPOCH,
        offset="+00:00",
    )


@pytest.mark.parametrize(
    ("answered", "state"),
    [
        ({"a-word": 1}, SectionState("answered", 1)),
        ({"a-word": 2}, SectionState("returned", 2)),
        ({"a-word": 1, "one-word": 2}, SectionState("returned", 3)),
        ({"paces": 5}, SectionState("untouched")),
    ],
)
def test_layers_of_earlier_ids_count(pack: Pack, answered: dict[str, int], state: SectionState) -> None:
    """A section should be as far along as all layers of its prompts say, whatever those were called."""
    here = pack.section_outline("here")
    assert here is not None
    assert section_state(here, answered, {}, ()) == state


def test_entries_of_earlier_ids_count(pack: Pack) -> None:
    """An entry in a practice that was renamed should keep its section answered."""
    there = pack.section_outline("there")
    assert there is not None
    assert section_state(there, {}, {"paces": 2}, ()) == SectionState("answered", 1)


def _door(pack: Pack, kind: str, history: History) -> Door | None:
    return next((door for door in doors(pack, history, TODAY) if door.kind == kind), None)


def test_what_was_answered_is_not_offered_as_new(pack: Pack) -> None:
    """No door should call a section new in which something was written under earlier ids."""
    history = History(answered={"a-word": 1}, entries={"paces": 1})
    assert _door(pack, "read", history) is None
    found = _door(pack, "read", History(answered={"a-word": 1}))
    assert found is not None and found.section_id == "there"


def test_picking_up_leads_to_what_it_is_called_now(pack: Pack) -> None:
    """The door to where one left off should name the section and the question by present ids."""
    door = _door(pack, "resume", History(place=place_at("hither", "a-word")))
    assert door is not None
    assert (door.section_id, door.item_id) == ("here", "one-word")


def test_something_near_is_near_a_renamed_section(tmp_path: Path) -> None:
    """The section after the one left off at should be offered, also when that one was renamed."""
    near = NEAR + '\n## Beside {#beside was="next-to"}\n\nWords.\n\n## After {#after}\n\nWords.\n'
    pack = open_pack(write_pack(tmp_path, {"near.md": near, "far.md": FAR}))
    door = _door(pack, "near", History(openings=opened("next-to"), place=place_at("next-to")))
    assert door is not None and door.section_id == "after"


@pytest.mark.parametrize("left", [("here", "one-word"), ("hither", "a-word"), ("here", "a-word")])
@pytest.mark.parametrize("going", [("here", ""), ("hither", "one-word"), ("here", "a-word")])
def test_the_place_is_found_by_any_of_its_ids(
    pack: Pack, left: tuple[str, str], going: tuple[str, str]
) -> None:
    """Scroll and cursor should be kept, and the ids be those of now."""
    assert left_off_in(pack, place_at(*left), *going) == place_at("here", "one-word")


@pytest.mark.parametrize("going", [("there", ""), ("here", "steps"), ("nowhere", "")])
def test_another_place_is_none(pack: Pack, going: tuple[str, str]) -> None:
    """Going elsewhere, or to another question, should not be returning."""
    assert left_off_in(pack, place_at("hither", "a-word"), *going) is None
    assert left_off_in(pack, None, *going) is None
    assert left_off_in(pack, place_at("nowhere"), *going) is None, "what has gone is no place"
