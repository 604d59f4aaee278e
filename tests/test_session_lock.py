"""Between the workbook and the lock nothing of the answers is kept in memory, as far as Python can be asked."""

import weakref
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.store.locks import lock, opened, quick_locks  # noqa: F401 - a fixture
from workbook import session
from workbook.app import WorkbookApp
from workbook.content.loader import Pack
from workbook.lock.settings import Aside
from workbook.settings import Settings
from workbook.store.answers import Answers
from workbook.store.preferences import WELCOMED

pytestmark = pytest.mark.usefixtures("quick_locks")


def test_locking_now_lets_go_of_answers_editors_and_key(
    words: Path, chapters: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the lock's own program begins, app, answers and open lock are gone."""
    with Answers.open(words) as answers:
        answers.set_preference(WELCOMED, "yes")
    lock(words)
    held: list[weakref.ref[Any]] = []
    alive: list[bool] = []

    async def use(pilot: Pilot[object]) -> None:
        app = pilot.app
        assert isinstance(app, WorkbookApp)
        held.extend(
            [weakref.ref(app), weakref.ref(app.answers), weakref.ref(app.answers._store.files.cipher)]
        )
        await app.open_section("small-promises", "first-promise")
        await pilot.pause()
        app.aside.step_aside(Aside.LOCK_NOW)

    run = WorkbookApp.run
    monkeypatch.setattr(WorkbookApp, "run", lambda app: run(app, headless=True, auto_pilot=use))

    class LockApp:
        """Looks what is left, and leaves."""

        left, return_code = True, 0

        def __init__(self, *_: object) -> None:
            alive.extend(one() is not None for one in held)

        def run(self) -> None:
            """Do nothing."""

    monkeypatch.setattr("workbook.lock.app.LockApp", LockApp)
    begun = session.Session(chapters, words, Settings())
    begun._vault = opened(words)
    assert begun.run() == 0
    assert alive == [False, False, False]
