"""检索页面: what the template is given: the choices of the form, the hits, the pages to turn, and where else to look."""

from __future__ import annotations

from typing import Any

from gongkai.portal.search_wish import SCOPES, Wish
from gongkai.publishing import addresses
from gongkai.publishing.pages.frame import breadcrumb, frame, site_frame
from gongkai.publishing.reading import Reading
from gongkai.publishing.tree import Tree
from gongkai.search.port import Hit, Results

AROUND = 3
HEADING = "站内检索"


def office_frame(tree: Tree, wish: Wish) -> dict[str, Any]:
    """Return the values of the frame and of what is offered on an office's search page."""
    address = addresses.search(tree.office.slug)
    return {
        **frame(tree, title=_title(wish), address=address, noindex=True),
        "breadcrumb": breadcrumb(tree, None, here=HEADING),
        "columns": [{"value": path, "label": name} for path, name in column_choices(tree).items()],
        "elsewhere": [
            {"name": "按公开目录逐级查找", "url": addresses.catalogue(tree.office.slug)},
            {"name": "在全区各单位公开的信息中查找", "url": addresses.search() + wish.unfiltered().as_query()},
            {"name": "申请公开政府信息", "url": addresses.apply(tree.office.slug)},
        ],
    }


def whole_site_frame(reading: Reading, wish: Wish) -> dict[str, Any]:
    """Return the same for the search over all offices."""
    offices = list(reading.offices.values())
    sites = reading.sites()
    return {
        **site_frame(offices, title=_title(wish), address=addresses.search(), noindex=True),
        "breadcrumb": [{"name": "首页", "url": addresses.site_home()}, {"name": HEADING}],
        "offices": [{"value": office.slug, "label": office.short_name} for office in sites],
        "elsewhere": [
            {"name": f"按{office.short_name}的公开目录逐级查找", "url": addresses.catalogue(office.slug)}
            for office in sites
        ],
    }


def column_choices(tree: Tree) -> dict[str, str]:
    """Return the names of the columns shown, indented by their depth, by path."""
    return {column.path: "　" * (len(tree.lineage(column)) - 1) + column.name for column in tree.walk()}


def scope_choices() -> list[dict[str, str]]:
    return [{"value": value, "label": label} for value, label in SCOPES.items()]


def found(results: Results, wish: Wish, address: str, reading: Reading) -> dict[str, Any]:
    """Return what was found, each hit with the names of its office and its column."""
    slugs = {hit.office for hit in results.hits}
    trees = {office.slug: reading.tree(office.pk) for office in reading.sites() if office.slug in slugs}
    return {
        "results": results,
        "seconds": max(0.01, results.took_ms / 1000),
        "rows": [_row(hit, trees.get(hit.office)) for hit in results.hits],
        "pager": _pager(results, wish, address),
    }


def _title(wish: Wish) -> str:
    return f"“{wish.question.text}”的检索结果" if wish.question.text else HEADING


def _row(hit: Hit, tree: Tree | None) -> dict[str, Any]:
    names = {column.path: column.name for column in tree.columns.values()} if tree else {}
    return {
        "hit": hit,
        "office": tree.office.short_name if tree else "",
        "column": next((names[path] for path in reversed(hit.columns) if path in names), ""),
    }


def _pager(results: Results, wish: Wish, address: str) -> dict[str, Any]:
    """Return the values of `_pager.html`."""
    here, last = results.page, results.pages

    def url(number: int) -> str:
        return address + wish.on_page(number).as_query()

    return {
        "total": results.total,
        "pages": last,
        "number": here,
        "first_url": url(1) if here > 1 else "",
        "previous_url": url(here - 1) if here > 1 else "",
        "next_url": url(here + 1) if here < last else "",
        "last_url": url(last) if here < last else "",
        "links": [
            {"number": number, "url": url(number), "current": number == here}
            for number in range(max(1, here - AROUND), min(last, here + AROUND) + 1)
        ],
    }
