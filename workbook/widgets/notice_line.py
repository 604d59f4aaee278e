"""A lasting line for what a person must know: words not saved, another window writing."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class NoticeLine(Widget):
    """Shows the app's `notice` for as long as it is true; takes no room when there is none."""

    DEFAULT_CSS = """
    NoticeLine { dock: bottom; height: auto; max-height: 3; width: 100%; display: none; padding: 0 1; }
    NoticeLine.-shown { display: block; }
    """
    notice: reactive[str] = reactive("", layout=True)

    def on_mount(self) -> None:
        """Follow the app's notice."""
        self.watch(self.app, "notice", self._take_over)

    def _take_over(self, notice: str) -> None:
        self.notice = notice

    def watch_notice(self, notice: str) -> None:
        """Take room only while there is something to say."""
        self.set_class(bool(notice), "-shown")

    def render(self) -> Content:
        """Draw the notice as literal text, with a mark that needs no colour."""
        return Content.assemble(("! ", "bold"), self.notice)
