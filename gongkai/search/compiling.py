"""问句到引擎: the schema of the embedded index, documents as its rows, questions as its queries."""

import json
import math
import zlib
from collections.abc import Sequence

from tantivy import Document, Occur, Query, Schema, SchemaBuilder

from gongkai.search.documents import SearchDocument
from gongkai.search.numbers import document_terms
from gongkai.search.query import Part, Question
from gongkai.search.tokens import GAP, document_tokens, storable

LOOSE_SHARE = 0.4
TITLE_WEIGHT = 3.0
_TIE_BITS = 20


def _build_schema() -> Schema:
    builder = SchemaBuilder()
    for name in ("id", "office", "column", "number"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("title", "body"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    builder.add_integer_field("order", fast=True)
    builder.add_bytes_field("shown", stored=True)
    return builder.build()


SCHEMA = _build_schema()


def to_row(document: SearchDocument) -> Document:
    """Return the row of a document. Its numbers are found like words of the title, and as a whole besides."""
    title, body = storable(document.title), storable(document.body_text)
    row = Document()
    row.add_text("id", storable(document.id))
    row.add_text("office", storable(document.office))
    for column in document.columns:
        row.add_text("column", storable(column))
    for term in document_terms(document.document_number, document.index_number):
        row.add_text("number", storable(term))
    headings = (title, storable(document.document_number), storable(document.index_number))
    row.add_text("title", f" {GAP} ".join(" ".join(document_tokens(text)) for text in headings))
    row.add_text("body", " ".join(document_tokens(body)))
    row.add_integer("order", order_of(document))
    row.add_bytes("shown", _shown(document, title, body))
    return row


def order_of(document: SearchDocument) -> int:
    """Return the second of publication, and below it a mark of the id, so that pages of equal times never overlap."""
    tie = zlib.crc32(document.id.encode("utf-8", "replace")) >> (32 - _TIE_BITS)
    return (int(document.published_at.timestamp()) << _TIE_BITS) | tie


def _shown(document: SearchDocument, title: str, body: str) -> bytes:
    shown = {
        "id": document.id,
        "url": document.url,
        "office": document.office,
        "columns": document.columns,
        "kind": document.kind,
        "number": document.document_number,
        "published_at": document.published_at.isoformat(),
        "title": title,
        "body": body,
    }
    return storable(json.dumps(shown, ensure_ascii=False)).encode()


def tiers(question: Question, *, title_only: bool) -> list[Query]:
    """Return the strict queries in the order their hits are shown; no item answers to two of them.

    Items whose number was asked for, then hits in the title, then hits in the text.
    """
    found = []
    if question.numbers:
        found.append(Query.term_set_query(SCHEMA, "number", list(question.numbers)))
    found.append(_all_of([_part_in("title", part) for part in question.parts]))
    if not title_only:
        found.append(_all_of([_any_of([_part_in("title", part), _part_in("body", part)]) for part in question.parts]))
    return [_without(query, found[:place]) for place, query in enumerate(found)]


def loose(question: Question, *, title_only: bool) -> Query | None:
    """Return the query for items holding some of the question, best first; None where that would be no help."""
    crumbs = question.crumbs()
    if len(crumbs) < 2:
        return None
    wanted = max(1, math.floor(LOOSE_SHARE * len(crumbs)))
    clauses = [(Occur.Should, _crumb_anywhere(crumb, title_only=title_only)) for crumb in crumbs]
    return Query.boolean_query(clauses, minimum_number_should_match=wanted)


def narrowed(query: Query, *, office: str | None, column: str | None) -> Query:
    """Return the query kept to an office and to a column with all below it."""
    wanted = [("office", office), ("column", column)]
    filters = [Query.term_query(SCHEMA, name, storable(value), "basic") for name, value in wanted if value]
    return _all_of([query, *(Query.const_score_query(each, 0.0) for each in filters)])


def _part_in(field: str, part: Part) -> Query:
    if part.is_prefix:
        return Query.regex_query(SCHEMA, field, f"{part.surface}.?")
    if len(part.tokens) == 1:
        return Query.term_query(SCHEMA, field, part.tokens[0])
    return Query.phrase_query(SCHEMA, field, list(part.tokens))


def _crumb_anywhere(crumb: Part, *, title_only: bool) -> Query:
    in_title = Query.boost_query(_part_in("title", crumb), TITLE_WEIGHT)
    return in_title if title_only else _any_of([in_title, _part_in("body", crumb)])


def _all_of(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def _any_of(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _without(query: Query, shown_before: Sequence[Query]) -> Query:
    if not shown_before:
        return query
    return Query.boolean_query([(Occur.Must, query), *((Occur.MustNot, each) for each in shown_before)])
