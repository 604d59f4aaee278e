"""Words that were begun: they are let go only once they stand where they belong."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from workbook.autosave import Autosave
from workbook.screens.begun import Begun
from workbook.screens.checking_in import WORD, CheckingIn
from workbook.store.answers import Answers
from workbook.store.drafts import Drafts
from workbook.store.records import BEGUN


def with_loop(test: Callable[[], None]) -> None:
    """Run a test where autosaving can wait for its time."""

    async def run() -> None:
        test()

    asyncio.run(run())


def test_begun_words_go_only_after_they_found_their_place(
    words: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the place cannot be written they stay on disk; a word with its number is there once."""
    with Answers.open(words) as answers:
        autosave = Autosave(Drafts(answers), lambda _: None)

        def refused(*_: object) -> None:
            raise OSError(28, "no room")

        def test() -> None:
            Begun(answers, autosave).keep(WORD, "wobbly")
            autosave.flush()
            checking_in = CheckingIn(answers, autosave)
            with monkeypatch.context() as patch:
                patch.setattr(answers, "check_in", refused)
                checking_in.put(4, "wobbly")
                assert autosave.flush().failure
                assert answers.preference(BEGUN + WORD) == "wobbly"
            assert not autosave.flush().failure

        with_loop(test)
        assert [found.in_words for found in [CheckingIn(answers, autosave)]] == ["4, wobbly"]
        assert answers.preference(BEGUN + WORD) == ""
