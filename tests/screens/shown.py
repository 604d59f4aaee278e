"""What stands on the screen, as plain text."""

from textual.app import App


def shown(app: App[None]) -> str:
    """Give the text of the whole screen, line by line, as a person would read it."""
    width, height = app.size
    lines = app.screen._compositor.render_strips()
    return "\n".join(strip.text[:width].rstrip() for strip in lines[:height])
