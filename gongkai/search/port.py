"""检索端口: what the rest of the house may ask of a search engine, whichever engine it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, Protocol

from gongkai.search.documents import SearchDocument

Scope = Literal["all", "title"]
PER_PAGE = 15


class SearchUnavailable(Exception):
    """The index cannot answer now. The message is a Chinese sentence that says what to do."""


class IndexNotBuilt(SearchUnavailable):
    """There is no index yet."""

    def __init__(self) -> None:
        super().__init__("检索索引尚未建立。请运行 gongkai search rebuild 建立索引。")


class IndexDamaged(SearchUnavailable):
    """The files of the index cannot be read."""

    def __init__(self) -> None:
        super().__init__("检索索引已损坏，无法读取。请运行 gongkai search rebuild 重建索引。")


class IndexOutdated(SearchUnavailable):
    """The index was made by another version of the tokens, the schema or the engine."""

    def __init__(self) -> None:
        super().__init__("检索索引由其他版本的程序建立，不能继续使用。请运行 gongkai search rebuild 重建索引。")


class WriterBusy(SearchUnavailable):
    """Another process is writing."""

    def __init__(self) -> None:
        super().__init__("另一进程正在写入检索索引。请等它结束后再试。")


class Fragment(NamedTuple):
    """A stretch of text; `is_hit` where it is what was looked for."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One found item, with its title and the stretch of its text around the hit, ready to be escaped and shown."""

    id: str
    url: str
    office: str
    columns: tuple[str, ...]
    kind: str
    published_at: datetime
    title: tuple[Fragment, ...]
    document_number: tuple[Fragment, ...]
    snippet: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """One page of hits. `loose`: nothing holds the question exactly, these hold some of it."""

    total: int
    hits: Sequence[Hit]
    page: int
    pages: int
    took_ms: float
    loose: bool


class SearchEngine(Protocol):
    """A store of public items that finds them. One process writes, any number read."""

    def replace(self, documents: Iterable[SearchDocument]) -> None:
        """Put the documents in place of those with the same ids; visible after `commit`."""

    def remove(self, ids: Iterable[str]) -> None:
        """Take the items out; unknown ids do no harm. Gone after `commit`."""

    def commit(self) -> None:
        """Make everything since the last commit visible to all readers, and durable."""

    def abandon(self) -> None:
        """Forget everything since the last commit."""

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        """Make the index anew from these documents and return their number; readers keep the old one until it is done."""

    def search(
        self,
        text: str,
        *,
        office: str | None = None,
        column: str | None = None,
        page: int = 1,
        per_page: int = PER_PAGE,
        scope: Scope = "all",
    ) -> Results:
        """Return a page of hits for whatever was typed.

        :raises SearchUnavailable: when there is no usable index.
        """

    def ids(self) -> frozenset[str]:
        """Return the ids of all items that can be found."""
