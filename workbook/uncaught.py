"""Errors that nobody caught: told by where they happened, never by what they say, since that can hold an answer."""

import sys

FRAMES = 8
"""How much of the way to an error is told."""

# The types of a hook; importing them would take longer than all of `workbook --version` does otherwise.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType


def where_it_happened(error: BaseException) -> list[str]:
    """Name an error and the way to it, a line each; its message and the values around it are left out."""
    import traceback  # noqa: PLC0415 - only when something went wrong

    return [
        f"{type(error).__name__} at:",
        *(
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)[-FRAMES:]
        ),
    ]


def keep_quiet() -> None:
    """Let Python print where an uncaught error happened, and neither its message nor any object.

    For the process as a whole: what fails while objects are thrown away as well, and in threads once there can be
    any; calling it again changes nothing else.
    """
    sys.excepthook = _tell
    sys.unraisablehook = lambda failed: _tell_of(failed.exc_value)
    if "threading" in sys.modules:
        import threading  # noqa: PLC0415 - without threads it would be one more import at every start

        threading.excepthook = lambda failed: _tell_of(failed.exc_value)


def _tell(_: type[BaseException], error: BaseException, __: "TracebackType | None") -> None:
    _tell_of(error, "The workbook stopped because of an error in the program.")


def _tell_of(error: BaseException | None, *more: str) -> None:
    if error is not None and sys.stderr is not None:
        print("\n".join([*where_it_happened(error), *more]), file=sys.stderr)
