"""Where packs, answers and settings live. Only names paths; creates and reads nothing."""

from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from workbook.errors import WorkbookError

APP = "self-trust-workbook"


def at_home(path: str) -> Path:
    """Read a path that may begin with `~`, or with `~` and somebody's name.

    Raises:
        WorkbookError: There is no such user.
    """
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        raise WorkbookError(
            f"{path} begins with a user that is not here.", "Write ./ before it, or the whole path."
        ) from error


def data_folder(chosen: Path | None, environment: Mapping[str, str]) -> Path:
    """Name the folder that holds a person's answers.

    Args:
        chosen: What `--data` said, if it said anything.
        environment: Where `WORKBOOK_DATA` may stand.
    """
    if chosen is not None:
        return chosen.expanduser().absolute()
    if from_environment := environment.get("WORKBOOK_DATA"):
        return at_home(from_environment).absolute()
    return user_data_path(APP, appauthor=False)


def settings_file(environment: Mapping[str, str]) -> Path:
    """Name the settings file; `WORKBOOK_SETTINGS` moves it."""
    if from_environment := environment.get("WORKBOOK_SETTINGS"):
        return at_home(from_environment).absolute()
    return user_config_path(APP, appauthor=False) / "settings.toml"


def pack_folder(chosen: Path | None) -> Path:
    """Name the pack to open: the chosen one, else the one that comes with the program."""
    if chosen is not None:
        return chosen.expanduser().absolute()
    room = Path(__file__).resolve().parent
    installed = room / "chapters"
    return installed if installed.is_dir() else room.parent / "chapters"
