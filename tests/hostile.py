"""Text that means harm, or merely trouble, and a pack that is full of it."""

import json
import re
from pathlib import Path

ATTACKS = {
    "clipboard": "\x1b]52;c;UFdORUQ=\x07",
    "link": "\x1b]8;;http://evil.example/\x07click\x1b]8;;\x07",
    "title": "\x1b]0;PWNED\x07",
    "colour": "\x1b[31m",
    "reset": "\x1bc",
    "c1": "\x9b31mPWN\x9c",
    "c1 string": "\x9d52;c;UFdORUQ=\x9c",
    "override": "\u202edetrevni\u202c",
    "isolate": "\u2067sdrow\u2069",
    "tags": "".join(chr(0xE0000 + ord(letter)) for letter in "hidden"),
    "others": "\x00\x08\x7f\ufeff\ufff9\x0b",
}
"""What would reach past the text if it were written to a terminal as it is."""

MARKUP = "[/] [@click=app.quit]x[/] feel [sad] today [on red]"
"""What Textual would take for its own marks: an error, a live button, missing words, a colour."""

TROUBLE = "你好世界 e\u0301\u0323o\u0308 👩\u200d👩\u200d👧 ﷽ \u200fאבג 1\ufe0f\u20e3"
"""Wide, combined, joined and right-to-left characters: harmless, and hard to measure."""

LONG_WORD = "w" * 260

CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def token(place: str) -> str:
    """Give the words that must stand on a screen literally, by the place they are put in."""
    return f"[b]{place}[/b]"


def hostile(place: str) -> str:
    """Give one line of everything, beginning with the token of a place."""
    return f"{token(place)} {MARKUP} {' '.join(ATTACKS.values())} {TROUBLE}"


def toml(text: str) -> str:
    """Write text as a TOML string; control characters as escapes, which TOML allows for any of them."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def markdown(text: str) -> str:
    """Give text as it can stand in Markdown: on one line, and cells of tables undivided."""
    return re.sub("[\r\n\x0b\x0c\x85]", "", text)


def filled(template: str) -> str:
    """Fill a template: `"§place"` is a TOML string, `§place` Markdown, `¶place` only the token."""
    template = re.sub(r'"§([a-z-]+)"', lambda found: toml(hostile(found[1])), template)
    template = re.sub(
        r'"¶([a-z-]+)([^"]*)"', lambda found: toml(f"{token(found[1])}{found[2]} {MARKUP}"), template
    )
    template = re.sub(r"§([a-z-]+)", lambda found: markdown(hostile(found[1])), template)
    return re.sub(r"¶([a-z-]+)", lambda found: token(found[1]), template).replace("LONG-WORD", LONG_WORD)


def hostile_pack(folder: Path) -> Path:
    """Write a pack with hostile text in every place where a pack holds text."""
    folder.mkdir(parents=True)
    for name, template in (("pack.toml", PACK), ("one.md", CHAPTER), ("broken.md", BROKEN)):
        (folder / name).write_text(filled(template), "utf-8", newline="\n")
    return folder


PACK = """
format = 1
title = "§pack"
version = "§version"
language = "en"
licence = "§licence"
first = "text"
chapters = ["one.md", "broken.md", "gone.md"]
about = "§about"
support-note = "§note"

[[themes]]
id = "t"
title = "§theme"

[[trails]]
id = "trail"
title = "§trail"
[[trails.stops]]
section = "first"
say = "§stop"

[[support]]
country = "§land"
name = "§who"
reach = "§reach"
hours = "§hours"
note = "§remark"
source = "https://e.example/[/][@click=app.quit]"
checked = 2026-11-22

[group]
agreements = ["§agree"]
"""

CHAPTER = """+++
title = "§chapter"
source = "§source"
+++
§opening

## §first {#first}

§reading LONG-WORD

### §heading

- §item

> §quote

| §column | §beside |
|---|---|
| §cell | LONG-WORD |

    §code

A `¶tick` and **¶bold**, [¶words](#second), [elsewhere](https://e.example/[/][@click=app.quit]).

:::{answer} text
§fallback
:::

:::{prompt} text
kind = "text"
themes = ["t"]
minutes = 3
+++
§q-text
:::

:::{prompt} line
kind = "line"
placeholder = "¶faint"
+++
§q-line
:::

:::{prompt} list
kind = "list"
placeholder = "¶blank"
+++
§q-list
:::

:::{prompt} scale
kind = "scale"
low-label = "¶low"
high-label = "§high"
offer-below = 9
offer = "§offer"
+++
§q-scale
:::

:::{prompt} choice
kind = "choice"
options = ["§one", "§two"]
+++
§q-choice
:::

:::{prompt} checklist
kind = "checklist"
options = ["§tick-a", "§tick-b"]
+++
§q-checklist
:::

:::{prompt} table
kind = "table"
columns = ["§left", "§right"]
+++
§q-table
:::

:::{prompt} letter
kind = "letter"
+++
§q-letter
:::

:::{prompt} heavy
kind = "text"
weight = "heavy"
gentler = "§gentler"
landing = "§landing"
+++
§q-heavy
:::

## §second {#second}

§more [¶back](#first)

:::{practice} practice
title = "§practice"
entry = "§entry"
themes = ["t"]
rehearse = "¶aloud {when}"

[[fields]]
id = "when"
label = "§label"
kind = "line"
hint = "§hint"

[[fields]]
id = "sure"
label = "§sure"
kind = "text"

[look-back]
after-days = 3
ask = "§ask"
tally = "¶tally {met} of {all}"
[[look-back.endings]]
id = "kept"
label = "§kept"
met = true
[[look-back.endings]]
id = "not-yet"
label = "§not-yet"
leads-to = "first"
+++
§intro
:::

:::{facilitator}
minutes = 5
opening = "§open"
+++
§private
:::
"""

BROKEN = """+++
title = "§broken"
+++

## §torn {#torn}

:::{prompt} torn-prompt
kind = "¶kind"
+++
§torn-q
:::
"""
