"""Killed at any moment: all is as before or as after, and nothing acknowledged is lost.

More: `pytest tests/store/test_kills.py --kills 300 -rP`, which prints how many kills came before, within and after.
"""

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.acts import (
    EVERY,
    OF_THE_LOCK,
    Act,
    before_and_after,
    name_of,
    not_ours,
    open_for,
    state,
    state_after,
)
from tests.store.building import latest_text
from tests.store.killed import PAUSE, PROMPTS, SAVES, Kill, Killer, killer, text_of
from tests.store.locks import files_in, holding, lock
from workbook.store.cipher import is_sealed
from workbook.store.copies import open_copy
from workbook.store.files import Files
from workbook.store.locking import is_locked

pytestmark = pytest.mark.usefixtures("quick_locks")
MANY = 100
"""From so many kills on, some of them must have come in the middle."""


@pytest.fixture(scope="module")
def killing() -> Iterator[Killer]:
    """A prepared process."""
    with killer() as prepared:
        yield prepared


class Kills:
    """Spreads kills over what is done, from before its first file operation to after its last."""

    def __init__(self, killing: Killer, act: str, prepared: Path, many: int) -> None:
        self._killing, self._act, self._prepared, self._many = killing, act, prepared, many
        self.came = Counter[str]()

    def __iter__(self) -> Iterator[tuple[Path, Kill]]:
        chosen = random.Random(self._act)
        whole = self._killing.run(self._act, self._copy("whole"))
        assert whole.is_done
        for number in range(self._many):
            share = (number + chosen.random()) / self._many
            folder = self._copy("tried")
            kill_at = int(share * (whole.operations + 2))
            killed = self._killing.run(self._act, folder, kill_at, chosen.uniform(0, 2 * PAUSE))
            self.came["before" if not killed.operations else "after" if killed.is_done else "within"] += 1
            yield folder, killed
            shutil.rmtree(folder)
        print(f"{self._act}: {self._many} kills, {dict(self.came)}")
        if self._many >= MANY:
            assert self.came["within"] > self._many // 10

    def _copy(self, name: str) -> Path:
        return shutil.copytree(self._prepared, self._prepared.with_name(name))


@pytest.mark.parametrize(("act", "sealed"), EVERY, ids=name_of)
def test_killed_at_any_moment_all_is_as_before_or_as_after(
    killing: Killer, prepared: Path, act: Act, request: pytest.FixtureRequest, *, sealed: bool
) -> None:
    """Without a word about damage, nothing half made left, and nothing plain under a lock."""
    if sealed:
        lock(prepared)
    before, after = before_and_after(prepared, act)
    for folder, killed in Kills(killing, act.__name__, prepared, request.config.getoption("--kills")):
        if not sealed:
            assert any(not_ours(act, prepared) in data for data in files_in(folder).values()), killed
        found = state_after(folder, act, is_done=killed.is_done)
        assert found == after if killed.is_done else found in (*before, after), killed
        if sealed:
            # With a blank: four letters do stand in what was sealed, now and then in 300 times.
            assert holding(folder, "word ", "otter", "deleted on") == []
        else:
            assert open_copy(Files(), prepared, str(prepared.with_name("theirs.zip"))).tables


@pytest.mark.parametrize(("act", "sealed"), OF_THE_LOCK, ids=name_of)
def test_killed_while_the_lock_is_changed_one_secret_opens_everything(
    killing: Killer, prepared: Path, act: Act, request: pytest.FixtureRequest, *, sealed: bool
) -> None:
    """The one of before or the new one; afterwards all is sealed, or nothing."""
    if sealed:
        lock(prepared)
    words = state(prepared)
    for folder, _ in Kills(killing, act.__name__, prepared, request.config.getoption("--kills")):
        assert state(folder) == words
        if is_locked(folder):
            assert holding(folder, "word ", "deleted on") == []
        else:
            assert not [path for path, data in files_in(folder).items() if is_sealed(data)]


@pytest.mark.parametrize("sealed", [False, True], ids=name_of)
def test_killed_while_saving_nothing_acknowledged_is_lost(
    killing: Killer, prepared: Path, request: pytest.FixtureRequest, *, sealed: bool
) -> None:
    """The last acknowledged text of every prompt is there, or the one after it, and whole."""
    if sealed:
        lock(prepared)
    for folder, killed in Kills(killing, "writing", prepared, request.config.getoption("--kills")):
        last = dict(word.split() for word in killed.said if " " in word)
        with open_for(folder) as answers:
            assert answers.opened_from == ""
            for prompt_id in PROMPTS:
                text = latest_text(answers, prompt_id)
                number = int(text.partition(":")[0]) if ":" in text else -1
                assert number >= int(last.get(prompt_id, -1))
                assert number < 0 or text == text_of(number)
                assert number < SAVES
