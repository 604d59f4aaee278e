"""Starts an installed workbook in a pseudo-terminal, writes an answer, and finds it again.

Usage: start_installed.py WORKBOOK        (run by .ci/run, from any folder)
"""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.terminal import Terminal, plain_environment

WORDS = "a glass of water before coffee"


def main() -> int:
    """Walk through the first visit; raise when something is not as it should be."""
    program = str(Path(sys.argv[1]).absolute())
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        environment = plain_environment(home)
        with Terminal([program], home, environment, columns=120, rows=36) as terminal:
            for page in ("1 of 3", "2 of 3", "3 of 3"):
                terminal.until(page)
                terminal.press("enter")
            terminal.until("about 3 minutes")
            terminal.settled()
            terminal.press(WORDS)
            terminal.until("Saved")
            terminal.press("ctrl+q")
            assert terminal.wait() == 0, "it should end well"
        found = subprocess.run(
            [program, "search", "coffee"], env=environment, capture_output=True, text=True, check=True
        )
        assert WORDS in found.stdout, found.stdout
    print(f"{program}: started, wrote, left, and found the words again")
    return 0


if __name__ == "__main__":
    sys.exit(main())
