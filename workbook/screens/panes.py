"""Three panes beside one another; in a narrow window one at a time, and Tab moves on."""

from functools import partial

from textual.events import DescendantFocus
from textual.geometry import Size
from textual.widget import Widget

from workbook.screens.base import WorkbookScreen
from workbook.screens.type_ahead import hold_keys, release_keys

WIDE = 116
MIDDLE = 86
"""Columns from which three, and from which two panes stand side by side."""

SETTLE_SECONDS = 0.15
"""After a resize Textual lays out once more; only then does scrolling into view hold."""

PANES = ("sections", "reading", "page")
_IDS = {f"{name}-pane": name for name in PANES} | {"then-pane": "reading"}
"""What was written earlier stands where the reading stands, and takes its turn."""


class PanedScreen(WorkbookScreen):
    """A screen with the panes `#sections-pane`, `#reading-pane` and `#page-pane`, of which one is current."""

    pane: str = "reading"
    """The pane that has the focus, or had it last."""
    _fitted: Size = Size()
    """The window's size that the panes were fitted to."""

    def enter_pane(self, pane: str) -> None:
        """Give the focus to what stands in a pane."""
        raise NotImplementedError

    def pane_shown(self, pane: str) -> None:
        """Do what can only be done once a pane shows."""

    def on_resize(self) -> None:
        """Choose how many panes fit, and keep what has the focus in view."""
        self.fit_width()
        # When the screen opens, what it begins with is in view already.
        became_another = bool(self._fitted) and self._fitted != self.app.size
        self._fitted = self.app.size
        self.set_timer(SETTLE_SECONDS, partial(self._show_focus, scroll=became_another))

    def fit_width(self) -> None:
        """Choose how many panes fit."""
        width = self.app.size.width
        self.set_class(width >= WIDE, "-wide")
        self.set_class(MIDDLE <= width < WIDE, "-middle")
        self.set_class(width < MIDDLE, "-narrow")

    def go_to_pane(self, pane: str) -> None:
        """Show a pane and give it the focus; what is typed meanwhile waits for the page."""
        if pane not in PANES or (pane == "sections" and self.has_class("-middle")):
            pane = "reading"
        self._mark(pane)
        if pane == "page":
            hold_keys(self.app)
        self.enter_pane(pane)

    async def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Remember which pane has the focus; a focus that has moved on since says nothing."""
        if event.widget is self.focused:
            self._mark(pane_of(event.widget))
            if self.pane == "page":
                await release_keys(self.app)

    def action_next_stop(self, step: int) -> None:
        """Go to the next place in this pane, or to the next pane."""
        stops = [widget for widget in self.focus_chain if pane_of(widget) == self.pane]
        here = stops.index(self.focused) if self.focused in stops else 0
        if 0 <= here + step < len(stops):
            stops[here + step].focus()
            return
        panes = [name for name in PANES if name != "sections" or not self.has_class("-middle")]
        here = panes.index(self.pane) if self.pane in panes else 0
        self.go_to_pane(panes[(here + step) % len(panes)])

    def _mark(self, pane: str) -> None:
        self.pane = pane
        for name in PANES:
            self.query_one(f"#{name}-pane").set_class(name == pane, "-current")
        self.pane_shown(pane)

    def _show_focus(self, *, scroll: bool) -> None:
        if not self.is_current:
            return
        if self.focused is None or not self.focused.region.area:
            self.go_to_pane(self.pane)
        else:
            self._mark(pane_of(self.focused))
            if scroll:
                self.focused.scroll_visible(animate=False)


def pane_of(widget: Widget) -> str:
    """Name the pane that holds a widget."""
    return next((_IDS[node.id] for node in widget.ancestors_with_self if node.id in _IDS), "reading")
