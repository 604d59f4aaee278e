"""Answering on the page: kept as typed, layered by visit, never asked to be saved."""

import pytest

from tests.conftest import Clock, MakeApp
from tests.screens.shown import shown

SIZES = [(40, 15), (80, 24)]


@pytest.mark.parametrize("size", SIZES)
async def test_typing_saves_the_answer(make_app: MakeApp, size: tuple[int, int]) -> None:
    """What is typed should be in the store without a save key, at every size."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("1")
        await pilot.pause()
        await pilot.press(*"rest")
        await pilot.press("ctrl+q")
    layer = app.answers.latest("first-promise")
    assert layer is not None
    assert layer.text == "rest"


async def test_a_later_visit_begins_an_empty_page_beside_the_earlier_one(
    make_app: MakeApp, clock: Clock
) -> None:
    """Coming back should offer an empty page and show what was written before."""
    first = make_app()
    async with first.run_test(size=(120, 36)) as pilot:
        await pilot.press("1", *"water")
        await pilot.press("ctrl+q")
    clock.pass_days(40)
    second = make_app()
    async with second.run_test(size=(120, 36)) as pilot:
        await second.open_section("small-promises", "first-promise")
        await pilot.pause()
        await pilot.pause()
        assert "water" in shown(second)
        await pilot.press(*"tea")
        await pilot.press("ctrl+q")
    assert [layer.text for layer in second.answers.layers("first-promise")] == ["tea", "water"]
