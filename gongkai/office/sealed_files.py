"""加密文件: sealed bytes under the private folder. The name says nothing, and what lies under it opens under no other name."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from django.conf import settings

from .durable import sync_folder, write_whole
from .sealing import SealBroken, seal_bytes, unseal_bytes

FOLDER = "sealed"
NAME = re.compile(r"[0-9a-f]{32}")


class SealedFileMissing(SealBroken):
    """No file lies under the name."""

    def __init__(self) -> None:
        super().__init__("加密存放的文件不在了。请系统管理员从备份恢复私有目录中的 sealed 文件夹，并查明原因。")


def keep(data: bytes, *, purpose: str) -> str:
    """Keep the bytes and return the name they are opened by; they are on the disk when this returns."""
    name = secrets.token_hex(16)
    place = _place(name)
    _make_folder(place.parent)
    draft = place.with_suffix(".part")
    write_whole(draft, seal_bytes(data, purpose=_bound(purpose, name)))
    os.replace(draft, place)
    sync_folder(place.parent)
    return name


def open_sealed(name: str, *, purpose: str) -> bytes:
    """Return the bytes in clear.

    :raises SealedFileMissing: when there is no such file.
    :raises SealBroken: when it was changed, exchanged for another, or kept for another purpose.
    """
    try:
        sealed = _place(name).read_bytes()
    except FileNotFoundError as missing:
        raise SealedFileMissing from missing
    return unseal_bytes(sealed, purpose=_bound(purpose, name))


def shred(name: str) -> None:
    """Remove the file for good; a second time does nothing.

    It is not overwritten: no disk of today promises that this reaches the old bytes, and they are sealed anyway.
    """
    place = _place(name)
    place.unlink(missing_ok=True)
    if place.parent.exists():
        sync_folder(place.parent)


def _place(name: str) -> Path:
    """Return where the name lies; a name that was never given out leads nowhere, least of all out of the folder."""
    if not NAME.fullmatch(name):
        raise SealedFileMissing
    return Path(settings.PRIVATE_DIR) / FOLDER / name[:2] / name


def _make_folder(folder: Path) -> None:
    """Make the folder for its owner alone, and its name last on the disk."""
    if folder.exists():
        return
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def _bound(purpose: str, name: str) -> str:
    return f"{purpose}:{name}"
