"""检索条目: what the search engine is told about the site. Only proven documents enter it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from django.conf import settings

from gongkai.records.cleaning import plain_text
from gongkai.records.models import Publication, RecordKind
from gongkai.search.documents import SearchDocument
from gongkai.search.embedded import EmbeddedSearch
from gongkai.search.port import IndexDamaged, IndexNotBuilt, IndexOutdated, SearchEngine

from .proof import Document, provable
from .reading import Reading

STEP = 500


@cache
def engine() -> SearchEngine:
    """Return this process's search engine."""
    return EmbeddedSearch(settings.SEARCH_DIR)


def bring_up_to_date(publication_ids: Iterable[int], reading: Reading) -> None:
    """Make the index say what the register says about these publications, durably.

    :raises SearchUnavailable: when another process writes the index for too long.
    """
    wanted = sorted(set(publication_ids))
    if not wanted:
        return
    try:
        _replace(wanted, reading)
    except (IndexNotBuilt, IndexOutdated, IndexDamaged):
        rebuild(on=reading.on)


def build_where_unusable(*, on: date) -> None:
    """Make the index anew where there is none or none that this program can read: a first start, an update, damage."""
    try:
        engine().search("")
    except (IndexNotBuilt, IndexOutdated, IndexDamaged):
        rebuild(on=on)


def ensure(*, on: date) -> None:
    """Build the index where there is none that this program can read: a first start, an update, a damaged disk."""
    try:
        engine().ids()
    except (IndexNotBuilt, IndexOutdated, IndexDamaged):
        rebuild(on=on)


def rebuild(*, on: date) -> int:
    """Make the index anew from all that stands, and return how many documents it holds."""
    return engine().rebuild(_all(on))


def search_document(document: Document, reading: Reading) -> SearchDocument:
    """Return what the index is given about a document."""
    tree = reading.tree(document.office_id)
    lineage = tree.lineage(reading.column(document.column_id))
    return SearchDocument(
        id=str(document.record_id),
        office=tree.office.slug,
        columns=tuple(column.path for column in lineage),
        title=document.title,
        body_text=_text(document),
        published_at=document.published_at,
        url=document.address,
        document_number=document.facts["发文字号"],
        index_number=document.index_number,
        kind=RecordKind(document.kind).label,
    )


def _replace(publication_ids: list[int], reading: Reading) -> None:
    documents = reading.documents(publication_ids)
    standing = {document.record_id for document in documents}
    ids = Publication.objects.filter(pk__in=publication_ids).values_list("record_id", flat=True)
    engine().remove(str(pk) for pk in ids if pk not in standing)
    engine().replace(search_document(document, reading) for document in documents)
    engine().commit()


def _all(on: date) -> Iterator[SearchDocument]:
    ids = provable(Publication.objects.all()).order_by("pk").values_list("pk", flat=True)
    last = 0
    while step := list(ids.filter(pk__gt=last)[:STEP]):
        reading = Reading(on=on)
        yield from (search_document(document, reading) for document in reading.documents(step))
        last = step[-1]


def _text(document: Document) -> str:
    """Return the words of the document: its text and the titles of its attachments."""
    titles = [each.title for each in document.attachments if not each.is_image]
    return "\n".join([plain_text(document.body), *titles])
