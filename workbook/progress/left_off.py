"""Where someone left off, told by what sections, prompts and practices are called now."""

from dataclasses import replace

from workbook.content.loader import Pack
from workbook.store.records import Place


def left_off_in(pack: Pack, place: Place | None, section_id: str, item_id: str = "") -> Place | None:
    """Give the place someone left off at, when that is where they are going.

    Args:
        pack: The open pack.
        place: The last place, by the ids of its time.
        section_id: The section that is being opened, by its present id or an earlier one.
        item_id: The prompt or practice wanted there, likewise; empty for any.

    Returns:
        The place by present ids; None when it lies in another section, or at another prompt or practice.
    """
    outline = pack.section_outline(place.section_id) if place else None
    if place is None or outline is None or outline != pack.section_outline(section_id):
        return None
    present_id = pack.present_id(place.item_id)
    if item_id and pack.present_id(item_id) != present_id:
        return None
    return replace(place, section_id=outline.id, item_id=present_id)
