"""What a program shows of itself when it fails or is asked to: never an answer, a passphrase or its memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.building import write
from tests.store.locks import PASSPHRASE, lock, quick_locks  # noqa: F401 - a fixture
from workbook.store.answers import Answers
from workbook.terminal import drop_leaky_variables

ROOT = Path(__file__).resolve().parent.parent
CANARY = "kingfisher"


def ran(
    program: str, *arguments: object, given: str = "", **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Run a little program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


FAILS = """
import threading
from workbook import cli
from workbook.store.answers import Answers

def fail(self, words):
    text = self.all_layers()[0].text
    def in_thread():
        raise RuntimeError(text)
    class Thrown:
        def __del__(self):
            raise LookupError(text)
    thread = threading.Thread(target=in_thread)
    thread.start()
    thread.join()
    Thrown()
    try:
        int(text)
    except ValueError as error:
        raise KeyError(text) from error

Answers.search = fail
cli.main()
"""


@pytest.mark.usefixtures("quick_locks")
def test_an_error_in_the_program_prints_no_answer(tmp_path: Path) -> None:
    """Neither its message nor its cause nor what fails in a thread or while something is thrown away."""
    folder = tmp_path / "words"
    with Answers.open(folder) as answers:
        write(answers, "one", CANARY)
    lock(folder)
    arguments = ("search", "x", "--passphrase-stdin", "--data", folder)
    done = ran(
        FAILS.replace("sys.argv.pop()", "'all'"), *arguments, given=f"{PASSPHRASE}\n", PYTHONFAULTHANDLER="1"
    )
    assert done.returncode == 1
    assert CANARY not in done.stdout + done.stderr
    assert PASSPHRASE not in done.stdout + done.stderr
    for kind in ("KeyError", "RuntimeError", "LookupError"):
        assert f"{kind} at:" in done.stderr
    assert "in fail" in done.stderr
    assert "an error in the program" in done.stderr


def test_no_variable_lets_textual_log_keys_or_send_them_away() -> None:
    """`TEXTUAL=devtools` would send every key to whoever listens on a port of this computer."""
    names = ("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_DEBUG", "TEXTUAL_DEVTOOLS_HOST", "TEXTUAL_DEVTOOLS_PORT")
    more = ("TEXTUAL_SCREENSHOT", "TEXTUAL_SCREENSHOT_LOCATION", "TEXTUAL_PRESS", "PYTHONASYNCIODEBUG")
    environment = dict.fromkeys((*names, *more), "devtools,debug") | {"TEXTUAL_FPS": "30", "HOME": "/home/me"}
    drop_leaky_variables(environment)
    assert environment == {"TEXTUAL_FPS": "30", "HOME": "/home/me"}


MEMORY = """
import ctypes, resource
from workbook.asking import close_memory
close_memory()
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE)[0])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="prctl(2)")
def test_memory_with_a_key_in_it_is_closed_to_other_programs() -> None:
    """PR_GET_DUMPABLE says 0; and a limit of one byte keeps the kernel from calling a program for dumps."""
    done = ran(MEMORY)
    assert done.stdout.split()[0] == "0"
    assert int(done.stdout.split()[1]) <= 1
