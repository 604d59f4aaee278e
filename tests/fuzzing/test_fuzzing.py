"""Whatever bytes come in, readers read or refuse them: sound files with something wrong, and made-up ones."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzzing.seeds import seeds
from tests.fuzzing.targets import TARGETS
from workbook.store import snapshot

SEEDS = seeds()
WRONG = st.sampled_from(
    [
        *(b"NaN", b"-Infinity", b"1e999", b"9" * 5000, b"-1", b"null", b"[]", b"{}", b'""', b"true", b"0.5"),
        *(b"[" * 500, b"]" * 500, b'{"a":' * 500, b'"', b"\\", b"\\ud800", b"\\u0000", b"\n", b"\r", b"\x00"),
        *(b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", "\u202e\u2028\u0301".encode(), b"\x1b[31m", b"=", b","),
        *(b"9999-12-31T23:59:59-14:00", b"0001-01-01T00:00:00+14:00", b"+++", b":::", b"```", b"a." * 40),
        *(b"## ", b"{#", b"1" * 19, b"x" * 2000, b" " * 2000),
    ]
)
"""What is put in somewhere."""
EDITS = st.lists(
    st.tuples(st.integers(0, 5000), st.integers(0, 30), WRONG | st.binary(max_size=6)), max_size=3
)
"""Where, how much goes, and what comes in its place."""


@pytest.mark.parametrize("name", TARGETS)
def test_every_reader_has_sound_examples(name: str) -> None:
    """Which are read."""
    assert SEEDS[name]
    for seed in SEEDS[name]:
        TARGETS[name](seed)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_sound_file_with_something_wrong_is_read_or_refused(name: str, data: st.DataObject) -> None:
    """And nothing else comes out of any reader."""
    content = data.draw(st.sampled_from(SEEDS[name]))
    for place, length, wrong in data.draw(EDITS):
        start = place % (len(content) + 1)
        content = content[:start] + wrong + content[start + length :]
    TARGETS[name](content)


FOUND = {
    "salvage": [
        b'{"own":{"0":{"id":"own:1","section_id":"","question":"","at":"","saved_at":"","offset":""}}}'
    ],
}
"""What atheris came upon, by target."""


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_once_is_read_or_refused(name: str) -> None:
    """For ever after."""
    for content in FOUND[name]:
        TARGETS[name](content)


def test_a_reader_that_lets_something_through_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The targets would see it: here an endless number that was not refused."""
    monkeypatch.setattr(snapshot, "_finite", float)
    with pytest.raises(ValueError, match="JSON"):
        TARGETS["snapshot"](b'{"layers":{"1":{"value":1e999}}}')


@pytest.mark.parametrize("name", TARGETS)
def test_made_up_bytes_are_read_or_refused(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """For as long as `--fuzz` says, with bytes that are guided by which lines they reach."""
    seconds = request.config.getoption("--fuzz", 0)
    if not seconds:
        pytest.skip("only with --fuzz SECONDS")
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("needs atheris, which is made for some versions of Python only: pip install atheris")
    command = [sys.executable, "-m", "tests.fuzzing.fuzz", name, f"-max_total_time={seconds}"]
    limits = ["-rss_limit_mb=1500", "-timeout=10", f"-artifact_prefix={tmp_path}/"]
    done = subprocess.run(
        [*command, *limits],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1500:]
