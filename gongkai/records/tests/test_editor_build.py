"""正文编辑器: the committed bundle is what its recipe makes, and it asks nobody else for anything."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

RECORDS = Path(__file__).parent.parent
EDITOR = RECORDS / "editor"
BUILT = RECORDS / "static" / "records" / "editor"


def test_the_bundle_is_what_the_recipe_makes(tmp_path):
    if not (EDITOR / "node_modules").exists() or not shutil.which("npm"):
        pytest.skip("npm ci has not been run in gongkai/records/editor")
    for part in ("editor", "static/records/editor"):
        (tmp_path / part).mkdir(parents=True)
    shutil.copytree(EDITOR, tmp_path / "editor", dirs_exist_ok=True, symlinks=True)
    subprocess.run(["npm", "run", "build", "--silent"], cwd=tmp_path / "editor", check=True, capture_output=True)

    for name in ("body-editor.js", "body-editor.css", "LICENSES.txt"):
        assert (tmp_path / "static/records/editor" / name).read_text() == (BUILT / name).read_text()


def test_the_lock_names_no_registry_and_every_package_by_hash():
    lock = json.loads((EDITOR / "package-lock.json").read_text())
    packages = {path: entry for path, entry in lock["packages"].items() if path}

    assert "http" not in (EDITOR / "package-lock.json").read_text()
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())


def test_only_permissive_licences_are_in_the_bundle():
    headings = re.findall(r"^\S+ \d+\.\d+\.\d+ \((.+)\)$", (BUILT / "LICENSES.txt").read_text(), re.MULTILINE)

    assert len(headings) > 10
    assert set(headings) == {"MIT"}


@pytest.mark.parametrize("name", ["body-editor.js", "body-editor.css"])
def test_nothing_is_fetched_or_evaluated(name):
    text = (BUILT / name).read_text()

    assert not re.search(r"\beval\(|new Function\(|@import|\burl\(", text)
    assert set(re.findall(r"https?://[\w.]+", text)) <= {"http://www.w3.org", "https://prosemirror.net"}, (
        "a namespace and a hint in an error message"
    )
