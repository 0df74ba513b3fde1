"""查询码: the secret that opens an application's status page to whoever filed it."""

import hmac
import re
import secrets
import unicodedata

from .sealing import fingerprint

DIGITS = 12
PURPOSE = "office.query_code"
SEPARATORS = re.compile(r"[\s\-‐-―]+")


def new_code() -> str:
    """Return twelve random digits; the first may be nought."""
    return "".join(secrets.choice("0123456789") for _ in range(DIGITS))


def code_digest(code: str) -> str:
    """Return what may be stored in place of the code. Blanks, hyphens and full width make no difference."""
    return fingerprint(SEPARATORS.sub("", unicodedata.normalize("NFKC", code)), purpose=PURPOSE)


def matches(code: str, digest: str) -> bool:
    """Test the code in constant time; no code matches an empty digest."""
    return bool(digest) and hmac.compare_digest(code_digest(code), digest)
