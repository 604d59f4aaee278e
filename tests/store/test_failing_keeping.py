"""Whatever is done, plain or under a lock: whichever operation fails, once or for good, all is as before or as after.

Every operation fails; once and for good in turn, or with `--kills 100` each of them both ways.
"""

from pathlib import Path

import pytest

from tests.store.acts import (
    EVERY,
    Act,
    before_and_after,
    name_of,
    not_ours,
    state_after,
)
from tests.store.failing import whichever_fails
from tests.store.locks import files_in, holding, lock
from workbook.store.copies import open_copy
from workbook.store.files import Files

MANY = 100
pytestmark = pytest.mark.usefixtures("quick_locks")


@pytest.mark.parametrize(("act", "sealed"), EVERY, ids=name_of)
def test_whichever_operation_fails_all_is_as_before_or_as_after(
    prepared: Path, act: Act, request: pytest.FixtureRequest, *, sealed: bool
) -> None:
    """What was acknowledged is there, nothing is by halves, nothing half made is left, nothing plain under a lock."""
    if sealed:
        lock(prepared)
    before, after = before_and_after(prepared, act)
    for tried in whichever_fails(prepared, act, in_turn=request.config.getoption("--kills") < MANY):
        if not sealed:
            assert any(not_ours(act, prepared) in data for data in files_in(tried.folder).values()), tried
        found = state_after(tried.folder, act, is_done=tried.is_done)
        assert found == after if tried.is_done else found in (*before, after), tried
        if sealed:
            assert holding(tried.folder, "word", "otter", "deleted on") == []
        else:
            assert open_copy(Files(), prepared, str(prepared.with_name("theirs.zip"))).tables
