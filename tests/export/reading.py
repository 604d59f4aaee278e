"""Reading books back: Markdown as a reader of Markdown does, HTML as a browser does."""

from collections.abc import Iterator
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""CommonMark with what most readers add."""
AROUND = {
    *("paragraph_open", "paragraph_close", "blockquote_open", "blockquote_close"),
    *("heading_open", "heading_close"),
}
VOID = {"meta", "br"}
SILENT = {"style", "title"}
OURS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "main",
        "footer",
        "nav",
        "section",
        "article",
    ),
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "br",
        "div",
        "span",
        "time",
        "a",
        "ol",
        "ul",
        "li",
        "blockquote",
        "figure",
    ),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
DRAWN = {
    *("svg", "title", "desc", "defs", "style", "rect", "g", "path", "text", "lineargradient", "stop"),
}
ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "class", "id", "dir", "href", "datetime", "scope"),
    *("aria-labelledby", "aria-hidden"),
}


def words_of(tokens: list[Token]) -> Iterator[str]:
    """Give the text of paragraphs and headings; fail for any other mark that was read."""
    for token in tokens:
        for part in token.children or ():
            assert part.type in ("text", "text_special", "softbreak", "hardbreak"), f"read as {part.type}"
            yield part.content or "\n"
        assert token.type == "inline" or token.type in AROUND, f"read as {token.type}"
        yield "\n" if token.type.endswith("_close") else ""


def read(markdown: str) -> list[str]:
    """Read Markdown; give the lines that have words, whatever the space around these."""
    return words("".join(words_of(READER.parse(markdown))))


def words(text: str) -> list[str]:
    """Give the lines of a text that have words, with single spaces between these."""
    return [" ".join(line.split()) for line in text.split("\n") if line.split()]


class Page(HTMLParser):
    """A page of HTML, taken apart; fails for anything that a book does not consist of."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.times: list[str] = []
        self.policy = ""
        self.lines: list[str] = [""]
        self.styles = 0
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note what stands there."""
        found = dict(attributes)
        if "svg" not in self.open and tag != "svg":
            assert tag in OURS, f"a stray <{tag}>"
            assert set(found) <= ATTRIBUTES, f"stray attributes: {found}"
        else:
            assert tag in DRAWN, f"a stray <{tag}> in the drawing"
            assert not any(name.startswith("on") or "href" in name for name in found)
        if tag == "meta" and found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found["content"] or ""
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append((int(tag[1]), ""))
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if "href" in found else []
        self.times += [found["datetime"] or ""] if "datetime" in found else []
        self.styles += tag == "style" and "svg" not in self.open
        if tag not in ("span", "a", "time"):
            self.lines.append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """See that what closes is what was open."""
        assert self.open
        assert self.open.pop() == tag, f"</{tag}> out of place"
        if tag not in ("span", "a", "time"):
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        if self.headings and self.open and self.open[-1] in ("h1", "h2", "h3", "h4"):
            level, before = self.headings[-1]
            self.headings[-1] = (level, before + data)
        if not SILENT & set(self.open) and "svg" not in self.open:
            before, *following = data.split("\n")
            self.lines[-1] += before
            self.lines += following

    @property
    def words(self) -> list[str]:
        """Its lines that have words, as `words` gives them."""
        return words("\n".join(self.lines))

    def handle_comment(self, data: str) -> None:
        """There are none."""
        raise AssertionError(f"a stray comment: {data}")

    def unknown_decl(self, data: str) -> None:
        """There are none."""
        raise AssertionError(f"a stray declaration: {data}")
