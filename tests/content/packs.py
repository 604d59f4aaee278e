"""Packs and chapters for the tests, written as an author would."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from workbook.content.model import Problem
from workbook.content.parser import ParsedChapter, parse_chapter
from workbook.values import Value

TODAY = date(2026, 11, 22)

WORDS = (
    "Here stand forty words and a few more, so that nobody has to be told that a reading is too short for "
    "anyone to hold on to: a sentence that says nothing in particular, and then another one which says "
    "just about as much as that. "
)

PACK = """\
format = 1
title = "Trying things out"
version = "0.1.0"
first = "one-word"
chapters = ["near.md", "far.md"]

[[themes]]
id = "noticing"
title = "Noticing"

[[trails]]
id = "tired"
title = "I am tired"
[[trails.stops]]
section = "here"
say = "Begin here."

[[support]]
country = "Any country"
name = "Somebody"
reach = "Call them"
source = "https://example.org/"
checked = 2026-11-01
"""

NEAR = f"""\
+++
title = "Near"
+++
## Here {{#here}}
{WORDS}[Far away](far.md#there).

:::{{prompt}} one-word
kind = "line"
themes = ["noticing"]
+++
One word?
:::
"""

FAR = f"""\
+++
title = "Far"
+++
## There {{#there was="yonder"}}
{WORDS}[Near](near.md#here).

:::{{practice}} steps
title = "Steps"
entry = "step"
was = ["paces"]
[[fields]]
id = "what"
label = "What"
kind = "line"
[look-back]
ask = "How was it?"
[[look-back.endings]]
id = "done"
label = "Done"
leads-to = "here"
+++
:::

:::{{answer}} one-word
No word yet.
:::
"""

CHAPTERS = {"near.md": NEAR, "far.md": FAR}


def write_pack(folder: Path, chapters: Mapping[str, str] = CHAPTERS, pack: str = PACK) -> Path:
    """Write a pack into a folder and give the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.toml").write_text(pack, encoding="utf-8")
    for name, text in chapters.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def chapter(body: str, settings: str = 'title = "A chapter"') -> str:
    """Put front matter above the Markdown of a chapter."""
    return f"+++\n{settings}\n+++\n{body}"


def section(body: str) -> str:
    """Make a chapter of one section."""
    return chapter(f"## A section {{#a-section}}\n\n{body}\n")


def parse(text: str) -> ParsedChapter:
    """Parse the text of a chapter."""
    return parse_chapter(text.encode(), "some.md")


def line_of(text: str, words: str) -> int:
    """Give the number of the only line that holds these words."""
    lines = [number for number, line in enumerate(text.split("\n"), 1) if words in line]
    assert len(lines) == 1, f"{words!r} stands in lines {lines}"
    return lines[0]


def found_at(problems: Iterable[Problem], line: int, words: str) -> Problem:
    """Give the problem at a line that says these words."""
    problems = list(problems)
    for problem in problems:
        if problem.line == line and words in str(problem):
            return problem
    listed = "\n".join(map(str, problems)) or "no problems"
    raise AssertionError(f"no problem in line {line} says {words!r}; there are:\n{listed}")


texts = st.text(max_size=40)
words_and_gaps = st.text(st.sampled_from("ab \n\t·:-9é"), max_size=20)
rows = st.dictionaries(st.sampled_from(["What", "When", "Else", "opens", "text"]), words_and_gaps, max_size=4)
values: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.integers(-50, 50),
    st.integers(),
    words_and_gaps,
    texts,
    st.lists(words_and_gaps, max_size=5),
    st.lists(rows, max_size=4),
    st.fixed_dictionaries(
        {"text": words_and_gaps, "opens": st.sampled_from(["", "2027-01-01", "on a bad day"])}
    ),
    rows,
)
"""Everything that an answer can be."""
