"""Pure functions that turn a pack and what was written into something to keep; only `book_file` touches the disk."""
