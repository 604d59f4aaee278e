"""Help, version, mistyped commands, and what a command is when it has a process of its own."""

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import ROOT, is_one_line, run, start
from workbook import cli
from workbook.store.answers import Answers
from workbook.version import VERSION


def commands() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Give every command with its parser; those of a group with the group's name before theirs."""
    for name, parser in commands_of(cli._parser()):
        yield name, parser
        yield from ((f"{name} {inner}", command) for inner, command in commands_of(parser))


def commands_of(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Give the commands that one parser knows."""
    assert isinstance(parser, cli._Parser)
    parser.grow()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def test_every_command_is_known() -> None:
    """The commands the README names, and no others."""
    readme = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"^    workbook ([a-z][a-z-]*)", readme, re.MULTILINE))
    assert {name for name, _ in commands() if " " not in name} == named


def test_every_help_has_an_example_that_can_be_typed(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` ends in an example, and the example is a command this program understands."""
    for name, parser in [("", cli._parser()), *commands()]:
        status, out, _ = run(capsys, *name.split(), "--help")
        assert status == 0
        assert "Example: workbook" in out
        example = (parser.epilog or "").removeprefix("Example: workbook").split()
        chosen = cli._parser().parse_args(example)
        assert example[: len(name.split())] == name.split()
        is_group = any(True for _ in commands_of(parser))
        assert is_group or chosen.run is parser.get_default("run")


def test_version_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` prints name and number."""
    assert run(capsys, "--version") == (0, f"workbook {VERSION}\n", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("search",),
        ("new",),
        ("export", "--format", "pdf"),
        ("where", "--unknown"),
        ("search", "x", "\x1b]0;title\x07", "--nope\n\x1b[2J"),
    ],
)
def test_a_mistyped_command_is_one_line_and_status_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    """What is wrong and where to look, without control codes from what was typed."""
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err.startswith("workbook: ")
    assert is_one_line(err)
    assert "--help" in err


def test_without_a_terminal_the_workbook_says_so_in_one_line(tmp_path: Path) -> None:
    """Status 2 and a line, and nothing is created."""
    done = start("--data", tmp_path / "words", TERM="xterm")
    assert (done.returncode, done.stdout) == (2, "")
    assert is_one_line(done.stderr)
    assert "terminal" in done.stderr
    assert not (tmp_path / "words").exists()


def test_a_dumb_terminal_is_refused_in_one_line(tmp_path: Path) -> None:
    """TERM=dumb cannot show a full screen."""
    done = start("--data", tmp_path / "words", TERM="dumb")
    assert (done.returncode, done.stdout) == (2, "")
    assert is_one_line(done.stderr)
    assert "TERM=dumb" in done.stderr


@pytest.mark.parametrize("command", [("export",), ("search", "water"), ("check-store",)])
def test_a_closed_pipe_is_no_error(written: Path, command: tuple[str, ...]) -> None:
    """When whoever reads the output has gone, as `head` does, the program ends without a word."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "workbook", *command, "--data", written],
            cwd=ROOT,
            stdout=writer,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


def test_an_output_that_takes_nothing_is_one_line(written: Path) -> None:
    """A full disk behind the output is said, with status 1."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "workbook", "export", "--data", written],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert is_one_line(done.stderr)
    assert "No space left" in done.stderr


def test_an_output_that_is_not_utf_8_still_gets_everything(written: Path) -> None:
    """In a terminal set to ASCII search shows what it can; an export is UTF-8 everywhere."""
    with Answers.open(written) as answers:
        answers.write("cafe", "café ☕", section_id="s", question="?", kind="text")
    found = start("search", "caf", "--data", written, PYTHONIOENCODING="ascii")
    assert (found.returncode, found.stderr) == (0, "")
    assert "caf\\xe9" in found.stdout
    command = [sys.executable, "-m", "workbook", "export", "--format", "json", "--data", str(written)]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert "café ☕" in done.stdout.decode("utf-8")


def test_what_draws_no_screen_imports_no_textual(written: Path, tmp_path: Path) -> None:
    """No command but the workbook itself should load Textual; telling the version loads next to nothing."""
    code = """
import sys
from workbook.cli import main
status = main(sys.argv[1:])
heavy = {"textual", "rich", "tinydb", "markdown_it", "asyncio"} & set(sys.modules)
print("loaded", *sorted(heavy), file=sys.stderr)
"""
    loaded = {}
    for command in (
        ("where",),
        ("check",),
        ("new", tmp_path / "pack"),
        ("search", "water", "--data", written),
        ("export", "--data", written),
        ("check-store", "--data", written),
        ("worksheet", "staying"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, *map(str, command)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        loaded[command[0]] = set(done.stderr.split("loaded", 1)[1].split())
    assert loaded["where"] == loaded["new"] == set()
    assert loaded["check"] == {"markdown_it"}
    assert loaded["search"] == loaded["check-store"] == {"tinydb"}
    assert loaded["worksheet"] == {"markdown_it"}
    assert loaded["export"] == {"tinydb", "markdown_it"}
