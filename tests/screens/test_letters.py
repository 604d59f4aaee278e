"""Letters on the page: the suggested day goes by the program's clock; words are folded until their day only."""

import pytest

from tests.conftest import Clock, MakeApp
from tests.screens.person import flattened, press, settle


async def test_the_suggested_day_is_counted_from_the_clock(make_little: MakeApp, clock: Clock) -> None:
    """A letter's day should be thirty days from the day of the visit, whatever the machine says."""
    clock.pass_days(1000)
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("every-kind", "kind-letter")
        await settle(pilot)
        assert "It opens on 17 September 2029." in flattened(app)


@pytest.mark.parametrize(
    ("opens", "is_open"), [("2029-09-17", False), ("2026-11-23", True), ("coming-back", True)]
)
async def test_an_earlier_letter_is_folded_until_its_day(
    make_little: MakeApp, clock: Clock, opens: str, is_open: bool
) -> None:
    """Until its day only the day should show; a letter that waits for an occasion stands open."""
    letter = {"text": "Dearest", "opens": opens}
    first = make_little()
    first.answers.write("kind-letter", letter, section_id="every-kind", question="?", kind="letter")
    clock.pass_days(3)
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("every-kind", "kind-letter")
        await settle(pilot)
        await press(pilot, "ctrl+t")
        await settle(pilot)
        assert ("Dearest" in flattened(app)) is is_open
        assert ("A letter. It opens on 17" in flattened(app)) is not is_open
