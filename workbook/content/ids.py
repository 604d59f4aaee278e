"""The ids of sections, prompts, practices, fields, endings, themes and trails."""

import re
from typing import Final

ID_LENGTH: Final = 40
"""The most characters of an id."""

ID_RULE: Final = "use small letters, digits and single hyphens, at most 40 characters, like first-promise"
"""What to tell an author about ids."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_id(text: str) -> bool:
    """Tell whether a text can be an id."""
    return len(text) <= ID_LENGTH and _ID.fullmatch(text) is not None
