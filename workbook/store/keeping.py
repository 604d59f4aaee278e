"""Keeping aside what must not be lost although the store cannot use it."""

from pathlib import Path

from workbook.store.files import Files, write_whole


def keep_aside(files: Files, folder: Path, name: str, data: bytes) -> Path:
    """Write a file into a folder of things kept, under a name that is still free.

    Args:
        files: The disk.
        folder: `damaged/` or `conflicts/` of a store; made when missing.
        name: What to call it; a number is put before the suffix when that name is taken.
        data: All of it; when the same bytes are there already under that name, nothing is written.

    Returns:
        Where it is now.

    Raises:
        OSError: It could not be written.
    """
    data = files.cipher.seal_aside(data)
    taken = files.names(folder)
    if not taken and files.stamp(folder) is None:
        files.make_folder(folder)
    path, number = folder / name, 1
    while path.name in taken:
        if files.read(path) == data:
            return path
        number += 1
        path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    write_whole(files, path, data)
    return path
