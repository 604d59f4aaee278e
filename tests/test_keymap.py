"""Keys from the settings file are checked before they can do harm."""

import re
from pathlib import Path

import pytest

import workbook.app  # noqa: F401 - its bindings count as well
from workbook.errors import SettingsError
from workbook.keymap import bindings, check_keys

README = Path(__file__).resolve().parent.parent / "README.md"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"pauze": "f9"}, "did you mean pause?"),
        ({"nowhere-near": "f9"}, "the README names them"),
        ({"pause": "nonsense key!"}, "is no key"),
        ({"pause": ""}, "is no key"),
        ({"pause": "ctrl+q"}, "always means quit"),
        ({"help": "f1,f5"}, "always means support"),
    ],
)
def test_what_cannot_be_used_is_said(keys: dict[str, str], said: str) -> None:
    """An unknown id, something that is no key, and the keys that must stay should be refused by name."""
    with pytest.raises(SettingsError, match=re.escape(said)) as raised:
        check_keys(keys, "settings.toml")
    assert str(raised.value).startswith("settings.toml: ")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("key", ["f9", "ctrl+g", "alt+shift+up", "x", "f9,ctrl+g", "question_mark"])
def test_what_can_be_used_is_taken(key: str) -> None:
    """Ordinary keys, and several for one action, should pass."""
    check_keys({"pause": key}, "settings.toml")


def test_the_ids_in_the_readme_exist() -> None:
    """Every id the README names should be one of a binding."""
    told = README.read_text("utf-8").partition("Ids of keys:")[2].partition("\n\n")[0]
    ids = re.findall(r"`([^`]+)`", told)
    assert len(ids) > 10
    assert set(ids) <= set(bindings())
