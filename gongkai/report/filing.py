"""存档文件的核对: the files that prove figures are there and are what was uploaded (`gongkai audit verify`)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.report.models import CollectedReport, LedgerFile

KINDS = (LedgerFile, CollectedReport)


def broken_files() -> Iterator[str]:
    """Yield a sentence per file that is lost, or is not what was uploaded."""
    for kind in KINDS:
        for row in kind.objects.only("name", "sha256", "sealed").iterator(chunk_size=200):
            if not row.is_whole:
                label = kind._meta.verbose_name
                yield f"{label} {row.pk}（{row.name}）的文件已丢失，或者与登记的摘要不符：请从备份恢复，并查明原因。"


def count_files() -> int:
    return sum(kind.objects.count() for kind in KINDS)
