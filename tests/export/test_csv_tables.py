"""Practices as tables: whole, by the rules of CSV, and harmless in a spreadsheet."""

import csv
import io
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.running import is_one_line, run
from tests.conftest import Clock
from workbook.content.loader import Pack
from workbook.export.choice import BookChoice
from workbook.export.csv_tables import csv_tables, file_name, harmless
from workbook.export.sources import Words, words_in
from workbook.store.answers import Answers
from workbook.values import Value

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x", " =1", "\n=1")


def read(text: str) -> list[list[str]]:
    """Read a table as a spreadsheet does."""
    return list(csv.reader(io.StringIO(text, newline="")))


def table(pack: Pack, folder: Path, clock: Clock, *entries: dict[str, Value], note: str = "") -> str:
    """Write entries into the little pack's practice, and give its table."""
    with Answers.open(folder, clock=clock) as answers:
        for values in entries:
            labels = {name: f"{name}…" for name in values}
            added = answers.add_entry(
                "lamps", values, title="Lamps", labels=labels, look_back_on="2026-11-25"
            )
            answers.end_entry(added.id, "lit", "It was lit", note)
        tables = csv_tables(pack, words_in(answers, clock()), BookChoice())
    assert list(tables) == ["lamps.csv"]
    return tables["lamps.csv"]


@pytest.fixture
def little(request: pytest.FixtureRequest) -> Pack:
    """A pack whose words never change."""
    from tests.screens.conftest import LITTLE
    from workbook.content.loader import open_pack

    return open_pack(LITTLE)


def test_an_entry_is_a_row(little: Pack, words: Path, clock: Clock) -> None:
    """With its days, its fields in the order of the pack, how it ended and the note."""
    text = table(little, words, clock, {"sure": 7, "when": "at dusk"}, note="warm")
    head, row = read(text)
    assert head[0] == "added"
    assert head[-4:] == ["look back on", "ending", "ended on", "note"]
    assert head.index("when…") < head.index("sure…")
    assert row[0] == "2026-11-22"
    assert row[-4:] == ["2026-11-25", "It was lit", "2026-11-22", "warm"]
    assert ",7," in text
    assert text.endswith("\r\n")


def test_words_come_out_as_they_went_in(little: Pack, words: Path, clock: Clock) -> None:
    """Line ends, quotes, commas and semicolons within a cell are kept."""
    said = 'two\nlines, "quoted"; a;=b — Müde'
    _, row = read(table(little, words, clock, {"when": said}))
    assert said in row


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula(little: Pack, words: Path, clock: Clock, formula: str) -> None:
    """A text that begins like one gets an apostrophe, wherever it stands: also in a heading."""
    for line in read(table(little, words, clock, {"when": formula, formula: "x"}, note=formula)):
        for cell in line:
            assert cell.lstrip()[:1] not in ("=", "+", "-", "@", "＝", "＋", "－", "＠")
            assert cell[:1] not in ("\t", "\r", "\n")


@given(st.text() | st.sampled_from(FORMULAS))
def test_a_harmless_cell_keeps_every_letter(text: str) -> None:
    """At most an apostrophe is put in front."""
    assert harmless(text) in (text, f"'{text}")
    assert harmless(7) == 7
    assert harmless(-7) == -7


@given(st.text(max_size=90) | st.sampled_from(["../../etc/passwd", "a/b", "..", "", "A", "a" * 300, "con\0"]))
def test_no_id_leads_out_of_the_folder(practice_id: str) -> None:
    """A practice's id may be anything in an archive from elsewhere."""
    name = file_name(practice_id)
    assert Path(name).name == name
    assert name.isascii()
    assert len(name) < 80
    assert not name.startswith(".")
    assert (name == f"{practice_id}.csv") == (file_name(practice_id) == f"{practice_id}.csv")


def test_different_ids_have_different_files() -> None:
    """Also when only what cannot stand in a name tells them apart."""
    assert len({file_name(name) for name in ("a/b", "a-b", "a b", "A-B")}) == 4


def test_a_closed_letter_is_not_in_it(little: Pack, words: Path, clock: Clock) -> None:
    """Only when it opens."""
    text = table(little, words, clock, {"when": {"text": "dear me", "opens": "2030-01-01"}})
    assert "dear me" not in text
    assert "It opens on 1 January 2030." in text


def test_nothing_written_gives_no_table(little: Pack) -> None:
    """Nor a file."""
    assert csv_tables(little, Words(), BookChoice()) == {}


def test_tables_go_where_they_were_asked_for(
    capsys: pytest.CaptureFixture[str], words: Path, clock: Clock, tmp_path: Path
) -> None:
    """One to the output or a file; several into a folder, for its owner alone, and none over another."""
    with Answers.open(words, clock=clock) as answers:
        for practice in ("promises", "signals"):
            answers.add_entry(practice, {"when": practice}, title=practice, labels={})
    status, out, _ = run(capsys, "export", "--format", "csv", "--practices", "promises", "--data", words)
    assert status == 0
    assert "promises" in out
    assert "signals" not in out
    status, out, err = run(capsys, "export", "--format", "csv", "--data", words)
    assert (status, out) == (2, "")
    assert "name a folder" in err
    folder = tmp_path / "tables"
    status, out, _ = run(capsys, "export", "--format", "csv", "--data", words, folder)
    assert out.split() == [str(folder / "promises.csv"), str(folder / "signals.csv")]
    assert stat.S_IMODE((folder / "promises.csv").stat().st_mode) == 0o600
    assert b"\r\n" in (folder / "promises.csv").read_bytes()
    (folder / "promises.csv").unlink()
    before = (folder / "signals.csv").read_bytes()
    status, _, err = run(capsys, "export", "--format", "csv", "--data", words, folder)
    assert status == 1
    assert is_one_line(err)
    assert [file.name for file in folder.iterdir()] == ["signals.csv"]
    assert (folder / "signals.csv").read_bytes() == before
    assert run(capsys, "export", "--format", "csv", "--data", words, folder, "--force")[0] == 0
    one = run(capsys, "export", "--format", "csv", "--practices", "signals", "--data", words, folder / "one")
    assert one[1] == f"{folder / 'one'}\n"
    status, _, err = run(capsys, "export", "--format", "csv", "--chapters", "building", "--data", words)
    assert (status, is_one_line(err)) == (2, True)
