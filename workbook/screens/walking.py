"""The trails someone is on: known at once on every screen, written in the background."""

from functools import cached_property

from workbook.autosave import Autosave
from workbook.content.loader import Pack
from workbook.progress.trails import Leg, Route, arrive, routes
from workbook.store.answers import Answers


class Walking:
    """Where someone is on the pack's trails.

    Args:
        pack: The open pack.
        answers: The person's answers; when they are open to read only, nothing moves.
        autosave: Takes what has changed.
    """

    def __init__(self, pack: Pack, answers: Answers, autosave: Autosave) -> None:
        self._pack = pack
        self._answers = answers
        self._autosave = autosave

    @cached_property
    def _walks(self) -> dict[str, str]:
        return {trail_id: walk.section_id for trail_id, walk in self._answers.walks().items()}

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """The pack's trails as they can be walked."""
        return routes(self._pack)

    def look_again(self) -> None:
        """Forget where someone was: the answers were read again."""
        self.__dict__.pop("_walks", None)

    @property
    def is_possible(self) -> bool:
        """Whether trails can be walked, and not only read."""
        return not self._answers.read_only

    @property
    def latest(self) -> str:
        """The id of the trail that was moved last; empty when none is under way."""
        known = {route.id for route in self.routes}
        return next((trail_id for trail_id in reversed(self._walks) if trail_id in known), "")

    def place(self, route: Route) -> int | None:
        """Give the index of the stop where someone is; None when they are not on that trail."""
        section_id = self._walks.get(route.id)
        return None if section_id is None else route.place(section_id)

    def walk(self, trail_id: str, section_id: str) -> None:
        """Be at a stop of a trail, which begins it when it was not under way."""
        if self.is_possible:
            self._walks.pop(trail_id, None)
            self._walks[trail_id] = section_id
            self._autosave.put(f"walk:{trail_id}", lambda: self._answers.walk(trail_id, section_id))

    def leave(self, trail_id: str) -> None:
        """Be on a trail no longer."""
        if self.is_possible and self._walks.pop(trail_id, None) is not None:
            self._autosave.put(f"walk:{trail_id}", lambda: self._answers.leave_trail(trail_id))

    def arrive(self, section_id: str) -> tuple[Leg, ...]:
        """Move the trails that pass a section to it, and end those that end there.

        Args:
            section_id: The present id of the section that was opened.

        Returns:
            The trails that end here; then those that go on, the one moved last first.
        """
        if not self.is_possible:
            return ()
        arrival = arrive(self.routes, self._walks, section_id)
        for leg in arrival.ended:
            self.leave(leg.route.id)
        if [*arrival.walks.items()] != [*self._walks.items()]:
            for leg in reversed(arrival.ongoing):
                self.walk(leg.route.id, section_id)
        return arrival.ended + arrival.ongoing
