"""办理结果：二十三种，各对应条款、答复文书、救济告知和年度报告的一行。

What lives here: the closed list of how an application may end, and what each end demands of the reply and of the file.
The wording of a remedy is `remedies`, the way to an outcome `steps`.
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from typing import Any

from gongkai.law.articles import cited
from gongkai.law.letters import LetterKind

OWN_SENTENCES = {"reasons", "how_to_obtain", "other_agency"}
"""The blanks of a decision that are filled with whole sentences."""


class OutcomeNotKnown(LookupError):
    """The law knows no such outcome."""


class WordingIncomplete(ValueError):
    """A decision cannot be worded because something that it must state is missing."""


class Group(StrEnum):
    """The heading of 表三 under which an outcome stands."""

    GRANTED = "GRANTED"
    PARTIAL = "PARTIAL"
    REFUSED = "REFUSED"
    UNAVAILABLE = "UNAVAILABLE"
    REJECTED = "REJECTED"
    OTHER = "OTHER"

    @property
    def label(self) -> str:
        return {
            "GRANTED": "予以公开",
            "PARTIAL": "部分公开",
            "REFUSED": "不予公开",
            "UNAVAILABLE": "无法提供",
            "REJECTED": "不予处理",
            "OTHER": "其他处理",
        }[self]


class Evidence(StrEnum):
    """What must be in the file before an outcome may be decided."""

    SEARCH_RECORD = "SEARCH_RECORD"
    CONSULTATION = "CONSULTATION"
    CORRECTION = "CORRECTION"
    REASONS_NOTICE = "REASONS_NOTICE"
    FEE_NOTICE = "FEE_NOTICE"
    REASONS = "REASONS"
    EARLIER_CASE = "EARLIER_CASE"
    OTHER_AGENCY = "OTHER_AGENCY"
    HOW_TO_OBTAIN = "HOW_TO_OBTAIN"
    FORBIDDING_LAW = "FORBIDDING_LAW"
    SECRECY_RECORD = "SECRECY_RECORD"
    REDACTION = "REDACTION"

    @property
    def label(self) -> str:
        return {
            "SEARCH_RECORD": "检索记录",
            "CONSULTATION": "征求第三方意见的材料",
            "CORRECTION": "补正告知书及其送达情况",
            "REASONS_NOTICE": "说明理由告知书及申请人的说明",
            "FEE_NOTICE": "收费通知书及其送达情况",
            "REASONS": "理由",
            "EARLIER_CASE": "此前答复的案件",
            "OTHER_AGENCY": "负责公开的机关名称、联系方式，或者无法确定的说明",
            "HOW_TO_OBTAIN": "获取的方式、途径",
            "FORBIDDING_LAW": "所依据的法律、行政法规名称",
            "SECRECY_RECORD": "保密审查结论",
            "REDACTION": "区分处理后的文件",
        }[self]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How an application ends; `articles` are our data's clauses, `basis` the same as a paper cites them."""

    code: str
    label: str
    group: Group
    articles: tuple[str, ...]
    report_row: str
    letter: LetterKind
    title: str
    remedy: str
    needs_reasons: bool
    evidence: tuple[Evidence, ...]
    sentence: str
    verified: str = "seen"
    note: str = ""

    @property
    def basis(self) -> tuple[str, ...]:
        return tuple(map(cited, self.articles))

    @property
    def blanks(self) -> tuple[str, ...]:
        """The names of what the sentence of the decision leaves to be filled in."""
        return tuple(re.findall(r"\{(\w+)\}", self.sentence))

    def decision(self, words: Mapping[str, str]) -> str:
        """Return the sentence of the decision with its blanks filled.

        :raises WordingIncomplete: when one of them is missing or empty.
        """
        missing = [name for name in self.blanks if not words.get(name, "").strip()]
        if missing:
            raise WordingIncomplete(
                f"“{self.label}”的决定还缺：{'、'.join(map(_blank_label, missing))}。请补充后再拟稿。"
            )
        return self.sentence.format_map({name: _closed(name, words[name].strip()) for name in self.blanks})

    def missing_evidence(self, held: Collection[Evidence]) -> tuple[Evidence, ...]:
        """Return what the file still needs before this outcome may be decided."""
        return tuple(each for each in self.evidence if each not in held)


def outcome(code: str) -> Outcome:
    """Return the outcome with this code.

    :raises OutcomeNotKnown: when there is none.
    """
    for each in OUTCOMES:
        if each.code == code:
            return each
    raise OutcomeNotKnown(f"没有“{code}”这一种办理结果。请从二十三种办理结果中选择。")


def _closed(name: str, words: str) -> str:
    """Return the words with a full stop where they stand as a sentence of their own."""
    return words if name not in OWN_SENTENCES or words.endswith(("。", "！", "？")) else f"{words}。"


def _blank_label(name: str) -> str:
    return "所需政府信息的名称" if name == "wanted" else Evidence(name.upper()).label


def _outcome(row: dict[str, Any]) -> Outcome:
    return Outcome(
        **{
            **row,
            "group": Group(row["group"]),
            "letter": LetterKind(row["letter"]),
            "articles": tuple(row["articles"]),
            "evidence": tuple(map(Evidence, row["evidence"])),
        }
    )


def _shipped() -> tuple[Outcome, ...]:
    text = resources.files("gongkai.law").joinpath("data/outcomes.toml").read_text(encoding="utf-8")
    return tuple(map(_outcome, tomllib.loads(text)["outcome"]))


OUTCOMES = _shipped()
"""All twenty-three, in the order of 表三."""
