"""单元格: the words and numbers that copied cells consist of, made comparable."""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from gongkai.law.report_form import Value

_NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,6})?"
_BARE = re.compile(rf"{_NUMBER}\Z")
_WITH_UNIT = re.compile(rf"({_NUMBER})\s*(?:件|条|份|宗|项|次|个|万元)\Z")
_LAST_DIGITS = re.compile(r"(?<!\d)(?<!\d\.)\d{1,12}(?:\.\d{1,6})?\Z")
_ZERO = {"零", "〇", "○"}
_BLANK = {"/", "\\", "-", "--", "—", "——", "–", "无", "空"}


class Number(NamedTuple):
    """A cell that stands for a figure: value None is a sign that no figure is given, odd one with more than digits."""

    value: Value
    text: str
    odd: bool = False


def even(text: str) -> str:
    """Return the text with full-width forms folded, minus signs made one, and odd spaces made plain."""
    folded = unicodedata.normalize("NFKC", text).replace("\u2212", "-")
    return folded.replace("\u200b", "").replace("\ufeff", "")


def squeeze(text: str) -> str:
    """Return the letters and digits alone: what a label is, whatever punctuation or line break it met."""
    return "".join(character for character in even(text) if character.isalnum())


def number(text: str) -> Number | None:
    """Return the figure in a cell, or None where the cell holds words.

    A slash or a dash is a cell without a figure, not a zero (its value is None).
    """
    token = even(text).strip()
    if token in _ZERO:
        return Number(0, token)
    if token in _BLANK:
        return Number(None, token)
    if _BARE.match(token):
        return Number(_value(token), token, odd=token.startswith("+"))
    unit = _WITH_UNIT.match(token)
    return Number(_value(unit[1]), token, odd=True) if unit else None


def _value(token: str) -> Value:
    plain = token.replace(",", "")
    return Decimal(plain) if "." in plain else int(plain)


def trailing_numbers(text: str) -> tuple[str, list[str]]:
    """Return a line's words and the figures that follow them after spaces: `规章 0 0 0`."""
    words = text.split()
    figures: list[str] = []
    while words and _BARE.match(words[-1]):
        figures.insert(0, words.pop())
    return (" ".join(words), figures) if figures else (text, [])


def glued_number(text: str) -> tuple[str, str] | None:
    """Return words and the digits that stick to their end: `行政许可64`."""
    match = _LAST_DIGITS.search(text)
    return (text[: match.start()], match[0]) if match else None
