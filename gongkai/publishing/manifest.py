"""清单: what was written to and removed from the public folder, one chained line each, outside the public folder.

Every line holds the digest of the line before it. The end of the chain (its digest, length and count) is kept in the
database: what stands in the file beyond that end was never committed and is cut off before the next writing.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GENESIS = "0" * 64


class ManifestBroken(Exception):
    """The manifest is shorter than its recorded end, or a line does not follow the one before it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as written, or, where the digest is None, removed."""

    path: str
    sha256: str | None
    size: int = 0


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain."""

    digest: str = GENESIS
    length: int = 0
    count: int = 0


class Manifest:
    """The file `manifest.jsonl`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def cut_back(self, head: Head) -> None:
        """Drop what a writer that was killed has added without committing it.

        :raises ManifestBroken: when the file is shorter than the recorded end.
        """
        length = self.path.stat().st_size if self.path.exists() else 0
        if length < head.length:
            raise ManifestBroken(
                "发布清单比数据库中记录的短，已被截断或删除。请核查后运行 gongkai site build --new-manifest。"
            )
        if length > head.length:
            os.truncate(self.path, head.length)

    def append(self, entries: Iterable[Entry], *, after: Head, as_of: int) -> Head:
        """Add a line for each entry, durably, and return the new end."""
        lines, digest = [], after.digest
        for entry in entries:
            line = _line(entry, previous=digest, as_of=as_of)
            digest = hashlib.sha256(line).hexdigest()
            lines.append(line + b"\n")
        _append_durably(self.path, b"".join(lines))
        return Head(digest, after.length + sum(map(len, lines)), after.count + len(lines))

    def replay(self, head: Head) -> dict[str, str]:
        """Return the digest of every file that stands after the last committed line, by path.

        :raises ManifestBroken: naming the first line that does not follow.
        """
        standing: dict[str, str] = {}
        for fact in self._facts(head):
            standing.pop(fact["path"], None)
            if fact["sha256"] is not None:
                standing[fact["path"]] = fact["sha256"]
        return standing

    def _facts(self, head: Head) -> Iterator[dict[str, Any]]:
        digest = GENESIS
        for number, line in enumerate(self._lines(head), start=1):
            fact = _read(line)
            if fact.get("previous") != digest:
                raise ManifestBroken(f"发布清单第{number}行与前一行不相接：此前有内容被改动、插入或删除。")
            digest = hashlib.sha256(line).hexdigest()
            yield fact
        if digest != head.digest:
            raise ManifestBroken("发布清单的末尾与数据库中的记录不符：末尾有内容被改动或删除。")

    def _lines(self, head: Head) -> Iterator[bytes]:
        if not head.length:
            return
        if not self.path.exists():
            raise ManifestBroken("发布清单不存在。")
        read = 0
        with self.path.open("rb") as file:
            for line in file:
                read += len(line)
                if read > head.length:
                    return
                yield line.rstrip(b"\n")


def _line(entry: Entry, *, previous: str, as_of: int) -> bytes:
    facts = {"path": entry.path, "sha256": entry.sha256, "event": as_of, "previous": previous}
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()


def _read(line: bytes) -> dict[str, Any]:
    try:
        fact = json.loads(line)
    except ValueError:
        return {}
    return fact if isinstance(fact, dict) and "path" in fact and "sha256" in fact else {}


def _append_durably(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
