"""The engines compared: ours, SQLite reading everything (LIKE), and SQLite's full-text index as it comes."""

import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from bench.chinese import Invented
from gongkai.search.compiling import order_of, tiers
from gongkai.search.documents import SearchDocument
from gongkai.search.embedded import EmbeddedSearch
from gongkai.search.query import read_question

FIRST_PAGE = 15


class Engine(Protocol):
    """What is measured."""

    name: str

    def build(self, documents: Iterable[Invented]) -> None:
        """Take the documents in."""

    def first_page(self, text: str) -> object:
        """Answer with a first page and the total."""

    def all_ids(self, text: str) -> frozenset[str]:
        """Return the ids of all hits."""

    def size(self) -> int:
        """Return the bytes on disk."""


class Ours:
    """The embedded engine."""

    name = "ours"

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "ours"
        self._engine = EmbeddedSearch(self._folder)
        self._ids: dict[int, str] = {}

    def build(self, documents: Iterable[Invented]) -> None:
        taken = [_to_document(document) for document in documents]
        self._engine.rebuild(taken)
        self._ids = {order_of(document): document.id for document in taken}

    def first_page(self, text: str) -> object:
        return self._engine.search(text, per_page=FIRST_PAGE)

    def first_page_ids(self, text: str, count: int) -> list[str]:
        """Return the ids of the first hits."""
        return [hit.id for hit in self._engine.search(text, per_page=count).hits]

    def all_ids(self, text: str) -> frozenset[str]:
        """Return all strict hits, read off the sorting field, which is unique here."""
        searcher: Any = self._engine._searcher()
        found: set[str] = set()
        for query in tiers(read_question(text), title_only=False):
            hits = searcher.search(query, limit=len(self._ids), order_by_field="order").hits
            found |= {self._ids[order] for order, _ in hits}
        return frozenset(found)

    def size(self) -> int:
        return sum(file.stat().st_size for file in self._folder.rglob("*") if file.is_file())


class _Database:
    """What the two ways of SQLite share."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / f"{type(self).__name__}.sqlite3"
        self._database = sqlite3.connect(self._file)

    def _fill(self, create: str, insert: str, documents: Iterable[Invented]) -> None:
        self._database.execute(create)
        rows = ((d.id, d.published_at.isoformat(), d.title, d.number, d.body) for d in documents)
        with self._database:
            self._database.executemany(insert, rows)

    def size(self) -> int:
        return self._file.stat().st_size


class Scan(_Database):
    """SQLite reading every row: LIKE on title, number and text."""

    name = "LIKE"

    def build(self, documents: Iterable[Invented]) -> None:
        create = "CREATE TABLE document (id TEXT, published_at TEXT, title TEXT, number TEXT, body TEXT)"
        self._fill(create, "INSERT INTO document VALUES (?, ?, ?, ?, ?)", documents)

    def first_page(self, text: str) -> object:
        where, values = self._where(text)
        counted = self._database.execute(f"SELECT count(*) FROM document WHERE {where}", values).fetchone()
        page = f"SELECT id, title, body FROM document WHERE {where} ORDER BY published_at DESC LIMIT {FIRST_PAGE}"
        return counted, self._database.execute(page, values).fetchall()

    def all_ids(self, text: str) -> frozenset[str]:
        where, values = self._where(text)
        rows = self._database.execute(f"SELECT id FROM document WHERE {where}", values)
        return frozenset(row[0] for row in rows)

    def _where(self, text: str) -> tuple[str, list[str]]:
        parts = text.split()
        clause = "(title LIKE ? OR number LIKE ? OR body LIKE ?)"
        values = [f"%{re.sub('[%_]', '', part)}%" for part in parts for _ in range(3)]
        return " AND ".join([clause] * len(parts)), values


class FullText(_Database):
    """SQLite's FTS5 with its stock tokeniser."""

    name = "FTS5 unicode61"

    def build(self, documents: Iterable[Invented]) -> None:
        create = "CREATE VIRTUAL TABLE document USING fts5(id UNINDEXED, published_at UNINDEXED, title, number, body)"
        self._fill(create, "INSERT INTO document VALUES (?, ?, ?, ?, ?)", documents)

    def first_page(self, text: str) -> object:
        match = [self._match(text)]
        counted = self._database.execute("SELECT count(*) FROM document WHERE document MATCH ?", match).fetchone()
        page = f"SELECT id, title, body FROM document WHERE document MATCH ? ORDER BY rank LIMIT {FIRST_PAGE}"
        return counted, self._database.execute(page, match).fetchall()

    def all_ids(self, text: str) -> frozenset[str]:
        rows = self._database.execute("SELECT id FROM document WHERE document MATCH ?", [self._match(text)])
        return frozenset(row[0] for row in rows)

    def _match(self, text: str) -> str:
        return " ".join(f'"{part}"' for part in text.split())


def _to_document(invented: Invented) -> SearchDocument:
    return SearchDocument(
        id=invented.id,
        office=invented.office,
        columns=(invented.office, invented.column),
        title=invented.title,
        body_text=invented.body,
        document_number=invented.number,
        published_at=invented.published_at,
        url=f"/{invented.column}/{invented.id}.html",
    )
