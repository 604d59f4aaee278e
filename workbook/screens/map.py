"""The map: where one has been, as a picture of themes and chapters or in words; Enter goes there."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbook.content.loader import Pack
from workbook.progress.map import Map, MapSection, MapTrail, map_of
from workbook.progress.map_words import (
    MapLine,
    map_in_words,
    missing_in_words,
    state_in_words,
    stop_in_words,
    trail_in_words,
)
from workbook.progress.past import history_of
from workbook.screens.base import WorkbookScreen
from workbook.screens.requests import SectionWanted
from workbook.store.answers import Answers
from workbook.widgets.theme_map import LEGEND, ThemeMap

ROOMY = 72
"""Columns from which what is highlighted is told line by line."""
WIDE = 116
"""Columns from which the legend stands beside that."""


class MapWords(OptionList):
    """The map in words, line by line."""

    HELP: ClassVar[str] = (
        "The map in words: the trails you are on, then every theme with its sections, what you did in each and when "
        "you were there last. Arrow keys move, Enter goes to a section. v shows the picture again."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Go there", key_display="Enter", id="map.choose-line"),
        Binding("v", "screen.change_form", "Picture", id="map.picture"),
    ]


class MapScreen(WorkbookScreen):
    """Shows the map of the pack as someone has walked it."""

    AUTO_FOCUS = "ThemeMap"
    CSS_PATH = "../pages.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-tight"), (ROOMY, "-roomy")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-mid"), (30, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "step_out", "Back", key_display="Esc", id="map.out"),
        Binding("x", "draw_trail(1)", "Trail", id="map.trail"),
        Binding("X", "draw_trail(-1)", "The trail before", show=False, id="map.trail-before"),
        Binding("v", "change_form", "In words", id="map.words"),
    ]

    def __init__(
        self, pack: Pack, answers: Answers, clock: Callable[[], datetime], present: str = ""
    ) -> None:
        """Build the screen.

        Args:
            pack: The open pack.
            answers: The person's answers.
            clock: Tells the present time, aware and in UTC.
            present: The id of the section that is open; empty for the one where they left off.
        """
        super().__init__()
        self._pack = pack
        self._answers = answers
        self._clock = clock
        place = answers.place()
        left_off = pack.section_outline(place.section_id) if place else None
        self._wanted = present or (left_off.id if left_off else "")
        """The section to go to when the map is shown; empty to stay."""
        self._map = self._draw_up()
        under_way = self._map.trails and self._map.trails[0].place is not None
        self._trail_id = self._map.trails[0].route.id if under_way else ""
        """The trail that is drawn; empty for none."""
        self._lines: tuple[MapLine, ...] = ()

    def body(self) -> ComposeResult:
        """Lay out the picture, or the words, above what is said of the highlighted section."""
        with Vertical(id="map"):
            yield ThemeMap("The map", id="map-picture")
            yield MapWords(id="map-words", markup=False, compact=True)
            yield Static(id="map-note")

    def on_screen_resume(self) -> None:
        """Read again what was written; stay on what was highlighted."""
        self._map = self._draw_up()
        self._show(self._wanted)
        self._wanted = ""

    def on_resize(self) -> None:
        """Say what is highlighted in the room there is."""
        self._show_note()

    def _draw_up(self) -> Map:
        return map_of(self._pack, history_of(self._answers, self._clock()))

    @property
    def _trail(self) -> MapTrail | None:
        return next((trail for trail in self._map.trails if trail.route.id == self._trail_id), None)

    @property
    def _is_in_words(self) -> bool:
        return self.has_class("-words")

    # What the person does.

    def action_step_out(self) -> None:
        """Leave the words for the picture, then the map."""
        if self._is_in_words:
            self.action_change_form()
        else:
            self.app.pop_screen()

    def action_draw_trail(self, step: int) -> None:
        """Draw another trail through the map; after the last one, none."""
        names = ["", *(trail.route.id for trail in self._map.trails)]
        index = names.index(self._trail_id) if self._trail_id in names else 0
        self._trail_id = names[(index + step) % len(names)]
        if not self._map.trails:
            self.notify("This pack has no trails.", markup=False)
        self._show()

    def action_change_form(self) -> None:
        """Tell the map in words, or draw it again."""
        if self._is_in_words:
            line = self._line
            self.remove_class("-words")
            self._show(line.section_id, line.theme_id or "")
            self.query_one(ThemeMap).focus()
        else:
            self.add_class("-words")
            self._list()
            self.query_one(MapWords).focus()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Trails are drawn only through the picture."""
        return not (action == "draw_trail" and self._is_in_words)

    @on(ThemeMap.Chosen)
    def _open(self, event: ThemeMap.Chosen) -> None:
        event.stop()
        self.post_message(SectionWanted(event.section_id))

    @on(OptionList.OptionSelected, "#map-words")
    def _open_line(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if section_id := self._lines[event.option_index].section_id:
            self.post_message(SectionWanted(section_id))

    # What is shown.

    @property
    def _line(self) -> MapLine:
        """The line of the words that one is on."""
        index = self.query_one(MapWords).highlighted
        return self._lines[index] if index is not None and index < len(self._lines) else MapLine("")

    def _show(self, section_id: str = "", theme_id: str = "") -> None:
        """Draw the map, and tell it where that is how it is shown; with a section, go there."""
        self.query_one(ThemeMap).show(self._map, self._trail, section_id, theme_id)
        if self._is_in_words:
            self._list()

    def _list(self) -> None:
        """Write the map in words, and be where one is on the picture."""
        self._lines = map_in_words(self._map, self._clock())
        listing = self.query_one(MapWords)
        listing.set_options(_option(line) for line in self._lines)
        present = self.query_one(ThemeMap).present
        places = [(line.theme_id, line.section_id) for line in self._lines]
        listing.highlighted = places.index(present) if present in places else None

    @on(ThemeMap.Highlighted)
    def _show_note(self) -> None:
        section = self._map.sections.get(self.query_one(ThemeMap).section_id)
        told = [] if section is None else self._told(section)
        trail, missing = self._trail, missing_in_words(self._map)
        last = Content(trail_in_words(trail)).stylize("$secondary") if trail else Content(" · ".join(missing))
        legend = Content(LEGEND).stylize("$quiet")
        room = self.query_one("#map-note").content_size.width
        if self.size.width >= WIDE and told:
            told[-1] += Content(" " * max(room - told[-1].cell_length - legend.cell_length, 3)) + legend
        elif not trail:
            last = _joined(last, legend)
        lines = [*told, last]
        if self.size.width >= ROOMY:
            lines = [line.truncate(room, ellipsis=True) for line in lines]
        elif trail:
            # There may be room for three lines only: which trail is drawn comes before where all this stands.
            lines = [*told[:1], last, *told[1:]]
        self.query_one("#map-note", Static).update(Content("\n").join(lines))

    def _told(self, section: MapSection) -> list[Content]:
        trail = self._trail
        title = Content(section.outline.title).stylize("bold")
        state = Content(state_in_words(section, self._clock()))
        stop = Content(stop_in_words(trail, section.id) if trail else "").stylize("$secondary")
        chapter, themes = Content(section.chapter), Content(", ".join(section.themes)).stylize("$quiet")
        if self.size.width < ROOMY:
            first, second = _joined(title, state, stop), _joined(chapter, themes)
            return [first, second] if trail else [_joined(first, second)]
        first, second = _joined(title, chapter), _joined(state, stop)
        if _joined(first, themes).cell_length <= self.query_one("#map-note").content_size.width:
            return [_joined(first, themes), second]
        return [first, _joined(second, themes)]


def _joined(*parts: Content) -> Content:
    return Content(" · ").join([part for part in parts if part])


def _option(line: MapLine) -> Option:
    words = Content(line.text or " ")
    return Option(words.stylize("bold") if line.is_heading else words, disabled=not line.section_id)
