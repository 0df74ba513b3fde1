"""落盘: files that are there whole or not at all, and survive a power cut."""

import os
from pathlib import Path


def write_whole(place: Path, data: bytes) -> None:
    """Write a new file, readable by its owner alone, down to the disk; a write that fails leaves none.

    :raises FileExistsError: when there is one already.
    """
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
    except OSError:
        place.unlink()
        raise


def sync_folder(folder: Path) -> None:
    """Let the names in the folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
