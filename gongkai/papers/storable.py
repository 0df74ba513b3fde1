"""可存字符: plain data without the characters that neither XML nor PDF can hold."""

from __future__ import annotations

import re
from typing import Any

_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def storable(data: Any) -> Any:
    """Return the same data with control characters, lone surrogates and non-characters taken out of every text; a tab is a space."""
    if isinstance(data, str):
        return _UNSTORABLE.sub("", data.replace("\t", " "))
    if isinstance(data, dict):
        return {key: storable(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [storable(each) for each in data]
    return data
