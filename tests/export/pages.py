"""Reading HTML as strictly as no browser does, and printing it with a real one where there is one."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

VOID = {"meta", "hr", "br"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
"""Those that print to a file by themselves; Firefox does not without a driver."""


@dataclass
class Markup(HTMLParser):
    """A page while it is read; complains about every tag that is not closed in order."""

    ids: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag in."""
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """See that what ends is what began last."""
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the words, but for those of the style."""
        if "style" not in self.open:
            self.text.append(data)

    @property
    def words(self) -> str:
        """All words of the page, with single blanks."""
        return " ".join(" ".join(self.text).split())

    @property
    def headings(self) -> list[int]:
        """The levels of the headings, in order."""
        return [int(tag[1]) for tag in self.tags if re.fullmatch("h[1-6]", tag)]


def read(page: str) -> Markup:
    """Read a page, and see that it is one whole that loads and runs nothing.

    Raises:
        AssertionError: It is not.
    """
    markup = Markup()
    markup.feed(page)
    markup.close()
    assert markup.open == []
    assert len(set(markup.ids)) == len(markup.ids)
    assert set(markup.tags).isdisjoint({"script", "link", "img", "iframe", "object", "embed", "a", "form"})
    names = {name for name, _ in markup.attributes}
    assert names.isdisjoint({"src", "href", "srcset", "action", "data", "poster", "background"})
    assert not [name for name in names if name.startswith("on")]
    assert "url(" not in page
    assert "@import" not in page
    levels = markup.headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    return markup


def browser() -> str:
    """Name a browser that can print; empty when there is none."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), "")


def printed(page: str, folder: Path) -> bytes:
    """Print a page with a real browser, and give the PDF."""
    source, target = folder / "sheet.html", folder / "sheet.pdf"
    source.write_text(page, "utf-8")
    unboxed = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    options = ["--headless", "--disable-gpu", "--no-pdf-header-footer", *unboxed]
    subprocess.run(
        [
            browser(),
            *options,
            f"--user-data-dir={folder / 'profile'}",
            f"--print-to-pdf={target}",
            source.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return target.read_bytes()


def count_of_pages(pdf: bytes) -> int:
    """Count the pages of a PDF as browsers write it."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
