"""列表页: a column's first page, its archive pages counted from the oldest, and the whole tree on one page."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from gongkai.catalogue.models import Column, ColumnKind
from gongkai.publishing import addresses, shelves
from gongkai.publishing.disk import Put
from gongkai.publishing.proof import Document
from gongkai.publishing.reading import Reading, validity_mark
from gongkai.publishing.tree import Tree
from gongkai.records.models import RecordKind

from .frame import breadcrumb, column_facts, fragments, frame

NUMBERED = frozenset({RecordKind.POLICY.value})


def list_page(column_id: int, reading: Reading) -> list[Put]:
    """Return the column's `index.html`: its newest documents or, above other columns, the newest of all below."""
    column, tree = _place(column_id, reading)
    newest = reading.newest_shelf(column_id)
    documents = reading.on_shelf(column_id, shelves.on_index(newest))
    if tree.below(column_id):
        documents = _merged(documents, reading.newest(tree.with_all_below(column), shelves.PER_PAGE))
    address = tree.address(column)
    context = {
        **_list_context(column, tree, address, documents, reading),
        "children": [{"name": each.name, "url": tree.address(each)} for each in tree.shown_below(column_id)],
        "pager": _first_pager(column, tree, reading, shown=len(documents)),
        "statement": _statement(column),
        "services": services(tree.office.slug) if column.kind == ColumnKind.REQUEST else [],
    }
    return [_put(address, context)]


def archive_page(column_id: int, number: int, reading: Reading) -> list[Put]:
    """Return one archive page. It names no total, so that it changes only when one of its own documents does."""
    column, tree = _place(column_id, reading)
    count = shelves.archive_count(reading.newest_shelf(column_id))
    address = addresses.archive_page(tree.office.slug, column.path, number)
    documents = reading.on_shelf(column_id, shelves.on_archive(number))
    first = tree.address(column)
    pager = {
        "archive": number,
        "first_url": first,
        "previous_url": first if number == count else _archive(tree, column, number + 1),
        "next_url": _archive(tree, column, number - 1) if number > 1 else "",
        "last_url": _archive(tree, column, 1) if number > 1 else "",
    }
    return [_put(address, {**_list_context(column, tree, address, documents, reading), "pager": pager})]


def catalogue_page(office_id: int, reading: Reading) -> list[Put]:
    """Return the office's columns on one page (网站地图)."""
    tree = reading.tree(office_id)
    address = addresses.catalogue(tree.office.slug)
    context = {
        **frame(tree, title="公开目录", address=address),
        "breadcrumb": breadcrumb(tree, None, here="公开目录"),
        "catalogue": tree.nodes(),
    }
    return [Put(addresses.place(address), render_to_string("publishing/column_tree.html", context).encode())]


def services(office: str) -> list[dict[str, str]]:
    """Return what the office does on line for whoever asks for information (《条例》第二十八条)."""
    return [
        {"name": "在线申请公开政府信息", "url": addresses.apply(office), "note": "申请须知、在线填写、空白申请表"},
        {"name": "查询办理进度和结果", "url": addresses.progress(office), "note": "凭申请编号和查询码"},
    ]


def row(document: Document, reading: Reading, *, with_office: bool = False) -> dict[str, Any]:
    """Return a document as lists show it."""
    change = reading.validity(document.publication_id)
    return {
        "title": document.title,
        "url": document.address,
        "date": document.published_at,
        "index_no": document.index_number,
        "doc_no": document.facts["发文字号"],
        "validity": validity_mark(change),
        "office": str(reading.offices[document.office_id]) if with_office else "",
    }


def _place(column_id: int, reading: Reading) -> tuple[Column, Tree]:
    column = reading.column(column_id)
    return column, reading.tree(column.office_id)


def _list_context(
    column: Column, tree: Tree, address: str, documents: list[Document], reading: Reading
) -> dict[str, Any]:
    kinds = {document.kind for document in documents}
    return {
        **frame(tree, title=column.name, address=address, description=column.description),
        "fragments": fragments(tree),
        "column": column_facts(tree, column),
        "breadcrumb": breadcrumb(tree, column),
        "tree": tree.nodes(column),
        "items": [row(document, reading) for document in documents],
        "shows_numbers": column.kind == ColumnKind.POLICY or kinds == NUMBERED,
    }


def _first_pager(column: Column, tree: Tree, reading: Reading, *, shown: int) -> dict[str, Any]:
    archives = shelves.archive_count(reading.newest_shelf(column.pk))
    return {
        "total": reading.count(tree.with_all_below(column)),
        "shown_of_all_below": shown if tree.below(column.pk) else 0,
        "pages": archives + 1,
        "number": 1,
        "next_url": _archive(tree, column, archives) if archives else "",
        "last_url": _archive(tree, column, 1) if archives else "",
    }


def _merged(own: list[Document], below: list[Document]) -> list[Document]:
    """Return both, newest first: what was published in a column before others were put below it stays in its list."""
    both = {document.publication_id: document for document in [*own, *below]}
    return sorted(both.values(), key=lambda each: (each.published_at, each.publication_id), reverse=True)


def _archive(tree: Tree, column: Column, number: int) -> str:
    return addresses.archive_page(tree.office.slug, column.path, number)


def _statement(column: Column) -> dict[str, Any] | None:
    return {"date": column.stated_on, "text": column.statement} if column.statement and column.stated_on else None


def _put(address: str, context: dict[str, Any]) -> Put:
    return Put(addresses.place(address), render_to_string("publishing/list.html", context).encode())
