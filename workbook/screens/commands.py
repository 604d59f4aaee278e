"""What the palette offers: every section and practice of the pack, and what the program can do."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Protocol, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import FuzzySearch

from workbook.content.loader import Pack
from workbook.frozen import frozen
from workbook.progress.trails import routes
from workbook.store.records import OwnPrompt
from workbook.text import one_line


@frozen()
class Command:
    """One thing that can be chosen in the palette."""

    title: str
    about: str
    run: Callable[[], object]
    known: bool = False
    """Shown before anything is typed."""


class OffersCommands(Protocol):
    """An app with commands for the palette."""

    def offered_commands(self) -> Iterable[Command]:
        """Give the commands that make sense just now."""


def pack_commands(
    pack: Pack, open_section: Callable[[str], object], open_practice: Callable[[str], object]
) -> Iterator[Command]:
    """Give a command for every practice and every section of a pack."""
    for _, practice in pack.practices():
        yield Command(practice.title, "a practice", partial(open_practice, practice.id))
    for chapter in pack.outlines:
        for section in chapter.sections:
            yield Command(section.title, chapter.title, partial(open_section, section.id))


def trail_commands(pack: Pack, open_trail: Callable[[str], object]) -> Iterator[Command]:
    """Give a command for every trail of a pack that can be walked."""
    for route in routes(pack):
        yield Command(f"{route.title} — a trail", "", partial(open_trail, route.id))


def own_commands(
    pack: Pack, own: Iterable[OwnPrompt], open_section: Callable[[str, str], object]
) -> Iterator[Command]:
    """Give a command for every question of one's own that stands in a section of a pack."""
    for one in own:
        outline = pack.section_outline(one.section_id)
        if one.question and outline is not None:
            about = f"your question in {outline.title}"
            yield Command(one_line(one.question), about, partial(open_section, outline.id, one.id))


class WorkbookCommands(Provider):
    """Finds commands by their titles, as literal text."""

    def _offered(self) -> Iterable[Command]:
        return cast(OffersCommands, self.app).offered_commands()

    async def discover(self) -> Hits:
        """Offer the best known commands before anything is typed."""
        for command in self._offered():
            if command.known:
                yield DiscoveryHit(_display(command), command.run, command.title)

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        search = FuzzySearch()
        for command in self._offered():
            score, offsets = search.match(query, command.title)
            if score > 0:
                yield Hit(score, _display(command, offsets), command.run, command.title)


def _display(command: Command, offsets: Sequence[int] = ()) -> Content:
    """Write a command as literal text; Textual's own matcher and help line would read it as markup."""
    title = Content(command.title)
    for offset in offsets:
        title = title.stylize("bold underline", offset, offset + 1)
    return Content.assemble(title, (f"  {command.about}" if command.about else "", "dim"))
