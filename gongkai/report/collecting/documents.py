"""表二与主动公开: normative documents and publications of the year, as the register has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

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

    A document belongs to the year in which it was made, whenever it was published; one withdrawn from the public for
    another reason than its repeal is not counted.
    """
    documents = list(
        Publication.objects.standing()
        .filter(office=office, record__is_normative_document=True, made_on__lte=date(year, 12, 31))
        .only("id", "record_id", "made_on")
        .order_by("made_on", "id")
    )
    repealed = _ended_in(office, year)
    standing = _standing_at(date(year, 12, 31), office)
    rows = {
        "made": [document for document in documents if document.made_on.year == year],
        "repealed": [document for document in documents if document.pk in repealed],
        "in_force": [document for document in documents if standing.get(document.pk, Validity.IN_FORCE) not in ENDED],
    }
    return {Cell("table2", "normative_documents", column): _records(found) for column, found in rows.items()}


def _records(publications: Iterable[Publication]) -> tuple[int, ...]:
    return tuple(publication.record_id for publication in publications)


def _ended_in(office: Office, year: int) -> set[int]:
    changes = ValidityChange.objects.filter(publication__office=office, validity=Validity.REPEALED, since__year=year)
    return set(changes.values_list("publication_id", flat=True))


def _standing_at(day: date, office: Office) -> dict[int, str]:
    """Return the last validity of each publication at the end of the day."""
    changes = ValidityChange.objects.filter(publication__office=office, since__lte=day).order_by("since", "id")
    return dict(changes.values_list("publication_id", "validity"))


def publications(office: Office, year: int) -> PublicationQuerySet:
    """Return what became public in the year, withdrawn or not."""
    zone = timezone.get_default_timezone()
    return Publication.objects.filter(
        office=office,
        published_at__gte=datetime(year, 1, 1, tzinfo=zone),
        published_at__lt=datetime(year + 1, 1, 1, tzinfo=zone),
    )


def published(office: Office, year: int) -> PublishedItems:
    rows = publications(office, year)
    standing = rows.standing().values_list("kind", "column__name")
    kinds = Counter(kind for kind, _ in standing)
    return PublishedItems(
        by_kind={str(kind.label): kinds[kind.value] for kind in RecordKind if kinds[kind.value]},
        by_column=dict(Counter(column for _, column in standing).most_common()),
        withdrawn=rows.filter(withdrawn_at__isnull=False).count(),
    )
