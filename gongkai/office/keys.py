"""密钥环: the keys that seal personal data, from the environment or from a file made once and kept by its owner alone.

A ring is written `id:base64` entries, separated by commas or line ends, the newest first. The newest seals, all of them
open, and the oldest makes fingerprints: so a key is added in front, and none is ever taken out.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from .durable import sync_folder, write_whole

KEY_BYTES = 32
FILE = "data_keys"
ENTRY = re.compile(r"(?P<id>[A-Za-z0-9_-]{1,32}):(?P<secret>[A-Za-z0-9+/_=-]+)")


class KeyRingUnreadable(Exception):
    """The keys given are not keys; nothing is sealed with a guess."""


@dataclass(frozen=True)
class DataKey:
    """One key. Nothing is encrypted with the secret itself, only with keys derived from it for a use."""

    id: str
    secret: bytes = field(repr=False)

    def derived(self, use: str) -> bytes:
        return _derived(self.secret, use)


@lru_cache(maxsize=256)
def _derived(secret: bytes, use: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=use.encode()).derive(secret)


def ring() -> dict[str, DataKey]:
    """Return the keys by id, newest first: those of GONGKAI_DATA_KEYS, or else of the file, made at the first call.

    :raises KeyRingUnreadable: when an entry is not an id and 32 bytes in base64, or an id occurs twice.
    """
    return _parsed(settings.DATA_KEYS or _kept(settings.PRIVATE_DIR / FILE))


def newest() -> DataKey:
    return next(iter(ring().values()))


def oldest() -> DataKey:
    return next(reversed(ring().values()))


def new_entry() -> str:
    """Return a fresh key as it stands in a ring."""
    return f"{secrets.token_hex(4)}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"


@lru_cache(maxsize=16)
def _parsed(text: str) -> dict[str, DataKey]:
    keys = [_key(entry) for entry in re.split(r"[,\s]+", text.strip())]
    by_id = {key.id: key for key in keys}
    if len(by_id) != len(keys):
        raise KeyRingUnreadable("数据密钥的编号有重复。请核对 GONGKAI_DATA_KEYS 或密钥文件，每个编号只能出现一次。")
    return by_id


def _key(entry: str) -> DataKey:
    match = ENTRY.fullmatch(entry)
    secret = _decoded(match["secret"]) if match else b""
    if match is None or len(secret) != KEY_BYTES:
        raise KeyRingUnreadable(
            "数据密钥读不懂。每个密钥应写成“编号:密钥”，密钥是32字节的base64。请核对 GONGKAI_DATA_KEYS 或密钥文件。"
        )
    return DataKey(match["id"], secret)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, altchars=b"-_" if re.search("[-_]", text) else None, validate=True)
    except binascii.Error:
        return b""


def _kept(place: Path) -> str:
    try:
        found = place.stat()
    except FileNotFoundError:
        _make(place)
        found = place.stat()
    return _read(place, found.st_mtime_ns, found.st_ino)


@lru_cache(maxsize=16)
def _read(place: Path, changed: int, inode: int) -> str:
    return place.read_text()


def _make(place: Path) -> None:
    """Make the file whole or not at all; of two processes that start together, one wins and both read its key."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}-{secrets.token_hex(8)}")
    write_whole(draft, new_entry().encode())
    try:
        os.link(draft, place)
    except FileExistsError:
        return
    finally:
        draft.unlink()
    sync_folder(place.parent)
