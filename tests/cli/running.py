"""Running commands, in this process or in one of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CHAPTERS
from tests.hostile import CONTROLS
from workbook import cli

ROOT = CHAPTERS.parent


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Run a command in this process; give its status, its output and its errors."""
    try:
        status = cli.main([str(argument) for argument in arguments])
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def start(
    *arguments: str | Path, folder: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "workbook", *map(str, arguments)],
        cwd=folder or ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def is_plain(text: str) -> bool:
    """Tell whether something can be printed: no control code but line ends."""
    return not CONTROLS.search(text.replace("\n", ""))


def is_one_line(text: str) -> bool:
    """Tell whether something is exactly one line, of plain text."""
    return text.count("\n") == 1 and text.endswith("\n") and is_plain(text)
