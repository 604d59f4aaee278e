"""What the tests of the room are built from: agendas with notes that must not leak, facts, views."""

from datetime import UTC, datetime, timedelta

from workbook.workshop.agenda import KINDS, Agenda, Block
from workbook.workshop.facts import Fact, FactKind
from workbook.workshop.room_view import RoomView

BEGAN = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
AGENDA_BYTES = b'# as it was\r\ntitle = "Small promises"\r\n'


def agenda(*blocks: Block, minutes: int = 45) -> Agenda:
    """An agenda of some blocks."""
    return Agenda(title="Small promises", minutes=minutes, people_least=4, people_most=20, blocks=blocks)


def block(kind: str, minutes: int = 5, *, say: str = "", notes: str = "", title: str = "") -> Block:
    """A block as an agenda would have it."""
    return Block(kind=KINDS[kind], title=title or kind, minutes=minutes, least=1, say=say, notes=notes)


def fact(kind: FactKind, minute: float, index: int = -1, words: str = "") -> Fact:
    """Something that happened so many minutes after the beginning."""
    return Fact(
        kind=kind, at=BEGAN + timedelta(minutes=minute), elapsed=minute * 60, index=index, words=words
    )


def begun(index: int = 0) -> tuple[Fact, ...]:
    """A session that has just begun."""
    return (fact("begun", 0), fact("entered", 0, index))


def view(question: str = "What is small enough?", **more: object) -> RoomView:
    """A view of a writing block."""
    known = RoomView(stage="running", session="Small promises", title="Write", kind="writing")
    row = {**known.to_json(), "question": question, **more}
    found = RoomView.from_json(row)
    assert found is not None
    return found
