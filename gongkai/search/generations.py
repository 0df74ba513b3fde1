"""索引目录: which of the folders on disk is the index in use, who may write, and whether this program can read it.

A rebuild fills a new folder and then moves one small file, `current`; a process killed at any moment leaves either
the old index or the new one in use.
"""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path

from gongkai.search.port import IndexDamaged, IndexNotBuilt, IndexOutdated, WriterBusy
from gongkai.search.tokens import VERSION as TOKENS_VERSION

SCHEMA_VERSION = 2
PATIENCE_SECONDS = 600.0

_STAMP = {"schema": SCHEMA_VERSION, "tokens": TOKENS_VERSION, "engine": version("tantivy")}


class Generations:
    """The folder of the index on disk."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def current(self) -> Path:
        """Return the folder of the index in use.

        :raises IndexNotBuilt: when there is none.
        :raises IndexDamaged: when its stamp cannot be read.
        :raises IndexOutdated: when another version of this program made it.
        """
        missing = ""
        while (name := self._name_in_use()) != missing:  # a rebuild may clear the folder away after its name was read
            with suppress(FileNotFoundError):
                if self._read_stamp(self.root / name) != _STAMP:
                    raise IndexOutdated
                return self.root / name
            missing = name
        raise IndexNotBuilt

    def fresh(self) -> Path:
        """Return a new empty folder to build in; remains of builds that were killed are cleared away."""
        in_use = self._name_in_use()
        for folder in self._folders():
            if folder.name != in_use:
                shutil.rmtree(folder, ignore_errors=True)
        number = max((int(folder.name[1:]) for folder in self._folders()), default=0) + 1
        folder = self.root / f"g{number}"
        folder.mkdir(parents=True)
        return folder

    def adopt(self, folder: Path) -> None:
        """Put a finished folder in use, in one step, and clear the older ones away."""
        _write_durably(folder / "stamp.json", json.dumps(_STAMP))
        _write_durably(self._pointer, folder.name)
        for other in self._folders():
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)

    @contextmanager
    def writing(self, patience: float | None = None) -> Iterator[None]:
        """Hold the right to write; the system frees it when the process dies.

        :raises WriterBusy: when another writer keeps it longer than `patience` seconds, by default PATIENCE_SECONDS.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "writer.lock").open("w") as lock:
            _acquire(lock.fileno(), PATIENCE_SECONDS if patience is None else patience)
            yield

    @property
    def _pointer(self) -> Path:
        return self.root / "current"

    def _name_in_use(self) -> str:
        return self._pointer.read_text().strip() if self._pointer.exists() else ""

    def _folders(self) -> list[Path]:
        return [folder for folder in self.root.glob("g*") if folder.name[1:].isdigit()]

    def _read_stamp(self, folder: Path) -> object:
        try:
            return json.loads((folder / "stamp.json").read_text())
        except ValueError as error:
            raise IndexDamaged from error


def _acquire(descriptor: int, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise WriterBusy from None
            time.sleep(0.05)


def _write_durably(path: Path, text: str) -> None:
    passing = path.with_name(f"{path.name}.new")
    with passing.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    passing.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
