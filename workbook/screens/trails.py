"""The trails: routes for a situation, and the stops of one of them; begin, go on, leave, or go straight to a stop."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbook.progress.states import section_state
from workbook.progress.trails import Route
from workbook.screens.sheet import Sheet
from workbook.screens.walking import Walking
from workbook.store.answers import Answers
from workbook.store.records import RESTING
from workbook.widgets.section_list import state_mark

BEGIN, LEAVE = "begin", "leave"
NARROWEST = 16
"""Columns below which text is not wrapped any further."""


class TrailList(OptionList):
    """The situations the pack has a trail for."""

    HELP: ClassVar[str] = (
        "Trails: short routes through the workbook, each for a situation. Enter shows the stops of one. ▸ marks the "
        "trails you are on; several at once is fine, and you can leave any of them at any stop."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,tab", "screen.go_to_stops", "Its stops", show=False, id="trails.stops"),
    ]


class StopList(OptionList):
    """What can be done with one trail, and its stops."""

    HELP: ClassVar[str] = (
        "The stops of this trail, with why each is there. Enter on a stop goes straight to it, and from there you are "
        "on this trail; ▸ is where you are. "
        "○ untouched, ◐ opened, ● answered, ◌ resting. Left goes back to the trails."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,tab,shift+tab", "screen.go_to_trails", "The trails", show=False, id="trails.list"),
    ]


class TrailsScreen(Sheet[str]):
    """Shows the trails; ends in the id of the section to open, or in nothing."""

    HORIZONTAL_BREAKPOINTS = [(0, "-tight"), (60, "-roomy"), (80, "-beside")]  # noqa: RUF012
    AUTO_FOCUS = "TrailList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "step_out", "Back", id="trails.out")]

    def __init__(self, answers: Answers, walking: Walking, trail_id: str = "") -> None:
        """Build the page.

        Args:
            answers: The person's answers, for the states.
            walking: The trails, and where someone is on them.
            trail_id: The trail whose stops to show at once; empty for the list, at the trail moved last.
        """
        super().__init__()
        self._answers = answers
        self._walking = walking
        self._routes = walking.routes
        self._wanted = trail_id
        self._shown = ""
        """The trail whose stops are listed."""
        self._targets: list[str] = []
        """Of each line in the list of stops: a section, `BEGIN`, `LEAVE`, or nothing."""

    def compose(self) -> ComposeResult:
        """Lay out the trails beside the stops of one."""
        with Vertical(id="trails", classes="sheet"):
            yield Static("Trails", markup=False, classes="sheet-title")
            with Horizontal(id="trails-body"):
                yield TrailList(id="trail-list", markup=False, compact=True)
                with Vertical(id="stops-pane"):
                    yield Static(id="trail-title")
                    yield StopList(id="stop-list", markup=False, compact=True)
            yield Static(id="trails-hint", classes="quiet")

    def on_mount(self) -> None:
        """List the trails, and the stops of one."""
        trails = [route.id for route in self._routes]
        present = self._wanted or self._walking.latest
        self._list_trails(trails.index(present) if present in trails else 0)
        self._list_stops()
        self.action_go_to_trails()
        self.show(self._wanted)

    def on_resize(self) -> None:
        """Wrap the lines for the new width."""
        self.call_after_refresh(self._list_again)

    def show(self, trail_id: str) -> None:
        """Show the stops of a trail, if there is one with that id."""
        trails = [route.id for route in self._routes]
        if trail_id in trails:
            self._list_trails(trails.index(trail_id))
            self._list_stops()
            self.action_go_to_stops()

    # Lists

    def _list_again(self) -> None:
        self._list_trails(self.query_one(TrailList).highlighted)
        self._list_stops(self.query_one(StopList).highlighted)

    @property
    def _route(self) -> Route | None:
        index = self.query_one(TrailList).highlighted
        return self._routes[index] if index is not None and index < len(self._routes) else None

    def _list_trails(self, highlighted: int | None) -> None:
        listing = self.query_one(TrailList)
        width = self._room(listing)
        listing.set_options(Option(self._trail_line(route, width)) for route in self._routes)
        listing.highlighted = highlighted

    def _trail_line(self, route: Route, width: int) -> Content:
        place = self._walking.place(route)
        mark = Content(" ") if place is None else Content("▸").stylize("$accent")
        lines = _hanging(mark + Content(" "), Content(route.title), width)
        if place is not None:
            count = Content(f"  {place + 1} of {len(route.stops)}").stylize("dim")
            if lines[-1].rstrip().cell_length + count.cell_length <= width:
                lines[-1] = lines[-1].rstrip() + count
            else:
                lines.append(count)
        return Content("\n").join(lines)

    def _list_stops(self, highlighted: int | None = None) -> None:
        listing, route = self.query_one(StopList), self._route
        self._targets = []
        listing.clear_options()
        title = Content(route.title) if route else Content("This pack has no trails.")
        self.query_one("#trail-title", Static).update(title.stylize("bold"))
        if route is None:
            return
        self._shown = route.id
        place, width = self._walking.place(route), self._room(listing)
        self._list_choices(listing, route, place)
        for index in range(len(route.stops)):
            self._add(listing, self._stop_lines(route, index, width), route.stops[index].section.id)
        first = next(index for index, target in enumerate(self._targets) if target)
        listing.highlighted = first if highlighted is None else highlighted

    def _list_choices(self, listing: OptionList, route: Route, place: int | None) -> None:
        if not self._walking.is_possible:
            words = "Open in another window: here this trail can be read, and its stops opened."
            self._add(listing, Content(words), "")
        elif place is None:
            self._add(listing, Content("Begin this trail"), BEGIN)
        else:
            going_on = f"Go on at stop {place + 1}, {route.stops[place].section.title}"
            self._add(listing, Content(going_on), route.stops[place].section.id)
            self._add(listing, Content("Leave this trail"), LEAVE)
        self._add(listing, Content(" "), "")

    def _stop_lines(self, route: Route, index: int, width: int) -> Content:
        answers, stop = self._answers, route.stops[index]
        state = section_state(
            stop.section,
            answers.answered(),
            answers.entry_counts(),
            answers.openings(),
            answers.marks(RESTING),
        )
        here = "▸" if index == self._walking.place(route) else " "
        number = str(index + 1).rjust(len(str(len(route.stops))))
        first = Content.assemble(
            (here, "$accent"), f"{number} ", (f"{state_mark(state)} ", "" if state.times else "dim")
        )
        count = f"  {state.times}" if state.times > 1 else ""
        title = Content.assemble((stop.section.title, "bold"), (count, "dim"))
        blank = Content(" " * first.cell_length)
        return Content("\n").join(
            [*_hanging(first, title, width), *_hanging(blank, Content(stop.say), width)]
        )

    def _add(self, listing: OptionList, line: Content, target: str) -> None:
        listing.add_option(Option(line, disabled=not target))
        self._targets.append(target)

    # What the person does

    @on(OptionList.OptionHighlighted, "#trail-list")
    def _show_highlighted(self) -> None:
        if self._route and self._route.id != self._shown:
            self._list_stops()

    @on(OptionList.OptionSelected, "#trail-list")
    def _look(self) -> None:
        self.action_go_to_stops()

    @on(OptionList.OptionSelected, "#stop-list")
    def _choose(self, event: OptionList.OptionSelected) -> None:
        route, target = self._route, self._targets[event.option_index]
        if route is None or not target:
            return
        if target == LEAVE:
            self._walking.leave(route.id)
            self._list_trails(self.query_one(TrailList).highlighted)
            self._list_stops()
            return
        section_id = route.stops[0].section.id if target == BEGIN else target
        self._walking.walk(route.id, section_id)
        self.close(section_id)

    def action_go_to_stops(self) -> None:
        """Go to the stops of the highlighted trail."""
        self._go_to(StopList if self._routes else TrailList)

    def action_go_to_trails(self) -> None:
        """Go back to the list of trails."""
        self._go_to(TrailList)

    def action_step_out(self) -> None:
        """Leave the stops for the trails, and the trails for where one was."""
        if self.has_class("-stops"):
            self.action_go_to_trails()
        else:
            self.close("")

    def _go_to(self, listing: type[TrailList] | type[StopList]) -> None:
        at_stops = listing is StopList
        self.set_class(at_stops, "-stops")
        hint = "Enter chooses · Escape: the trails" if at_stops else "Enter: its stops · Escape closes"
        self.query_one("#trails-hint", Static).update(Content(hint))
        self.query_one(listing).focus()
        self.call_after_refresh(self._list_again)

    def _room(self, listing: OptionList) -> int:
        """Give the columns there are for a list, also while a narrow window shows the other one."""
        body = self.query_one("#trails-body")
        return max(listing.scrollable_content_region.width or body.content_size.width - 1, NARROWEST)


def _hanging(first: Content, text: Content, width: int) -> list[Content]:
    """Wrap text beside what stands in front of its first line."""
    blank = Content(" " * first.cell_length)
    lines = text.wrap(max(width - first.cell_length, NARROWEST // 2)) or [Content()]
    return [(blank if row else first) + line for row, line in enumerate(lines)]
