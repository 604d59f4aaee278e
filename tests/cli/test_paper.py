"""`worksheet` and `paper`: sections out on paper, answers back in."""

import io
import json
import os
import stat
from pathlib import Path

import pytest

from tests.cli.running import is_one_line, is_plain, run, start
from tests.conftest import CHAPTERS
from tests.export.pages import read
from workbook.content.loader import open_pack
from workbook.export.codes import prompt_codes
from workbook.store.answers import Answers
from workbook.workshop.agenda_folder import AGENDAS

AGENDA = CHAPTERS / AGENDAS / "45-minutes.toml"


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Let lines wait to be read, as if someone had typed them."""
    text = "".join(f"{line}\n" for line in lines)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogateescape"))))


def test_a_worksheet_goes_to_a_file_of_ones_own(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Whatever the umask, 0600; its name is printed; titles, ids and countries are taken in any case."""
    file, before = tmp_path / "sheet.html", os.umask(0)
    try:
        command = (
            "worksheet",
            "small-promises",
            "LISTENING inward",
            "--country",
            "australia",
            "--output",
            file,
        )
        assert run(capsys, *command) == (0, f"{file}\n", "")
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    markup = read(file.read_text("utf-8"))
    assert "Lifeline" in markup.words
    assert {"section-small-promises", "section-listening-inward"} <= set(markup.ids)
    assert [*tmp_path.iterdir()] == [file]


def test_a_worksheet_takes_no_place_without_force(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A file that is there stays, until --force says otherwise; a link is not written through."""
    file, link = tmp_path / "sheet.html", tmp_path / "link.html"
    file.write_text("older", "utf-8")
    link.symlink_to(tmp_path / "nowhere")
    for target in (file, link):
        status, out, err = run(capsys, "worksheet", "staying", "--output", target)
        assert (status, out) == (1, "")
        assert is_one_line(err)
        assert "--force" in err
    assert file.read_text("utf-8") == "older"
    assert run(capsys, "worksheet", "staying", "--output", file, "--force")[0] == 0
    assert file.read_text("utf-8").startswith("<!doctype html>")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not (tmp_path / "nowhere").exists()


def test_a_worksheet_for_an_agenda_has_its_title(capsys: pytest.CaptureFixture[str]) -> None:
    """With the sections the agenda uses, each once, also beside one that is named; without a file, printed."""
    status, out, err = run(capsys, "worksheet", "staying", "small-promises", "--agenda", AGENDA)
    assert (status, err) == (0, "")
    markup = read(out)
    assert markup.words.startswith("Small promises Small promises")
    assert markup.ids.count("section-small-promises") == 1
    assert "section-staying" in markup.ids


@pytest.mark.parametrize("name", ["45-minutes", "45-minutes.toml"])
def test_an_agenda_of_the_pack_is_known_by_its_name(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    """From anywhere; a file of that name in the present folder comes first."""
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "worksheet", "--agenda", name)[1] == run(capsys, "worksheet", "--agenda", AGENDA)[1]
    (tmp_path / name).write_text("nothing", "utf-8")
    assert "has to be mended first" in run(capsys, "worksheet", "--agenda", name)[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--agenda", "44-minutes"), "Agendas of the pack: 120-minutes, 45-minutes, 90-minutes."),
        (("small-promise",), 'Did you mean "small-promises"?'),
        (("Smal Promises",), 'Did you mean "small-promises"?'),
        (("zzz",), "Some of those it has"),
        ((), "name one or more"),
        (("staying", "--country", "Austria"), "It has some for Australia"),
        (("staying", "--output", "/no/such/folder/sheet.html"), "Choose another place"),
        (("staying", "--output", "/"), "/"),
        (("--agenda", "/no/such/agenda.toml"), "cannot be read"),
        (("--agenda", "/"), "cannot be read"),
        (("--agenda", str(CHAPTERS / "pack.toml")), "has to be mended first"),
        (("staying", "--pack", "/no/such/pack"), "no pack to open"),
    ],
)
def test_what_cannot_be_printed_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    """Names that lead nowhere come with near ones; nothing is printed."""
    status, out, err = run(capsys, "worksheet", *arguments)
    assert (status, out) == (1, "")
    assert is_one_line(err)
    assert said in err


def test_an_answer_from_paper_is_kept(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, written: Path
) -> None:
    """The question first, then a new layer with the question as asked; those before stay."""
    typed(monkeypatch, "tea at four", "", "not this")
    status, out, err = run(capsys, "paper", "wvm-sf", "--data", written)
    assert (status, err) == (0, "")
    assert out.startswith("What is one kind or useful thing")
    assert "\nSaved " in out or "> Saved " in out
    with Answers.open(written, read_only=True) as answers:
        layers = answers.layers("first-promise")
        assert [layer.text for layer in layers] == ["tea at four", "# tea\n\n*hot* <b>", "a glass of water"]
        assert layers[0].question.startswith("What is one kind or useful thing")
        assert (layers[0].section_id, layers[0].kind) == ("small-promises", "text")


def test_every_code_on_a_sheet_takes_an_answer(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: Path
) -> None:
    """What is printed on a sheet can be typed: each code of a section leads to its question."""
    sheet = read(run(capsys, "worksheet", "the-cost")[1])
    codes = [word for word in sheet.words.split() if len(word) == 5 and word.isupper()]
    assert len(codes) == 3
    for code in codes:
        typed(monkeypatch, "1", "1", "1", "", "", "", "")
        assert run(capsys, "paper", code, "--data", words)[0] == 0
    exported = json.loads(run(capsys, "export", "--format", "json", "--data", words)[1])
    assert {one["section_id"] for one in exported["tables"]["layers"]} == {"the-cost"}
    assert len(exported["tables"]["layers"]) == 3


@pytest.mark.parametrize(
    ("code", "said"),
    [("WVMFS", "Near it: WVMSF"), ("", "is empty"), ("\x1b[2J", "is no code"), ("x" * 5000, "is no code")],
)
def test_a_slip_names_what_is_near(
    capsys: pytest.CaptureFixture[str], words: Path, code: str, said: str
) -> None:
    """One line, and nothing is begun."""
    status, out, err = run(capsys, "paper", code, "--data", words)
    assert (status, out) == (1, "")
    assert is_one_line(err)
    assert said in err
    assert len(err) < 300
    assert not words.exists()


def test_a_broken_chapter_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path, words: Path) -> None:
    """Neither a sheet nor an answer comes out of a chapter that cannot be opened; one line says so."""
    pack = tmp_path / "pack"
    run(capsys, "new", pack)
    code = prompt_codes(open_pack(pack).outlines).by_prompt["one-word"]
    chapter = pack / "first-steps.md"
    chapter.write_text(chapter.read_text("utf-8").replace('kind = "scale"', 'kind = "scales"'), "utf-8")
    for command in (("paper", code), ("worksheet", "where-you-are")):
        status, out, err = run(capsys, *command, "--pack", pack, "--data", words)
        assert (status, out) == (1, "")
        assert is_one_line(err)
        assert "cannot be opened" in err
    assert not words.exists()


def test_nothing_typed_writes_nothing(capsys: pytest.CaptureFixture[str], written: Path) -> None:
    """An empty paper is no answer, and no layer; it is said without a scolding."""
    done = start("paper", "WVMSF", "--data", written)
    assert done.returncode == 1
    assert done.stderr == "Nothing was written down.\n"
    assert "Saved" not in done.stdout
    with Answers.open(written, read_only=True) as answers:
        assert len(answers.layers("first-promise")) == 2


def test_beside_another_window_it_is_said_before_anything_is_typed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, written: Path
) -> None:
    """One line with the way to do it over there; no question was asked in vain."""
    typed(monkeypatch, "in vain")
    with Answers.open(written):
        status, out, err = run(capsys, "paper", "WVMSF", "--data", written)
    assert (status, out) == (1, "")
    assert is_one_line(err)
    assert "another window" in err
    assert "Type in from paper" in err


def test_a_full_disk_says_that_nothing_was_saved(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, written: Path
) -> None:
    """Never "Saved" when the disk refuses."""
    typed(monkeypatch, "words", "")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Answers, "write", refuse)
    status, out, err = run(capsys, "paper", "WVMSF", "--data", written)
    assert status == 1
    assert "Saved" not in out
    assert err == (
        "workbook: Not saved: the disk is full. Nothing was changed; your words still stand on the paper.\n"
    )


def test_bytes_that_are_no_text_do_no_harm(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: Path
) -> None:
    """Control codes and broken UTF-8 are not stored."""
    typed(monkeypatch, "a\x1b[2Jb\udcff", "")
    status, out, _ = run(capsys, "paper", "WVMSF", "--data", words)
    assert status == 0
    assert is_plain(out)
    with Answers.open(words, read_only=True) as answers:
        latest = answers.latest("first-promise")
        assert latest is not None
        assert latest.text == "a[2Jb\ufffd"
