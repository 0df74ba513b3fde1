"""核对: register ↔ files ↔ manifest ↔ search index. Names every difference; changes nothing.

Differences are errors, except that events still waiting are told as a hint: what they will change shows as a difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from gongkai.office import events
from gongkai.records.models import Publication, Record
from gongkai.search.port import SearchUnavailable

from . import addresses, index, pages, sweeps
from .disk import COMPRESSED, Put, file_digest, twin_digest
from .expected import expected_paths
from .follow import FOLLOWER
from .manifest import ManifestBroken
from .models import OfficeSite, PublicFile
from .proof import Unproven, address_of, provable, prove, read_whole
from .reading import Reading
from .site import Page
from .store import Store

ERROR, HINT = "error", "hint"
STEP = 500


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, as a rule and a Chinese sentence about a place."""

    rule: str
    where: str
    message: str
    severity: str = ERROR


def differences() -> Iterator[Difference]:
    """Yield every difference between register, files, manifest and search index."""
    yield from _waiting()
    yield from _register()
    yield from _files()
    yield from _manifest()
    yield from _index()


def stale_pages() -> Iterator[Difference]:
    """Yield every file whose content is not what the register would give now (slow: every page is drawn again)."""
    today = timezone.localdate()
    for office in OfficeSite.objects.all():
        office.begin_sweep()
        for batch in sweeps.batches(office, Reading(on=today)):
            reading = Reading(on=today)
            yield from _stale([page for each in batch for page in sweeps.pages_of(each, reading)], reading)
        yield from _stale(sweeps.closing_pages(office), Reading(on=today))


def _stale(wanted: list[Page], reading: Reading) -> Iterator[Difference]:
    for change in pages.files_of_all(wanted, reading):
        if isinstance(change, Put) and file_digest(Store().folder.file(change.path)) != change.digest():
            yield Difference("file_stale", change.path, "文件内容不是登记簿现在应有的内容。")


def _waiting() -> Iterator[Difference]:
    if waiting := len(events.pending(FOLLOWER)):
        yield Difference("events_waiting", "", f"还有 {waiting} 个事件等待处理，处理后再核对。", HINT)
    if sweeping := OfficeSite.objects.sweeping().count():
        yield Difference("sweep_running", "", f"{sweeping} 个机构的页面正在更新。", HINT)


def _register() -> Iterator[Difference]:
    """Compare what the records claim with what the publications prove."""
    live = Record.objects.filter(live=True)
    for record in live.exclude(publication__withdrawn_at__isnull=True, publication__isnull=False).only("title"):
        yield Difference(
            "live_without_publication", f"records/{record.pk}", f"“{record.title}”标为公开，却没有公开记录。"
        )
    for publication in Publication.objects.standing().filter(record__live=False).only("title"):
        yield Difference(
            "publication_not_live",
            f"records/{publication.record_id}",
            f"“{publication.title}”有公开记录，登记簿却不是公开状态。",
        )
    last = 0
    standing = read_whole(Publication.objects.standing()).order_by("pk")
    while step := list(standing.filter(pk__gt=last)[:STEP]):
        yield from _unproven(step)
        last = step[-1].pk


def _unproven(publications: list[Publication]) -> Iterator[Difference]:
    for publication in publications:
        try:
            prove(publication)
        except Unproven as refusal:
            yield Difference("publication_unproven", addresses.place(address_of(publication)), str(refusal))


def _files() -> Iterator[Difference]:
    """Compare the register, our list of files, and the folder."""
    store = Store()
    expected = set(expected_paths())
    listed = dict(PublicFile.objects.values_list("path", "sha256").iterator())
    for path in sorted(expected - listed.keys()):
        yield Difference("file_never_written", path, "登记簿上应有的文件没有写过。")
    for path in sorted(listed.keys() - expected):
        yield Difference("file_without_source", path, "文件没有对应的公开记录。")
    for path, sha256 in sorted(listed.items()):
        yield from _differing(store, path, sha256)
    for path in sorted(store.folder.paths()):
        if path not in listed:
            yield Difference("file_stray", path, "公开目录中有不是本系统写入的文件。")


def _differing(store: Store, path: str, sha256: str) -> Iterator[Difference]:
    file = store.folder.file(path)
    found = file_digest(file)
    if found is None:
        yield Difference("file_missing", path, "文件不见了。")
    elif found != sha256:
        yield Difference("file_changed", path, "文件内容与写入时的不同，已被改动。")
    elif file.suffix in COMPRESSED and twin_digest(file) != sha256:
        yield Difference("twin_changed", f"{path}.gz", "压缩文件缺失或与原文件内容不同。")


def _manifest() -> Iterator[Difference]:
    store = Store()
    try:
        replayed = store.manifest.replay(store.head)
    except ManifestBroken as broken:
        yield Difference("manifest_broken", str(store.manifest.path.name), str(broken))
        return
    listed = dict(PublicFile.objects.values_list("path", "sha256").iterator())
    for path in sorted(replayed.keys() | listed.keys()):
        if replayed.get(path) != listed.get(path):
            yield Difference("manifest_differs", path, "发布清单与数据库中的记录不同。")


def _index() -> Iterator[Difference]:
    records = provable(Publication.objects.all()).values_list("record_id", flat=True)
    standing = {str(pk) for pk in records.iterator()}
    try:
        found = index.engine().ids()
    except SearchUnavailable as unavailable:
        yield Difference("index_unavailable", "", str(unavailable))
        return
    for pk in sorted(standing - found, key=int):
        yield Difference("index_entry_missing", f"records/{pk}", "已公开的信息检索不到。")
    for pk in sorted(found - standing):
        yield Difference("index_entry_stray", f"records/{pk}", "检索中有未公开或已撤回的信息。")
