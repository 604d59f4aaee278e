"""Lets `python -m workbook` start the program."""

import sys

from workbook.cli import main

sys.exit(main())
