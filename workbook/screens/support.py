"""Somewhere to turn: one's own people first, then places by country. Offline, from anywhere."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from workbook import moments
from workbook.autosave import Autosave
from workbook.content.model import Contact, PackInfo
from workbook.screens.sheet import Sheet
from workbook.store.answers import Answers
from workbook.store.records import Person
from workbook.text import one_line


class SupportScreen(Sheet[None]):
    """Lists people and places; lets one add one's own people."""

    HELP: ClassVar[str] = (
        "People and places to turn to. Your own people stand first, once you have put them here: at the end of the "
        "page, a name and how to reach them. Nothing you write in the workbook is looked through to show this page."
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

    def compose(self) -> ComposeResult:
        """Lay out people above places."""
        with Vertical(id="support", classes="sheet"):
            yield Static("Somewhere to turn", markup=False, classes="sheet-title")
            with VerticalScroll(id="support-body", can_focus=True):
                yield Static(Content(self._info.support_note), id="support-note")
                yield Vertical(id="people")
                yield Static(contacts_in_words(self._info.support), id="contacts")
                if not self._answers.read_only:
                    yield Static(Content("People of your own").stylize("bold $accent"), classes="label")
                    yield Input(placeholder="a name", id="person-name", compact=True)
                    yield Input(
                        placeholder="how to reach them; Enter puts them on top",
                        id="person-reach",
                        compact=True,
                    )
            yield Static("Escape goes back to where you were.", markup=False, classes="quiet")

    async def on_mount(self) -> None:
        """List the person's own people."""
        await self._list_people()

    async def action_leave(self) -> None:
        """Go back; somebody whose name was typed is kept, Enter or not."""
        if self.query("#person-name") and self.query_one("#person-name", Input).value.strip():
            await self._add()
        self.close(None)

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
            name.focus()
        await self._list_people()

    @on(Button.Pressed, ".remove")
    async def _remove(self, event: Button.Pressed) -> None:
        person_id = event.button.name or ""
        self._autosave.put(f"person:{person_id}", lambda: self._answers.remove_person(person_id))
        self._autosave.flush()
        await self._list_people()


def contacts_in_words(contacts: Sequence[Contact]) -> Content:
    """Write contacts by country, each with the page and the day it was checked against."""
    lines: list[Content] = []
    country = ""
    for contact in contacts:
        if contact.country != country:
            country = contact.country
            lines += [Content(), Content(country).stylize("bold $accent")]
        hours = f" · {contact.hours}" if contact.hours else ""
        lines.append(Content.assemble(contact.name, ": ", (contact.reach, "bold"), hours))
        if contact.note:
            lines.append(Content(contact.note))
        checked = moments.day_in_words(contact.checked.isoformat())
        lines.append(Content(f"checked {checked} against {contact.source}").stylize("$quiet"))
    return Content("\n").join(lines)


def _person_in_words(person: Person) -> Content:
    return Content.assemble((person.name, "bold"), f": {person.reach}" if person.reach else "")
