"""Checks the keys of the settings file against what can be re-keyed."""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from textual.binding import Binding
from textual.dom import DOMNode

import workbook.screens
import workbook.widgets
from workbook.errors import SettingsError

ALWAYS = {"f5": "support", "ctrl+q": "quit"}
"""Keys that nothing else may take: help and the way out."""

_KEY = re.compile(r"((ctrl|alt|shift|super)\+)*([a-z0-9]|f\d{1,2}|[a-z]+(_[a-z]+)*)")


def bindings() -> dict[str, Binding]:
    """Give every binding that has an id, by its id; imports every screen and widget."""
    for package in (workbook.screens, workbook.widgets):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    return {binding.id: binding for kind in _ours(DOMNode) for binding in _bound(kind) if binding.id}


def check_keys(keys: Mapping[str, str], file: str) -> None:
    """Make sure that keys from the settings can be used.

    Args:
        keys: Binding id to key, or several keys joined by commas.
        file: The settings file, for the message.

    Raises:
        SettingsError: An id that no binding has, something that is no key, or a key that must stay.
    """
    known = bindings() if keys else {}
    for name, wanted in keys.items():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "the README names them"
            raise SettingsError(f"{file}: [keys] has no binding {name!r};", hint)
        for key in wanted.split(","):
            if not _KEY.fullmatch(key.strip()):
                raise SettingsError(
                    f"{file}: {key!r} for {name} is no key;", 'write for example "f9" or "ctrl+g"'
                )
            if ALWAYS.get(key.strip(), name) != name:
                raise SettingsError(
                    f"{file}: {key} always means {ALWAYS[key.strip()]};", f"choose another for {name}"
                )


def _ours(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for child in kind.__subclasses__():
        if child.__module__.startswith("workbook."):
            yield child
        yield from _ours(child)


def _bound(kind: type[DOMNode]) -> Iterator[Binding]:
    own = kind.__dict__.get("BINDINGS", ())
    return (binding for binding in own if isinstance(binding, Binding))
