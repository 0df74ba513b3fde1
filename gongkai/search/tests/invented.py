"""Invented documents for the tests of the search."""

from datetime import UTC, datetime, timedelta

from gongkai.search.documents import SearchDocument

FIRST = datetime(2025, 1, 6, 9, 0, tzinfo=UTC)


def document(place: int, *, title: str = "一般通知", text: str = "", office: str = "cyt", **given) -> SearchDocument:
    """Return a document published `place` hours after the first."""
    return SearchDocument(
        id=f"d{place}",
        office=office,
        columns=given.pop("columns", (office, f"{office}/tzgg")),
        title=title,
        body_text=text,
        published_at=FIRST + timedelta(hours=place),
        url=f"/{office}/tzgg/d{place}.html",
        **given,
    )
