"""Files in the folder, or a copy, that somebody else wrote: read as damage or refused, never a crash."""

import hashlib
import io
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.archives import write_a_little
from tests.store.building import live_journal
from workbook.errors import StoreError, StoreLocked
from workbook.moments import now
from workbook.store import restoring
from workbook.store.answers import Answers
from workbook.store.archive import archive_from, encode_archive
from workbook.store.cipher import PLAIN_MESSAGE, plain_message
from workbook.store.copies import open_copy, write_copy
from workbook.store.files import Files
from workbook.store.inbox import Message, put_message
from workbook.store.rewriting import _number_in
from workbook.store.snapshot import SNAPSHOT_FORMAT, compact_json, encode_header

LAYER = (
    '{"id":"zz","prompt_id":"p","section_id":"s","question":"Q","kind":"text","value":VALUE,"visit_id":"v",'
    '"at":"2026-05-03T09:00:00.000Z","saved_at":"2026-05-03T09:00:00.000Z","offset":"+00:00","order":1}'
)


def table(value: str = '"v"', *, name: str = "layers", number: str = "99") -> str:
    """Write a table with one document by hand."""
    return f'"{name}":{{"{number}":{LAYER.replace("VALUE", value)}}}'


UNFIT = {
    "NaN": table("NaN"),
    "a number without end": table("1e999"),
    "half a character": table('"\\ud800"'),
    "half a character in a name": table(name="\\uD800"),
    "half a character where nobody looks": '"other":{"1":{"a":"\\udfff"}}',
    "lists in lists": table("[" * 900 + "0" + "]" * 900),
    "lists in lists, less deep": table("[" * 60 + "0" + "]" * 60),
    "objects in objects": table('{"a":' * 300 + "0" + "}" * 300),
    "deep in the trash": '"trash":{"1":{"id":"x","kind":"layer","parts":[{"table":"layers","number":1,"row":'
    + '{"a":' * 300
    + "0"
    + "}" * 300
    + "}]}}",
    "a huge integer": table("9" * 5000),
    "a number of a document that is too long": table(number="9" * 5000),
    "a number that is written otherwise": table(number="099"),
    "a number in other digits": table(number="９９"),
    "documents that are none": '"layers":{"1":[]}',
}
"""What no store of ours would hold: pieces of a file, each well-formed with a checksum that fits."""

ODD = {
    "a name with a quote": table(name='la\\"yers\\n'),
    "a table nobody knows": table(name="secrets"),
    "a document that says nothing": '"layers":{"1":{}},"entries":{"1":{}},"trash":{"1":{}},"own":{"1":{}}',
    "fields of other kinds": '"layers":{"1":{"id":[1],"value":{},"order":"x"}},"places":{"1":{"scroll":1'
    + "0" * 400
    + "}}",
}
"""What can be read, and written again, although it is odd."""


def snapshot(tables: str) -> bytes:
    """Write a snapshot whose checksums fit."""
    body = f"{{{tables}}}\n".encode()
    header = {"format": SNAPSHOT_FORMAT, "schema": 1, "store": "a" * 32, "sequence": 5}
    return encode_header({**header, "length": len(body), "sha256": hashlib.sha256(body).hexdigest()}) + body


def line(content: str) -> bytes:
    """Write a line of a journal whose checksum fits."""
    data = content.encode()
    return hashlib.sha256(data).hexdigest()[:16].encode() + b" " + data + b"\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with something in every table."""
    folder = tmp_path_factory.mktemp("made") / "words"
    with Answers.open(folder) as answers:
        write_a_little(answers)
    return folder


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Path:
    """A copy of that store, to be spoilt."""
    return Path(shutil.copytree(made, tmp_path / "own"))


def everything(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "answers.lock"
    }


def use(folder: Path) -> str:
    """Open a store, write, look at everything and take it along; give what was wrong with it."""
    with Answers.open(folder) as answers:
        problem = answers.opened_from
        answers.write("new", "word", section_id="s", question="Q", kind="text")
        answers.search("word")
        encode_archive(archive_from(answers.everything()))
    with Answers.open(folder, read_only=True) as answers:
        assert answers.latest("new") is not None
        assert answers.opened_from == ""
    return problem


@pytest.mark.parametrize("name", UNFIT)
def test_a_copy_that_could_not_be_kept_is_refused(own: Path, tmp_path: Path, name: str) -> None:
    """On one line, whatever its checksums say, and nothing is changed."""
    before = everything(own)
    (tmp_path / "copy.json").write_bytes(snapshot(UNFIT[name]))
    with pytest.raises(StoreError, match=r"cannot be read as a copy: .*\. Nothing was changed"):
        open_copy(Files(), own, str(tmp_path / "copy.json"))
    assert everything(own) == before


@pytest.mark.parametrize("name", ODD)
def test_an_odd_copy_can_be_put_in_place_and_used(own: Path, tmp_path: Path, name: str) -> None:
    """What it holds is written so that it can be read again."""
    (tmp_path / "copy.json").write_bytes(snapshot(ODD[name]))
    restoring.restore(Files(), own, open_copy(Files(), own, str(tmp_path / "copy.json")), now())
    assert use(own) == ""


@pytest.mark.parametrize("name", UNFIT)
def test_a_snapshot_that_could_not_be_kept_is_damage(own: Path, name: str) -> None:
    """The answers are rebuilt from the journals, and the file is kept."""
    (own / "answers.json").write_bytes(snapshot(UNFIT[name]))
    assert "answers.json could not be read" in use(own)
    assert len(list((own / "damaged").iterdir())) == 1


LINES = {
    **{
        name: f'{{"sequence":90,"tables":{{"layers":{{"put":{{"99":{{"value":{value}}}}},"removed":[]}}}}}}'
        for name, value in {
            "NaN": "NaN",
            "half a character": '"\\ud800"',
            "lists in lists": "[" * 900 + "]" * 900,
            "a huge integer": "9" * 5000,
        }.items()
    },
    "no number": '{"sequence":"90","tables":{}}',
    "a number without end": '{"sequence":1e999,"tables":{}}',
    "a number no file can be named by": '{"sequence":999999999999999,"tables":{}}',
    "a number of 4,000 digits": f'{{"sequence":{"9" * 4000},"tables":{{}}}}',
    "a number below zero": '{"sequence":-5,"tables":{}}',
    "what is removed is a list": '{"sequence":90,"tables":{"layers":{"put":{},"removed":[[1]]}}}',
    "what is removed is a text": '{"sequence":90,"tables":{"layers":{"put":{},"removed":"12"}}}',
    "no tables": '{"sequence":90,"tables":[1]}',
    "no table": '{"sequence":90,"tables":{"layers":[1]}}',
    "a list": "[1]",
}


@pytest.mark.parametrize("name", LINES)
def test_a_line_of_a_journal_that_is_none_is_damage(own: Path, name: str) -> None:
    """It is named, the others are read, and writing goes on."""
    with live_journal(own).open("ab") as journal:
        journal.write(line(LINES[name]))
    problem = use(own)
    assert "is damaged (line " in problem
    assert len(problem) < 600
    assert _number_in(line(LINES[name])) in (-1, 90)


def test_thousands_of_damaged_lines_are_said_in_a_few_words(own: Path) -> None:
    """Not one by one."""
    with live_journal(own).open("ab") as journal:
        journal.write(b"x\n" * 5000)
    problem = use(own)
    assert "more); the other lines were read" in problem
    assert len(problem) < 600


HEADERS = {
    "no check, and what none can be made of": '{"format":"FORMAT","schema":1,"store":"\\ud800","sequence":1,'
    '"length":3,"sha256":"","check":""}',
    "a number no file can be named by": encode_header(
        {
            "format": SNAPSHOT_FORMAT,
            "schema": 1,
            "store": "a",
            "sequence": 10**15,
            "length": 3,
            "sha256": hashlib.sha256(b"{}\n").hexdigest(),
        }
    ).decode(),
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_header_that_is_none_is_damage(own: Path, name: str) -> None:
    """An empty check fits nothing, and a number stays within the names of files."""
    header = HEADERS[name].replace("FORMAT", SNAPSHOT_FORMAT).rstrip("\n")
    (own / "answers.json").write_bytes(header.encode() + b"\n{}\n")
    assert "answers.json could not be read" in use(own)


SPOILING: dict[str, Callable[[Path], None]] = {
    "a pipe": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a link in a circle": lambda path: path.symlink_to(path),
    "a folder": Path.mkdir,
}


@pytest.mark.parametrize("kind", SPOILING)
@pytest.mark.parametrize("name", ["answers.keys", "journals/000000000099.jsonl", "inbox/0.message"])
def test_what_is_no_ordinary_file_is_refused(own: Path, name: str, kind: str) -> None:
    """Without waiting for what never comes, and without filling the memory."""
    (own / name).parent.mkdir(exist_ok=True)
    SPOILING[kind](own / name)
    try:
        with Answers.open(own) as answers:
            assert name.startswith("inbox")
            assert len(answers.notices) == 1
    except StoreError as refused:
        assert "\n" not in str(refused)
        assert not name.startswith("inbox")


def test_a_pipe_in_place_of_the_answers_is_refused(own: Path) -> None:
    """The snapshot itself."""
    (own / "answers.json").unlink()
    os.mkfifo(own / "answers.json")
    with pytest.raises(StoreError, match="it is no ordinary file"):
        Answers.open(own)
    with pytest.raises(StoreError, match="it is no ordinary file"):
        write_copy(Files(), own, own / "copy")


MESSAGE = {"prompt_id": "p", "section_id": "s", "question": "Q", "text": "t", "at": "2026-05-03T09:00:00Z"}


@pytest.mark.parametrize("name", [b"\xff\xe9", b"\x1b[31m", "\u202emoor".encode(), b"a" * 200])
def test_a_message_can_be_called_anything(own: Path, name: bytes) -> None:
    """What cannot be kept of its name is not; it is taken in all the same."""
    (own / "inbox").mkdir()
    (own / "inbox" / os.fsdecode(name + b".message")).write_bytes(
        plain_message(compact_json(MESSAGE).encode())
    )
    assert use(own) == ""
    with Answers.open(own, read_only=True) as answers:
        assert [layer.text for layer in answers.layers("p")] == ["t"]
        assert all(visit.id.isprintable() for visit in answers.visits())


def test_a_message_without_a_check_is_put_away(own: Path) -> None:
    """An empty check fits nothing."""
    header = f'{{"format":"{PLAIN_MESSAGE}","schema":1,"length":3,"x":NaN,"check":""}}\n{{}}\n'
    (own / "inbox").mkdir()
    (own / "inbox" / "0.message").write_text(header)
    with Answers.open(own) as answers:
        assert len(answers.notices) == 1
        assert "could not be read" in answers.notices[0]


def test_a_lock_file_full_of_brackets_still_says_that_it_is_held(own: Path) -> None:
    """By another program, of which nothing is known."""
    with Answers.open(own):
        (own / "answers.lock").write_text("[" * 100_000)
        with pytest.raises(StoreLocked, match="by another program"):
            Answers.open(own)


def test_parts_of_a_copy_that_lie_over_each_other_are_refused(own: Path, tmp_path: Path) -> None:
    """A small file cannot become a large one (D. Fifield, "A better zip bomb", 2019)."""
    names = [f"journals/{number:012}.jsonl" for number in range(1, 60)]
    layers = bytearray(b"0" * 100_000)
    for name in reversed(names):
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_STORED) as packed:
            packed.writestr(zipfile.ZipInfo(name), bytes(layers))
        layers = bytearray(inner.getvalue()[: inner.getvalue().rindex(b"PK\x01\x02")])
    whole = bytes(layers)
    central, offset = b"", 0
    for name in names:
        offset = whole.index(b"PK\x03\x04", offset)
        start = offset + 30 + len(name)
        size = int.from_bytes(whole[offset + 18 : offset + 22], "little")
        entry = zipfile.ZipInfo(name)
        entry.header_offset, entry.CRC = offset, int.from_bytes(whole[offset + 14 : offset + 18], "little")
        entry.file_size = entry.compress_size = size
        assert whole[start:].startswith((b"PK\x03\x04", b"0000"))
        central += _central(entry)
        offset = start
    end = b"PK\x05\x06" + bytes(4) + len(names).to_bytes(2, "little") * 2
    end += len(central).to_bytes(4, "little") + len(whole).to_bytes(4, "little") + bytes(2)
    (tmp_path / "bomb").write_bytes(whole + central + end)
    assert (tmp_path / "bomb").stat().st_size < 120_000
    with pytest.raises(StoreError, match="its parts lie over each other"):
        open_copy(Files(), own, str(tmp_path / "bomb"))


def _central(entry: zipfile.ZipInfo) -> bytes:
    """Write a line of the list at the end of a zip (PKWARE, APPNOTE.TXT 4.3.12)."""
    name = entry.filename.encode()
    numbers = [(0x02014B50, 4), (20, 2), (20, 2), (0, 2), (0, 2), (0, 2), (33, 2), (entry.CRC, 4)]
    numbers += [(entry.file_size, 4), (entry.file_size, 4), (len(name), 2), (0, 2), (0, 2), (0, 2), (0, 2)]
    numbers += [(0, 4), (entry.header_offset, 4)]
    return b"".join(number.to_bytes(size, "little") for number, size in numbers) + name


def test_a_copy_that_is_too_large_is_not_read(own: Path, tmp_path: Path) -> None:
    """Its length is looked at first; this one takes no room on the disk."""
    with (tmp_path / "large").open("wb") as large:
        large.truncate(1 << 40)
    with pytest.raises(StoreError, match="too large"):
        open_copy(Files(), own, str(tmp_path / "large"))


def test_a_message_beside_a_device_is_refused(own: Path) -> None:
    """`today` says so in one line."""
    (own / "answers.keys").symlink_to("/dev/zero")
    message = Message(prompt_id="p", section_id="s", question="Q", text="t", at=now())
    with pytest.raises(StoreError, match="it is no ordinary file"):
        put_message(own, message)
