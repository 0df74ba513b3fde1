"""版面资源: the theme's style sheets, scripts and templates, and the digest by which a change of them is known."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from . import addresses

HERE = Path(__file__).parent
ADDRESS = f"{addresses.STATIC}publishing/"


def asset_files() -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of everything that pages load."""
    for file in _files(HERE / "static" / "publishing"):
        yield ADDRESS + file.relative_to(HERE / "static" / "publishing").as_posix(), file.read_bytes()


@cache
def asset_version() -> str:
    """Return the digest that stands behind the assets' addresses, so that browsers load a new one at once."""
    return _digest(HERE / "static" / "publishing")[:12]


@cache
def theme_digest() -> str:
    """Return the digest of all that decides what a page looks like besides its content."""
    return _digest(HERE / "static" / "publishing", HERE / "templates", HERE / "pages")


def _digest(*folders: Path) -> str:
    total = hashlib.sha256()
    for folder in folders:
        for file in _files(folder):
            total.update(file.relative_to(HERE).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
