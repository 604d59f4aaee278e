"""Trails: which there are, where they lead, and being on one."""

from __future__ import annotations

from workbook.plain.here import Here
from workbook.plain.section import SECTION
from workbook.plain.talk import HOME, Way
from workbook.progress.trails import Route, routes


def go(here: Here, _: Way) -> Way:
    """List the trails, and the stops of the one that is chosen."""
    here.talk.title("Trails")
    walks = here.answers.walks()
    chosen = here.talk.choose(
        routes(here.pack), lambda route: route.title + (", you are on it" if route.id in walks else "")
    )
    return _stops(here, chosen) if chosen else HOME


def _stops(here: Here, route: Route) -> Way:
    talk, walk = here.talk, here.answers.walks().get(route.id)
    place = route.place(walk.section_id) if walk else None
    talk.title(route.title)
    for index, stop in enumerate(route.stops):
        mark = ", you are here" if index == place else ""
        talk.say(f"{index + 1}. {stop.section.title}{mark}. {stop.say}")
    leaving = "e leaves this trail; " if walk else ""
    talk.say(f"A number goes to a stop; {leaving}Enter {'goes on' if walk else 'begins it'}; h goes home.")
    picked = talk.pick(len(route.stops), ("e",) if walk else ())
    if picked == "e":
        if here.may_write() and here.write(lambda: here.answers.leave_trail(route.id)):
            talk.say("You are no longer on it.")
        return HOME
    target = route.stops[picked if isinstance(picked, int) else place or 0].section.id
    if not here.answers.read_only:
        here.try_to(lambda: here.answers.walk(route.id, target))
    return Way(SECTION, target)
