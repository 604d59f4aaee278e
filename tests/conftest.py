"""Fixtures for all tests: a home of their own, the real chapters, and apps on real stores."""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.quiet import parse_styles_once, wait_by_the_loop
from workbook.app import WorkbookApp
from workbook.content.loader import Pack, open_pack
from workbook.settings import Settings
from workbook.store.answers import Answers
from workbook.store.preferences import WELCOMED

# A busy machine makes an example slow now and then; what is slow is measured in tests/benchmarks.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

CHAPTERS = Path(__file__).resolve().parent.parent / "chapters"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--kills N`, for hundreds of them: `pytest tests/store tests/test_installed.py -k kill --kills 500`."""
    parser.addoption("--kills", type=int, default=3, help="how often each kill -9 test kills a writer")
    parser.addoption(
        "--fuzz", type=int, default=0, help="seconds to feed readers with made-up bytes (needs atheris)"
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run one more test at a time than there are cores: those with a real terminal mostly wait for it."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Spare the collector what is there to stay, and let it look less often: it took an eighth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _unhurried_but_quick() -> Iterator[None]:
    """Wait for the event loop instead of the clock, and parse each style sheet once."""
    with pytest.MonkeyPatch.context() as patch:
        wait_by_the_loop(patch)
        parse_styles_once(patch)
        yield


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 12, 4, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now

    def pass_days(self, days: float) -> None:
        """Let time pass."""
        self.now += timedelta(days=days)


MakeApp = Callable[..., WorkbookApp]
"""Opens a visit: a new app on the same answers."""


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shut out the developer's own machine: settings, data, editor, time zone, colours."""
    for name in ("VISUAL", "EDITOR", "NO_COLOR", "WORKBOOK_DATA", "WORKBOOK_SETTINGS"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture
def clock() -> Clock:
    """The time, under the test's control."""
    return Clock()


@pytest.fixture(scope="session")
def chapters() -> Pack:
    """The pack that comes with the program."""
    return open_pack(CHAPTERS)


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """The folder in which answers are kept."""
    return tmp_path / "words"


@pytest.fixture
def make_app(chapters: Pack, words: Path, clock: Clock) -> Iterator[MakeApp]:
    """Give a function that begins a visit; the visit before is ended first, as it would be."""
    opened: list[Answers] = []

    def make(
        *, pack: Pack | None = None, welcomed: bool = True, settings: Settings | None = None
    ) -> WorkbookApp:
        while opened:
            opened.pop().close()
        answers = Answers.open(words, clock=clock)
        opened.append(answers)
        if welcomed:
            answers.set_preference(WELCOMED, "yes")
        return WorkbookApp(pack or chapters, answers, settings, clock=clock)

    yield make
    while opened:
        opened.pop().close()
