"""The picture of the map: themes at the left, chapters above, a shape for every section, one trail drawn through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, MouseMove, Resize
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from workbook.widgets.map_layout import Spot
from workbook.widgets.map_painting import MapPlan, Place, map_plan, section_line, theme_line, title_line

if TYPE_CHECKING:
    from workbook.progress.map import Map, MapTrail

FAR = 1_000_000
"""More lines, and more sections, than there are."""
LEGEND = "○ new  ◐ opened  ● answered  ●² twice  ◌ resting"


class ThemeMap(ScrollView, can_focus=True):
    """Draws the map; one section is highlighted."""

    HELP: ClassVar[str] = (
        "The map: every section of the workbook, under each of its themes and in the column of its chapter. ○ new to "
        "you, ◐ opened, ● answered, ●² answered twice and so on, ◌ resting. Arrow keys move, Enter goes there; what "
        "you are on is named below, and underlined where it stands a second time. x draws a trail through the map, with "
        "a number at each of its stops and ▾ above the one where you are. v tells the map in words."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "choose", "Go there", key_display="Enter", id="map.choose"),
        Binding("left", "along(-1)", "Left", show=False, id="map.left"),
        Binding("right", "along(1)", "Right", show=False, id="map.right"),
        Binding("up", "down(-1)", "Up", show=False, id="map.up"),
        Binding("down", "down(1)", "Down", show=False, id="map.down"),
        Binding("home", f"along(-{FAR})", "First of the theme", show=False, id="map.theme-first"),
        Binding("end", f"along({FAR})", "Last of the theme", show=False, id="map.theme-last"),
        Binding("ctrl+home,pageup", f"down(-{FAR})", "Top", show=False, id="map.top"),
        Binding("ctrl+end,pagedown", f"down({FAR})", "Bottom", show=False, id="map.bottom"),
    ]
    DEFAULT_CSS = """
    ThemeMap { height: 1fr; width: 100%; overflow: auto auto; scrollbar-gutter: stable; }
    """
    present: reactive[Place] = reactive(("", ""))
    """Where the person is."""

    @dataclass
    class Highlighted(Message):
        """The person went to another section, or another map is shown."""

    @dataclass
    class Chosen(Message):
        """A section should be opened."""

        section_id: str

    def __init__(self, title: str, *, id: str | None = None) -> None:
        """Make an empty map.

        Args:
            title: What stands in the corner.
            id: As for every widget.
        """
        super().__init__(id=id)
        self._heading = title
        self._map: Map | None = None
        self._trail: MapTrail | None = None
        self._laid: tuple[Size, MapPlan] | None = None
        self._wanted_x = 0
        """Where one goes up and down, however short the lines in between."""

    @property
    def section_id(self) -> str:
        """The section that is highlighted; empty on an empty map."""
        return self.present[1]

    def show(self, found: Map, trail: MapTrail | None, section_id: str = "", theme_id: str = "") -> None:
        """Show a map.

        Args:
            found: The map.
            trail: The trail to draw through it, if any.
            section_id: The section to be on; empty to stay, or for the first.
            theme_id: The theme under which to be on it, when it stands there.
        """
        self._map, self._trail, self._laid = found, trail, None
        places = [(spot.theme_id, spot.section_id) for spot in self._plan.layout.spots]
        wanted = [place for place in places if place[1] == (section_id or self.section_id)]
        if (theme_id, section_id) in wanted:
            wanted = [(theme_id, section_id)]
        if self.present not in wanted:
            self.set_reactive(ThemeMap.present, next(iter(wanted or places), ("", "")))
            self._laid = None
        self._fit()
        self.refresh()
        self.post_message(self.Highlighted())

    def on_resize(self, event: Resize) -> None:
        """Measure again."""
        self._fit()

    def watch_present(self) -> None:
        """Follow the person."""
        self._bring_into_view()
        self.refresh()
        self.post_message(self.Highlighted())

    # Where things stand.

    @property
    def _plan(self) -> MapPlan:
        size = self.scrollable_content_region.size
        if self._laid is None or self._laid[0] != size:
            plan = map_plan(self._map, self._trail, size.width, size.height)
            self._laid = (size, plan)
            here = plan.spot(self.present)
            self._wanted_x = here.x if here else 0
        return self._laid[1]

    @property
    def _spot(self) -> Spot | None:
        return self._plan.spot(self.present)

    def _fit(self) -> None:
        layout = self._plan.layout
        self.virtual_size = Size(layout.names + layout.width, layout.header + layout.height)
        self._bring_into_view()

    def _bring_into_view(self) -> None:
        spot, layout = self._spot, self._plan.layout
        if spot is None:
            return
        view = self.scrollable_content_region.size
        room = Size(max(view.width - layout.names, 1), max(view.height - layout.header, 1))
        x = _shifted(self.scroll_offset.x, spot.x - layout.pitch, spot.x + 2 * layout.pitch, room.width)
        y = _shifted(self.scroll_offset.y, spot.y - 1, spot.y + 2, room.height)
        self.scroll_to(x, y, animate=False, force=True, immediate=True)

    # What the person does.

    def action_along(self, steps: int) -> None:
        """Go some sections to the left or right within the theme."""
        spot = self._spot
        if spot is not None:
            row = [other for other in self._plan.layout.spots if other.theme_id == spot.theme_id]
            self._go(row[min(max(row.index(spot) + steps, 0), len(row) - 1)])

    def action_down(self, lines: int) -> None:
        """Go some lines of sections up or down, to the section nearest below or above."""
        spot = self._spot
        if spot is not None:
            in_lines = self._plan.lines
            ys = sorted(in_lines)
            y = ys[min(max(ys.index(spot.y) + lines, 0), len(ys) - 1)]
            wanted = self._wanted_x
            self._go(min(in_lines[y], key=lambda other: abs(other.x - wanted)))
            self._wanted_x = wanted

    def _go(self, spot: Spot) -> None:
        self._wanted_x = spot.x
        self.present = (spot.theme_id, spot.section_id)

    def action_choose(self) -> None:
        """Ask for the highlighted section to be opened."""
        if self.section_id:
            self.post_message(self.Chosen(self.section_id))

    def on_mouse_move(self, event: MouseMove) -> None:
        """Name what is under the mouse."""
        spot = self._spot_at(event.get_content_offset(self))
        if spot is not None:
            self._go(spot)

    def on_click(self, event: Click) -> None:
        """Open what was clicked."""
        spot = self._spot_at(event.get_content_offset(self))
        if spot is not None:
            self._go(spot)
            self.action_choose()

    def _spot_at(self, offset: Offset | None) -> Spot | None:
        layout = self._plan.layout
        if offset is None or offset.x < layout.names or offset.y < layout.header:
            return None
        x = offset.x - layout.names + self.scroll_offset.x
        line = self._plan.lines.get(offset.y - layout.header + self.scroll_offset.y, [])
        return next((spot for spot in line if spot.x <= x <= spot.x + 1), None)

    # How it looks.

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in sight."""
        plan, layout = self._plan, self._plan.layout
        width = self.scrollable_content_region.width
        line = y - layout.header + self.scroll_offset.y
        if y < layout.header:
            name, body = self._corner(y), title_line(plan, self.present, y)
        elif line < layout.height:
            name, body = theme_line(plan, self.present, line), section_line(plan, self.present, line)
        else:
            return Strip.blank(width, self.visual_style.rich_style)
        left = self._strip(name, min(layout.names, width))
        shift = self.scroll_offset.x
        right = self._strip(body, layout.width).crop(shift, shift + width - layout.names)
        return Strip.join([left, right]).adjust_cell_length(width, self.visual_style.rich_style)

    def _corner(self, y: int) -> Content:
        heading = Content.assemble(" " * self._plan.layout.indent, (self._heading, "bold $primary"))
        return heading if y == 0 else Content()

    def _strip(self, content: Content, width: int) -> Strip:
        style = self.visual_style
        return Visual.to_strips(self, content, width, 1, style, pad=True)[0].adjust_cell_length(
            width, style.rich_style
        )


def _shifted(offset: int, begin: int, end: int, room: int) -> int:
    """Scroll as little as shows what lies from *begin* to *end*; its beginning before its end."""
    return max(min(max(offset, end - room), begin), 0)
