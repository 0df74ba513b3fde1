"""读数: what a batch of pages is made from, read once from the register. The day is handed in, never looked up."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from itertools import islice

from django.conf import settings
from django.db.models import Count, Max

from gongkai.catalogue.models import Column
from gongkai.office.models import Office
from gongkai.records.models import Publication, Validity, ValidityChange

from . import addresses, site
from .disk import Folder
from .models import PublicFile
from .proof import Document, Unproven, provable, prove, read_whole
from .shelves import Stretch
from .tree import Tree, tree_of

NEWEST = 20
"""How many of the newest a list above other columns, a feed or a home page may show."""


class Reading:
    """One look at the register. What it could not prove stands in `refused`, by publication id."""

    def __init__(self, *, on: date) -> None:
        self.on = on
        self.refused: dict[int, str] = {}
        self._publications: dict[int, Publication] = {}
        self._documents: dict[int, Document | None] = {}
        self._validities: dict[int, ValidityChange | None] = {}
        self._trees: dict[int, Tree] = {}
        self._newest_by_column: dict[int, list[tuple[datetime, int]]] = {}
        self._newest_shelves: dict[int, int] = {}
        self._columns: dict[int, Column] = {}
        self._beside: dict[str, dict[str, list[str]]] = {}
        self._neighbours: dict[int, tuple[int | None, int | None]] = {}

    # Offices and columns

    @cached_property
    def offices(self) -> dict[int, Office]:
        """All offices by id, in their order."""
        return {office.pk: office for office in Office.objects.select_related("parent")}

    def sites(self) -> list[Office]:
        """Return the offices that have a home of their own."""
        return [office for office in self.offices.values() if site.has_site(office)]

    def tree(self, office_id: int) -> Tree:
        if office_id not in self._trees:
            self._trees[office_id] = tree_of(self.offices[office_id])
        return self._trees[office_id]

    def column(self, column_id: int) -> Column:
        """Return the column as the tree of its office holds it."""
        if column_id not in self._columns:
            office_id = Column.objects.values_list("office_id", flat=True).get(pk=column_id)
            self._columns |= self.tree(office_id).columns
        return self._columns[column_id]

    # Documents

    def document(self, publication_id: int) -> Document | None:
        """Return the document; None where it is withdrawn or cannot be proven."""
        return next(iter(self.documents([publication_id])), None)

    def documents(self, publication_ids: Iterable[int]) -> list[Document]:
        """Return the proven ones among the publications, in the order given."""
        wanted = list(publication_ids)
        self._fetch(wanted)
        self._fetch_validities(wanted)
        found = [self._proven(self._publications[pk]) for pk in wanted if pk in self._publications]
        return [document for document in found if document]

    def beside(self, document_address: str) -> list[str]:
        """Return what lies in the public folder under the document's stem, or lay there by our own list of files.

        A writer killed between removing a file and noting it leaves the one without the other.
        """
        folder = addresses.folder(document_address)
        if folder not in self._beside:
            self._beside[folder] = _by_stem(
                {*Folder(settings.PUBLIC_DIR).listing(folder), *PublicFile.in_folder(folder)}
            )
        return self._beside[folder].get(addresses.place(addresses.stem(document_address)), [])

    def refuse(self, publication_id: int, why: str) -> None:
        """Note that the document cannot be published after all."""
        self.refused[publication_id] = why

    def publication(self, publication_id: int) -> Publication:
        self._fetch([publication_id])
        return self._publications[publication_id]

    def take(self, publications: Iterable[Publication]) -> None:
        """Keep publications that were read elsewhere."""
        self._publications |= {each.pk: each for each in publications}

    def neighbours(self, publication_id: int) -> tuple[Document | None, Document | None]:
        """Return the documents before and after it on its shelf."""
        if publication_id not in self._neighbours:
            self._neighbours[publication_id] = site.neighbours(self.publication(publication_id))
        before, after = self._neighbours[publication_id]
        return before and self.document(before), after and self.document(after)  # type: ignore[return-value]

    def lay_out(self, column_id: int, stretch: Stretch) -> list[int]:
        """Read a stretch of a shelf at once, neighbours included, and return its ids, the oldest first."""
        shelf = Publication.objects.filter(column_id=column_id).order_by("shelf_number")
        inside = read_whole(shelf.filter(shelf_number__gte=stretch.first, shelf_number__lte=stretch.last))
        laid = list(inside)
        self.take(laid)
        standing = [each.pk for each in laid if each.stands]
        if standing:
            before, _ = site.neighbours(self._publications[standing[0]])
            _, after = site.neighbours(self._publications[standing[-1]])
            around = [before, *standing, after]
            self._neighbours |= {pk: (around[i], around[i + 2]) for i, pk in enumerate(standing)}
            self._fetch([pk for pk in (before, after) if pk])
            self._fetch_validities(standing)
        return [each.pk for each in laid]

    def on_shelf(self, column_id: int, stretch: Stretch) -> list[Document]:
        """Return the documents with these shelf numbers, newest first."""
        return self.documents(self.ids_on_shelf(column_id, stretch, standing=True))

    def ids_on_shelf(self, column_id: int, stretch: Stretch, *, standing: bool) -> list[int]:
        """Return the ids with these shelf numbers, newest first; `standing` leaves the withdrawn ones out."""
        shelf = Publication.objects.filter(
            column_id=column_id, shelf_number__gte=stretch.first, shelf_number__lte=stretch.last
        )
        wanted = provable(shelf) if standing else shelf
        return list(wanted.order_by("-shelf_number").values_list("pk", flat=True))

    def newest(self, columns: Iterable[int], limit: int) -> list[Document]:
        """Return the newest documents of all these columns together, at most NEWEST of them."""
        filled = [pk for pk in columns if self.column(pk).is_filled]  # type: ignore[attr-defined]
        together = heapq.merge(*map(self._newest_in, filled), reverse=True)
        return self.documents(pk for _, pk in islice(together, min(limit, NEWEST)))

    def newest_of_all(self, limit: int) -> list[Document]:
        return self.documents(Publication.objects.standing().newest_first().values_list("pk", flat=True)[:limit])

    def newest_shelf(self, column_id: int) -> int:
        if column_id not in self._newest_shelves:
            self._newest_shelves[column_id] = site.newest_shelf(column_id)
        return self._newest_shelves[column_id]

    def count(self, column_ids: Iterable[int]) -> int:
        """Return how many stand in these columns."""
        return Publication.objects.standing().filter(column_id__in=list(column_ids)).count()

    def tallies(self) -> dict[int, tuple[int, date]]:
        """Return, by office, how many stand and when the newest appeared."""
        rows = Publication.objects.standing().values("office_id").annotate(n=Count("pk"), newest=Max("published_at"))
        return {row["office_id"]: (row["n"], row["newest"]) for row in rows.order_by()}

    def validity(self, publication_id: int) -> ValidityChange | None:
        """Return what the document's validity rests on today; None for kinds that have none."""
        self._fetch_validities([publication_id])
        return self._validities[publication_id]

    def _newest_in(self, column_id: int) -> list[tuple[datetime, int]]:
        """Return when and which, newest first; asked once a column, since all lists above are merged from it."""
        if column_id not in self._newest_by_column:
            standing = Publication.objects.standing().filter(column_id=column_id).newest_first()
            self._newest_by_column[column_id] = list(standing.values_list("published_at", "pk")[:NEWEST])
        return self._newest_by_column[column_id]

    def _proven(self, publication: Publication) -> Document | None:
        if publication.pk not in self._documents:
            try:
                self._documents[publication.pk] = prove(publication)
            except Unproven as refusal:
                self._documents[publication.pk] = None
                if publication.stands:
                    self.refused[publication.pk] = str(refusal)
        return self._documents[publication.pk]

    def _fetch(self, publication_ids: Iterable[int]) -> None:
        missing = [pk for pk in publication_ids if pk not in self._publications]
        if missing:
            self.take(read_whole(Publication.objects.filter(pk__in=missing)))

    def _fetch_validities(self, publication_ids: Iterable[int]) -> None:
        missing = [pk for pk in publication_ids if pk not in self._validities]
        if not missing:
            return
        self._validities |= dict.fromkeys(missing)
        changes = ValidityChange.objects.filter(publication_id__in=missing, since__lte=self.on)
        self._validities |= {change.publication_id: change for change in changes.order_by("since", "id")}


_BESIDE = re.compile(r"(.+/t\d{8}_\d+)(?:_\d+)?\.(?!gone\b)\w+", re.ASCII)


def _by_stem(paths: Iterable[str]) -> dict[str, list[str]]:
    """Return the paths of documents and what lies beside them, by the document's path without its suffix."""
    stems: dict[str, list[str]] = {}
    for path in sorted({path.removesuffix(".gz") for path in paths}):
        if found := _BESIDE.fullmatch(path):
            stems.setdefault(found[1], []).append(path)
    return stems


TONES = {
    Validity.NOT_YET: "pending",
    Validity.IN_FORCE: "current",
    Validity.AMENDED: "changed",
    Validity.REPEALED: "ended",
    Validity.EXPIRED: "ended",
}


def validity_mark(change: ValidityChange | None) -> dict[str, str] | None:
    """Return the mark that lists and pages show."""
    if change is None:
        return None
    return {"label": change.get_validity_display(), "tone": TONES[Validity(change.validity)]}
