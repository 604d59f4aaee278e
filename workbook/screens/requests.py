"""What a screen can ask of the program; the app answers by showing another screen."""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class SectionWanted(Message):
    """A section should be opened, at one of the items on its page when that is named."""

    section_id: str
    item_id: str = ""


@dataclass
class PracticeWanted(Message):
    """A practice should be opened, at one of its entries when that is named."""

    practice_id: str
    entry_id: str = ""


@dataclass
class NoteWanted(Message):
    """A note that stands in no section should be opened; a new one when none is named."""

    note_id: str = ""


@dataclass
class ContentsWanted(Message):
    """All chapters and sections should be shown."""


@dataclass
class WebAddressChosen(Message):
    """A link to the web was chosen; it is shown before anything opens it."""

    address: str


@dataclass
class DeleteWanted(Message):
    """Something should go to the trash."""

    kind: str
    """`layer`, `entry`, `check-in`, or `note` for an own question or note with all that was written there."""
    record_id: str
