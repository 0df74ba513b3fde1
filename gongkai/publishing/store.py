"""公开目录的账: the only writer of the public folder. Files first, then the manifest, then the database.

A file is on disk before the manifest names it, and the manifest before the database commits its end. A writer killed in
between leaves files that the next one writes again (the events are still pending) and manifest lines that are cut off.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property

from django.conf import settings

from .disk import Change, Copy, Drop, Folder, NotTheReviewedFile, Put
from .manifest import Entry, Head, Manifest
from .models import PublicFile, SiteState

__all__ = ["Change", "Copy", "Drop", "NotTheReviewedFile", "Put", "Store", "writing"]


class NewerStands(Exception):
    """A writer that knows less than the file's last writer may not replace the file."""


class Store:
    """The public folder with its manifest and its rows in the database. Made by `writing`, or to look at."""

    def __init__(self) -> None:
        self.folder = Folder(settings.PUBLIC_DIR)
        self.manifest = Manifest(settings.PRIVATE_DIR / "manifest.jsonl")

    @cached_property
    def state(self) -> SiteState:
        state, _ = SiteState.objects.get_or_create(pk=1, defaults={"manifest_digest": Head().digest})
        return state

    @property
    def head(self) -> Head:
        return Head(self.state.manifest_digest, self.state.manifest_length, self.state.manifest_count)

    def recover(self) -> None:
        """Take away what a killed writer left: unfinished files, and lines of the manifest that were not committed."""
        self.folder.clear_passing()
        self.manifest.cut_back(self.head)

    def put(self, changes: Iterable[Change], *, as_of: int) -> list[Entry]:
        """Bring the files to disk and return what really changed; `as_of` is the newest event that they reflect.

        :raises NewerStands: when a file already reflects a later event.
        """
        wanted = {change.path: change for change in changes}
        known = PublicFile.objects.in_bulk(list(wanted))
        if newer := [path for path, row in known.items() if row.event_id > as_of]:
            raise NewerStands(f"{newer[0]} already reflects event {known[newer[0]].event_id}, after {as_of}")
        writes = [each for each in wanted.values() if not isinstance(each, Drop) and not self._stands(each, known)]
        sizes = self.folder.write(writes)
        entries = [Entry(each.path, each.digest(), size) for each, size in zip(writes, sizes, strict=True)]
        drops = [each.path for each in wanted.values() if isinstance(each, Drop)]
        return entries + [Entry(path, None) for path in drops if self.folder.drop(path) or path in known]

    def record(self, entries: list[Entry], *, as_of: int) -> None:
        """Note the changes in manifest and database; call it in the transaction that moves the cursor."""
        if not entries:
            return
        head = self.manifest.append(entries, after=self.head, as_of=as_of)
        rows = [PublicFile.written(each, as_of=as_of) for each in entries if each.sha256]
        PublicFile.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["path"], update_fields=["folder", "sha256", "size", "event_id"]
        )
        PublicFile.objects.filter(path__in=[e.path for e in entries if e.sha256 is None]).delete()
        self.state.manifest_digest = head.digest
        self.state.manifest_length = head.length
        self.state.manifest_count = head.count
        self.state.save()

    def forget(self) -> None:
        """Read the state anew before the next look at it: another writer, or a rolled-back transaction, may differ."""
        self.__dict__.pop("state", None)

    def _stands(self, change: Put | Copy, known: dict[str, PublicFile]) -> bool:
        digest = change.digest()
        row = known.get(change.path)
        return row is not None and row.sha256 == digest and self.folder.holds(change.path, digest)


@contextmanager
def writing() -> Iterator[Store]:
    """Hold the right to write the public folder, on this machine; the system frees it when the process dies."""
    with (settings.PRIVATE_DIR / "publishing.lock").open("w") as lock:
        fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
        store = Store()
        store.recover()
        yield store
