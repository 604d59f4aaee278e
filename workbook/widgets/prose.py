"""Lays out reading as one `Content`: paragraphs, lists and quotes, wrapped with hanging indents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from textual.content import Content
from textual.content import Span as StyledRange
from textual.style import Style

from workbook.content.model import (
    Block,
    Blocks,
    Code,
    EarlierAnswer,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
    Subheading,
    Table,
)

LEAST_WIDTH = 8


@dataclass(slots=True)
class Layout:
    """Lays out blocks for one width.

    Args:
        width: Cells to a line.
        quotes: The reader's own words by prompt id, for quoting them in the reading.
        chosen: The index of the link that is marked as chosen, or None.
    """

    width: int
    quotes: Mapping[str, str] = field(default_factory=dict)
    chosen: int | None = None
    links: list[str] = field(default_factory=list)
    """Where each link leads, in reading order; filled by laying out."""
    link_lines: list[int] = field(default_factory=list)
    """The first line of the block each link stands in, from 0."""
    _line: int = 0

    def render(self, blocks: Blocks) -> Content:
        """Lay out all blocks, with an empty line between them."""
        lines: list[Content] = []
        for block in blocks:
            if lines:
                lines.append(Content())
            self._line = len(lines)
            lines.extend(self._block(block, self.width))
        return Content("\n").join(lines)

    def _blocks(self, blocks: Sequence[Block], width: int, *, tight: bool = False) -> list[Content]:
        lines: list[Content] = []
        for block in blocks:
            if lines and not tight:
                lines.append(Content())
            lines.extend(self._block(block, width))
        return lines

    def _block(self, block: Block, width: int) -> list[Content]:
        width = max(width, LEAST_WIDTH)
        match block:
            case Paragraph(spans):
                return self._inline(spans).wrap(width)
            case Subheading(spans):
                return [line.stylize("bold $primary") for line in self._inline(spans).wrap(width)]
            case Quote(blocks):
                return _barred(self._blocks(blocks, width - 2), "$primary 60%")
            case Listing(items, start):
                return self._listing(items, start, width)
            case Table(header, rows):
                return self._table(header, rows, width)
            case Code(text):
                return [Content(line).stylize("$secondary") for line in text.splitlines()]
            case Rule():
                return [Content("· · ·").center(width).stylize("$quiet")]
            case EarlierAnswer(prompt_id, fallback):
                return self._earlier(prompt_id, fallback, width)

    def _earlier(self, prompt_id: str, fallback: Blocks, width: int) -> list[Content]:
        words = self.quotes.get(prompt_id, "")
        if not words.strip():
            return self._blocks(fallback, width)
        said = [
            line for part in words.splitlines() for line in (Content(part).wrap(width - 2) or [Content()])
        ]
        return [Content("You wrote:").stylize("$quiet"), *_barred(said, "$accent")]

    def _listing(self, items: Sequence[Sequence[Block]], start: int | None, width: int) -> list[Content]:
        lines: list[Content] = []
        loose = any(len(item) > 1 for item in items)
        for number, item in enumerate(items, start or 0):
            mark = "• " if start is None else f"{number}. "
            if lines and loose:
                lines.append(Content())
            body = self._blocks(item, width - len(mark), tight=not loose) or [Content()]
            lines.append(Content.assemble((mark, "$accent"), body[0]))
            lines.extend(Content(" " * len(mark)) + line for line in body[1:])
        return lines

    def _table(self, header: Sequence[Spans], rows: Sequence[Sequence[Spans]], width: int) -> list[Content]:
        cells = [[self._inline(cell) for cell in row] for row in (header, *rows)]
        widest = [max(cell_len(row[column].plain) for row in cells) for column in range(len(header))]
        if sum(widest) + 3 * (len(widest) - 1) > width:
            return self._stacked_table(cells, width)
        lines = [
            Content("   ").join(
                [cell.pad_right(room - cell_len(cell.plain)) for cell, room in zip(row, widest, strict=True)]
            )
            for row in cells
        ]
        rule = Content("─" * min(width, sum(widest) + 3 * (len(widest) - 1))).stylize("$line")
        return [lines[0].stylize("bold"), rule, *lines[1:]]

    def _stacked_table(self, cells: Sequence[Sequence[Content]], width: int) -> list[Content]:
        lines: list[Content] = []
        for row in cells[1:]:
            if lines:
                lines.append(Content())
            for name, cell in zip(cells[0], row, strict=True):
                lines.extend(Content.assemble((f"{name.plain}: ", "$quiet"), cell).wrap(width))
        return lines

    def _inline(self, spans: Spans) -> Content:
        text = "".join(span.text for span in spans)
        styles: list[StyledRange] = []
        position = 0
        for span in spans:
            end = position + len(span.text)
            if style := self._style(span):
                styles.append(StyledRange(position, end, style))
            if span.link:
                index = self._link(span.link)
                styles.append(StyledRange(position, end, Style.from_meta({"@click": f"follow({index})"})))
                if index == self.chosen:
                    styles.append(StyledRange(position, end, Style(reverse=True)))
            position = end
        return Content(text, styles)

    def _link(self, target: str) -> int:
        self.links.append(target)
        self.link_lines.append(self._line)
        return len(self.links) - 1

    @staticmethod
    def _style(span: Span) -> str:
        words = {
            "bold": span.strong,
            "italic": span.emphasis,
            "$secondary": span.code or bool(span.link),
            "underline": bool(span.link),
        }
        return " ".join(word for word, wanted in words.items() if wanted)


def _barred(lines: Sequence[Content], colour: str) -> list[Content]:
    return [Content.assemble(("▌ ", colour), line) for line in lines]
