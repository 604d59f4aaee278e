"""The four directives: prompt, practice, facilitator and answer."""

from __future__ import annotations

import re
from typing import Final

from workbook.content.ids import ID_RULE, is_id
from workbook.content.inline import plain
from workbook.content.kinds import KINDS, Kind, TextKind
from workbook.content.model import (
    FORMS,
    EarlierAnswer,
    FacilitatorNotes,
    Paragraph,
    Prompt,
)
from workbook.content.near import nearest
from workbook.content.reading import read_blocks
from workbook.content.report import Report
from workbook.content.scan import DIRECTIVES, read_directive_line
from workbook.content.settings_reader import SettingsReader
from workbook.content.toml_text import read_toml
from workbook.frozen import frozen

MOST_MINUTES: Final = 240

_CLOSING = re.compile(r" {0,3}:{3,}[ \t]*")
_SETTING = re.compile(r"(?:\s|#[^\n]*\n)*(?:[a-z-]+ *= *[\"'\[\dtf]|\[{1,2}[a-z.-]+\]{1,2} *\n)")
"""What begins like TOML and not like words."""

_INNER = re.compile(r"^:{3,}\{", re.M)


@frozen(kw_only=True)
class Directive:
    """One colon fence, taken apart but not yet understood."""

    name: str
    id: str
    line: int
    """Where it begins in its file; its settings begin on the next line."""
    settings: str = ""
    words: str = ""
    words_line: int = 0
    """Where its words begin."""

    def read_settings(self, report: Report) -> SettingsReader:
        """Give a reader for the settings; an empty one when they are no TOML, which is reported."""
        found = read_toml(self.settings, self.name, report, first=self.line + 1, line=self.line)
        return found or SettingsReader({}, self.name, Report(report.file))


def take_apart(info: str, content: str, line: int, report: Report) -> Directive | None:
    """Divide a colon fence into name, id, settings and words.

    Args:
        info: What follows the colons on the first line.
        content: The lines between the first and the last.
        line: The number of the first line in the file.
        report: Where problems go.

    Returns:
        None when it is no directive that anyone knows, or needs an id and has none; reported.
    """
    name, item_id = read_directive_line(info)
    if not _is_named_well(name, item_id, line, report):
        return None
    if _INNER.search(content):
        report.wrong(
            line, f"this {name} is not closed before the next one begins", "write ::: below its words"
        )
        return None
    lines = content.split("\n")
    fence = next((number for number, text in enumerate(lines) if text.rstrip() == "+++"), None)
    if fence is None and name != "answer" and _SETTING.match(content):
        report.wrong(line + 1, f"these settings of a {name} have no end", "write +++ below them")
        return None
    if fence is None:
        return Directive(name=name, id=item_id, line=line, words=content, words_line=line + 1)
    return Directive(
        name=name,
        id=item_id,
        line=line,
        settings="\n".join(lines[:fence]),
        words="\n".join(lines[fence + 1 :]),
        words_line=line + fence + 2,
    )


def _is_named_well(name: str, item_id: str, line: int, report: Report) -> bool:
    """Tell whether a directive is known and has the id it needs, and report what is amiss."""
    if name not in DIRECTIVES:
        wrote = f"{{{name}}}" if name else f'":::{item_id}"'
        meant = nearest(name or item_id.split(" ", maxsplit=1)[0], DIRECTIVES)
        advice = f"did you mean :::{{{meant}}}?" if meant else "write :::{prompt} some-id"
        report.wrong(line, f"{wrote} is not a directive", advice)
    elif name == "facilitator":
        if item_id:
            report.wrong(line, f'facilitator notes have no id, and here stands "{item_id}"', "take it out")
        return True
    elif not item_id:
        report.wrong(line, f"this {name} has no id", f"write {{{name}}} some-id")
    elif not is_id(item_id):
        report.wrong(line, f'"{item_id}" cannot be an id', ID_RULE)
    else:
        return True
    return False


def is_closed(last_line: str) -> bool:
    """Tell whether the last line of a colon fence closes it."""
    return _CLOSING.fullmatch(last_line) is not None


def read_kind(settings: SettingsReader) -> Kind:
    """Read `kind` and that kind's keys; a text when it is not known, which is reported."""
    name = settings.one_of("kind", KINDS, example='kind = "text"')
    return KINDS.get(name, TextKind).read(settings)


def read_themes(settings: SettingsReader, report: Report) -> tuple[str, ...]:
    """Read `themes` and note them as names to look up."""
    themes = settings.ids("themes")
    for theme in themes:
        report.mention("theme", theme, settings.line_of_text("themes", theme))
    return themes


def read_prompt(found: Directive, report: Report) -> Prompt:
    """Read a prompt."""
    settings = found.read_settings(report)
    kind = read_kind(settings)
    heavy = settings.one_of("weight", ("heavy",)) == "heavy"
    gentler, landing = settings.prose("gentler"), settings.prose("landing")
    for key, words in (("gentler", gentler), ("landing", landing)):
        if heavy and not words:
            settings.missing(key, f'{key} = "…": somebody may need it here')
        elif words and not heavy:
            settings.wrong(key, f"{key} is for heavy prompts", 'write weight = "heavy" or take it out')
    prompt = Prompt(
        id=found.id,
        question=_question(found, report),
        kind=kind,
        themes=read_themes(settings, report),
        minutes=settings.number("minutes", 0, most=MOST_MINUTES),
        again=settings.flag("again"),
        heavy=heavy,
        gentler=gentler,
        landing=landing,
        was=settings.ids("was"),
        line=found.line,
    )
    settings.close()
    return prompt


def _question(found: Directive, report: Report) -> str:
    """Read the question: paragraphs, as plain text."""
    blocks = read_blocks(found.words, report, found.words_line)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if len(paragraphs) < len(blocks):
        report.wrong(
            found.words_line, "a question is made of plain paragraphs", "move the rest to the reading"
        )
    if any(span.link for block in paragraphs for span in block.spans):
        report.wrong(found.words_line, "a link in a question cannot be followed", "move it to the reading")
    question = "\n\n".join(plain(block.spans).strip() for block in paragraphs).strip()
    if not question:
        report.wrong(found.line, "this prompt asks nothing", "write the question below +++")
    return question


def read_facilitator(found: Directive, report: Report) -> FacilitatorNotes:
    """Read the private notes for whoever runs a group."""
    settings = found.read_settings(report)
    notes = FacilitatorNotes(
        minutes=settings.number("minutes", 0, most=MOST_MINUTES),
        form=settings.one_of("form", FORMS),
        opening=settings.prose("opening"),
        watch=settings.prose("watch"),
        opt_out=settings.prose("opt-out"),
        round=settings.prose("round"),
        notes=read_blocks(found.words, report, found.words_line),
    )
    settings.close()
    return notes


def read_answer(found: Directive, report: Report) -> EarlierAnswer:
    """Read the place of an earlier answer and what stands there when there is none."""
    found.read_settings(report).close()
    report.mention("prompt", found.id, found.line)
    fallback = read_blocks(found.words, report, found.words_line)
    if not fallback:
        report.wrong(
            found.line,
            "nothing stands here for someone who has not answered yet",
            "write a sentence or two between the colons",
        )
    return EarlierAnswer(found.id, fallback)
