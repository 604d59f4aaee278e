"""`check` and `new`: what an author is told."""

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.running import is_one_line, run


def test_the_chapters_pass_check(capsys: pytest.CaptureFixture[str]) -> None:
    """`check` without a folder looks at the pack that comes with the program, and finds it in order."""
    status, out, err = run(capsys, "check")
    assert (status, err) == (0, "")
    assert out.endswith("no problems found\n")


def test_check_names_file_line_and_remedy(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A mistake is reported as `file:line: what is wrong; what to do`, with status 1."""
    pack = tmp_path / "pack"
    run(capsys, "new", pack)
    chapter = pack / "first-steps.md"
    lines = chapter.read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if text.startswith(":::{prompt} how-rested"))
    chapter.write_text("\n".join(lines).replace("how-rested", "How Rested"), "utf-8")
    status, out, _ = run(capsys, "check", pack)
    assert status == 1
    assert re.search(rf"^first-steps\.md:{line}: .+; .+", out, re.MULTILINE)
    assert "no problems" not in out


def test_check_takes_the_pack_from_either_place(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`check DIR` and `--pack DIR check` look at the same pack."""
    pack = tmp_path / "pack"
    run(capsys, "new", pack)
    assert (
        run(capsys, "check", pack)
        == run(capsys, "--pack", pack, "check")
        == run(capsys, "check", "--pack", pack)
    )


def test_check_against_an_older_pack_misses_vanished_ids(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """An id that vanished without a `was` is a mistake; one that was renamed with it is not."""
    old, new = tmp_path / "old", tmp_path / "new"
    run(capsys, "new", old)
    shutil.copytree(old, new)
    assert run(capsys, "check", new, "--against", old)[0] == 0
    chapter = new / "going-on.md"
    text = chapter.read_text("utf-8")
    chapter.write_text(text.replace(":::{prompt} which-part", ":::{prompt} part-of-day"), "utf-8")
    status, out, _ = run(capsys, "check", new, "--against", old)
    assert status == 1
    assert "which-part" in out
    renamed = text.replace(":::{prompt} which-part\n", ':::{prompt} part-of-day\nwas = ["which-part"]\n')
    assert renamed != text
    chapter.write_text(renamed, "utf-8")
    assert run(capsys, "check", new, "--against", old)[0] == 0


def test_a_new_pack_passes_check(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`new` makes a pack that `check` finds in order, and says how to go on."""
    pack = tmp_path / "a pack of mine"
    status, out, err = run(capsys, "new", pack)
    assert (status, err) == (0, "")
    assert sorted(map(str, pack.iterdir())) == sorted(out.splitlines()[:-1])
    assert f"workbook check '{pack}'" in out
    assert run(capsys, "check", pack)[0] == 0


def test_new_leaves_a_folder_with_something_in_it_alone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """`new` writes nothing beside what is there already."""
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    status, out, err = run(capsys, "new", tmp_path)
    assert (status, out) == (1, "")
    assert is_one_line(err)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("command", ["check", "export"])
def test_a_missing_pack_is_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, written: Path, command: str
) -> None:
    """A pack that is not there is said in a line that names it."""
    data = () if command == "check" else ("--data", written)
    status, out, err = run(capsys, command, "--pack", tmp_path / "nowhere", *data)
    assert status == 1
    said = out or err
    assert is_one_line(said)
    assert "nowhere" in said or "pack.toml" in said
