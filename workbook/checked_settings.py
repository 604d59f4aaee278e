"""The settings of a run, with the names in them checked against themes and bindings."""

import os

from workbook.errors import SettingsError
from workbook.locations import settings_file
from workbook.settings import Settings, read_settings
from workbook.themes import THEMES


def checked_settings() -> Settings:
    """Read the settings, and check the names in them against themes and bindings.

    Raises:
        SettingsError: They cannot be used.
    """
    file = settings_file(os.environ)
    settings = read_settings(file)
    if settings.theme and settings.theme not in THEMES:
        raise SettingsError(
            f"{file}: there is no theme {settings.theme!r};", f"known are {', '.join(THEMES)}"
        )
    if settings.keys:
        # Imports every screen: only for those who have keys of their own.
        from workbook.keymap import check_keys  # noqa: PLC0415

        check_keys(settings.keys, str(file))
    return settings
