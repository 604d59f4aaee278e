"""Short codes for prompts, by which an answer on paper finds its way back in.

A code is four letters and a fifth that is reckoned from them, so that a slip of the pen is noticed. It
follows from the prompt's id alone, unless two ids of one pack meet: a sheet printed years ago still works.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from typing import Final

from workbook.content.pack_model import ChapterOutline

LETTERS: Final = "BCDFGHJKMNPQRSTVWXZ"
"""No vowels, so that no code is a word; nothing that looks like a digit; and a prime number of them."""

LENGTH: Final = 5

_LOOK_ALIKE: Final = str.maketrans("2568", "ZSGB")
"""Digits, and the letters that they were read for."""

_BODY: Final = LENGTH - 1
_WEIGHTS: Final = range(2, 2 + _BODY)


def check_letter(body: str) -> str:
    """Reckon the last letter of a code from those before.

    A weighted sum modulo a prime, as in ISBN-10: it notices every single wrong letter and any two that
    changed places.
    """
    total = sum(weight * LETTERS.index(letter) for weight, letter in zip(_WEIGHTS, body, strict=True))
    return LETTERS[total % len(LETTERS)]


def spelled(typed: str) -> str:
    """Bring what was typed into the shape of a code: capitals, without blanks, hyphens and other marks."""
    letters = "".join(character for character in typed.upper() if character.isalnum())
    return letters.translate(_LOOK_ALIKE)[: 2 * LENGTH]


def is_well_formed(code: str) -> bool:
    """Tell whether something could be a code of some pack: as long as one, with the right last letter."""
    return len(code) == LENGTH and set(code) <= set(LETTERS) and check_letter(code[:-1]) == code[-1]


@dataclass(frozen=True, slots=True)
class PromptCodes:
    """The codes of one pack's prompts."""

    by_prompt: Mapping[str, str]
    """Present id of a prompt to its code."""
    by_code: Mapping[str, str]
    """Code to the present id; those of earlier ids too."""

    def find(self, typed: str) -> str | None:
        """Give the id of the prompt that a code belongs to; None when it belongs to none."""
        return self.by_code.get(spelled(typed))

    def near(self, typed: str) -> list[str]:
        """Give up to three codes that look most like what was typed, the nearest first."""
        return get_close_matches(spelled(typed), self.by_prompt.values(), n=3, cutoff=0.6)


def prompt_codes(outlines: Iterable[ChapterOutline]) -> PromptCodes:
    """Give every prompt its code.

    Args:
        outlines: All chapters of a pack, in its order: when two ids meet, the later one moves on.
    """
    sections = [section for outline in outlines for section in outline.sections]
    present = [prompt_id for section in sections for prompt_id in section.prompt_ids]
    earlier = [pair for section in sections for pair in section.renamed if pair[1] in section.prompt_ids]
    by_code: dict[str, str] = {}
    by_prompt: dict[str, str] = {}
    for prompt_id in dict.fromkeys(present):
        by_prompt[prompt_id] = _claim(prompt_id, prompt_id, by_code)
    for old, prompt_id in earlier:
        _claim(old, prompt_id, by_code)
    return PromptCodes(by_prompt, by_code)


def _claim(name: str, prompt_id: str, by_code: dict[str, str]) -> str:
    """Take the first code of a name that is still free."""
    attempt = 0
    while (code := _code(name, attempt)) in by_code:
        attempt += 1
    by_code[code] = prompt_id
    return code


def _code(name: str, attempt: int) -> str:
    number = int.from_bytes(sha256(f"{name}#{attempt}".encode()).digest()[:8], "big")
    body = ""
    for _ in range(_BODY):
        number, place = divmod(number, len(LETTERS))
        body += LETTERS[place]
    return body + check_letter(body)


def not_found(codes: PromptCodes, typed: str) -> tuple[str, str]:
    """Say kindly why a code leads nowhere, and what to do: a title and a message."""
    code = spelled(typed)
    near = codes.near(typed)
    advice = (
        f"Near it: {', '.join(near)}." if near else f"A code is {LENGTH} letters, such as {_example(codes)}."
    )
    if not code:
        return "This code is empty.", advice
    if is_well_formed(code):
        return f"{code} is not in this pack.", f"The sheet may come from another pack or version. {advice}"
    return f"{code} is no code; a letter may have slipped.", advice


def _example(codes: PromptCodes) -> str:
    return next(iter(codes.by_prompt.values()), "BCDFG")
