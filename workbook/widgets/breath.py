"""A slow breath to follow, drawn as a line that widens and narrows."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

IN_SECONDS = 4.0
OUT_SECONDS = 6.0
STEP_SECONDS = 0.2


class Breath(Widget):
    """Widens for a breath in and narrows for a longer breath out.

    Args:
        still: Draw no movement, only the words.
    """

    DEFAULT_CSS = """
    Breath { height: 3; width: 100%; }
    """
    seconds: reactive[float] = reactive(0.0)
    """Time since the breath began."""

    def __init__(self, *, still: bool = False) -> None:
        super().__init__()
        self._still = still

    def on_mount(self) -> None:
        """Begin, unless pictures should stand still."""
        if not self._still:
            self.set_interval(STEP_SECONDS, self._advance)

    def _advance(self) -> None:
        self.seconds += STEP_SECONDS

    def render(self) -> Content:
        """Draw the present moment of the breath."""
        width = self.content_size.width
        if self._still:
            return Content("in, slowly · · · and out, more slowly").center(width)
        share, word = breath_at(self.seconds)
        most = max(min(width - 4, 48), 4)
        bar = Content("━" * max(round(most * share), 1)).stylize("$secondary").center(width)
        return Content("\n").join([bar, Content(), Content(word).stylize("$quiet").center(width)])


def breath_at(seconds: float) -> tuple[float, str]:
    """Tell how wide the breath is (0 to 1) and whether it goes in or out at a time."""
    moment = seconds % (IN_SECONDS + OUT_SECONDS)
    if moment < IN_SECONDS:
        return moment / IN_SECONDS, "in"
    return 1 - (moment - IN_SECONDS) / OUT_SECONDS, "out"
