"""The names of small things remembered that hold in every way of using the program, on screens and line by line."""

from typing import Final

WELCOMED: Final = "welcomed"
"""Says that the first words were read."""
COUNTRY: Final = "country"
"""Which country somebody went to last to find somewhere to turn."""
