"""The shelf: what was written and has no place in the open pack, and why."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.progress.test_own_prompts import own
from tests.screens.conftest import LITTLE
from workbook.content.loader import Pack, open_pack
from workbook.progress.homes import CHECK_IN, homes_in
from workbook.progress.shelf import STAYS, lacks_place, may_lack_place, why
from workbook.store.written import PRACTICE, Written

DAY = date(2026, 11, 22)
LITTLE_PACK = open_pack(LITTLE)
OWN = [own("waking", name="own:here"), own("gone", name="own:lost"), own("", "", "own:free")]
HOMES = homes_in(LITTLE_PACK, OWN)


def written(item_id: str, kind: str = "text", section_id: str = "waking") -> Written:
    """Make something written."""
    title = "Lamps" if kind == PRACTICE else ""
    return Written(("layers", 1), item_id, item_id, section_id, kind, title, DAY.isoformat(), DAY)


@pytest.mark.parametrize(
    ("one", "lacks"),
    [
        (written("one-word"), False),
        (written("lamps", PRACTICE, ""), False),
        (written("vanished"), True),
        (written("vanished", PRACTICE, ""), True),
        (written("lamps"), True),
        (written("one-word", PRACTICE, ""), True),
        (written("own:here"), False),
        (written("own:lost", section_id="gone"), True),
        (written("own:off"), True),
        (written("own:free", section_id=""), False),
        (written("own:new-free", section_id=""), False),
        (written("", CHECK_IN, ""), False),
    ],
)
def test_what_lacks_a_place(one: Written, lacks: bool) -> None:
    """What the pack does not ask now, or asks as something else, has none; a free note needs none."""
    assert lacks_place(one, HOMES) is lacks


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["one-word", "lamps", "gone-too", "own:here", "own:lost", "own:free"])))
def test_without_reading_the_answer_is_the_same(ids: list[str]) -> None:
    """A pack that can be opened whole needs no chapter to be read to know whether the shelf is empty."""
    layers = [written(name, section_id="" if name == "own:free" else "waking") for name in ids]
    expected = any(lacks_place(one, HOMES) for one in layers)
    assert may_lack_place(ids, (), LITTLE_PACK, OWN) is expected
    assert may_lack_place((), [], LITTLE_PACK, OWN) is False


def test_why_is_said_in_words(tmp_path: Path) -> None:
    """Gone from the pack, taken off, a section that went, a chapter that cannot be opened: each is told."""
    assert "question is not in the open pack" in why(written("vanished"), LITTLE_PACK, OWN)
    assert "practice is not in the open pack" in why(written("vanished", PRACTICE), LITTLE_PACK, OWN)
    assert "took this off its page" in why(written("own:off"), LITTLE_PACK, OWN)
    assert "section is not in the open pack" in why(written("own:lost"), LITTLE_PACK, OWN)
    broken = _broken(tmp_path)
    assert "chapter of this question cannot be opened" in why(written("one-word"), broken, OWN)
    assert "stands in Waking" in why(written("own:here"), broken, OWN)
    assert lacks_place(written("one-word"), homes_in(broken, OWN))
    assert lacks_place(written("own:here"), homes_in(broken, OWN))
    for one in (written("vanished"), written("own:off"), written("own:lost")):
        assert why(one, broken, OWN).endswith(STAYS)


def _broken(folder: Path) -> Pack:
    """The little pack with a mistake in its first chapter."""
    for file in LITTLE.iterdir():
        text = file.read_text("utf-8")
        if file.name == "morning.md":
            text = text.replace('kind = "line"', 'kind = "nonsense"')
        (folder / file.name).write_text(text, "utf-8")
    return open_pack(folder)


def test_a_renamed_section_keeps_what_was_added_to_it(tmp_path: Path) -> None:
    """Its earlier name leads to the present place."""
    for file in LITTLE.iterdir():
        text = file.read_text("utf-8").replace("{#waking}", '{#rising was="waking"}')
        (tmp_path / file.name).write_text(text.replace("(#waking)", "(#rising)"), "utf-8")
    homes = homes_in(open_pack(tmp_path), OWN)
    assert homes["own:here"].section_id == "rising"
    assert not lacks_place(written("own:here"), homes)
