"""Search: every word, any case, newest first, with the words around it."""

from datetime import timedelta

from tests.store.building import SetClock, write
from workbook.store.answers import Answers
from workbook.store.records import Entry, Layer


def found(answers: Answers, words: str) -> list[str]:
    """Give the texts of what was found."""
    return [hit.record.text for hit in answers.search(words)]


def test_every_word_must_occur_whatever_its_case(answers: Answers) -> None:
    """In any order and anywhere in the answer; no words find nothing."""
    write(answers, "one", "Rest in the evening")
    write(answers, "two", "Walk in the MORNING")
    assert found(answers, "in the") == ["Walk in the MORNING", "Rest in the evening"]
    assert found(answers, "evening REST") == ["Rest in the evening"]
    assert found(answers, "rest morning") == []
    assert found(answers, "  ") == []


def test_questions_labels_and_titles_are_searched(answers: Answers) -> None:
    """What was asked helps to find what was answered."""
    write(answers, "one", "rest")
    answers.add_entry("wins", {"what": "slept"}, title="Small wins", labels={"what": "What went well"})
    assert found(answers, "about one") == ["rest"]
    assert found(answers, "small went") == ["slept"]
    hit = answers.search("went")[0]
    assert isinstance(hit.record, Entry)
    assert (hit.before, hit.match, hit.after) == ("slept Small wins What ", "went", " well")


def test_a_hit_shows_the_words_around_it(answers: Answers) -> None:
    """On one line, cut with an ellipsis on both sides, in the writer's own spelling."""
    write(answers, "one", "before " * 20 + "the\nStraße\nhome " + "after " * 30)
    hit = answers.search("STRASSE")[0]
    assert isinstance(hit.record, Layer)
    assert hit.match == "Straße"
    assert hit.before.startswith("…")
    assert hit.before.endswith("before the ")
    assert hit.after.startswith(" home after")
    assert hit.after.endswith("…")


def test_the_words_of_a_closed_letter_are_not_found(answers: Answers, clock: SetClock) -> None:
    """Before its day it is found by what was asked, and no excerpt shows its words (they stood there)."""
    sealed = {"text": "dear secret", "opens": "2026-05-05"}
    write(answers, "letter", sealed, "letter")
    answers.add_entry("notes", {"to": sealed, "why": "for later"}, title="Notes", labels={"to": "To me"})
    write(answers, "open", "secret too")
    assert found(answers, "secret") == ["secret too"]
    assert [hit.record.text for hit in answers.search("secret", limit=1)] == ["secret too"]
    for words in ("about letter", "later me"):
        (hit,) = answers.search(words)
        assert "secret" not in hit.before + hit.match + hit.after
    clock.moment += timedelta(days=3)
    assert len(answers.search("secret")) == 3


def test_letters_that_fold_to_several_keep_their_place(answers: Answers) -> None:
    """The match is cut from the text itself, not from its folded form."""
    write(answers, "one", "ßßß ﬁne İstanbul tonight")
    for words, match in (("tonight", "tonight"), ("fine", "ﬁne"), ("s", "ß")):
        assert answers.search(words)[0].match == match


def test_search_follows_what_is_written(answers: Answers) -> None:
    """New, changed and emptied answers are found as they are now, the last written first."""
    write(answers, "one", "rest")
    write(answers, "two", "rest too")
    assert found(answers, "rest") == ["rest too", "rest"]
    write(answers, "one", "rest again")
    assert found(answers, "rest") == ["rest again", "rest too"]
    write(answers, "two", "walk")
    assert found(answers, "rest") == ["rest again"]


def test_the_limit_keeps_the_newest(answers: Answers) -> None:
    """No more than asked for."""
    for number in range(5):
        write(answers, f"prompt-{number}", f"rest {number}")
    assert [hit.record.text for hit in answers.search("rest", limit=2)] == ["rest 4", "rest 3"]
    assert answers.search("rest", limit=0) == []


def test_lists_and_tables_are_searched(answers: Answers) -> None:
    """Whatever the kind of an answer, its words count."""
    write(answers, "list", ["sleep", "walk by the river"])
    write(answers, "table", [{"who": "Ada", "what": "rang"}])
    write(answers, "letter", {"text": "dear later me", "opens": "2026-01-01"})
    for words, prompt_id in (("river", "list"), ("ada rang", "table"), ("dear", "letter")):
        hits = [hit.record for hit in answers.search(words)]
        assert [record.prompt_id for record in hits if isinstance(record, Layer)] == [prompt_id]
