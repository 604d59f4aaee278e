"""The session: what is arranged before the full screen opens."""

import sys
from pathlib import Path

import pytest

from workbook import session
from workbook.app import WorkbookApp

if sys.platform != "win32":
    import resource


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_crash_leaves_no_copy_of_the_memory(words: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the workbook runs, the system should write no core dump: it would hold every answer."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    seen = []
    monkeypatch.setattr(WorkbookApp, "run", lambda app: seen.append(resource.getrlimit(resource.RLIMIT_CORE)))
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
        assert session.run_workbook(None, words) == 0
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)
    ((soft, hard),) = seen
    assert soft in (0, 1), "no file is that small, and at 1 Linux calls no program for it"
    assert hard == before[1]
