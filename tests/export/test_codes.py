"""Codes by which paper finds its way back: short, lasting, unlike each other, and wary of slips."""

import re
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.content.loader import Pack
from workbook.content.pack_model import ChapterOutline, SectionOutline
from workbook.export import codes as codes_module
from workbook.export.codes import (
    LENGTH,
    LETTERS,
    check_letter,
    is_well_formed,
    not_found,
    prompt_codes,
    spelled,
)

BODIES = st.text(LETTERS, min_size=LENGTH - 1, max_size=LENGTH - 1)


def outline(*prompt_ids: str, renamed: tuple[tuple[str, str], ...] = ()) -> ChapterOutline:
    """A chapter of one section with these prompts."""
    section = SectionOutline(id="s", title="S", chapter_id="c", prompt_ids=prompt_ids, renamed=renamed)
    return ChapterOutline(id="c", title="C", sections=(section,))


def test_every_prompt_has_a_code_of_its_own(chapters: Pack) -> None:
    """All prompts of the real chapters, all different, all of letters that cannot be taken for others."""
    codes = prompt_codes(chapters.outlines)
    ids = [name for one in chapters.outlines for section in one.sections for name in section.prompt_ids]
    assert list(codes.by_prompt) == ids
    assert len(set(codes.by_prompt.values())) == len(ids) > 50
    assert not set("".join(codes.by_prompt.values())) & set("0123456789OILAEU")
    for prompt_id, code in codes.by_prompt.items():
        assert re.fullmatch(r"[A-Z]{5}", code)
        assert is_well_formed(code)
        assert codes.find(f" {code[:2].lower()}-{code[2:]}\n") == prompt_id


def test_a_digit_is_read_as_the_letter_it_looks_like() -> None:
    """Codes have no digits: whoever reads one means the letter."""
    assert spelled("w vm5-f") == "WVMSF"
    assert spelled("8206") == "BZ0G"


def test_a_code_that_was_printed_stays() -> None:
    """A code follows from the id, so that neither a newer version nor another order of chapters changes it."""
    assert prompt_codes([outline("first-promise")]).by_prompt["first-promise"] == "WVMSF"
    later = prompt_codes([outline("new-one"), outline("other", "first-promise")])
    assert later.by_prompt["first-promise"] == "WVMSF"


def test_a_sheet_from_before_a_renaming_still_works() -> None:
    """The code of an earlier id leads to the present prompt; the present id has a code of its own."""
    codes = prompt_codes([outline("promise", renamed=(("first-promise", "promise"),))])
    assert codes.find("WVMSF") == "promise"
    assert codes.by_prompt["promise"] != "WVMSF"


def test_two_ids_that_meet_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """When two ids would have the same code, the later one in the pack's order takes the next."""
    real = codes_module._code
    monkeypatch.setattr(
        codes_module, "_code", lambda name, attempt: real("same" if not attempt else name, attempt)
    )
    first = prompt_codes([outline("a", "b", "c")])
    assert len(set(first.by_prompt.values())) == 3
    assert first.by_prompt["a"] == real("same", 0)
    assert first == prompt_codes([outline("a", "b", "c")])
    assert [first.find(code) for code in first.by_prompt.values()] == ["a", "b", "c"]


@given(BODIES, st.integers(0, LENGTH - 1), st.sampled_from(LETTERS))
def test_one_wrong_letter_is_noticed(body: str, place: int, letter: str) -> None:
    """Any other letter in any place makes a code that is none."""
    code = body + check_letter(body)
    slip = code[:place] + letter + code[place + 1 :]
    assert is_well_formed(slip) == (slip == code)


@given(BODIES)
def test_letters_that_changed_places_are_noticed(body: str) -> None:
    """Any two different letters of a code that are swapped make one that is none."""
    code = body + check_letter(body)
    for one, other in combinations(range(LENGTH), 2):
        letters = list(code)
        letters[one], letters[other] = letters[other], letters[one]
        assert is_well_formed("".join(letters)) == (code[one] == code[other])


@given(st.text(max_size=40))
def test_anything_can_be_typed(typed: str) -> None:
    """Whatever is typed leads to a prompt or to one line that says why not."""
    codes = prompt_codes([outline("first-promise")])
    if codes.find(typed) is None:
        title, message = not_found(codes, typed)
        assert title.endswith(".")
        assert "WVMSF" in message
        assert len(title) < 80
    else:
        assert spelled(typed) == "WVMSF"


def test_what_is_wrong_with_a_code_is_said(chapters: Pack) -> None:
    """A slip names the near code; a code of another pack is called that; an empty one gives an example."""
    codes = prompt_codes(chapters.outlines)
    assert not_found(codes, "wvmfs") == ("WVMFS is no code; a letter may have slipped.", "Near it: WVMSF.")
    stranger = prompt_codes([outline("from-elsewhere")]).by_prompt["from-elsewhere"]
    assert "another pack" in not_found(codes, stranger)[1]
    assert not_found(codes, " ")[0] == "This code is empty."
    assert next(iter(codes.by_prompt.values())) in not_found(codes, "")[1]
    assert replace(codes, by_prompt={}).near("WVMSF") == []
