"""Takes an answer to the person's own editor and brings it back."""

import os
from collections.abc import Callable
from pathlib import Path

from textual.app import SuspendNotSupported
from textual.widget import Widget

from workbook import outside_editor
from workbook.autosave import Autosave
from workbook.errors import WorkbookError
from workbook.values import as_text
from workbook.widgets.answer_input import AnswerInput


def write_outside(
    asker: Widget,
    answer: AnswerInput,
    collect: Callable[[], None],
    autosave: Autosave,
    folder: Path,
    editor: str,
) -> None:
    """Let the person write an answer in their editor; its file goes only once the answer is stored.

    Args:
        asker: What to suspend and to speak through.
        answer: Where the text comes from and returns to; a letter keeps its day.
        collect: Hands the answer over to the autosave.
        autosave: Writes the answer.
        folder: The person's folder; the file lies in a folder of its own in `editing` within it.
        editor: The editor from the settings; empty for `$VISUAL` or `$EDITOR`.
    """
    value = answer.value
    text = value.get("text", "") if isinstance(value, dict) else value
    if not isinstance(text, str):
        asker.notify("Your editor can be used for questions answered in words.", markup=False)
        return
    try:
        command = outside_editor.editor_command(editor, os.environ)
        file = outside_editor.begin(folder, text)
        failed = _run_aside(asker, command, file)
        if failed is not None:
            raise failed
        changed, dropped = outside_editor.read(file)
    except SuspendNotSupported:
        outside_editor.finish(file)
        asker.notify("This terminal cannot make room for another program.", markup=False)
        return
    except OSError as error:
        asker.notify(f"The editor's file could not be used: {error.strerror}.", markup=False)
        return
    except WorkbookError as error:
        asker.notify(str(error), markup=False)
        return
    answer.load({**value, "text": changed} if isinstance(value, dict) else changed)
    collect()
    # The file goes only once all that is in it is on disk.
    stored = not autosave.flush().failure
    if dropped or as_text(answer.value).split() != changed.split():
        asker.notify(
            f"Not everything fits into this answer. The whole text is in {file}", markup=False, timeout=30
        )
    elif stored:
        outside_editor.finish(file)


def _run_aside(asker: Widget, command: list[str], file: Path) -> WorkbookError | None:
    """Run the editor while the screen makes room; give what went wrong.

    An error that left `suspend` would leave the terminal to nobody: the screen would never come back.
    """
    with asker.app.suspend():
        try:
            outside_editor.run(command, file)
        except WorkbookError as error:
            return error
    return None
