"""样式与脚本: small, self-contained, and free of what must not be shipped (crest, crown, foreign fonts)."""

import gzip
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parent.parent / "static" / "publishing"
THEME = STATIC.parent.parent / "theme"
CSS = (STATIC / "publishing.css").read_text()


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes()))


def test_style_and_scripts_keep_to_their_budget():
    assert packed(STATIC / "publishing.css") <= 20 * 1024
    assert sum(packed(path) for path in STATIC.glob("*.js")) <= 15 * 1024


@pytest.mark.parametrize(
    "word", ["GDS Transport", "crest", "crown-", "@font-face", "@import", "data:", "url(http", 'url("http']
)
def test_style_holds_nothing_foreign(word):
    assert word not in CSS


def test_style_refers_only_to_files_that_are_shipped():
    names = [part.split(")")[0].strip("\"'") for part in CSS.split("url(")[1:]]

    assert names
    assert all((STATIC / name).is_file() for name in names)


@pytest.mark.parametrize("word", ["eval(", "innerHTML", "document.write", "fetch(", "XMLHttpRequest", "http"])
def test_scripts_neither_call_out_nor_write_markup(word):
    assert not [path.name for path in STATIC.glob("*.js") if word in path.read_text()]


def test_lock_names_no_registry():
    assert "resolved" not in (THEME / "package-lock.json").read_text()
