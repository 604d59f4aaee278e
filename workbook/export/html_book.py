"""A book as one HTML file that needs nothing else: no script, no request, readable, printable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workbook.export.book import (
    KEPT,
    NOTES,
    PEOPLE,
    PRACTICES,
    REMOVED,
    SHELF,
    TIDE,
    Answer,
    Asked,
    Book,
    ChapterPages,
    Kept,
    LookedBack,
    PracticeTable,
    Removed,
    Row,
    Said,
    TidePage,
)
from workbook.export.html_style import style
from workbook.export.html_text import lines, on_one_line, paragraphs, said_in_html, table, text, time_of

NOTHING_LOADS = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""Whatever might stand in the file, a browser fetches and runs nothing because of it."""

_HEAD = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
"""
_END = """<footer class="colophon">
<p>These are your own words. This file is not protected: whoever can open it can read it.</p>
<p>It loads nothing and sends nothing.</p>
</footer>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class _Page:
    """What begins with a heading of the second level."""

    id: str
    title: str
    parts: Sequence[tuple[str, str]]
    """Ids and titles of the headings in it, for the contents."""
    body: Iterable[str]
    kind: str = ""


def html_of(book: Book) -> str:
    """Write a book as HTML; every word in it is escaped, but for the drawing of the tide, which is ours."""
    return "".join(_parts(book))


def _parts(book: Book) -> Iterator[str]:
    title = on_one_line(book.title)
    yield _HEAD.format(
        language=text(book.language), policy=text(NOTHING_LOADS), title=title, style=style(book.title)
    )
    yield f'<header class="title"><h1 dir="auto">{title}</h1><p>A book of your own words</p>'
    yield f'<p class="ornament" aria-hidden="true">* * *</p><p>made on {time_of(book.made_on)}</p></header>\n'
    pages = list(_pages(book))
    if pages:
        yield _contents(pages)
    yield "<main>\n"
    for page in pages:
        yield f'<section class="{page.kind}"><h2 id="{page.id}" dir="auto">{on_one_line(page.title)}</h2>\n'
        yield from page.body
        yield "</section>\n"
    yield f"</main>\n{_END}"


def _pages(book: Book) -> Iterator[_Page]:
    for number, chapter in enumerate(book.chapters, 1):
        yield _chapter(f"chapter-{number}", chapter)
    if book.practices:
        names = [(f"practice-{number}", one.title) for number, one in enumerate(book.practices, 1)]
        tables = (_practice(name, one) for (name, _), one in zip(names, book.practices, strict=True))
        yield _Page("practices", PRACTICES, names, tables, "practices")
    if book.notes:
        yield _Page("notes", NOTES, (), (_question(asked, 3) for asked in book.notes))
    if book.shelf:
        yield _Page("shelf", SHELF, (), (_question(asked, 3) for asked in book.shelf))
    if book.kept:
        yield _Page("kept", KEPT, (), map(_kept, book.kept))
    if book.tide:
        yield _Page("tide", TIDE, (), _tide(book.tide), "tide")
    if book.people:
        people = (f'<li dir="auto">{on_one_line(person)}</li>' for person in book.people)
        yield _Page("people", PEOPLE, (), ("<ul>", *people, "</ul>"))
    if book.removed:
        yield _Page("removed", REMOVED, (), map(_removed, book.removed))


def _contents(pages: Iterable[_Page]) -> str:
    def link(name: str, title: str) -> str:
        return f'<a href="#{name}" dir="auto">{on_one_line(title)}</a>'

    def item(page: _Page) -> str:
        inner = "".join(f"<li>{link(*part)}</li>" for part in page.parts)
        return f"<li>{link(page.id, page.title)}{f'<ol>{inner}</ol>' if inner else ''}</li>\n"

    return (
        '<nav aria-labelledby="contents"><h2 id="contents">Contents</h2>\n'
        f"<ol>\n{''.join(map(item, pages))}</ol></nav>\n"
    )


# Questions


def _chapter(name: str, chapter: ChapterPages) -> _Page:
    names = [(f"{name}-{number}", section.title) for number, section in enumerate(chapter.sections, 1)]

    def body() -> Iterator[str]:
        for (section_name, title), section in zip(names, chapter.sections, strict=True):
            yield f'<h3 id="{section_name}" dir="auto">{on_one_line(title)}</h3>\n'
            yield from map(_question, section.questions)

    return _Page(name, chapter.title, names, body())


def _asked(question: str, level: int = 4) -> str:
    """Write a question as a heading of a level; nothing for none."""
    return f'<h{level} class="asked" dir="auto">{lines(question)}</h{level}>' if question.strip() else ""


def _question(asked: Asked, level: int = 4) -> str:
    """Write a question with its layers: then beside now, and what is older beneath, the newest of it first."""
    *older, then, now = (None, None, *asked.answers)[-max(len(asked.answers), 2) :]
    newest = _turn(now) if now else ""
    if then and now:
        newest = f'<div class="then-now">{_turn(then, "then")}{_turn(now, "now")}</div>'
    question = _asked(asked.question, level)
    before = "".join(_turn(answer) for answer in reversed(older) if answer)
    beneath = f'<div class="older"><p>before that</p>{before}</div>' if before else ""
    return f'<article class="question"><div class="together">{question}{newest}</div>{beneath}</article>\n'


def _turn(answer: Answer, which: str = "") -> str:
    name = f'<span class="which">{which}</span>' if which else ""
    asked = f'<p class="remark">asked then: {on_one_line(answer.asked_then)}</p>' if answer.asked_then else ""
    moved = (
        f'<p class="moved" dir="auto"><span class="label">What moved:</span> {on_one_line(answer.moved)}</p>'
        if answer.moved
        else ""
    )
    origin = f" · {text(answer.origin)}" if answer.origin else ""
    return (
        f'<div class="turn {which}"><p class="when">{name}{time_of(answer.day)}{origin}</p>'
        f"{asked}{said_in_html(answer.said)}{moved}</div>"
    )


# Practices


def _practice(name: str, practice: PracticeTable) -> str:
    columns = ["Day", *map(on_one_line, practice.columns), *(["Looking back"] if practice.looks_back else [])]
    rows = (_row(row, practice.looks_back) for row in practice.rows)
    heading = f'<h3 id="{name}" dir="auto">{on_one_line(practice.title)}</h3>\n'
    return heading + table(columns, rows, "practice", name) + "\n"


def _row(row: Row, looks_back: bool) -> str:
    day = f"before, as of {time_of(row.day)}" if row.before else time_of(row.day)
    day += f" · {text(row.origin)}" if row.origin else ""
    cells = "".join(f"<td>{_cell(said)}</td>" for said in row.cells)
    last = f"<td>{_looked_back(row.looked_back)}</td>" if looks_back else ""
    kind = ' class="before"' if row.before else ""
    return f'<tr{kind}><th scope="row">{day}</th>{cells}{last}</tr>\n'


def _cell(said: Said) -> str:
    return said_in_html(said) if said.words or said.letter else ""


def _looked_back(found: LookedBack) -> str:
    if found.due:
        return f'<p class="remark">to look back on: {text(found.due)}</p>'
    day = f'<p class="when">{time_of(found.on)}</p>' if found.on else ""
    return day + paragraphs(found.ending) + paragraphs(found.note)


# What is no chapter


def _kept(kept: Kept) -> str:
    return f'<blockquote class="kept">{paragraphs(kept.words)}<p class="when">{time_of(kept.day)}</p></blockquote>\n'


def _tide(tide: TidePage) -> Iterator[str]:
    yield f"<figure>{tide.picture}</figure>\n" if tide.picture else ""
    rows = (
        f'<tr><th scope="row">{time_of(one.day)}</th><td>{one.level} of 10</td>'
        f'<td dir="auto">{on_one_line(one.word)}</td></tr>\n'
        for one in tide.checkins
    )
    yield table(("Day", "Trust in yourself", "In a word"), rows, "checkins", "tide")


def _removed(removed: Removed) -> str:
    asked = _asked(removed.asked, 3)
    said = "".join(
        (f'<p class="label">{on_one_line(label)}</p>' if label else "") + paragraphs(words)
        for label, words in removed.said
    )
    return (
        f'<article class="question"><div class="turn">{asked}<p class="when">{time_of(removed.day)}</p>{said}'
        "</div></article>\n"
    )
