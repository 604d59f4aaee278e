"""What a person can set in `settings.toml`; everything has a good default."""

import os
import stat
from collections.abc import Mapping
from dataclasses import field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from workbook.errors import SettingsError
from workbook.frozen import frozen
from workbook.text import shorten
from workbook.toml_in import read_toml_text

MAX_BYTES = 128 * 1024
NO_EDITOR = "\0"
"""Stands in place of an editor where none may be used; no command can hold it."""

AS_CHOSEN = -1
"""Stands for a number that the file does not say; none in it can be negative."""


@frozen()
class Settings:
    """The settings, as read once at the start."""

    theme: str = ""
    """A theme by name; empty for the one chosen last in the program."""
    still: bool = False
    """No moving pictures: the breath on the pause page stands still."""
    editor: str = ""
    """The program for long answers; empty for `$VISUAL` or `$EDITOR`."""
    lock_after_minutes: int = AS_CHOSEN
    """Locked answers are locked again when nobody has touched a key for so long; 0 for never.

    Without it what was chosen in the program holds, and else ten.
    """
    editor_when_locked: bool = False
    """Let `$EDITOR` have answers that are locked, in a plain file for as long as it runs."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Other keys for actions: binding id to key, as in `pause = "f9"`."""

    def editor_for(self, *, is_locked: bool) -> str:
        """Give the editor, or `NO_EDITOR` for locked answers that may not be left in a plain file."""
        return NO_EDITOR if is_locked and not self.editor_when_locked else self.editor


def read_settings(file: Path) -> Settings:
    """Read settings; a missing file means the defaults.

    Raises:
        SettingsError: The file is not TOML, or holds an unknown key or a wrong type.
    """
    try:
        found = read_toml_text(_text_of(file))
    except FileNotFoundError:
        return Settings()
    except (ValueError, RecursionError) as error:
        raise SettingsError(
            f"{file}: this is not TOML ({shorten(str(error), 200)});", "mend it or move it away"
        ) from error
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read ({error.strerror});", "check its permissions") from error
    for name, value in found.items():
        _check(file, name, value)
    return Settings(**{name.replace("-", "_"): value for name, value in found.items()})


def _text_of(file: Path) -> str:
    """Read the file; a pipe would keep the program waiting, and a device never ends."""
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as opened:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise SettingsError(f"{file}: this is no ordinary file;", "move it away")
        data = opened.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise SettingsError(f"{file}: this is larger than {MAX_BYTES // 1024} KB;", "mend it or move it away")
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def _check(file: Path, name: str, value: Any) -> None:
    wanted = {
        setting.name.replace("_", "-"): type(getattr(Settings(), setting.name))
        for setting in fields(Settings)
    }
    if name not in wanted:
        near = get_close_matches(name[:60], wanted, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(wanted)}"
        raise SettingsError(f"{file}: unknown setting {shorten(name, 60)!r};", hint)
    is_number = wanted[name] is int
    if not isinstance(value, wanted[name]) or (is_number and (isinstance(value, bool) or value < 0)):
        raise SettingsError(f"{file}: {name} should be {_WORDS[wanted[name]]};", "mend it there")
    if name == "keys" and not all(isinstance(key, str) for key in value.values()):
        raise SettingsError(f"{file}: every key in [keys] should be text;", 'write pause = "f9"')


_WORDS = {
    str: "text in quotes",
    bool: "true or false",
    int: "a whole number from 0 up",
    dict: "a table: [keys]",
}
