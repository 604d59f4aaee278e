"""What is typed, piped in or set in the environment: whatever it is, one line says why, and nothing is kept."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import ROOT, is_one_line, run
from tests.incoming.sources import LAYER, archive
from tests.store.test_archive import all_bytes
from workbook.store.answers import Answers
from workbook.text import MAX_LENGTH
from workbook.typed import MOST_LINES

LONGEST = 2100
"""Characters of a line that says what is wrong."""


def given(
    monkeypatch: pytest.MonkeyPatch, data: bytes, *, errors: str = "strict", endless: bool = False
) -> None:
    """Put bytes on the input; *endless* repeats them for ever."""
    raw: io.RawIOBase | io.BytesIO = _Endless(data) if endless else io.BytesIO(data)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(raw), "utf-8", errors))


class _Endless(io.RawIOBase):
    """An input that never ends, such as /dev/zero."""

    def __init__(self, data: bytes) -> None:
        self._data = data * (8192 // len(data))
        self.reads = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Give more, and fail where nobody should have read on."""
        self.reads += 1
        assert self.reads < 3000, "the input was read without end"
        size = min(len(buffer), len(self._data))
        buffer[:size] = self._data[:size]
        return size


COMMANDS = {
    "import": ("import", "FILE"),
    "restore": ("restore", "FOLDER"),
    "today": ("today",),
    "paper": ("paper", "WVMSF"),
    "plain": ("--plain",),
    "a passphrase": ("lock", "--passphrase-stdin"),
}


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], written: Path, tmp_path: Path) -> dict[str, list[str]]:
    """Give each command that asks, with something to ask about."""
    (tmp_path / "new.json").write_bytes(archive(LAYER))
    with Answers.open(tmp_path / "other") as other:
        other.write("new", "word", section_id="s", question="Q", kind="text")
    places = {"FILE": str(tmp_path / "new.json"), "FOLDER": str(tmp_path / "other")}
    return {
        name: [*(places.get(word, word) for word in words), "--data", str(written)]
        for name, words in COMMANDS.items()
    }


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("data", "endless"),
    [(b"\0", True), (b"a" * (MAX_LENGTH + 2), False), (b"\xff\xfe\xe9", True)],
    ids=["zeros without end", "a line of 200,002 letters", "bytes that are no text, without end"],
)
def test_an_input_that_is_too_much_is_refused(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    call: dict[str, list[str]],
    written: Path,
    command: str,
    data: bytes,
    endless: bool,
) -> None:
    """With a line that says why; it is not read to its end, and nothing of it is kept."""
    before = all_bytes(written)
    given(monkeypatch, data, endless=endless)
    status, _, err = run(capsys, *call[command])
    assert status == 1
    assert is_one_line(err)
    assert "longer than 200,000 characters" in err or "not text in UTF-8" in err
    assert len(err) < LONGEST
    assert all_bytes(written) == before


@pytest.mark.parametrize("command", ["import", "restore"])
def test_what_never_is_an_answer_is_no(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    call: dict[str, list[str]],
    written: Path,
    command: str,
) -> None:
    """A question is asked a few times, not until a file happens to say yes."""
    before = all_bytes(written)
    given(monkeypatch, b"perhaps\n" * 20 + b"yes\n")
    status, out, err = run(capsys, *call[command])
    assert (status, err) == (1, "")
    assert out.count("yes or no") == 5
    assert out.endswith("Nothing was changed.\n")
    assert all_bytes(written) == before


def test_lines_without_end_are_taken_as_the_end(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A scale that is answered with words for ever, and words that go on for ever."""
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "pack.toml").write_text(
        'format = 1\ntitle = "T"\nversion = "1"\nchapters = ["one.md"]\n'
    )
    scale = (
        '+++\ntitle = "T"\n+++\n## A {#a}\n:::{prompt} p\nkind = "scale"\nlow = 0\nhigh = 9\n+++\nQ?\n:::\n'
    )
    (tmp_path / "pack" / "one.md").write_text(scale)
    from workbook.content.loader import open_pack
    from workbook.export.codes import prompt_codes

    (code,) = prompt_codes(open_pack(tmp_path / "pack").outlines).by_code
    given(monkeypatch, b"x\n", endless=True)
    arguments = ("paper", code, "--pack", tmp_path / "pack", "--data", tmp_path / "words")
    status, out, err = run(capsys, *arguments)
    assert (status, err) == (1, "Nothing was written down.\n")
    assert out.count("A number from 0 to 9, please") == MOST_LINES


def test_a_conversation_with_lines_without_end_ends(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, written: Path
) -> None:
    """What answers nothing for ever is taken as the end of the input, and one leaves."""
    monkeypatch.setattr("workbook.typed.MOST_LINES", 30)
    given(monkeypatch, b"?!\n", endless=True)
    status, out, err = run(capsys, "--plain", "--data", written)
    assert (status, err) == (0, "")
    assert out.endswith("Until another time, if you like.\n")


def test_arguments_that_are_no_text_do_no_harm(capsys: pytest.CaptureFixture[str], written: Path) -> None:
    """What can be read of them is taken."""
    odd = os.fsdecode(b"caf\xe9\xff")
    for arguments in (("today", odd), ("search", odd), ("paper", odd), ("restore", odd), ("merge", odd)):
        status, _, err = run(capsys, *arguments, "--data", written)
        assert status in (0, 1)
        assert err == "" or is_one_line(err)
    with Answers.open(written, read_only=True) as answers:
        assert [hit.record.text for hit in answers.search("caf")] == ["caf"]


LONG = "A" * 100_000
OTHERS = "~nobody-of-that-name/x"


@pytest.mark.parametrize(
    "arguments",
    [
        (LONG,),
        ("where", f"--{LONG}"),
        ("check-store", "--data", f"/{LONG}"),
        ("check-store", "--data", "/a" * 50_000),
        ("restore", LONG),
        ("restore", "9" * 20_000),
        ("merge", LONG),
        ("import", LONG),
        ("worksheet", LONG),
        ("worksheet", "small-promises", "--country", LONG),
        ("export", "--since", LONG),
        ("workshop", "plan", "x.toml", "--minutes", "9" * 5000),
        ("workshop", "plan", "x.toml", "--trail", "\x1b[3m " * 30_000),
        ("where", "--data", OTHERS),
        ("check", "--pack", OTHERS),
        ("import", OTHERS),
        ("export", OTHERS),
        ("backup", OTHERS),
        ("new", OTHERS),
        ("worksheet", "small-promises", "--output", OTHERS),
        ("worksheet", "--agenda", OTHERS),
        ("workshop", "plan", OTHERS),
        ("workshop", "check", OTHERS),
        ("workshop", "report", OTHERS),
    ],
    ids=lambda words: " ".join(words)[:40] if isinstance(words, tuple) else None,
)
def test_what_is_typed_is_said_back_in_a_line_that_can_be_read(
    capsys: pytest.CaptureFixture[str], written: Path, arguments: tuple[str, ...]
) -> None:
    """However long it is, and whoever's home it names; and nothing is changed."""
    before = all_bytes(written)
    places = () if "--data" in arguments or arguments[0] in (LONG, "check", "new") else ("--data", written)
    status, out, err = run(capsys, *arguments, *places)
    assert status in (1, 2)
    assert out == ""
    assert is_one_line(err)
    assert len(err) < LONGEST
    assert all_bytes(written) == before


@pytest.mark.parametrize("name", ["WORKBOOK_DATA", "WORKBOOK_SETTINGS"])
@pytest.mark.parametrize(
    "value", [OTHERS, os.fsdecode(b"/\xff\x1b[31m\xe2\x80\xae"), "/" + "a" * 5000, "a\nb"]
)
def test_the_environment_can_say_anything(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """A folder that cannot be is named in one line; nothing of it reaches the terminal but text."""
    monkeypatch.setenv(name, value)
    status, out, err = run(capsys, "where")
    printed = out + err
    assert status in (0, 1)
    assert "\x1b" not in printed
    assert "\u202e" not in printed
    assert (status == 1) == (value == OTHERS)
    assert status == 0 or is_one_line(err)


def test_a_folder_that_was_taken_away_is_one_line(tmp_path: Path) -> None:
    """From under the shell it was typed in."""
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f"cd {gone}; rmdir {gone}; {sys.executable} -m workbook where --data words"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert is_one_line(done.stderr.splitlines(keepends=True)[-1])
    assert "Traceback" not in done.stderr
