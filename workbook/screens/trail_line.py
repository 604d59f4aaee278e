"""The quiet line under the reading that says which trail one is on."""

from textual.content import Content
from textual.widgets import Static

from workbook.progress.trails import Leg
from workbook.screens.walking import Walking

NEXT = "chapter.next-on-trail"
"""The id of the key that goes on along the trail."""


class TrailLine(Static):
    """Says where one is on a trail; takes no room where there is none."""

    DEFAULT_CSS = """
    TrailLine { height: auto; display: none; }
    TrailLine.-on-trail { display: block; }
    """

    def __init__(self, walking: Walking, *, id: str | None = None, classes: str | None = None) -> None:
        """Begin with nothing to say.

        Args:
            walking: The trails someone is on.
            id: Of the widget.
            classes: Of the widget.
        """
        super().__init__(id=id, classes=classes)
        self._walking = walking
        self._section_id = ""
        self._legs: tuple[Leg, ...] = ()

    @property
    def ahead(self) -> tuple[str, ...]:
        """The sections that follow on the trail, the next one first; none where no trail goes on."""
        return next((leg.ahead for leg in self._legs if leg.ahead), ())

    @property
    def following(self) -> str:
        """The title of the next stop; empty where no trail goes on."""
        return next((leg.following for leg in self._legs if leg.ahead), "")

    def arrive(self, section_id: str) -> None:
        """Be at a section, and say so when a trail that is under way passes it."""
        self._section_id = section_id
        self._say(self._walking.arrive(section_id))

    def look_again(self) -> None:
        """Say what is so by now: a trail may have been left in the meantime."""
        ended = tuple(leg for leg in self._legs if leg.is_last)
        self._say(ended + self._walking.arrive(self._section_id))

    def _say(self, legs: tuple[Leg, ...]) -> None:
        self._legs = legs
        ended = [leg for leg in legs if leg.is_last]
        onward = [leg for leg in legs if not leg.is_last][:1]
        self.update(Content("\n".join(leg.in_words(self._key()) for leg in (*onward, *ended))))
        self.set_class(bool(legs), "-on-trail")
        self.screen.refresh_bindings()

    def _key(self) -> str:
        """What goes on along the trail: its keys can be changed in the settings."""
        found = (active.binding for active in self.screen.active_bindings.values())
        return next((self.app.get_key_display(binding) for binding in found if binding.id == NEXT), "")
