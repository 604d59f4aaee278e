"""A power cut after any file operation leaves everything that was acknowledged until then."""

from pathlib import Path

import pytest

from tests.store.building import SetClock, abandon, latest_text, write
from tests.store.power import Disk, PowerFiles
from workbook.store import storage
from workbook.store.answers import Answers

TEXTS = ("a long first wording " * 30, "short", "x" * 1500, "y", "longer again " * 60)


def lay_out(disk: Disk, home: Path, target: Path) -> None:
    """Write what the disk has into another folder."""
    target.mkdir()
    for path, content in disk.items():
        copy = target / path.relative_to(home)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(content)


def test_a_power_cut_loses_nothing_acknowledged(
    folder: Path, tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the names that were not synced made it to the disk or not."""
    monkeypatch.setattr(storage, "LARGE_JOURNAL", 3000)
    files = PowerFiles()
    known: list[tuple[int, str]] = [(0, "")]
    """From which moment on which text was acknowledged."""
    for session in range(4):
        answers = Answers.open(folder, clock=clock, files=files)
        for text in TEXTS:
            write(answers, "one", f"{session} {text}")
            known.append((len(files.moments), f"{session} {text}"))
        if session % 2:
            abandon(answers)
        else:
            answers.close()
    texts = [text for _, text in known]
    for number, moment in enumerate(files.moments):
        acknowledged = [text for since, text in known if since <= number + 1][-1]
        target = tmp_path / f"cut-{number}"
        lay_out(moment[number % 2], folder, target)
        with Answers.open(target) as after:
            found = latest_text(after, "one")
            assert texts.index(found) >= texts.index(acknowledged)
            assert after.opened_from == ""
