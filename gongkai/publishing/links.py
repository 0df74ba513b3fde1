"""链接检查: every link, anchor and attachment of the written files leads somewhere. Reads the files, not the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from django.conf import settings
from lxml import etree, html

from . import addresses
from .disk import Folder
from .verify import Difference

PORTAL_PAGES = frozenset({"search"})
KEPT_ANCHORS = 200
LINKING = ("href", "src")


@dataclass
class LinkCheck:
    """One passage through the public folder."""

    folder: Folder = field(default_factory=lambda: Folder(settings.PUBLIC_DIR))
    checked: int = 0

    def problems(self) -> Iterator[Difference]:
        """Yield a finding for each link that leads nowhere."""
        for path in sorted(self._paths):
            if path.endswith(".html"):
                yield from self._in_page(path)
            elif path.endswith(".xml"):
                yield from self._in_xml(path)

    def _in_page(self, path: str) -> Iterator[Difference]:
        root = html.parse(self.folder.file(path)).getroot()
        here = f"/{path}"
        for element, name, link, _ in root.iterlinks():
            if name in LINKING and element.tag != "base":
                yield from self._examine(path, here, link)

    def _in_xml(self, path: str) -> Iterator[Difference]:
        root = etree.parse(self.folder.file(path)).getroot()
        links = [element.get("href") for element in root.iter("{*}link")]
        for link in [*links, *(element.text for element in root.iter("{*}loc"))]:
            if link:
                yield from self._examine(path, f"/{path}", link)

    def _examine(self, path: str, here: str, link: str) -> Iterator[Difference]:
        target, anchor = urldefrag(urljoin(settings.SITE_URL + here, link))
        address = self._own_address(target)
        if address is None:
            return
        self.checked += 1
        place = addresses.place(address)
        if place not in self._paths:
            if not _is_portal(address):
                yield Difference("link_dead", path, f"链接“{link}”没有对应的页面。")
        elif anchor and place.endswith(".html") and anchor not in self._anchors(place):
            yield Difference("anchor_dead", path, f"链接“{link}”所指的位置不存在。")

    def _own_address(self, url: str) -> str | None:
        """Return the address on our own site; None for other sites, mail and telephone."""
        parts, own = urlsplit(url), urlsplit(settings.SITE_URL)
        if (parts.scheme, parts.netloc) != (own.scheme, own.netloc):
            return None
        return unquote(parts.path) or "/"

    def _anchors(self, place: str) -> set[str]:
        if place not in self._known_anchors:
            if len(self._known_anchors) >= KEPT_ANCHORS:
                self._known_anchors.clear()
            root = html.parse(self.folder.file(place)).getroot()
            self._known_anchors[place] = {str(found) for found in root.xpath("//@id | //a/@name")}
        return self._known_anchors[place]

    @cached_property
    def _paths(self) -> set[str]:
        return set(self.folder.paths())

    @cached_property
    def _known_anchors(self) -> dict[str, set[str]]:
        return {}


def _is_portal(address: str) -> bool:
    """Tell if the portal answers there: the search page of the site or of an office, or disclosure on request."""
    steps = address.strip("/").split("/")
    if steps[1:2] == ["apply"]:
        return True
    return steps[-1] in PORTAL_PAGES and len(steps) <= 2
