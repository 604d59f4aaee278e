"""Damage of every kind to every file: what can be read is used, what cannot is kept, and it is said."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.building import SetClock, abandon, latest_text, live_journal, write
from tests.store.locks import lock, opened, quick_locks  # noqa: F401 - a fixture
from workbook.errors import StoreDamaged, StoreTooNew
from workbook.store import journal, snapshot
from workbook.store.answers import Answers
from workbook.store.journal import JOURNAL_FORMAT
from workbook.store.layout import Layout
from workbook.store.other_copies import look_at_copies
from workbook.store.snapshot import (
    SNAPSHOT_FORMAT,
    Snapshot,
    Unreadable,
    decode_header,
    encode_header,
    encode_snapshot,
)

Damage = Callable[[bytes], bytes]


def flip(where: float) -> Damage:
    """Flip one bit at that part of the file."""

    def flipped(data: bytes) -> bytes:
        at = int(len(data) * where)
        return data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :]

    return flipped


DAMAGES: dict[str, Damage] = {
    "empty": lambda data: b"",
    "null": lambda data: b"null",
    "cut in half": lambda data: data[: len(data) // 2],
    "a bit of the header": flip(0.02),
    "a bit in the middle": flip(0.6),
    "another type": lambda data: b'["not", "a", "database"]\n',
    "garbage": lambda data: bytes(range(256)) * 8,
    "zeros": lambda data: b"\0" * len(data),
}


@pytest.fixture
def lived_in(folder: Path, clock: SetClock) -> Path:
    """A store with four sessions behind it: a snapshot, backups, and changes in the journal."""
    for session in range(4):
        answers = Answers.open(folder, clock=clock)
        for prompt_id in ("one", "two", "three"):
            write(answers, prompt_id, f"{prompt_id} in session {session} " * 10)
        if session < 3:
            answers.close()
        else:
            abandon(answers)
    return folder


def texts(answers: Answers) -> list[str]:
    """Give every answer there is."""
    return sorted(layer.text for layer in answers.all_layers())


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_snapshot_loses_nothing(lived_in: Path, damage: Damage) -> None:
    """A backup and the journals after it stand in for the snapshot; the damaged file is kept."""
    with Answers.open(lived_in, read_only=True) as answers:
        whole = texts(answers)
    assert len(whole) == 12
    snapshot = lived_in / "answers.json"
    damaged = damage(snapshot.read_bytes())
    snapshot.write_bytes(damaged)
    with Answers.open(lived_in) as answers:
        assert texts(answers) == whole
        assert "answers.json could not be read" in answers.opened_from
        assert "Opened from the backup of" in answers.opened_from
        assert "\n" not in answers.opened_from
        write(answers, "one", "going on")
    assert [path.read_bytes() for path in (lived_in / "damaged").glob("*answers.json")] == [damaged]
    with Answers.open(lived_in) as answers:
        assert answers.opened_from == ""
        assert texts(answers) == sorted([*whole, "going on"])


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_journal_gives_what_can_be_read(lived_in: Path, damage: Damage) -> None:
    """Everything in the snapshot is there, and every line that is whole; the rest is never silent."""
    journal = live_journal(lived_in)
    damaged = damage(journal.read_bytes())
    journal.write_bytes(damaged)
    with Answers.open(lived_in) as answers:
        assert len(texts(answers)) >= 9
        assert all(f"{name} in session 2 " * 10 in texts(answers) for name in ("one", "two", "three"))
        readable = [line for line in damaged.split(b"\n") if b"session 3" in line and b"\xff" not in line]
        assert len(texts(answers)) >= 9 + len(readable) - 1
        write(answers, "one", "going on")
    kept = b"".join(path.read_bytes() for path in (lived_in / "damaged").iterdir())
    assert kept.strip(b"\0") in damaged
    assert kept or not damaged
    with Answers.open(lived_in) as answers:
        assert answers.opened_from == ""
        assert latest_text(answers, "one") == "going on"


def test_a_damaged_line_costs_only_itself(lived_in: Path) -> None:
    """The lines before and after a damaged one are used, and the person is told."""
    journal = live_journal(lived_in)
    lines = journal.read_bytes().split(b"\n")
    assert b"two in session 3" in lines[2]
    lines[2] = lines[2].replace(b"session 3", b"session 4")
    journal.write_bytes(b"\n".join(lines))
    with Answers.open(lived_in) as answers:
        assert "is damaged (line 3)" in answers.opened_from
        assert latest_text(answers, "one").startswith("one in session 3")
        assert latest_text(answers, "two").startswith("two in session 2")
        assert latest_text(answers, "three").startswith("three in session 3")


def test_a_line_that_is_gone_is_told(lived_in: Path) -> None:
    """Changes are numbered: where one is missing between two others, that is said."""
    journal = live_journal(lived_in)
    lines = journal.read_bytes().split(b"\n")
    del lines[2]
    journal.write_bytes(b"\n".join(lines))
    with Answers.open(lived_in) as answers:
        assert "could not be found" in answers.opened_from
        assert latest_text(answers, "two").startswith("two in session 2")
        assert latest_text(answers, "three").startswith("three in session 3")


def test_a_torn_last_line_is_dropped_without_a_word(lived_in: Path) -> None:
    """It was never acknowledged; its bytes are kept aside before the next line is written."""
    journal = live_journal(lived_in)
    whole = journal.read_bytes()
    journal.write_bytes(whole + b"0123456789abcdef {half a li")
    with Answers.open(lived_in) as answers:
        assert answers.opened_from == ""
        write(answers, "one", "after the torn line")
        assert b"half a li" not in journal.read_bytes()
    assert [path.read_bytes() for path in (lived_in / "damaged").iterdir()] == [
        b"0123456789abcdef {half a li"
    ]
    with Answers.open(lived_in) as answers:
        assert answers.opened_from == ""
        assert latest_text(answers, "one") == "after the torn line"


def test_a_missing_snapshot_is_rebuilt(lived_in: Path) -> None:
    """Backup and journals are enough."""
    (lived_in / "answers.json").unlink()
    with Answers.open(lived_in) as answers:
        assert len(texts(answers)) == 12
        assert "it is missing" in answers.opened_from


def test_a_missing_journal_is_told(lived_in: Path) -> None:
    """The snapshot is used, and the person hears that the last changes may be gone."""
    live_journal(lived_in).unlink()
    with Answers.open(lived_in) as answers:
        assert len(texts(answers)) == 9
        assert "newest journal is missing" in answers.opened_from
        write(answers, "one", "going on")
    with Answers.open(lived_in) as answers:
        assert answers.opened_from == ""
        assert len(texts(answers)) == 10


def test_in_the_first_session_the_journal_alone_is_enough(folder: Path) -> None:
    """Before there is a backup, the journal from the very beginning stands in for the snapshot."""
    answers = Answers.open(folder)
    write(answers, "one", "the only words")
    abandon(answers)
    (folder / "answers.json").write_bytes(b"")
    with Answers.open(folder) as again:
        assert latest_text(again, "one") == "the only words"
        assert "it is empty" in again.opened_from


def test_the_newest_readable_backup_is_used(lived_in: Path) -> None:
    """Two damaged files still lose nothing: the backup before the last one is brought up to date."""
    backups = sorted((lived_in / "backups").iterdir())
    for path in (lived_in / "answers.json", backups[-1] / "answers.json"):
        path.write_bytes(b"null")
    with Answers.open(lived_in) as answers:
        assert len(texts(answers)) == 12


def test_when_every_copy_is_damaged_it_refuses_to_begin_empty(lived_in: Path) -> None:
    """Nothing is written over; the message says where the files are and what to do."""
    for path in (*lived_in.rglob("answers.json"), *lived_in.rglob("*.jsonl")):
        path.write_bytes(path.read_bytes()[:10])
    before = {path: path.read_bytes() for path in lived_in.rglob("*.json*")}
    for read_only in (False, True):
        with pytest.raises(StoreDamaged) as caught:
            Answers.open(lived_in, read_only=read_only)
        assert str(lived_in) in str(caught.value)
        assert "move it away" in str(caught.value)
    assert {path: path.read_bytes() for path in lived_in.rglob("*.json*")} == before


@pytest.mark.parametrize("name", ["answers.json", "journal"])
def test_files_of_a_newer_version_are_left_untouched(lived_in: Path, name: str) -> None:
    """A newer schema is refused, whether it stands in the snapshot or in the journal."""
    path = lived_in / name if name != "journal" else live_journal(lived_in)
    header, _, body = path.read_bytes().partition(b"\n")
    fields = {**json.loads(header), "schema": 2}
    del fields["check"]
    newer = encode_header(fields) + body
    path.write_bytes(newer)
    for read_only in (False, True):
        with pytest.raises(StoreTooNew, match="newer version"):
            Answers.open(lived_in, read_only=read_only)
    assert path.read_bytes() == newer


def test_a_changed_schema_number_is_damage_and_not_a_newer_version(lived_in: Path) -> None:
    """The header's own check tells a flipped bit from another version."""
    snapshot = lived_in / "answers.json"
    snapshot.write_bytes(snapshot.read_bytes().replace(b'"schema":1', b'"schema":3', 1))
    with Answers.open(lived_in) as answers:
        assert "its header was changed" in answers.opened_from
        assert len(texts(answers)) == 12


SHAPES = {SNAPSHOT_FORMAT: snapshot._HEADER, JOURNAL_FORMAT: journal._HEADER}
WRONG: dict[type, tuple[object, ...]] = {
    int: (None, "9", -1, True, 1.5, [], "\ud800", float("nan")),
    str: (None, 9, True, [], "\ud800", float("nan")),
}
"""What is no number and no text of a header; None leaves it out."""


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        (kind, name, value)
        for kind, shape in SHAPES.items()
        for name, proper in {"schema": int, **shape}.items()
        for value in WRONG[proper]
    ],
    ids=repr,
)
def test_a_header_with_something_missing_or_wrong_is_unreadable(kind: str, name: str, value: object) -> None:
    """However well its check fits, it should be damage and no error of the program (it was a KeyError)."""
    proper = {key: 1 if part is int else "x" for key, part in {"schema": int, **SHAPES[kind]}.items()}
    assert decode_header(_with_check({"format": kind, **proper}), kind, SHAPES[kind])[0]["schema"] == 1
    changed = {key: part for key, part in {**proper, name: value}.items() if part is not None}
    with pytest.raises(Unreadable):
        decode_header(_with_check({"format": kind, **changed}), kind, SHAPES[kind])


def _with_check(header: dict[str, object]) -> bytes:
    """Write a header as `encode_header` does, also one that ours could never be."""
    line = json.dumps(header, separators=(",", ":"))
    check = hashlib.sha256(line.encode()).hexdigest()[:16]
    return json.dumps({**header, "check": check}, separators=(",", ":")).encode() + b"\n"


@pytest.mark.parametrize(
    "change", [{"schema": None}, {"schema": "9"}, {"sequence": None}, {"length": "3"}], ids=str
)
def test_the_backups_are_tried_when_a_header_is_wrong(lived_in: Path, change: dict[str, object]) -> None:
    """A well-formed header without its numbers should cost nothing either."""
    path = lived_in / "answers.json"
    header, _, body = path.read_bytes().partition(b"\n")
    fields = {**json.loads(header), **change}
    del fields["check"]
    path.write_bytes(encode_header({key: value for key, value in fields.items() if value is not None}) + body)
    with Answers.open(lived_in) as answers:
        assert len(texts(answers)) == 12
        assert f"its header has no proper {next(iter(change))}" in answers.opened_from


def test_a_journal_whose_header_is_wrong_is_still_read(lived_in: Path) -> None:
    """Its lines have checksums of their own."""
    path = live_journal(lived_in)
    header, _, body = path.read_bytes().partition(b"\n")
    fields = {key: value for key, value in json.loads(header).items() if key not in ("follows", "check")}
    path.write_bytes(encode_header(fields) + body)
    with Answers.open(lived_in) as answers:
        assert len(texts(answers)) == 12
        assert "its header has no proper follows" in answers.opened_from


def test_another_persons_journal_is_not_mixed_in(lived_in: Path, tmp_path: Path) -> None:
    """A journal of another store is set aside, however well it is formed."""
    with Answers.open(tmp_path / "other") as other:
        write(other, "one", "somebody else's words")
        foreign = live_journal(tmp_path / "other").read_bytes()
    Layout.at(lived_in).journal(999_999).write_bytes(foreign)
    with Answers.open(lived_in) as answers:
        assert "somebody else's words" not in texts(answers)
        assert "belongs to other answers" in answers.opened_from


def test_a_snapshot_of_the_wrong_shape_is_not_used(lived_in: Path) -> None:
    """A well-formed file whose tables are no tables is as unreadable as garbage."""
    wrong = Snapshot("store", 99, {"layers": {"one": {}}})
    (lived_in / "answers.json").write_bytes(encode_snapshot(wrong))
    with Answers.open(lived_in) as answers:
        assert len(texts(answers)) == 12
        assert "not made of tables" in answers.opened_from


@pytest.mark.parametrize("is_locked", [False, True])
@pytest.mark.usefixtures("quick_locks")
def test_a_snapshot_that_was_put_back_by_another_program_costs_nothing(
    folder: Path, clock: SetClock, *, is_locked: bool
) -> None:
    """What came after it is in a backup: nothing is missing, and the older one can be brought together with it."""
    for session in range(3):
        with Answers.open(folder, clock=clock) as answers:
            write(answers, f"in-{session}", f"words of session {session} " * 400)
    if is_locked:
        lock(folder)
    layout = Layout.at(folder)
    oldest = min(layout.backups.iterdir())
    older = (oldest / "answers.json").read_bytes()
    vault = opened(folder) if is_locked else None
    with Answers.open(folder, clock=clock, vault=vault) as answers:
        write(answers, "in-3", "the last words")
    layout.snapshot.write_bytes(older)
    with Answers.open(folder, clock=clock, vault=vault) as answers:
        assert [layer.prompt_id for layer in answers.all_layers()] == ["in-3", "in-2", "in-1", "in-0"]
        assert "older than what was written" in answers.opened_from
        assert [copy.problem for copy in look_at_copies(answers)] == [""]
    with Answers.open(folder, clock=clock, vault=vault) as answers:
        assert answers.opened_from == ""
        assert len(answers.all_layers()) == 4
