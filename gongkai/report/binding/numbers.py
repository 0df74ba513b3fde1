"""正文里的数: every number in a line of prose, and the words that say "none" (未收取, 未发生), with what stands around it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_BEFORE = 12
_AFTER = 6
_REACH = 60
"""How far a context looks: numbers in it are masked, so more is read than kept."""
_DIGITS = r"[0-9０-９]"
_NUMBER = rf"{_DIGITS}{{1,3}}(?:[,，]{_DIGITS}{{3}})+(?!{_DIGITS})(?:[.．]{_DIGITS}+)?|{_DIGITS}+(?:[.．]{_DIGITS}+)?"
_NONE = r"(?:未|没有)(?:收取|发生)"
_ANY = re.compile(rf"{_NUMBER}|{_NONE}")
_MASKED = re.compile(_NUMBER)
_D = r"\d"
# What counts nothing: dates and years, clauses, document numbers, telephone numbers, shares of a plan (“十四五”), ordinals.
_NO_FIGURE = re.compile(
    r"[（(〔\[]?\d{4}[)）〕\]]?(?:年|号|[—–-]\d{4})|〔\d{4}〕\d+号|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日|第\d+[条款项号期次季]"
    r"|\d{3,4}[-—]\d{7,8}|1\d{10}|\d{1,2}[:：]\d{2}|[（(]\d{1,2}[)）]|(?:^|(?<=[。；;\n]))\s*\d{1,2}[.、．](?!\d)|\d+小时|\d+个工作日内"
)


@dataclass(frozen=True)
class Number:
    """A number at its place; `before` and `after` are its surroundings on the line with other numbers masked."""

    start: int
    end: int
    text: str
    value: Decimal
    before: str
    after: str

    @property
    def says_none(self) -> bool:
        """Test if words stand in its place: they mean zero, and cannot be exchanged for a figure."""
        return not self.text[0].isnumeric()


def numbers_in(text: str) -> list[Number]:
    """Return the numbers in the order of the text, full-width digits and thousands among them."""
    return [_number(match, text) for match in _ANY.finditer(text)]


def figures_in(text: str) -> list[Number]:
    """Return the numbers that count something: no dates, clauses, document and telephone numbers, and no words."""
    plain = even_digits(text)
    skipped = [match.span() for match in _NO_FIGURE.finditer(plain)]
    return [
        number
        for number in numbers_in(text)
        if not number.says_none and not any(start <= number.start < end for start, end in skipped)
    ]


def even_digits(text: str) -> str:
    """Return the text with half-width digits, every character in its place."""
    return text.translate(_EVEN)


def clause_of(text: str, number: Number) -> str:
    """Return the words around the number, from one stop to the next."""
    begin = max((text.rfind(stop, 0, number.start) for stop in _STOPS), default=-1) + 1
    ends = [found for stop in _STOPS if (found := text.find(stop, number.end)) >= 0]
    return text[begin : min(ends, default=len(text))].strip("、 ")


def quoted(words: str) -> str:
    """Return the words as they stand within a quotation."""
    return words.replace("“", "‘").replace("”", "’")


def _number(match: re.Match[str], text: str) -> Number:
    start, end = match.span()
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end) if "\n" in text[end:] else len(text)
    before = _mask(text[max(line_start, start - _REACH) : start])
    after = _mask(text[end : min(line_end, end + _REACH)])
    return Number(start, end, match[0], _value(match[0]), before[-_BEFORE:], after[:_AFTER])


def _mask(text: str) -> str:
    return _MASKED.sub("#", text)


def _value(text: str) -> Decimal:
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    return Decimal(plain) if plain[0].isdigit() else Decimal(0)


_EVEN = str.maketrans("０１２３４５６７８９．", "0123456789.")
_STOPS = "，。；：（）、\n,;:()"
