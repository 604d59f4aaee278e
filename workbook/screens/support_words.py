"""Places to turn to, in words: the number first to the eye, and where it was checked in one quiet line."""

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import urlsplit

from textual.content import Content
from textual.style import Style

from workbook import moments
from workbook.content.model import Contact


def by_country(contacts: Sequence[Contact], first: str = "") -> list[tuple[str, list[Contact]]]:
    """Give the contacts of each country, in the order of the pack.

    Args:
        contacts: All contacts.
        first: A country to put before the others; one that is not there changes nothing.
    """
    groups = [(name, [*group]) for name, group in groupby(contacts, key=lambda contact: contact.country)]
    return sorted(groups, key=lambda group: group[0] != first)


def next_country(countries: Sequence[str], letter: str, present: str) -> str:
    """Give the country that a letter leads to: the next of those that begin with it; empty for none."""
    found = [country for country in countries if country.casefold().startswith(letter.casefold())]
    if not found:
        return ""
    return found[(found.index(present) + 1) % len(found)] if present in found else found[0]


def contacts_in_words(contacts: Sequence[Contact]) -> Content:
    """Write all contacts by country, for pages from which nothing leads to a source."""
    return Content("\n").join(
        country_in_words(name, group, leading=False) for name, group in by_country(contacts)
    )


def country_in_words(country: str, contacts: Sequence[Contact], *, leading: bool = True) -> Content:
    """Write the contacts of one country beneath its name.

    Args:
        country: Its name.
        contacts: Those in it.
        leading: Whether what names a source leads to its address, by the screen's `show_source`.
    """
    lines = [Content(country).stylize("bold $accent")]
    for contact in contacts:
        hours = f" · {contact.hours}" if contact.hours else ""
        lines.append(Content.assemble(contact.name, ": ", (contact.reach, "bold $primary"), hours))
        if contact.note:
            lines.append(Content(contact.note))
        checked = Content(f"{_checked(contact)} · {domain(contact.source)}").stylize("$quiet")
        leads = Style.from_meta({"@click": ("screen.show_source", (contact.source,))})
        lines.append(checked.stylize(leads) if leading else checked)
    return Content("\n").join([*lines, Content(" ")])


def sources_in_words(contacts: Sequence[Contact]) -> str:
    """Write the whole address against which each contact was checked."""
    return "\n".join(f"{contact.name}: {_checked(contact)}, {contact.source}" for contact in contacts)


def domain(address: str) -> str:
    """Give whose an address is: `samaritans.org` of `https://www.samaritans.org/how-we-help`."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def _checked(contact: Contact) -> str:
    return f"checked {moments.day_in_words(contact.checked.isoformat())}"
