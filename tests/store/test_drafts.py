"""Drafts: pending until they are on disk, from any thread, whatever the disk does."""

from pathlib import Path
from threading import Barrier, Thread

import pytest

from tests.store.building import FailingFiles, latest_text, write
from workbook.store.answers import Answers
from workbook.store.drafts import Drafts


def test_what_is_flushed_is_on_disk(answers: Answers, folder: Path) -> None:
    """After a flush nothing is pending, and another reader sees the last text only."""
    drafts = Drafts(answers)
    assert not drafts.pending
    for text in ("r", "re", "rest"):
        drafts.put("prompt:one", lambda text=text: write(answers, "one", text))  # type: ignore[misc]
    assert drafts.pending
    flushed = drafts.flush()
    assert (flushed.saved, flushed.failure, drafts.pending) == (("prompt:one",), "", False)
    with Answers.open(folder, read_only=True) as reader:
        assert latest_text(reader, "one") == "rest"
    assert drafts.flush().saved == ()


def test_a_full_disk_keeps_the_text_and_saving_resumes(folder: Path) -> None:
    """The reason is said in plain words; the next flush tries afresh."""
    files = FailingFiles()
    with Answers.open(folder, files=files) as answers:
        drafts = Drafts(answers)
        drafts.put("prompt:one", lambda: write(answers, "one", "first"))
        drafts.put("prompt:two", lambda: write(answers, "two", "second"))
        files.fail_from_now()
        for _ in range(3):
            flushed = drafts.flush()
            assert (flushed.saved, flushed.failure) == ((), "the disk is full")
            assert drafts.pending
        files.work_again()
        assert drafts.flush().saved == ("prompt:one", "prompt:two")
    with Answers.open(folder) as answers:
        assert (latest_text(answers, "one"), latest_text(answers, "two")) == ("first", "second")


def test_one_failure_does_not_hold_up_the_others(answers: Answers) -> None:
    """What can be saved is saved; what cannot stays."""

    def refuse() -> None:
        raise PermissionError(13, "Permission denied")

    drafts = Drafts(answers)
    drafts.put("prompt:one", refuse)
    drafts.put("prompt:two", lambda: write(answers, "two", "kept"))
    flushed = drafts.flush()
    assert (flushed.saved, flushed.failure) == (("prompt:two",), "the folder cannot be written")
    assert drafts.pending


def test_a_mistake_in_one_save_keeps_no_other_text_from_being_written(answers: Answers) -> None:
    """It is raised, but after all others are on disk, and its own text stays (it stopped all saving)."""
    drafts, refused = Drafts(answers), ["the mistake"]

    def fail() -> None:
        if refused:
            raise ValueError(refused.pop())
        write(answers, "two", "after all")

    drafts.put("prompt:one", lambda: write(answers, "one", "kept"))
    drafts.put("prompt:two", fail)
    drafts.put("prompt:three", lambda: write(answers, "three", "kept too"))
    with pytest.raises(ValueError, match="the mistake"):
        drafts.flush()
    assert [latest_text(answers, name) for name in ("one", "two", "three")] == ["kept", "", "kept too"]
    assert drafts.pending
    assert drafts.flush().saved == ("prompt:two",)
    assert not drafts.pending


def test_texts_are_saved_in_the_order_in_which_they_were_typed(answers: Answers) -> None:
    """The first typed is the first saved."""
    drafts, order = Drafts(answers), list[str]()
    for name in ("one", "two", "three"):
        drafts.put(name, lambda name=name: order.append(name))  # type: ignore[misc]
    assert drafts.flush().saved == ("one", "two", "three") == tuple(order)


def test_read_only_answers_refuse_in_words(folder: Path) -> None:
    """The refusal of a second window is a failure like any other."""
    with Answers.open(folder, read_only=True) as answers:
        drafts = Drafts(answers)
        drafts.put("prompt:one", lambda: write(answers, "one", "text"))
        assert "read only" in drafts.flush().failure
        assert drafts.pending


def test_text_typed_during_a_flush_stays_pending(answers: Answers) -> None:
    """A save that finishes late does not count for the newer text under its key."""
    drafts = Drafts(answers)

    def save_and_type_on() -> None:
        write(answers, "one", "old")
        drafts.put("prompt:one", lambda: write(answers, "one", "new"))

    drafts.put("prompt:one", save_and_type_on)
    drafts.flush()
    assert drafts.pending
    drafts.flush()
    assert latest_text(answers, "one") == "new"
    assert not drafts.pending


def test_many_threads_can_type_and_flush(folder: Path) -> None:
    """Eight threads, each its own prompt, and one they share: every last text is on disk."""
    with Answers.open(folder) as answers:
        drafts, together = Drafts(answers), Barrier(8)
        failures: list[str] = []

        def type_on(which: int) -> None:
            together.wait()
            for number in range(25):
                text = f"{which} {'x' * (25 - number)}"
                drafts.put(f"prompt:{which}", lambda text=text: write(answers, f"own-{which}", text))  # type: ignore[misc]
                drafts.put("prompt:shared", lambda text=text: write(answers, "shared", text))  # type: ignore[misc]
                failures.append(drafts.flush().failure)
                answers.search("x")
                answers.answered()

        threads = [Thread(target=type_on, args=(which,)) for which in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not drafts.pending
        assert set(failures) == {""}
        in_memory = {layer.prompt_id: layer.text for layer in answers.all_layers()}
    with Answers.open(folder) as answers:
        assert {layer.prompt_id: layer.text for layer in answers.all_layers()} == in_memory
        assert all(latest_text(answers, f"own-{which}") == f"{which} x" for which in range(8))
