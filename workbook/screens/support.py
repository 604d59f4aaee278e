"""Somewhere to turn: one's own people first, then places by country. Offline, from anywhere."""

from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import Button, Input, Static

from workbook.autosave import Autosave
from workbook.content.model import PackInfo
from workbook.errors import StoreError
from workbook.screens.begun import Begun
from workbook.screens.requests import WebAddressChosen
from workbook.screens.sheet import Sheet
from workbook.screens.support_words import by_country, country_in_words, next_country, sources_in_words
from workbook.store.answers import Answers
from workbook.store.preferences import COUNTRY
from workbook.store.records import Person
from workbook.text import one_line

NAME, REACH = "person-name", "person-reach"
"""What words were begun for that are nobody's yet; also the ids of their lines."""
KEYS = "Escape goes back · a letter: a country"


class SupportPage(VerticalScroll, can_focus=True):
    """The page itself; help tells where everything on it was checked."""

    help_text = ""


class SupportScreen(Sheet[None]):
    """Lists people and places; lets one add one's own people."""

    HELP: ClassVar[str] = (
        "People and places to turn to. A letter leads to the country that begins with it, once more to the next one; "
        "the last country you went to stands first. Your own people stand above, once you have put them here: at the "
        "end of the page, a name and how to reach them. Nothing you write in the workbook is looked through to show this page."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f5", "leave", "Go back", id="support.close")]
    AUTO_FOCUS = "#support-body"

    def __init__(self, info: PackInfo, answers: Answers, autosave: Autosave) -> None:
        """Build the page.

        Args:
            info: Holds the pack's contacts.
            answers: Holds the person's own people.
            autosave: Writes what is added.
        """
        super().__init__()
        self._info = info
        self._answers = answers
        self._autosave = autosave
        self._begun = Begun(answers, autosave)
        self._country = answers.preference(COUNTRY)
        self._countries = by_country(info.support, self._country)

    def compose(self) -> ComposeResult:
        """Lay out people above places."""
        with Vertical(id="support", classes="sheet"):
            yield Static("Somewhere to turn", markup=False, classes="sheet-title")
            with SupportPage(id="support-body") as page:
                page.help_text = sources_in_words(self._info.support)
                yield Vertical(id="people")
                yield Static(Content(self._info.support_note), id="support-note")
                with Vertical(id="contacts"):
                    for country, contacts in self._countries:
                        yield Static(country_in_words(country, contacts), classes="country", name=country)
                if not self._answers.read_only:
                    yield Static(Content("People of your own").stylize("bold $accent"), classes="label")
                    yield Input(
                        self._begun.words(NAME),
                        placeholder="a name",
                        select_on_focus=False,
                        id="person-name",
                        compact=True,
                    )
                    yield Input(
                        self._begun.words(REACH),
                        placeholder="how to reach them; Enter puts them on top",
                        select_on_focus=False,
                        id="person-reach",
                        compact=True,
                    )
            yield Static(KEYS, markup=False, classes="quiet")

    async def on_mount(self) -> None:
        """List the person's own people."""
        await self._list_people()

    @on(Input.Changed)
    def collect(self) -> None:
        """Keep a name and how to reach them as far as they came."""
        for line in self.query(Input):
            self._begun.keep(line.id or "", line.value)

    async def action_leave(self) -> None:
        """Go back; somebody whose name was typed is kept, Enter or not."""
        if self.query("#person-name") and self.query_one("#person-name", Input).value.strip():
            await self._add()
        self.close(None)

    async def step_aside(self) -> None:
        """Go elsewhere; likewise."""
        await self.action_leave()

    def on_key(self, event: Key) -> None:
        """Go to the country that begins with the letter, and remember it."""
        if not (event.character and event.character.isalpha()):
            return
        country = next_country([name for name, _ in self._countries], event.character, self._country)
        if not country:
            return
        event.stop()
        self._country = country
        there = next(shown for shown in self.query(".country") if shown.name == country)
        self.query_one(SupportPage).scroll_to_widget(there, top=True, animate=False)
        if not self._answers.read_only:
            self._autosave.put(COUNTRY, lambda: self._answers.set_preference(COUNTRY, country))

    def action_show_source(self, address: str) -> None:
        """Show the address of the page against which something was checked, before anything opens it."""
        self.post_message(WebAddressChosen(address))

    async def _list_people(self) -> None:
        people = self.query_one("#people")
        await people.remove_children()
        if self._answers.people():
            await people.mount(Static(Content("People of your own").stylize("bold $accent"), classes="label"))
        for person in self._answers.people():
            await people.mount(Static(_person_in_words(person), classes="person"))
            if not self._answers.read_only:
                await people.mount(
                    Button("take off this page", name=person.id, compact=True, classes="remove")
                )
        if self._answers.people():
            await people.mount(Static(Content(" ")))

    @on(Input.Submitted, "#person-name")
    def _ask_reach(self) -> None:
        self.query_one("#person-reach").focus()

    @on(Input.Submitted, "#person-reach")
    async def _add(self) -> None:
        name, reach = self.query_one("#person-name", Input), self.query_one("#person-reach", Input)
        words = one_line(name.value), one_line(reach.value)
        if not words[0]:
            name.focus()
            return
        self._autosave.put(f"person:{words[0]}", lambda: self._answers.save_person(*words))
        if not self._autosave.flush().failure:
            name.value = reach.value = ""
            self.collect()
            name.focus()
        await self._list_people()

    @on(Button.Pressed, ".remove")
    async def _remove(self, event: Button.Pressed) -> None:
        person_id = event.button.name or ""
        self._autosave.put(f"person:{person_id}", partial(self._delete, person_id))
        if not self._autosave.flush().failure:
            self.notify("Moved to the trash, which the palette shows: there u takes it back.", markup=False)
        await self._list_people()

    def _delete(self, person_id: str) -> None:
        # Gone already, it needs no deleting.
        with suppress(StoreError):
            self._answers.delete_person(person_id)


def _person_in_words(person: Person) -> Content:
    return Content.assemble((person.name, "bold"), f": {person.reach}" if person.reach else "")
