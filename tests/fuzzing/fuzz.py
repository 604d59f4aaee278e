"""Feeds a reader with bytes that atheris makes up, guided by which lines they reach.

    pip install atheris && python -m tests.fuzzing.fuzz chapter -max_total_time=60

Anything but being read or being refused ends it with the bytes that did it. `pytest tests/fuzzing --fuzz 60`
runs every target for so many seconds.
"""

import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any


def main() -> None:
    """Fuzz the target that is named first, until time is up."""
    # Not installed with the tests: it is large, and not for every Python.
    atheris: Any = importlib.import_module("atheris")
    name = sys.argv.pop(1)
    with atheris.instrument_imports(include=["workbook"]):
        from tests.fuzzing.targets import TARGETS
    from tests.fuzzing.seeds import seeds

    with tempfile.TemporaryDirectory(prefix="workbook-seeds-") as corpus:
        for number, seed in enumerate(seeds()[name]):
            (Path(corpus) / str(number)).write_bytes(seed)
        atheris.Setup([*sys.argv, corpus], TARGETS[name])
        # Ends the process, with the folder left when it is killed.
        atheris.Fuzz()


if __name__ == "__main__":
    main()
