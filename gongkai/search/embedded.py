"""内嵌检索: the search engine inside our own process (tantivy). One process writes, any number of others read.

Readers look at the index's small files before each question and take up what was committed since.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from tantivy import Index, IndexWriter, Query, Searcher

from gongkai.search.asking import Asking, guarded
from gongkai.search.compiling import SCHEMA, to_row
from gongkai.search.documents import SearchDocument
from gongkai.search.generations import Generations
from gongkai.search.port import PER_PAGE, IndexDamaged, Results, Scope
from gongkai.search.query import read_question
from gongkai.search.tokens import storable

WRITER_HEAP = 30_000_000
REBUILD_HEAP = 100_000_000


@dataclass(frozen=True, slots=True)
class _Opened:
    """An index folder that this process reads, and the view of it as last committed when its small file was `mark`."""

    folder: Path
    index: Index
    mark: tuple[int, int]
    searcher: Searcher


class EmbeddedSearch:
    """A search engine in a folder. Reading is safe from many threads; writing is for one thread at a time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._generations = Generations(root)
        self._opened: _Opened | None = None
        self._opening = Lock()
        self._held = ExitStack()
        self._writer: IndexWriter | None = None

    def replace(self, documents: Iterable[SearchDocument]) -> None:
        """Put the documents in place of those with the same ids; visible after `commit`."""
        with self._writing() as writer:
            for document in documents:
                writer.delete_documents_by_term("id", storable(document.id))
                writer.add_document(to_row(document))

    def remove(self, ids: Iterable[str]) -> None:
        """Take the items out; unknown ids do no harm. Gone after `commit`."""
        with self._writing() as writer:
            for each in ids:
                writer.delete_documents_by_term("id", storable(each))

    def commit(self) -> None:
        """Make everything since the last commit visible to all readers, and durable."""
        if self._writer is None:
            return
        try:
            guarded(self._writer.commit)
            self._writer.wait_merging_threads()
        finally:
            self._release()

    def abandon(self) -> None:
        """Forget everything since the last commit."""
        if self._writer is None:
            return
        try:
            self._writer.rollback()
        finally:
            self._release()

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        """Make the index anew and return how many documents it holds; readers keep the old one until it is done."""
        self.abandon()
        with self._generations.writing():
            folder = self._generations.fresh()
            writer = Index(SCHEMA, str(folder)).writer(REBUILD_HEAP, 1)
            for document in documents:
                writer.add_document(to_row(document))
            writer.commit()
            writer.wait_merging_threads()
            self._generations.adopt(folder)
        return self._searcher().num_docs

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
        """Return a page of hits, newest first within those by number, by title and by text; beyond the end, the last.

        :raises SearchUnavailable: when there is no usable index.
        """
        started = time.perf_counter()
        asking = Asking(read_question(text), self._searcher(), office=office, column=column, scope=scope)
        answer = guarded(lambda: asking.answer(page, per_page))
        return replace(answer, took_ms=(time.perf_counter() - started) * 1000)

    def ids(self) -> frozenset[str]:
        """Return the ids of all items that can be found."""
        searcher = self._searcher()
        terms = guarded(lambda: searcher.terms_with_prefix("id", "", filter_query=Query.all_query()))
        return frozenset(term for term, _ in terms)

    def _searcher(self) -> Searcher:
        """Return a view of the index as last committed by anyone."""
        with self._opening:
            failed = None
            while (folder := self._generations.current()) != failed:
                with suppress(IndexDamaged, FileNotFoundError):
                    return self._look_into(folder)
                failed = folder
            raise IndexDamaged

    def _look_into(self, folder: Path) -> Searcher:
        small_file = (folder / "meta.json").stat()
        mark = (small_file.st_mtime_ns, small_file.st_ino)
        opened = self._opened
        if opened is None or opened.folder != folder:
            index = _open(folder)
        elif opened.mark != mark:
            index = opened.index
        else:
            return opened.searcher
        guarded(index.reload)
        self._opened = _Opened(folder, index, mark, index.searcher())
        return self._opened.searcher

    @contextmanager
    def _writing(self) -> Iterator[IndexWriter]:
        """Lend the writer, taken at the first change and kept until `commit`; any error abandons all changes."""
        writer = self._writer or self._take_writer()
        try:
            yield writer
        except BaseException:
            self.abandon()
            raise

    def _take_writer(self) -> IndexWriter:
        with ExitStack() as held:
            held.enter_context(self._generations.writing())
            index = _open(self._generations.current())
            self._writer = guarded(lambda: index.writer(WRITER_HEAP, 1))
            self._held = held.pop_all()
        return self._writer

    def _release(self) -> None:
        self._writer = None
        self._held.close()


def _open(folder: Path) -> Index:
    index = guarded(lambda: Index.open(str(folder)))
    index.config_reader("manual")  # we look for commits ourselves; the engine's watcher is a thread more per process
    return index
