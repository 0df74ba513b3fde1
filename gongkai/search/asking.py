"""作答: one question put to one view of the index, from queries to a page of hits."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from tantivy import DocAddress, Query, Searcher

from gongkai.search.compiling import loose, narrowed, tiers
from gongkai.search.highlight import highlight, snippet
from gongkai.search.port import Hit, IndexDamaged, Results, Scope
from gongkai.search.query import Part, Question

MOST_LOOSE = 50
MOST_PER_PAGE = 100

T = TypeVar("T")


class _Found(NamedTuple):
    total: int
    addresses: Sequence[DocAddress]


class Asking:
    """A question with its filters, and the view of the index it is put to."""

    def __init__(
        self, question: Question, searcher: Searcher, *, office: str | None, column: str | None, scope: Scope
    ) -> None:
        self._question = question
        self._searcher = searcher
        self._office = office
        self._column = column
        self._title_only = scope == "title"

    def answer(self, page: int, per_page: int) -> Results:
        """Return the page asked for, or the last one when it lies beyond; loose hits when there are no strict ones."""
        per_page = min(max(1, per_page), MOST_PER_PAGE)
        page = min(max(1, page), self._searcher.num_docs // per_page + 1)
        found = _Found(0, ()) if self._question.is_empty else self._strict(page, per_page)
        if found.total or self._question.is_empty:
            return self._results(found, page, per_page, self._question.parts, is_loose=False)
        found = self._loose(page, per_page)
        return self._results(found, page, per_page, self._question.crumbs(), is_loose=found.total > 0)

    def _strict(self, page: int, per_page: int) -> _Found:
        queries = [self._narrowed(query) for query in tiers(self._question, title_only=self._title_only)]
        found = self._walk(queries, (page - 1) * per_page, per_page)
        if found.addresses or not found.total:
            return found
        return self._walk(queries, (found.total - 1) // per_page * per_page, per_page)

    def _walk(self, queries: Sequence[Query], skip: int, want: int) -> _Found:
        """Return `want` hits after the first `skip`, taken from the queries one after the other, newest first in each."""
        total = 0
        addresses: list[DocAddress] = []
        for query in queries:
            missing = want - len(addresses)
            result: Any = self._searcher.search(
                query, limit=max(1, missing), offset=max(0, skip - total), order_by_field="order"
            )
            total += result.count
            addresses += [address for _, address in result.hits[:missing]]
        return _Found(total, addresses)

    def _loose(self, page: int, per_page: int) -> _Found:
        query = loose(self._question, title_only=self._title_only)
        if query is None:
            return _Found(0, ())
        best = self._searcher.search(self._narrowed(query), limit=MOST_LOOSE)
        addresses = [address for _, address in best.hits]
        last = max(0, len(addresses) - 1) // per_page
        start = min(page - 1, last) * per_page
        return _Found(len(addresses), addresses[start : start + per_page])

    def _narrowed(self, query: Query) -> Query:
        return narrowed(query, office=self._office, column=self._column)

    def _results(self, found: _Found, page: int, per_page: int, marked: Sequence[Part], *, is_loose: bool) -> Results:
        pages = max(1, -(-found.total // per_page))
        needles = [part.surface for part in marked]
        hits = [self._show(address, needles) for address in found.addresses]
        return Results(total=found.total, hits=hits, page=min(page, pages), pages=pages, took_ms=0.0, loose=is_loose)

    def _show(self, address: DocAddress, needles: Sequence[str]) -> Hit:
        shown = json.loads(self._searcher.doc(address)["shown"][0])
        return Hit(
            id=shown["id"],
            url=shown["url"],
            office=shown["office"],
            columns=tuple(shown["columns"]),
            kind=shown["kind"],
            document_number=highlight(shown["number"], needles),
            published_at=datetime.fromisoformat(shown["published_at"]),
            title=highlight(shown["title"], needles),
            snippet=snippet(shown["body"], needles),
        )


def guarded(call: Callable[[], T]) -> T:
    """Return what the engine answers; its own complaints mean that its files are not what they were.

    :raises IndexDamaged: when the engine cannot read its files.
    """
    try:
        return call()
    except (ValueError, OSError) as error:
        raise IndexDamaged from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # Rust met bytes it had proved impossible; the class has no import
            raise IndexDamaged from error
        raise
