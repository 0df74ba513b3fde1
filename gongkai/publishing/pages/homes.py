"""首页: an office's home, the district's home above them, and the page for an address that does not exist."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from gongkai.catalogue.models import Column, ColumnKind
from gongkai.office.models import OfficeKind
from gongkai.publishing import addresses
from gongkai.publishing.disk import Put
from gongkai.publishing.reading import Reading
from gongkai.publishing.tree import Tree

from .frame import breadcrumb, district_of, frame, site_frame
from .lists import row, services

SECTION_ROWS = 8
SITE_ROWS = 15
ENTRANCES = (ColumnKind.GUIDE, ColumnKind.RULES, ColumnKind.STATUTORY, ColumnKind.REPORT, ColumnKind.REQUEST)
SECTIONS = (ColumnKind.NEWS, ColumnKind.NOTICE, ColumnKind.POLICY, ColumnKind.STATUTORY, ColumnKind.GRASSROOTS)
NOT_FOUND = {
    "title": "没有找到这个页面",
    "message": "网址可能有误，或者页面已经移走。您可以从首页查找，或使用检索。",
}


def office_home(office_id: int, reading: Reading) -> list[Put]:
    """Return the office's home: the fixed entrances, the newest of each kind, the key areas."""
    tree = reading.tree(office_id)
    address = addresses.office_home(tree.office.slug)
    context = {
        **frame(tree, title=f"{tree.office.short_name}政府信息公开", address=address),
        "entrances": [entrance for kind in ENTRANCES for entrance in _entrances(tree, kind)],
        "sections": [section for kind in SECTIONS if (section := _section(tree, kind, reading))],
        "key_areas": _key_areas(tree),
        "services": services(tree.office.slug),
    }
    return [Put(addresses.place(address), render_to_string("publishing/office_home.html", context).encode())]


def contact_page(office_id: int, reading: Reading) -> list[Put]:
    """Return the page that says whom to ask, and how to report an error (联系我们、纠错)."""
    tree = reading.tree(office_id)
    address = addresses.contact(tree.office.slug)
    context = {
        **frame(tree, title="联系我们", address=address),
        "breadcrumb": breadcrumb(tree, None, here="联系我们"),
    }
    return [Put(addresses.place(address), render_to_string("publishing/contact.html", context).encode())]


def site_home(reading: Reading) -> list[Put]:
    """Return the home above all offices."""
    offices = list(reading.offices.values())
    district = district_of(offices)
    title = f"{district.short_name}政府信息公开" if district else "政府信息公开"
    items = [row(document, reading, with_office=True) for document in reading.newest_of_all(SITE_ROWS)]
    context = {
        **site_frame(offices, title=title, address=addresses.site_home()),
        "groups": _groups(reading),
        "sections": [{"name": "最新公开", "url": "", "items": items}],
    }
    page = render_to_string("publishing/district_home.html", context)
    return [Put(addresses.place(addresses.site_home()), page.encode())]


def not_found_page(reading: Reading) -> list[Put]:
    """Return the page that a wrong address is answered with."""
    offices = list(reading.offices.values())
    frame_values = site_frame(offices, title=NOT_FOUND["title"], address=addresses.NOT_FOUND, noindex=True)
    links = [{"name": office.short_name, "url": addresses.office_home(office.slug)} for office in reading.sites()]
    page = render_to_string("publishing/error.html", {**frame_values, "error": {**NOT_FOUND, "links": links}})
    return [Put(addresses.place(addresses.NOT_FOUND), page.encode())]


def _entrances(tree: Tree, kind: ColumnKind) -> list[dict[str, str]]:
    return [{"name": each.name, "url": tree.address(each), "note": each.description} for each in _heads(tree, kind)]


def _section(tree: Tree, kind: ColumnKind, reading: Reading) -> dict[str, Any] | None:
    """Return the newest documents of the columns of this kind; None where there are none."""
    heads = _heads(tree, kind)
    below = {pk for column in heads for pk in tree.with_all_below(column)}
    items = [row(document, reading) for document in reading.newest(below, SECTION_ROWS)]
    return {"name": kind.label, "url": tree.address(heads[0]), "items": items} if items else None


def _heads(tree: Tree, kind: ColumnKind) -> list[Column]:
    """Return the uppermost columns of the kind that are not a roof over other entrances."""
    fitting = [column for column in tree.walk() if column.kind == kind and not _is_roof(tree, column)]
    known = {column.pk for column in fitting}
    return [column for column in fitting if column.parent_id not in known]


def _is_roof(tree: Tree, column: Column) -> bool:
    below = (tree.columns[pk] for pk in tree.with_all_below(column)[1:])
    return any(each.kind in ENTRANCES and each.kind != column.kind for each in below)


def _key_areas(tree: Tree) -> list[dict[str, str]]:
    return [{"name": each.key_area, "url": tree.address(each)} for each in tree.walk() if each.key_area]


def _groups(reading: Reading) -> list[dict[str, Any]]:
    """Return the offices by kind, with how much each has published and when it last did."""
    tallies = reading.tallies()
    groups: dict[str, list[dict[str, Any]]] = {}
    for office in reading.sites():
        count, newest = tallies.get(office.pk, (0, None))
        entry = {
            "name": office.short_name,
            "url": addresses.office_home(office.slug),
            "count": count,
            "newest": newest,
        }
        groups.setdefault(OfficeKind(office.kind).label, []).append(entry)
    return [{"name": name, "offices": entries} for name, entries in groups.items()]
