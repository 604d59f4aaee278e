"""Which keys of the console would do something now."""

from collections.abc import Callable, Mapping

from workbook.room.leading import Leading

CLOSING_KINDS = frozenset(("check-out", "closing"))
"""Where the contacts can be shown to the room."""


def is_offered(action: str, leading: Leading) -> bool:
    """Tell whether an action of the console would do something.

    Args:
        action: Its name, without its parameters; one that is not known here is always offered.
        leading: The session as it stands.
    """
    offer = _OFFERS.get(action)
    return offer is None or offer(leading)


def _is_on(leading: Leading) -> bool:
    return leading.running.block is not None


def _can_accept(leading: Leading) -> bool:
    proposal = leading.proposal()
    return proposal is not None and not proposal.changes_nothing


def _can_drop(leading: Leading) -> bool:
    proposal = leading.proposal()
    return proposal is not None and bool(proposal.may_drop or leading.dropping)


def _can_go_back(leading: Leading) -> bool:
    return _is_on(leading) and leading.running.preceding is not None


def _can_go_on(leading: Leading) -> bool:
    return not leading.has_begun or (_is_on(leading) and leading.running.following is not None)


def _can_show_contacts(leading: Leading) -> bool:
    block = leading.running.block
    return block is not None and block.kind in CLOSING_KINDS and bool(leading.running.contacts)


_OFFERS: Mapping[str, Callable[[Leading], bool]] = {
    "accept": _can_accept,
    "drop": _can_drop,
    "undo": lambda leading: leading.can_undo,
    "back": _can_go_back,
    "next": _can_go_on,
    "contacts": _can_show_contacts,
    **dict.fromkeys(("hold", "hush", "lengthen", "end", "time"), _is_on),
}
