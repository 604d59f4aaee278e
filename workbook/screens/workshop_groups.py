"""Groups: how many in each, drawn without repeats; who is there, and what people asked for."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from workbook.room.leading import Leading
from workbook.screens.console_words import groups_in_words
from workbook.screens.sheet import Sheet
from workbook.screens.workshop_preflight import head_count
from workbook.workshop.agenda import BlockKind
from workbook.workshop.groups import Wishes, sizes
from workbook.workshop.in_words import sizes_in_words
from workbook.workshop.running import GROUPS
from workbook.workshop.seats import NAMINGS, NUMBERS, seat_called, seat_name

USUAL_SIZE: dict[BlockKind, int] = {"pairs": 2, "triads": 3, "round": 4}


@dataclass(frozen=True, slots=True)
class Question:
    """Something to type, and how many seats it names."""

    action: str
    words: str
    seats: int = 0


QUESTIONS = {
    question.action: question
    for question in (
        Question("count", "How many people are there?"),
        Question("left", "Which seat has gone?", 1),
        Question("apart", "Which two seats should be apart?", 2),
        Question("together", "Which two seats should be together?", 2),
        Question("alone", "Which seat works alone, or no longer?", 1),
    )
}


class GroupsSheet(Sheet[None]):
    """Draws groups for the present block."""

    HELP: ClassVar[str] = (
        "Groups for this block. A number from 2 to 9 says how many in each; what that makes is told before you draw. "
        "d draws, and again draws anew; people who were together in an earlier block are kept apart while that can "
        "be done. The room sees the groups only once you press o. Wishes are by seat, and are forgotten when the "
        "console closes."
    )
    AUTO_FOCUS = "#groups-body"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close", id="groups.close"),
        Binding("d,enter", "draw", "Draw", key_display="d", id="groups.draw"),
        Binding("o", "show", "To the room, or not", id="groups.show"),
        Binding("l", "late", "Someone came", id="groups.late"),
        Binding("x", "ask('left')", "Someone left", id="groups.left"),
        Binding("h", "ask('count')", "Head count", id="groups.count"),
        Binding("n", "naming", "Other names for seats", id="groups.naming"),
        Binding("p", "ask('apart')", "Apart", id="groups.apart"),
        Binding("t", "ask('together')", "Together", id="groups.together"),
        Binding("a", "ask('alone')", "Alone", id="groups.alone"),
        Binding("r", "forget", "Forget wishes", id="groups.forget"),
        *(Binding(str(size), f"size({size})", show=False, id=f"groups.size-{size}") for size in range(2, 10)),
    ]

    def __init__(self, leading: Leading, changed: Callable[[], None]) -> None:
        """Build the page.

        Args:
            leading: The session.
            changed: Called after every change.
        """
        super().__init__()
        self._leading = leading
        self._changed = changed
        block = leading.running.block
        self._each = USUAL_SIZE.get(block.kind, 2) if block else 2
        self._asked: Question | None = None
        self._said = ""
        """What the last step led to."""

    def compose(self) -> ComposeResult:
        """Lay out what is known above the line to type in."""
        with Vertical(id="groups", classes="sheet"):
            yield Static("Groups", markup=False, classes="sheet-title")
            with VerticalScroll(id="groups-body", can_focus=True):
                yield Static(id="groups-words")
            yield Input(id="groups-line", compact=True)
            yield Static(id="groups-hint", classes="quiet")

    def on_mount(self) -> None:
        """Say how things stand; without a head count, ask for it first."""
        self._show()
        if not self._leading.running.seats:
            self.action_ask("count")

    def action_leave(self) -> None:
        """Leave the line one types in, or the page."""
        if self._asked is None:
            self.close(None)
        else:
            self._stop_asking()

    def action_size(self, size: int) -> None:
        """Choose how many are in a group."""
        self._each, self._said = size, ""
        self._show()

    def action_draw(self) -> None:
        """Draw groups, or draw them anew."""
        if not self._leading.running.seats:
            self.action_ask("count")
            return
        repeated, unmet = self._leading.draw(self._each)
        said = [f"{repeated} pairs have met before." if repeated > 1 else "1 pair has met before."]
        named = " and ".join(" + ".join(self._seat_names(sorted(pair))) for pair in unmet)
        self._said = " ".join(
            [*(said if repeated else ()), *([f"Could not be kept apart: {named}."] if unmet else ())]
        )
        self._tell()
        if self.has_class("-low"):
            # Else the groups would stand below the edge.
            self.query_one("#groups-body", VerticalScroll).scroll_end(animate=False)

    def action_show(self) -> None:
        """Show the groups to the room, or take them away."""
        if self._leading.running.groups_now:
            self._leading.show_or_hide(GROUPS)
            self._tell()

    def action_late(self) -> None:
        """Seat someone who comes late."""
        if self._leading.running.seats:
            self._said = f"Seat {self._seat_name(self._leading.arrive())} is new."
            self._tell()
        else:
            self.action_ask("count")

    def action_naming(self) -> None:
        """Call the seats by numbers, colours, animals."""
        running = self._leading.running
        after = NAMINGS[(NAMINGS.index(running.naming or NUMBERS) + 1) % len(NAMINGS)]
        self._leading.name_seats(after)
        self._tell()

    def action_forget(self) -> None:
        """Forget every wish."""
        self._leading.wishes = Wishes()
        self._said = "All wishes are forgotten."
        self._show()

    def action_ask(self, action: str) -> None:
        """Ask for seats, or for the head count."""
        self._asked = QUESTIONS[action]
        line = self.query_one("#groups-line", Input)
        line.placeholder = self._asked.words
        line.value = ""
        line.add_class("-open")
        line.focus()
        self._say_hint()

    @on(Input.Submitted, "#groups-line")
    def _answer(self, event: Input.Submitted) -> None:
        event.stop()
        asked = self._asked
        if asked is None or not event.value.strip():
            self._stop_asking()
        elif asked.action == "count":
            self._count(event.value)
        else:
            self._take_seats(asked, event.value)

    def _count(self, words: str) -> None:
        count = head_count(words)
        if count is None:
            self._said = f"“{words.strip()}” is no number of people; nothing was changed."
        else:
            self._leading.seat(count)
            self._said = ""
        self._stop_asking()
        self._tell()

    def _take_seats(self, asked: Question, words: str) -> None:
        naming, known = self._leading.running.naming, self._leading.running.seats
        seats = seats_called(words, naming)
        if seats is None or len(set(seats)) != asked.seats or not set(seats) <= set(known):
            example = " ".join(self._seat_names(known[: asked.seats]))
            self._said = f"“{words.strip()}”: not in this room; write for example {example}."
        else:
            self._take(asked.action, seats)
        self._stop_asking()
        self._tell()

    def _take(self, action: str, seats: tuple[int, ...]) -> None:
        wishes, pair = self._leading.wishes, frozenset(seats)
        names = " and ".join(self._seat_names(seats))
        self._said = f"{names}: {action}. It counts from the next draw on."
        match action:
            case "left":
                self._leading.leave(seats[0])
                self._said = f"Seat {names} is free."
            case "apart":
                wishes = replace(wishes, apart=(*wishes.apart, pair))
            case "together":
                wishes = replace(wishes, together=(*wishes.together, pair))
            case "alone":
                wishes = replace(wishes, alone=tuple(set(wishes.alone) ^ pair))
        self._leading.wishes = wishes

    def _stop_asking(self) -> None:
        self._asked = None
        self.query_one("#groups-line", Input).remove_class("-open")
        self.query_one("#groups-body").focus()
        self._say_hint()

    def _tell(self) -> None:
        self._show()
        self._changed()

    def _show(self) -> None:
        running = self._leading.running
        alone = set(self._leading.wishes.alone) & set(running.seats)
        count = len(running.seats)
        people = f"{count} people" if count != 1 else "1 person"
        lines = [Content.assemble((people, "bold"), f": {', '.join(self._seat_names(running.seats))}")]
        if count:
            would = sizes_in_words(sizes(count - len(alone), self._each))
            rest = f", and {len(alone)} alone" if alone else ""
            lines.append(
                Content.assemble(f"In groups of {self._each} that makes ", (f"{would}{rest}", "bold"))
            )
        lines += [Content(line) for line in (self._wishes(), self._said) if line]
        if drawn := running.groups_now:
            seen = "the room sees them" if GROUPS in running.shown else "the room does not see them"
            heading = Content(f"Drawn; {seen}").stylize("bold $accent")
            groups = [self._seat_names(group) for group in drawn.groups]
            lines += [Content(), heading, groups_in_words(groups, self._seat_names(drawn.alone))]
        self.query_one("#groups-words", Static).update(Content("\n").join(lines))
        self._say_hint()

    def _say_hint(self) -> None:
        hint = (
            "2 to 9 in a group · d draw · F1 names every key"
            if self.has_class("-low")
            else (
                "2 to 9 in a group · d draw · o to the room · l came · x left · h head count · n names · "
                "p apart · t together · a alone · r forget wishes · Escape"
            )
        )
        if self._asked:
            hint = f"{self._asked.words} Enter takes it, Escape leaves it."
        self.query_one("#groups-hint", Static).update(Content(hint))

    def _wishes(self) -> str:
        wishes = self._leading.wishes
        said = [f"apart {' + '.join(self._seat_names(sorted(pair)))}" for pair in wishes.apart]
        said += [f"together {' + '.join(self._seat_names(sorted(pair)))}" for pair in wishes.together]
        said += [f"alone {self._seat_name(seat)}" for seat in sorted(wishes.alone)]
        return f"Wishes: {'; '.join(said)}" if said else ""

    def _seat_name(self, seat: int) -> str:
        return seat_name(seat, self._leading.running.naming)

    def _seat_names(self, seats: tuple[int, ...] | list[int]) -> list[str]:
        return [self._seat_name(seat) for seat in seats]


def seats_called(words: str, naming: str) -> tuple[int, ...] | None:
    """Read seats that are named with blanks or commas between them; None when one of them is none."""
    parts = words.replace(",", " ").split()
    found: list[int] = []
    while parts:
        two = seat_called(" ".join(parts[:2]), naming) if len(parts) > 1 else None
        one = seat_called(parts[0], naming) if two is None else two
        if one is None:
            return None
        found.append(one)
        del parts[: 1 if two is None else 2]
    return tuple(found)
