"""The self-trust workbook: read, answer, come back; every word stays yours."""
