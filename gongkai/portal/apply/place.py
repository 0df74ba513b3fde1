"""办理页面的框架: the office that is asked, and what every page of disclosure on request shows around its content."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from gongkai.publishing import addresses
from gongkai.publishing.pages.frame import breadcrumb, frame
from gongkai.publishing.reading import Reading
from gongkai.publishing.tree import Tree

SECTION = "依申请公开"
View = Callable[..., HttpResponseBase]


def tree_at(office: str) -> Tree:
    """Return the columns of the office whose address it is.

    :raises Http404: when no office with a site of its own has this address.
    """
    reading = Reading(on=timezone.localdate())
    found = next((each for each in reading.sites() if each.slug == office), None)
    if found is None:
        raise Http404("没有这个机构。")
    return reading.tree(found.pk)


def around(tree: Tree, *, title: str, address: str, here: str = "", noindex: bool = True) -> dict[str, Any]:
    """Return the values of the frame; `here` is the last step of the way to this page, the title unless given."""
    office = tree.office.slug
    home, _ = breadcrumb(tree, None, here=SECTION)
    section = {"name": SECTION, "url": addresses.apply(office)}
    steps = [home, {"name": SECTION}] if address == section["url"] else [home, section, {"name": here or title}]
    return {
        **frame(tree, title=title, address=address, noindex=noindex),
        "breadcrumb": steps,
        "office": tree.office,
        "start_url": section["url"],
        "progress_url": addresses.progress(office),
    }


def private(view: View) -> View:
    """Keep what the view answers out of every cache and every search engine."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return guarded
