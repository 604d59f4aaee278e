"""The format is described well enough for somebody else to write a reader: `stranger` is one, without our code."""

import ast
import json
from pathlib import Path

import pytest

from tests.store import stranger
from tests.store.building import SetClock, abandon, write
from tests.store.locks import PASSPHRASE, lock, opened
from tests.store.make_vectors import LINES, VECTORS, WORDS, whole_code
from tests.store.test_inbox import message
from workbook.store.answers import Answers
from workbook.store.files import Files
from workbook.store.inbox import put_message
from workbook.store.opening import open_to_read

pytestmark = pytest.mark.usefixtures("quick_locks")


def test_the_reader_knows_nothing_of_ours() -> None:
    """Else it would prove nothing about the description."""
    tree = ast.parse(Path(stranger.__file__).read_text("utf-8"))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name for name in imported if name.startswith(("workbook", "tests"))}


@pytest.mark.parametrize("typed", [PASSPHRASE, whole_code().lower()])
@pytest.mark.parametrize("keys", ["good-keys", "good-keys-full-strength"])
def test_it_opens_every_good_vector(keys: str, typed: str) -> None:
    """By passphrase and by recovery code."""
    reader = stranger.Reader((VECTORS / keys).read_bytes(), typed)
    assert reader.state == b"locked"
    assert reader.file((VECTORS / "good-file").read_bytes()) == WORDS
    assert reader.file((VECTORS / "good-empty-file").read_bytes()) == b""
    assert reader.file((VECTORS / "good-long-file").read_bytes()) == WORDS * 400
    assert reader.message((VECTORS / "good-message").read_bytes()) == WORDS
    for name in ("good-journal", "good-torn-journal"):
        assert tuple(reader.lines((VECTORS / name).read_bytes())) == LINES


def test_it_reads_a_whole_locked_store(folder: Path) -> None:
    """Snapshot and journals, after a crash; and a message that waits."""
    clock = SetClock()
    with Answers.open(folder, clock=clock) as answers:
        write(answers, "one", "before the lock: å, 漢, 🪴")
    code = lock(folder)
    answers = Answers.open(folder, clock=clock, vault=opened(folder))
    write(answers, "two", "under the lock")
    write(answers, "two", "under the lock, and more")
    abandon(answers)
    tables = open_to_read(Files(), folder, clock(), opened(folder)).tables
    assert len(tables["layers"]) == 2
    path = put_message(folder, message("otter"))
    for typed in (PASSPHRASE, code):
        assert stranger.read(folder, typed) == tables
    reader = stranger.Reader((folder / "answers.keys.copy").read_bytes(), PASSPHRASE)
    assert json.loads(reader.message(path.read_bytes()))["text"] == "otter"
