"""A terminal that is left blank: what stood on the full screen is erased before the program gives it back.

Terminals keep the second screen a program drew on, and some have none: there the words would stay in
sight, or come back with one escape sequence.
"""

from textual.driver import Driver

ERASE = "\x1b[0m\x1b[2J\x1b[H"
"""Plain style, erase what shows, go to the corner (ECMA-48: SGR, ED, CUP)."""


def blank_on_leaving(driver_class: type[Driver]) -> type[Driver]:
    """Give the same driver, which erases the screen whenever it stops drawing on it: at the end, and for an editor."""

    class BlankOnLeaving(driver_class):  # type: ignore[valid-type, misc]  # the platform chooses it
        def stop_application_mode(self) -> None:
            self.write(ERASE)
            super().stop_application_mode()

    return BlankOnLeaving
