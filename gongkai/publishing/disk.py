"""落盘: files of the public folder, written so that a reader sees the old one or the new one, never half of one.

Knows nothing of offices or events. A path is relative to the folder and may not leave it.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO

PASSING = ".passing"
COMPRESSED = frozenset({".html", ".xml", ".css", ".js"})
CHUNK = 1 << 20
MANY = 32
_SOUND = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*", re.ASCII)


class PathLeavesFolder(Exception):
    """The path does not name a file inside the public folder."""


class NotTheReviewedFile(Exception):
    """The file in private storage is missing, or is not the one that was reviewed."""


@dataclass(frozen=True, slots=True)
class Put:
    """Write these bytes."""

    path: str
    data: bytes

    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def pour(self, target: Path) -> int:
        _write(target, [self.data])
        return len(self.data)


@dataclass(frozen=True, slots=True)
class Copy:
    """Copy what `opened` opens; its digest is known and is held against what is read."""

    path: str
    opened: Callable[[], BinaryIO]
    sha256: str

    def digest(self) -> str:
        return self.sha256

    def check(self) -> None:
        """Hold the file to be copied against its digest.

        :raises NotTheReviewedFile: when it is missing or differs.
        """
        total = hashlib.sha256()
        for chunk in self._chunks():
            total.update(chunk)
        if total.hexdigest() != self.sha256:
            raise NotTheReviewedFile(f"附件文件与审校时的不一致，不能公开：{self.path}。")

    def pour(self, target: Path) -> int:
        total = hashlib.sha256()

        def noted() -> Iterator[bytes]:
            for chunk in self._chunks():
                total.update(chunk)
                yield chunk

        _write(target, noted())
        if total.hexdigest() != self.sha256:
            raise NotTheReviewedFile(f"附件文件与审校时的不一致，不能公开：{self.path}。")
        return target.stat().st_size

    def _chunks(self) -> Iterator[bytes]:
        try:
            with self.opened() as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except FileNotFoundError as missing:
            raise NotTheReviewedFile(f"附件文件不存在，不能公开：{self.path}。") from missing


@dataclass(frozen=True, slots=True)
class Drop:
    """Remove the file, if it is there."""

    path: str


Change = Put | Copy | Drop


class Folder:
    """The public folder. A folder in it that was looked at once is not looked at again: make a new one for each batch."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._passing = root / PASSING
        self._names = count()
        self._sound_folders: set[Path] = set()

    def file(self, path: str) -> Path:
        """Return where the path lies.

        :raises PathLeavesFolder: when it is not a plain path below the folder, or a link leads out of it.
        """
        if not _SOUND.fullmatch(path):
            raise PathLeavesFolder(f"路径“{path}”不在公开目录之内，已拒绝写入。")
        file = self.root / path
        if file.parent not in self._sound_folders:
            if not file.parent.resolve().is_relative_to(self.root.resolve()):
                raise PathLeavesFolder(f"路径“{path}”经链接指向公开目录之外，已拒绝写入。")
            self._sound_folders.add(file.parent)
        return file

    def clear_passing(self) -> None:
        """Remove what a writer that was killed has left behind."""
        shutil.rmtree(self._passing, ignore_errors=True)

    def holds(self, path: str, sha256: str) -> bool:
        """Tell if the file and its compressed twin are there with these contents."""
        file = self.file(path)
        if file_digest(file) != sha256:
            return False
        return file.suffix not in COMPRESSED or twin_digest(file) == sha256

    def write(self, changes: Iterable[Put | Copy]) -> list[int]:
        """Write the files, each with its compressed twin, and return their sizes.

        All is on disk under passing names before the first gets its own.
        """
        self._passing.mkdir(parents=True, exist_ok=True)
        poured = [self._pour(change) for change in changes]
        _settle(passing for each in poured for passing, _ in each.moves)
        folders: set[Path] = set()
        for each in poured:
            folders |= _make_folders(each.target.parent, self.root)
            for passing, target in each.moves:
                os.replace(passing, target)
        _settle(folders)
        return [each.size for each in poured]

    def drop(self, path: str) -> bool:
        """Remove the file, then its twin (nginx serves a twin only beside its file), and tell if there was either.

        A twin may stand alone where a writer was killed between the two.
        """
        file = self.file(path)
        there = [each for each in (file, _twin(file)) if each.is_file()]
        for each in there:
            each.unlink()
        if there:
            _fsync(file.parent)
        return bool(there)

    def listing(self, folder: str) -> list[str]:
        """Return the paths of what lies directly in the folder now."""
        place = self.file(folder)
        return [f"{folder}/{each.name}" for each in os.scandir(place)] if place.is_dir() else []

    def paths(self) -> Iterator[str]:
        """Yield the path of every file, compressed twins excepted; a twin without its file is yielded."""
        for folder, subfolders, names in os.walk(self.root):
            if Path(folder) == self.root and PASSING in subfolders:
                subfolders.remove(PASSING)
            there = set(names)
            for name in names:
                if not (name.endswith(".gz") and name[:-3] in there and Path(name[:-3]).suffix in COMPRESSED):
                    yield str((Path(folder) / name).relative_to(self.root))

    def _pour(self, change: Put | Copy) -> _Poured:
        target = self.file(change.path)
        passing = self._passing / f"{os.getpid()}-{next(self._names)}"
        size = change.pour(passing)
        moves = [(passing, target)]
        if target.suffix in COMPRESSED:
            twin = passing.with_name(f"{passing.name}.gz")
            _write(twin, [gzip.compress(passing.read_bytes(), compresslevel=6, mtime=0)])
            moves.insert(0, (twin, _twin(target)))
        return _Poured(target, moves, size)


@dataclass(frozen=True, slots=True)
class _Poured:
    """A change that lies under passing names."""

    target: Path
    moves: list[tuple[Path, Path]]
    size: int


def file_digest(file: Path) -> str | None:
    """Return the SHA-256 of the file; None where there is none."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def twin_digest(file: Path) -> str | None:
    """Return the SHA-256 of what the compressed twin unpacks to; None where there is none, or not one that unpacks."""
    try:
        return hashlib.sha256(gzip.decompress(_twin(file).read_bytes())).hexdigest()
    except (OSError, EOFError):
        return None


def _twin(file: Path) -> Path:
    return file.with_name(f"{file.name}.gz")


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(chunks)


def _settle(paths: Iterable[Path]) -> None:
    """Return when the files or folders are on disk: one by one where they are few, all that waits where they are many."""
    wanted = list(paths)
    if len(wanted) > MANY:
        os.sync()
        return
    for each in wanted:
        _fsync(each)


def _make_folders(folder: Path, root: Path) -> set[Path]:
    """Make the folder and return what has to be synced for it, and for a file in it, to last."""
    touched = {folder}
    while not folder.exists() and folder != root:
        folder = folder.parent
        touched.add(folder)
    for each in sorted(touched):
        each.mkdir(exist_ok=True, parents=True)
    return touched


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
