"""检索文档: what the index is given about one public item; nothing here knows where it comes from."""

from dataclasses import dataclass
from datetime import datetime


class NaivePublicationTime(ValueError):
    """The time of publication has no zone, so its order among others is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """One public item as the visitor may find it.

    `columns` holds the item's column and all columns above it, so that a filter by a parent finds it. `published_at`
    is aware. `url` is the public address as it stands in a link.
    """

    id: str
    office: str
    columns: tuple[str, ...]
    title: str
    body_text: str
    published_at: datetime
    url: str
    document_number: str = ""
    index_number: str = ""
    kind: str = ""

    def __post_init__(self) -> None:
        if self.published_at.tzinfo is None:
            raise NaivePublicationTime("发布时间缺少时区，无法排序。请提供带时区的时间。")
