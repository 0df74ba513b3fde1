"""The manifest shows every change that did not go through us."""

import pytest

from gongkai.publishing.manifest import Entry, Head, Manifest, ManifestBroken

A, B = Entry("a.html", "1" * 64), Entry("b.html", "2" * 64)


@pytest.fixture
def manifest(tmp_path):
    return Manifest(tmp_path / "private" / "manifest.jsonl")


def test_replay_tells_what_stands(manifest):
    head = manifest.append([A, B], after=Head(), as_of=1)
    head = manifest.append([Entry("a.html", None)], after=head, as_of=2)

    assert manifest.replay(head) == {"b.html": "2" * 64}
    assert head.count == 3


def test_lines_that_were_not_committed_are_cut_off(manifest):
    head = manifest.append([A], after=Head(), as_of=1)
    manifest.append([B], after=head, as_of=2)

    manifest.cut_back(head)

    assert manifest.replay(head) == {"a.html": "1" * 64}
    assert manifest.path.stat().st_size == head.length


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        pytest.param(lambda text: text.replace("1" * 64, "3" * 64), "第2行与前一行不相接", id="改动一行"),
        pytest.param(lambda text: text.split("\n", 1)[1], "第1行与前一行不相接", id="删去首行"),
        pytest.param(lambda text: text.replace("2" * 64, "3" * 64), "末尾", id="改动末行"),
        pytest.param(lambda text: "x" + text[1:], "第1行与前一行不相接", id="不成格式"),
    ],
)
def test_tampering_shows(manifest, harm, message):
    head = manifest.append([A, B], after=Head(), as_of=1)
    manifest.path.write_text(harm(manifest.path.read_text()))

    with pytest.raises(ManifestBroken, match=message):
        manifest.replay(head)


def test_shortened_manifest_stops_the_writer(manifest):
    head = manifest.append([A, B], after=Head(), as_of=1)
    manifest.path.write_text(manifest.path.read_text().split("\n")[0] + "\n")

    with pytest.raises(ManifestBroken, match="截断或删除"):
        manifest.cut_back(head)
