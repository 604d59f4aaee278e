"""The colours: an evening, a daylight and two plain themes of high contrast."""

from textual.theme import Theme

EVENING = Theme(
    name="evening",
    primary="#c4a7e7",
    secondary="#6fb0c6",
    accent="#ebbcba",
    success="#9ccfd8",
    warning="#f6c177",
    error="#f6c177",
    foreground="#e0def4",
    background="#191724",
    surface="#1f1d2e",
    panel="#26233a",
    dark=True,
    variables={
        "quiet": "#a09cb9",
        "line": "#524f67",
        "border": "#8f8aad",
        "border-blurred": "#524f67",
        "footer-background": "#26233a",
        "block-cursor-foreground": "#191724",
        "block-cursor-background": "#ebbcba",
        "block-cursor-text-style": "none",
        "input-selection-background": "#403d52",
    },
)

DAYLIGHT = Theme(
    name="daylight",
    primary="#5f4b8b",
    secondary="#1f6473",
    accent="#9b4a3f",
    success="#1f6473",
    warning="#8a5a00",
    error="#8a5a00",
    foreground="#38343f",
    background="#fbf6ea",
    surface="#f5eedd",
    panel="#ece3cf",
    dark=False,
    variables={
        "quiet": "#6a6259",
        "line": "#c9bda6",
        "border": "#8d8069",
        "border-blurred": "#c9bda6",
        "footer-background": "#ece3cf",
        "block-cursor-foreground": "#fbf6ea",
        "block-cursor-background": "#5f4b8b",
        "block-cursor-text-style": "none",
        "input-selection-background": "#dccfb2",
    },
)

_INK = {"block-cursor-text-style": "bold"}

INK_ON_PAPER = Theme(
    name="ink on paper",
    primary="#000000",
    secondary="#003a70",
    accent="#5a0030",
    success="#003a1c",
    warning="#5a3000",
    error="#5a3000",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#eeeeee",
    dark=False,
    text_alpha=1.0,
    variables=_INK
    | {"quiet": "#303030", "line": "#606060", "border": "#000000", "border-blurred": "#606060"},
)

CHALK_ON_SLATE = Theme(
    name="chalk on slate",
    primary="#ffffff",
    secondary="#a0e0ff",
    accent="#ffe08a",
    success="#b0ffd0",
    warning="#ffe08a",
    error="#ffe08a",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    dark=True,
    text_alpha=1.0,
    variables=_INK
    | {"quiet": "#d8d8d8", "line": "#9a9a9a", "border": "#ffffff", "border-blurred": "#9a9a9a"},
)

THEMES = {theme.name: theme for theme in (EVENING, DAYLIGHT, INK_ON_PAPER, CHALK_ON_SLATE)}
DEFAULT = EVENING.name
