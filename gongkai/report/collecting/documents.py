"""表二与主动公开: normative documents and publications of the year, as the register has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from gongkai.law.report_form import Cell
from gongkai.office.models import Office
from gongkai.records.models import Publication, RecordKind, Validity, ValidityChange
from gongkai.records.models.publication import PublicationQuerySet

ENDED = {Validity.REPEALED, Validity.EXPIRED}


@dataclass(frozen=True)
class PublishedItems:
    """What became public in the year, each item counted once at its first publication; withdrawn ones stand apart."""

    by_kind: Mapping[str, int]
    by_column: Mapping[str, int]
    withdrawn: int

    @property
    def total(self) -> int:
        return sum(self.by_kind.values())


def normative_documents(office: Office, year: int) -> dict[Cell, tuple[int, ...]]:
    """Return the records behind the three cells of 行政规范性文件: made in the year, repealed in it, in force at its end.

    A document belongs to the year in which it was made, whenever it was published; one withdrawn from the public
    before the year's end for another reason than its repeal is not counted.
    """
    last = date(year, 12, 31)
    documents = list(
        standing_in(year, Publication.objects.all())
        .filter(office=office, record__is_normative_document=True, made_on__lte=last)
        .only("id", "record_id", "made_on")
        .order_by("made_on", "id")
    )
    changes = _changes_until(last, office)
    repealed = {pk for pk, validity, since in changes if validity == Validity.REPEALED and since.year == year}
    standing = {pk: validity for pk, validity, _ in changes}
    rows = {
        "made": [document for document in documents if document.made_on.year == year],
        "repealed": [document for document in documents if document.pk in repealed],
        "in_force": [document for document in documents if standing.get(document.pk, Validity.IN_FORCE) not in ENDED],
    }
    return {Cell("table2", "normative_documents", column): _records(found) for column, found in rows.items()}


def _records(publications: Iterable[Publication]) -> tuple[int, ...]:
    return tuple(publication.record_id for publication in publications)


def _changes_until(day: date, office: Office) -> list[tuple[int, str, date]]:
    """Return publication, validity and first day of every change up to the day, which counts, the last change last."""
    changes = ValidityChange.objects.filter(publication__office=office, since__lte=day).order_by("since", "id")
    return list(changes.values_list("publication_id", "validity", "since"))


def standing_in(year: int, rows: PublicationQuerySet) -> PublicationQuerySet:
    """Return those that the public could read at the year's end: a withdrawal of the next year is that year's."""
    return rows.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=_begin(year + 1)))


def withdrawn_in(year: int, rows: PublicationQuerySet) -> PublicationQuerySet:
    return rows.filter(withdrawn_at__lt=_begin(year + 1))


def publications(office: Office, year: int) -> PublicationQuerySet:
    """Return what became public in the year, withdrawn or not."""
    return Publication.objects.filter(office=office, published_at__gte=_begin(year), published_at__lt=_begin(year + 1))


def _begin(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=timezone.get_default_timezone())


def published(office: Office, year: int) -> PublishedItems:
    rows = list(publications(office, year).values_list("kind", "column__name", "withdrawn_at"))
    after = _begin(year + 1)
    standing = [(kind, column) for kind, column, withdrawn_at in rows if withdrawn_at is None or withdrawn_at >= after]
    kinds = Counter(kind for kind, _ in standing)
    return PublishedItems(
        by_kind={str(kind.label): kinds[kind.value] for kind in RecordKind if kinds[kind.value]},
        by_column=dict(Counter(column for _, column in standing).most_common()),
        withdrawn=len(rows) - len(standing),
    )
