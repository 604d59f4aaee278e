"""Keeping the place where a person writes on the screen."""

from textual.geometry import Region
from textual.widget import Widget


def bring_into_view(widget: Widget, region: Region) -> None:
    """Scroll whatever contains a widget, up and down only, until a part of the screen shows.

    Args:
        widget: The widget in which the region lies.
        region: What should be seen, in screen coordinates as they are before scrolling.
    """
    for ancestor in widget.ancestors:
        if not isinstance(ancestor, Widget) or not ancestor.allow_vertical_scroll:
            continue
        window = ancestor.scrollable_content_region
        delta = Region.get_scroll_to_visible(window, region)
        if delta.y:
            before = ancestor.scroll_offset.y
            ancestor.scroll_relative(y=delta.y, animate=False, immediate=True)
            region = region.translate((0, before - ancestor.scroll_offset.y))


def rows_in_view(widget: Widget) -> int:
    """Count the rows of a widget that show inside everything that contains it."""
    region = widget.region
    for ancestor in widget.ancestors:
        if isinstance(ancestor, Widget):
            region = region.intersection(ancestor.content_region)
    return region.height
