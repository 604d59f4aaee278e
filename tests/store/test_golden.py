"""What an earlier version wrote must open in every later one, word for word."""

import json
import shutil
from pathlib import Path

import pytest

from tests.store.building import SetClock
from tests.store.locks import holding, opened
from workbook.store.answers import Answers
from workbook.store.archive import TABLES, archive_from, decode_archive, encode_archive
from workbook.store.bringing_in import bring_in
from workbook.store.files import Files
from workbook.store.locking import take_lock_off

GOLDEN = Path(__file__).parent / "golden"
VERSIONS = sorted(folder.name for folder in GOLDEN.iterdir() if (folder / "archive.json").is_file())


def test_there_is_a_golden_store() -> None:
    """Else the tests below would look at nothing."""
    assert "0.1" in VERSIONS


def known_words(answers: Answers) -> None:
    """See that everything is there as it was written."""
    layers = answers.layers("first-promise")
    assert [layer.text for layer in layers] == ["two glasses — Müde, aber da 👩‍👧", "a glass of water"]
    assert layers[1].moved == "less is more"
    assert [draft.value for draft in layers[1].drafts] == [
        "much was said here that later was taken away again, all of it"
    ]
    habits = answers.latest("habits")
    assert habits is not None
    assert habits.value == ["tea", "a walk"]
    (entry,) = answers.all_entries()
    assert entry.values == {"when": "at dusk", "sure": 4}
    assert [version.values for version in entry.earlier] == [{"when": "after lunch", "sure": 7}]
    assert (entry.ending, entry.note, entry.look_back_on) == ("kept", "it went well", "2026-11-25")
    (letter,) = answers.letters()
    assert letter.value == {"text": "dear later me", "opens": "2030-01-01"}
    assert [one.question for one in answers.own_prompts()] == ["", "And what of Sundays?"]
    assert [(one.level, one.word) for one in answers.checkins()] == [(4, "wobbly")]
    assert [one.name for one in answers.people()] == ["Ada"]
    assert [one.words for one in answers.proofs()] == ["a glass of water"]
    assert set(answers.marks("later")) == {"small-promises"}
    assert set(answers.walks()) == {"after-a-slip"}
    assert set(answers.openings()) == {"small-promises"}
    assert answers.preference("theme") == "daylight"
    assert len(answers.visits()) == 3
    place = answers.place()
    assert place is not None
    assert place.cursor == (0, 3)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_store_of_that_version_opens(version: str, tmp_path: Path, clock: SetClock) -> None:
    """To read as it is, and to write; nothing of it is taken for damaged."""
    folder = shutil.copytree(GOLDEN / version / "store", tmp_path / "store")
    with Answers.open(folder, read_only=True, clock=clock) as answers:
        known_words(answers)
        assert answers.opened_from == ""
    with Answers.open(folder, clock=clock) as answers:
        known_words(answers)
        assert answers.opened_from == ""
        answers.write("new", "word", section_id="s", question="?", kind="line")
    with Answers.open(folder, clock=clock) as answers:
        assert answers.answered()["new"] == 1


@pytest.mark.parametrize("version", VERSIONS)
def test_a_locked_store_of_that_version_opens(version: str, tmp_path: Path, clock: SetClock) -> None:
    """With the passphrase and with the recovery code, backups as well; what waits is taken in; the lock comes off."""
    folder = shutil.copytree(GOLDEN / version / "locked", tmp_path / "locked")
    assert holding(folder, "glass", "first-promise", "otter") == []
    secrets = json.loads((GOLDEN / version / "secrets.json").read_text("utf-8"))
    for typed in secrets.values():
        with Answers.open(folder, read_only=True, clock=clock, vault=opened(folder, typed)) as answers:
            known_words(answers)
            assert answers.opened_from == ""
    for backup in (folder / "backups").iterdir():
        vault = opened(backup, secrets["passphrase"])
        with Answers.open(backup, read_only=True, clock=clock, vault=vault) as answers:
            assert (answers.opened_from, len(answers.proofs())) == ("", 1)
    with Answers.open(folder, clock=clock, vault=opened(folder, secrets["passphrase"])) as answers:
        assert (answers.opened_from, answers.notices) == ("", [])
        assert [layer.text for layer in answers.layers("today")] == ["otter"]
    take_lock_off(Files(), folder, clock(), opened(folder, secrets["recovery"]))
    with Answers.open(folder, clock=clock) as answers:
        assert answers.latest("today") is not None
        assert answers.opened_from == ""


@pytest.mark.parametrize("version", VERSIONS)
def test_an_archive_of_that_version_comes_in(version: str, tmp_path: Path, clock: SetClock) -> None:
    """With nothing to remark, every word there, and nothing lost of it when it is taken along again."""
    archive = decode_archive((GOLDEN / version / "archive.json").read_bytes())
    assert archive.remarks == ()
    assert set(archive.tables) <= set(TABLES)
    with Answers.open(tmp_path / "store", clock=clock) as answers:
        bring_in(answers, archive)
        known_words(answers)
        taken = archive_from(answers.everything())
    assert taken == archive
    store = shutil.copytree(GOLDEN / version / "store", tmp_path / "copy")
    with Answers.open(store, read_only=True, clock=clock) as answers:
        assert archive_from(answers.everything()) == archive


def test_the_present_version_writes_the_same_archive() -> None:
    """Whoever changes the shape of the archive gives it another version, and keeps reading this one."""
    golden = (GOLDEN / "0.1" / "archive.json").read_bytes()
    assert encode_archive(decode_archive(golden)) == golden
