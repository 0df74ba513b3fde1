"""预览与网址: what the register asks of the public site (see `records.pages`)."""

from __future__ import annotations

from gongkai.office import events
from gongkai.records import pages
from gongkai.records.models import Publication, Record

from . import bell
from .pages import draw_preview
from .proof import address_of
from .tree import tree_of


class PreviewedSite:
    """The public site as the desk sees it."""

    def draw(self, record: Record) -> str:
        """Return the record's page as the public would see it, marked as a preview."""
        return draw_preview(record, tree_of(record.office))

    def address(self, publication: Publication) -> str:
        return address_of(publication)


def connect() -> None:
    """Tell the register who shows its pages, and let every committed event wake the worker."""
    pages.shown_by(PreviewedSite())
    events.on_commit(bell.ring)
