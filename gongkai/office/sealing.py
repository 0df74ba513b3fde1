"""封存: personal data is sealed before it is stored, with AES-256-GCM and a key of the ring (`office.keys`).

A token names its version and its key: `gk1.<key id>.<base64>` for text, the same with raw bytes for files. The purpose is
bound to it, so that a token put in another place does not open. 个人信息保护法第五十一条第（三）项 asks for it.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import os
import unicodedata
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from . import keys

VERSION = "gk1"
NONCE_BYTES = 12


class SealBroken(Exception):
    """What was sealed cannot be opened: damaged, altered, or moved here from another place."""


class SealKeyMissing(SealBroken):
    """The key that sealed it is not in the ring."""


def seal(text: str, *, purpose: str) -> str:
    """Return a token that only `unseal` with the same purpose opens; two tokens of one text differ."""
    key = keys.newest()
    return f"{VERSION}.{key.id}.{base64.urlsafe_b64encode(_encrypted(key, text.encode(), purpose)).decode()}"


def unseal(token: str, *, purpose: str) -> str:
    """Return the text.

    :raises SealBroken: when the token is damaged or of another purpose, or its key is missing; never an empty text.
    """
    version, key_id, sealed = _parts(token.split(".", 2))
    try:
        data = base64.b64decode(sealed, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as damaged:
        raise _broken() from damaged
    return _decrypted(version, key_id, data, purpose).decode()


def seal_bytes(data: bytes, *, purpose: str) -> bytes:
    """Return the bytes sealed, 36 to 60 longer than before."""
    key = keys.newest()
    return f"{VERSION}.{key.id}.".encode() + _encrypted(key, data, purpose)


def unseal_bytes(token: bytes, *, purpose: str) -> bytes:
    """Return the bytes.

    :raises SealBroken: as for `unseal`.
    """
    version, key_id, data = _parts(token.split(b".", 2))
    return _decrypted(version.decode("ascii", "replace"), key_id.decode("ascii", "replace"), data, purpose)


def fingerprint(text: str, *, purpose: str) -> str:
    """Return 64 hex digits, the same for the same text and purpose: HMAC-SHA-256, full and half width and case folded.

    It is made with the oldest key, so that a new key in front of the ring changes no fingerprint.
    """
    folded = unicodedata.normalize("NFKC", text).strip().upper()
    return hmac.digest(keys.oldest().derived(f"fingerprint:{purpose}"), folded.encode(), "sha256").hex()


def _encrypted(key: keys.DataKey, data: bytes, purpose: str) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher(key).encrypt(nonce, data, _bound(key.id, purpose))


def _decrypted(version: str, key_id: str, data: bytes, purpose: str) -> bytes:
    if version != VERSION:
        raise _broken()
    key = keys.ring().get(key_id)
    if key is None:
        raise SealKeyMissing(
            f"加密的内容打不开：编号为“{key_id[:32]}”的密钥不在密钥环中。请系统管理员从备份恢复密钥文件，再试一次。"
        )
    try:
        return _cipher(key).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], _bound(key_id, purpose))
    except (InvalidTag, ValueError) as altered:
        raise _broken() from altered


def _cipher(key: keys.DataKey) -> AESGCM:
    return AESGCM(key.derived("seal"))


def _bound(key_id: str, purpose: str) -> bytes:
    return f"{VERSION}.{key_id}.{purpose}".encode()


def _parts(parts: list[Any]) -> list[Any]:
    if len(parts) != 3:
        raise _broken()
    return parts


def _broken() -> SealBroken:
    return SealBroken("加密的内容打不开：它已损坏、被改动，或者不属于此处。请系统管理员从备份恢复，并查明原因。")
