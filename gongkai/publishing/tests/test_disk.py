"""A reader of the public folder sees the old file or the new one, and no path leads out of it."""

import gzip
import hashlib
import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.publishing.disk import Copy, Folder, NotTheReviewedFile, PathLeavesFolder, Put


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "public"
    root.mkdir()
    return Folder(root)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_page_is_written_with_its_compressed_twin(folder):
    folder.write([Put("a/b/index.html", b"<p>1</p>")])

    assert (folder.root / "a/b/index.html").read_bytes() == b"<p>1</p>"
    assert gzip.decompress((folder.root / "a/b/index.html.gz").read_bytes()) == b"<p>1</p>"
    assert folder.holds("a/b/index.html", digest(b"<p>1</p>"))


def test_file_is_never_seen_half_written(folder, monkeypatch):
    folder.write([Put("a.html", b"old")])
    seen = []
    real = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda descriptor: (seen.append((folder.root / "a.html").read_bytes()), real(descriptor))
    )

    folder.write([Put("a.html", b"new" * 100_000)])

    assert set(seen) <= {b"old", b"new" * 100_000}
    assert seen[0] == b"old"


def test_failing_copy_leaves_the_old_file(folder):
    folder.write([Put("a_1.pdf", b"old")])

    with pytest.raises(NotTheReviewedFile):
        folder.write([Copy("a_1.pdf", lambda: io.BytesIO(b"forged"), digest(b"reviewed"))])

    assert (folder.root / "a_1.pdf").read_bytes() == b"old"


def test_missing_private_file_is_refused_with_its_name(folder, tmp_path):
    gone = tmp_path / "gone.pdf"

    with pytest.raises(NotTheReviewedFile, match="不存在"):
        folder.write([Copy("a_1.pdf", lambda: gone.open("rb"), digest(b""))])


def test_dropping_takes_the_twin_along(folder):
    folder.write([Put("a.html", b"x")])

    assert folder.drop("a.html") is True
    assert list(folder.paths()) == []
    assert folder.drop("a.html") is False


def test_twin_left_alone_by_a_killed_writer_is_dropped(folder):
    folder.write([Put("a.html", b"x")])
    (folder.root / "a.html").unlink()

    assert folder.drop("a.html") is True
    assert list(folder.paths()) == []


@pytest.mark.parametrize(
    "path",
    ["../a.html", "/etc/passwd", "a/../../b.html", "a//b.html", "", ".hidden", "a/.hidden", "a\\b", "a\0.html", "./a"],
)
def test_path_that_leaves_the_folder_is_refused(folder, path):
    with pytest.raises(PathLeavesFolder):
        folder.write([Put(path, b"x")])

    assert list(folder.root.parent.iterdir()) == [folder.root]


def test_link_that_leads_out_is_refused(folder, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder.root / "a").symlink_to(outside)

    with pytest.raises(PathLeavesFolder, match="链接"):
        folder.write([Put("a/b.html", b"x")])

    assert list(outside.iterdir()) == []


@given(st.text(max_size=30))
def test_any_text_as_path_stays_inside(tmp_path_factory, path):
    root = tmp_path_factory.getbasetemp() / "any"
    root.mkdir(exist_ok=True)

    try:
        file = Folder(root).file(path)
    except PathLeavesFolder:
        return

    assert file.resolve().is_relative_to(root.resolve())
    assert file != root
