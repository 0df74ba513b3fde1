"""内嵌检索: a process killed at any moment, two writers, and damaged files never leave a wrong index in silence."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

import pytest
from tantivy import Query

from gongkai.search.asking import guarded
from gongkai.search.compiling import SCHEMA
from gongkai.search.embedded import EmbeddedSearch
from gongkai.search.generations import Generations
from gongkai.search.port import IndexDamaged, IndexNotBuilt, IndexOutdated, SearchUnavailable, WriterBusy
from gongkai.search.tests.invented import document

WRITER = """
import itertools, pathlib, sys
from gongkai.search.embedded import EmbeddedSearch
from gongkai.search.tests.invented import document
engine = EmbeddedSearch(pathlib.Path(sys.argv[1]))
print("ready", flush=True)
for turn in itertools.count(1):
    engine.replace(document(place, title=f"第{turn}轮公开") for place in range(40))
    engine.commit()
    print(turn, flush=True)
"""
REBUILDER = """
import pathlib, sys
from gongkai.search.embedded import EmbeddedSearch
from gongkai.search.tests.invented import document
def endless():
    for place in range(10**9):
        if place == 500:
            print("half way", flush=True)
        yield document(place, title="新的公开")
EmbeddedSearch(pathlib.Path(sys.argv[1])).rebuild(endless())
"""


@pytest.fixture
def root(tmp_path):
    EmbeddedSearch(tmp_path / "search").rebuild(document(place, title="第0轮公开") for place in range(40))
    return tmp_path / "search"


def start(program, root):
    return subprocess.Popen([sys.executable, "-c", program, str(root)], stdout=subprocess.PIPE, text=True)


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def turns(engine):
    """Return which turns of the writer can be seen at once."""
    return {"".join(fragment.text for fragment in hit.title) for hit in engine.search("轮公开", per_page=40).hits}


@pytest.mark.parametrize("delay", [0.005, 0.03, 0.08, 0.15])
def test_a_writer_killed_leaves_the_last_commit_and_the_next_one_goes_on(root, delay):
    writer = start(WRITER, root)
    writer.stdout.readline()
    time.sleep(delay)
    kill(writer)

    engine = EmbeddedSearch(root)
    assert len(engine.ids()) == 40
    assert len(turns(engine)) == 1

    engine.replace([document(99, title="其后")])
    engine.commit()
    assert len(engine.ids()) == 41


def test_a_rebuild_killed_leaves_the_old_index_in_use(root):
    rebuilder = start(REBUILDER, root)
    assert rebuilder.stdout.readline() == "half way\n"
    kill(rebuilder)

    engine = EmbeddedSearch(root)
    assert turns(engine) == {"第0轮公开"}

    assert engine.rebuild([document(1)]) == 1
    assert len(list(root.glob("g*"))) == 1


def test_readers_see_whole_commits_while_a_writer_works(root):
    writer = start(WRITER, root)
    writer.stdout.readline()
    reader = EmbeddedSearch(root)
    until, seen = time.monotonic() + 1.5, set()

    while time.monotonic() < until:
        found = turns(reader)
        seen |= found
        assert len(found) == 1

    kill(writer)
    assert len(seen) > 1


def test_readers_of_many_threads_survive_rebuilds(root):
    reader, errors = EmbeddedSearch(root), []
    stop = threading.Event()

    def read():
        while not stop.is_set():
            try:
                if reader.search("公开").total != 40:
                    errors.append("not whole")
            except SearchUnavailable as error:
                errors.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for turn in range(8):
        EmbeddedSearch(root).rebuild(document(place, title=f"第{turn}轮公开") for place in range(40))
    stop.set()
    for thread in threads:
        thread.join()

    assert errors == []


class Overtaken(Generations):
    """A folder in which a whole rebuild comes between reading the name of the index and looking into it, `times`."""

    times = 2

    def _read_stamp(self, folder):
        if self.times:
            self.times -= 1
            with self.writing():
                self.adopt(self.fresh())
        return super()._read_stamp(folder)


def test_a_rebuild_between_two_looks_is_followed(root):
    EmbeddedSearch(root).rebuild([document(1)])
    overtaken = Overtaken(root)

    assert overtaken.current() == Generations(root).current()
    assert not overtaken.times


def test_a_rebuild_that_fails_leaves_the_old_index(root):
    def broken():
        yield document(1)
        raise KeyError("数据库断开")

    with pytest.raises(KeyError):
        EmbeddedSearch(root).rebuild(broken())

    assert len(EmbeddedSearch(root).ids()) == 40


def test_a_change_that_fails_is_forgotten_and_the_writer_freed(root):
    engine = EmbeddedSearch(root)

    with pytest.raises(AttributeError):
        engine.replace([document(50), None])

    engine.commit()
    assert len(engine.ids()) == 40
    assert EmbeddedSearch(root).rebuild([]) == 0


def test_a_second_writer_waits_and_then_says_so(root):
    first = EmbeddedSearch(root)
    first.replace([document(50)])

    with pytest.raises(WriterBusy, match="另一进程"), Generations(root).writing(patience=0.1):
        pytest.fail("二者同时写入")

    first.commit()
    with Generations(root).writing(patience=0.1):
        assert len(first.ids()) == 41


def test_without_index_it_says_so(tmp_path):
    with pytest.raises(IndexNotBuilt, match="gongkai search rebuild"):
        EmbeddedSearch(tmp_path / "none").search("公开")
    with pytest.raises(IndexNotBuilt):
        EmbeddedSearch(tmp_path / "none").replace([document(1)])


@pytest.mark.parametrize("part", ["schema", "tokens", "engine"])
def test_an_index_of_another_version_is_refused_until_rebuilt(root, part):
    stamp = next(root.glob("g*")) / "stamp.json"
    stamp.write_text(json.dumps(json.loads(stamp.read_text()) | {part: "0"}))

    with pytest.raises(IndexOutdated, match="gongkai search rebuild"):
        EmbeddedSearch(root).search("公开")

    EmbeddedSearch(root).rebuild([document(1, title="公开")])
    assert EmbeddedSearch(root).search("公开").total == 1


@pytest.mark.parametrize("name", ["meta.json", "stamp.json", "*.idx", "*.term", "*.pos", "*.store", "*.fast"])
@pytest.mark.parametrize("harm", ["cut", "gone", "noise"])
def test_damaged_files_are_reported_and_a_rebuild_heals(root, name, harm):
    (victim,) = next(root.glob("g*")).glob(name)
    if harm == "gone":
        victim.unlink()
    else:
        victim.write_bytes(os.urandom(200) if harm == "noise" else victim.read_bytes()[: victim.stat().st_size // 2])

    with pytest.raises(SearchUnavailable, match="gongkai search rebuild"):
        EmbeddedSearch(root).search("公开")

    assert EmbeddedSearch(root).rebuild([document(1, title="公开")]) == 1
    assert EmbeddedSearch(root).search("公开").total == 1


def test_a_lost_folder_is_reported(root):
    shutil.rmtree(next(root.glob("g*")))

    with pytest.raises(IndexNotBuilt):
        EmbeddedSearch(root).search("公开")


def test_a_panic_of_the_engine_is_reported_as_damage():
    with pytest.raises(IndexDamaged):
        guarded(lambda: Query.regex_phrase_query(SCHEMA, "body", ["一词不成句"]))
