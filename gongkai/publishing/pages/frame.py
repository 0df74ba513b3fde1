"""页面框架: what every page of an office shows around its own content, and the digest by which its change is known."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from gongkai.catalogue.models import Column
from gongkai.office.models import Office, OfficeKind
from gongkai.publishing import addresses, assets
from gongkai.publishing.tree import Tree

NO_PAGES = {"map_url": "", "contact_url": "", "error_report_url": "", "apply_url": ""}
FACTS = (
    "address",
    "postcode",
    "hours",
    "phone",
    "complaint_phone",
    "email",
    "site_id_code",
    "icp_number",
    "police_number",
)


def frame(tree: Tree, *, title: str, address: str, description: str = "", noindex: bool = False) -> dict[str, Any]:
    """Return the values of `base.html` for a page of the office."""
    office = tree.office
    return {
        **_common(title, address, description, noindex),
        "site": site_facts(office),
        "nav": _nav(tree),
        "search_url": addresses.search(office.slug),
    }


def fragments(tree: Tree) -> dict[str, str]:
    """Return header and footer of the office, drawn once for all pages of a batch."""
    if not tree.fragments:
        values = {"site": site_facts(tree.office), "nav": _nav(tree), "search_url": addresses.search(tree.office.slug)}
        tree.fragments = {name: render_to_string(f"publishing/_{name}.html", values) for name in ("header", "footer")}
    return tree.fragments


def site_frame(offices: list[Office], *, title: str, address: str, noindex: bool = False) -> dict[str, Any]:
    """Return the values of `base.html` for a page above the offices."""
    district = district_of(offices)
    facts = {**site_facts(district), "home_url": addresses.site_home()} | NO_PAGES if district else {}
    return {
        **_common(title, address, "", noindex),
        "site": {"home_url": addresses.site_home(), "domain": _domain(), **facts},
        "search_url": addresses.search(),
    }


def district_of(offices: list[Office]) -> Office | None:
    """Return the office that the whole site belongs to: the district, or the only office."""
    districts = [office for office in offices if office.kind == OfficeKind.DISTRICT]
    if districts:
        return districts[0]
    return offices[0] if len(offices) == 1 else None


def site_facts(office: Office) -> dict[str, str]:
    """Return the facts of header and footer."""
    facts = {name: getattr(office, name) for name in FACTS}
    portal = {"portal_name": office.parent.name, "portal_url": addresses.site_home()} if office.parent else {}
    return {
        **facts,
        **portal,
        "name": office.site_name,
        "domain": _domain(),
        "home_url": addresses.office_home(office.slug),
        "map_url": addresses.catalogue(office.slug),
        "contact_url": addresses.contact(office.slug),
        "error_report_url": addresses.correct(office.slug),
        "apply_url": addresses.apply(office.slug),
    }


def column_facts(tree: Tree, column: Column) -> dict[str, str]:
    """Return what the meta tags say about a column (`domain.md` §6.6)."""
    return {
        "name": column.name,
        "description": column.description,
        "keywords": column.keywords,
        "kind": column.get_kind_display(),
        "feed_url": addresses.feed(tree.office.slug, column.path),
    }


def breadcrumb(tree: Tree, column: Column | None, *, here: str = "") -> list[dict[str, str]]:
    """Return the way from the office's home to this page; the last step has no link."""
    home = {"name": "首页", "url": addresses.office_home(tree.office.slug)}
    lineage = tree.lineage(column) if column else []
    steps = [home, *({"name": each.name, "url": tree.address(each)} for each in lineage)]
    if here:
        return [*steps, {"name": here}]
    return [*steps[:-1], {"name": steps[-1]["name"]}]


def frame_digest(tree: Tree) -> str:
    """Return the digest of all that the office's pages share: theme, facts of the office, and the whole tree."""
    columns = [_shown_facts(column, is_shown=column.pk in tree.shown) for column in tree.columns.values()]
    facts = [settings.SITE_URL, assets.theme_digest(), site_facts(tree.office), tree.office.short_name, columns]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _shown_facts(column: Column, *, is_shown: bool) -> list[Any]:
    names = ("pk", "parent_id", "name", "path", "kind", "key_area", "description", "keywords", "statement")
    return [is_shown, str(column.stated_on), *(getattr(column, name) for name in names)]


def _common(title: str, address: str, description: str, noindex: bool) -> dict[str, Any]:
    url = "" if noindex else addresses.absolute(settings.SITE_URL, address)
    return {
        "assets": assets.ADDRESS,
        "asset_version": assets.asset_version(),
        "page": {"title": title, "description": description, "url": url, "noindex": noindex},
    }


def _nav(tree: Tree) -> list[dict[str, str]]:
    home = {"name": "首页", "url": addresses.office_home(tree.office.slug)}
    return [home, *({"name": each.name, "url": tree.address(each)} for each in tree.shown_below(None))]


def _domain() -> str:
    return urlsplit(settings.SITE_URL).hostname or ""
