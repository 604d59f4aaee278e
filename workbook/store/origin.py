"""Saying of what was brought in beside one's own that it was not written here."""

from workbook.store.records import BROUGHT, OWN

FROM_ANOTHER_COPY = "from another copy"


def origin_of(record_id: str) -> str:
    """Say where a record is from, in words; empty for all that has its place by itself.

    What only an archive or another machine had comes under its own id, and is as much one's own as
    anything: only a second wording of something needs to be told from the first.

    Args:
        record_id: As `archive.beside` gives it to what stands beside one's own.
    """
    return FROM_ANOTHER_COPY if record_id.startswith((BROUGHT, f"{OWN}{BROUGHT}")) else ""
