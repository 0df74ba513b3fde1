"""工作台的门: which of Wagtail's addresses are open. Whatever is not named here answers 404 to everybody.

What lives here: the list and the wrapper. Wagtail's templates reverse many names, so closed addresses keep their names;
they stand behind our own, and therefore never hide an address of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.views.decorators.cache import never_cache
from django.views.defaults import page_not_found

Door = URLPattern | URLResolver

OPEN = frozenset(
    {
        "wagtailadmin_logout",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_editing_sessions:ping",
        "wagtailadmin_editing_sessions:release",
    }
)
"""The addresses of Wagtail that our users need: leaving, icons, words for scripts, and who else is editing."""

OURS_IN_WAGTAIL = "wagtailsnippets_"
"""A viewset of one of our models gets a namespace beginning so; the index of all snippets does not."""


@never_cache
def no_such_page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Answer 404 in the desk's frame, whoever asks."""
    return page_not_found(request, Exception(), template_name="wagtailadmin/404.html")


def is_open(name: str) -> bool:
    """Return whether the named address stays open: ours, or on the list of Wagtail's."""
    return not name.startswith("wagtail") or name.startswith(OURS_IN_WAGTAIL) or name in OPEN


def admit(doors: Iterable[Door], *, replaced: frozenset[str]) -> list[Door]:
    """Return the addresses with the open ones first and the closed ones answering 404.

    Left out are nameless addresses, which nobody can ask for by name, and the names for which we have our own.
    """
    guarded = [door for each in doors if (door := _guarded(each, "", replaced)) is not None]
    return sorted(guarded, key=_is_shut)


def _guarded(door: Door, namespace: str, replaced: frozenset[str]) -> Door | None:
    if isinstance(door, URLResolver):
        inner = f"{namespace}{door.namespace}:" if door.namespace else namespace
        kept = [each for child in door.url_patterns if (each := _guarded(child, inner, replaced)) is not None]
        resolver = URLResolver(door.pattern, kept, door.default_kwargs, door.app_name, door.namespace)
        return resolver if kept else None
    if door.name is None or door.name in replaced:
        return None
    if is_open(namespace + door.name):
        return door
    return URLPattern(door.pattern, no_such_page, door.default_args, door.name)


def _is_shut(door: Door) -> bool:
    return all(each.callback is no_such_page for each in leaves([door]))


def leaves(doors: Iterable[Door]) -> Iterator[URLPattern]:
    """Yield every address below the given ones."""
    for door in doors:
        if isinstance(door, URLResolver):
            yield from leaves(door.url_patterns)
        else:
            yield door
