"""救济告知：不服时向谁、在多久之内申请复议或者起诉。

What lives here: the paragraph that a decision ends with, by its outcome and by the day on which it is made. Since
2024-01-01 whoever is refused information must first apply for reconsideration (《行政复议法》第二十三条), and must be told so.
"""

import datetime as dt
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from gongkai.law.letters import LetterKind
from gongkai.law.outcomes import outcome

NONE, OPTIONAL, BY_REFUSED_PART = "NONE", "OPTIONAL", "BY_REFUSED_PART"
RECONSIDERATION_FIRST, MIXED, BY_OUTCOME = "RECONSIDERATION_FIRST", "MIXED", "BY_OUTCOME"


class RemedyIncomplete(ValueError):
    """The paragraph cannot be written; the message says what is missing."""


class Remedy(NamedTuple):
    """The paragraph, which version of the law it follows, and whether reconsideration must come first."""

    version: str
    first_reconsideration: bool
    text: str


def remedy(
    code: str,
    *,
    on: dt.date,
    served_online: bool,
    authority: str,
    court: str,
    filing_address: str = "",
    refused_under: tuple[str, ...] = (),
) -> Remedy:
    """Return the remedy paragraph for an outcome or for a kind of letter; its text is "" where none belongs.

    `refused_under` names the outcomes of the refused parts of PARTIAL. The authority of a 街道办事处 is the district's
    people's government (《行政复议法》第二十四条第一款第三项).

    :raises RemedyIncomplete: when authority, court, the refused parts or the address for filing on line is missing.
    """
    row = _version(on)
    kind = _kind(code, row, refused_under)
    if kind == NONE:
        return Remedy(row["version"], False, "")
    _require(row, authority, court, served_online, filing_address)
    text = row[kind].format(authority=authority, court=court)
    if served_online and row["needs_filing_address"]:
        text += row["ONLINE"].format(filing_address=filing_address)
    return Remedy(row["version"], kind in (RECONSIDERATION_FIRST, MIXED), text)


def remedy_basis(*, on: dt.date) -> tuple[str, ...]:
    """Return the laws that the paragraph of that day follows."""
    return tuple(_version(on)["basis"])


def _kind(code: str, row: dict[str, Any], refused_under: tuple[str, ...]) -> str:
    """Return which paragraph of the version applies."""
    stated = _stated(code)
    if stated == BY_REFUSED_PART:
        return _kind_of_parts(row, refused_under)
    if stated == RECONSIDERATION_FIRST and not _comes_first(code, row):
        return OPTIONAL
    return stated


def _stated(code: str) -> str:
    if code not in LetterKind.__members__:
        return outcome(code).remedy
    if LetterKind(code).remedy == BY_OUTCOME:
        raise RemedyIncomplete(f"“{LetterKind(code).label}”的救济告知取决于办理结果。请先选定办理结果。")
    return LetterKind(code).remedy


def _kind_of_parts(row: dict[str, Any], refused_under: Iterable[str]) -> str:
    parts = tuple(refused_under)
    if not parts:
        raise RemedyIncomplete("部分公开应当写明不予公开的部分各依据哪一项。请选择后再拟写救济告知。")
    first = [_comes_first(part, row) for part in parts]
    return MIXED if any(first) else OPTIONAL


def _comes_first(code: str, row: dict[str, Any]) -> bool:
    """Return whether the outcome rests on an article for which reconsideration must come first."""
    articles = {clause.partition(".")[0] for clause in outcome(code).articles}
    return bool(articles & set(row["reconsideration_first"]))


def _require(row: dict[str, Any], authority: str, court: str, served_online: bool, filing_address: str) -> None:
    if not authority.strip() or not court.strip():
        raise RemedyIncomplete("救济告知应当写明复议机关和人民法院。请在机构设置中填写。")
    if served_online and row["needs_filing_address"] and not filing_address.strip():
        raise RemedyIncomplete(
            "通过互联网送达的决定应当同时提供提交行政复议申请书的互联网渠道（《行政复议法》第二十二条第二款）。请填写网址。"
        )


def _version(on: dt.date) -> dict[str, Any]:
    for row in _shipped():
        if row["valid_from"] <= on <= row.get("valid_to", dt.date.max):
            return row
    raise RemedyIncomplete(f"{on.year}年{on.month}月{on.day}日没有适用的救济告知版本。请核对日期。")


@cache
def _shipped() -> tuple[dict[str, Any], ...]:
    text = resources.files("gongkai.law").joinpath("data/remedies.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["version"])
