"""法条：系统引用的《政府信息公开条例》条款，及其引文写法和要点。

What lives here: how a clause is cited, what it rules in our own short words, and the classification of proactive
disclosure by 《条例》第十九条、第二十条、第二十一条. What follows from a clause is decided in the module of its subject.

A clause is written 33.2 (第三十三条第二款), 20(5) (第二十条第（五）项) or 29.2(1) (第二十九条第二款第（一）项).
"""

import re
import tomllib
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

DIGITS = "零一二三四五六七八九"
UNITS = ("", "十", "百")

_CLAUSE = re.compile(r"([1-9]\d{0,2})(?:\.([1-9]\d?))?(?:\(([1-9]\d?)\))?", re.ASCII)


class ClauseNotKnown(LookupError):
    """The text does not name a clause, or names one that this system does not cite."""


class Level(StrEnum):
    """Whose duty an item of proactive disclosure is."""

    ALL = "ALL"
    COUNTY = "COUNTY"
    TOWNSHIP = "TOWNSHIP"

    @property
    def label(self) -> str:
        return {"ALL": "各级机关", "COUNTY": "市县政府及其部门", "TOWNSHIP": "乡镇政府"}[self]


class ProactiveItem(NamedTuple):
    """One kind of information that the law wants published unasked; `code` is what a record stores."""

    code: str
    title: str
    level: Level

    @property
    def clause(self) -> str:
        """The clause, without the number that only tells the areas of 第二十一条 apart."""
        return self.code.partition("/")[0]

    def __str__(self) -> str:
        return f"{cite(self.clause)}：{self.title}"


def numeral(number: int) -> str:
    """Return the number from 1 to 999 as statutes write it: 三十三, 十, 一百零五.

    :raises ValueError: outside that range.
    """
    if not 1 <= number <= 999:
        raise ValueError(number)
    digits = str(number)
    words = "".join(
        DIGITS[int(digit)] + (UNITS[len(digits) - place] if digit != "0" else "")
        for place, digit in enumerate(digits, start=1)
    )
    words = re.sub("零+", "零", words).rstrip("零")
    return words.removeprefix("一") if 10 <= number < 20 else words


def cite(clause: str, *, law: str = "条例") -> str:
    """Return the clause as a paper cites it: 33.2 becomes 《条例》第三十三条第二款.

    :raises ClauseNotKnown: when the text is not a clause.
    """
    found = _CLAUSE.fullmatch(clause)
    if found is None:
        raise ClauseNotKnown(f"“{clause}”不是条款号。请写成33.2或者20(5)的样子。")
    article, paragraph, item = found.groups()
    paragraph_words = f"第{numeral(int(paragraph))}款" if paragraph else ""
    item_words = f"第（{numeral(int(item))}）项" if item else ""
    return f"《{law}》第{numeral(int(article))}条{paragraph_words}{item_words}"


def cited(basis: str) -> str:
    """Return the citation of a basis from our data: a clause of 《条例》 by its number, anything else as it stands there.

    :raises ClauseNotKnown: when a number is not a clause.
    """
    return cite(basis) if basis[:1].isdecimal() else basis


def summary(clause: str) -> str:
    """Return what the clause of 《条例》 rules, in our own short words.

    :raises ClauseNotKnown: when the system does not cite this clause.
    """
    if clause not in clauses():
        raise ClauseNotKnown(f"系统未收录《条例》的这一条款（{clause}）。请核对条款号。")
    return clauses()[clause]


def explain(clause: str) -> str:
    """Return the citation and the rule in one line for a screen: 《条例》第三十三条第二款：……。"""
    return f"{cite(clause)}：{summary(clause)}"


def clauses() -> dict[str, str]:
    """Return every clause that the system cites with its rule."""
    stored: dict[str, str] = _shipped()["clauses"]
    items = {each.code: f"{each.title}。" for each in art20_items()}
    return {**stored, **items}


def art20_items() -> tuple[ProactiveItem, ...]:
    """Return the fifteen kinds of 《条例》第二十条, the fixed top level of classification."""
    return tuple(each for each in proactive_items() if each.clause.startswith("20("))


def art21_items(level: Level) -> tuple[ProactiveItem, ...]:
    """Return the areas that 《条例》第二十一条 adds at this level; a 街道办事处 is not named there and has none."""
    return tuple(each for each in proactive_items() if each.clause == "21" and each.level is level)


@cache
def proactive_items() -> tuple[ProactiveItem, ...]:
    """Return every item that may be the basis of proactive disclosure: 第十九条、第二十条、第二十一条."""
    return tuple(ProactiveItem(row["code"], row["title"], Level(row["level"])) for row in _shipped()["proactive"])


@cache
def _shipped() -> dict[str, Any]:
    text = resources.files("gongkai.law").joinpath("data/articles.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
