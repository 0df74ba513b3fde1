"""期限事项：收到、补正、征求意见、延期、缴费、答复等，各有日期。

What lives here: the events from which a reply period is reckoned, the states it can be in, and the refusal of events
that contradict each other. Posting, receiving, sending and delivering are separate events with dates of their own.
"""

import datetime as dt
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from gongkai.law.articles import cited


class ClockContradiction(ValueError):
    """Events that cannot all be true, or that the law forbids; the message says which and what to do."""


class ClockEventKind(StrEnum):
    """What happened to an application, as far as its reply period is concerned.

    The order is that in which events of one day are taken.
    """

    RECEIVED = "RECEIVED"
    ORDERED = "ORDERED"
    UNREACHABLE = "UNREACHABLE"
    REACHED = "REACHED"
    CORRECTION_ASKED = "CORRECTION_ASKED"
    CORRECTED = "CORRECTED"
    FEE_NOTICED = "FEE_NOTICED"
    FEE_DELIVERED = "FEE_DELIVERED"
    FEE_PAID = "FEE_PAID"
    CONSULTED = "CONSULTED"
    CONSULTATION_DELIVERED = "CONSULTATION_DELIVERED"
    CONSULTATION_ANSWERED = "CONSULTATION_ANSWERED"
    REASONS_ASKED = "REASONS_ASKED"
    REASONS_GIVEN = "REASONS_GIVEN"
    DELAYED = "DELAYED"
    EXTENDED = "EXTENDED"
    REPLIED = "REPLIED"
    WITHDRAWN = "WITHDRAWN"

    @property
    def label(self) -> str:
        return {
            "RECEIVED": "收到申请",
            "ORDERED": "责令重新答复",
            "UNREACHABLE": "无法与申请人取得联系",
            "REACHED": "恢复与申请人的联系",
            "CORRECTION_ASKED": "告知补正",
            "CORRECTED": "收到补正",
            "FEE_NOTICED": "通知收费",
            "FEE_DELIVERED": "收费通知送达",
            "FEE_PAID": "缴费",
            "CONSULTED": "征求意见",
            "CONSULTATION_DELIVERED": "征求意见书送达",
            "CONSULTATION_ANSWERED": "收到意见",
            "REASONS_ASKED": "要求说明理由",
            "REASONS_GIVEN": "收到理由说明",
            "DELAYED": "确定延迟答复",
            "EXTENDED": "延期答复",
            "REPLIED": "答复",
            "WITHDRAWN": "撤回申请",
        }[self]


class Consulted(StrEnum):
    """Whose opinion was asked for."""

    THIRD_PARTY = "THIRD_PARTY"
    CO_MAKER = "CO_MAKER"
    AGENCY = "AGENCY"

    @property
    def label(self) -> str:
        return {"THIRD_PARTY": "第三方", "CO_MAKER": "共同制作机关", "AGENCY": "其他机关"}[self]


class ClockState(StrEnum):
    """What the reply period is doing."""

    NOT_STARTED = "NOT_STARTED"
    RUNNING = "RUNNING"
    WAITING_FOR_CORRECTION = "WAITING_FOR_CORRECTION"
    SUSPENDED = "SUSPENDED"
    WAITING_FOR_FEE = "WAITING_FOR_FEE"
    STOPPED = "STOPPED"

    @property
    def label(self) -> str:
        return {
            "NOT_STARTED": "尚未起算",
            "RUNNING": "正在计算",
            "WAITING_FOR_CORRECTION": "等待补正",
            "SUSPENDED": "征求意见，暂不计算",
            "WAITING_FOR_FEE": "等待缴费",
            "STOPPED": "已经停止",
        }[self]


@dataclass(frozen=True, kw_only=True)
class ClockEvent:
    """One event.

    `ref` ties the letter of a consultation to its delivery and its answer. `consulted` belongs to CONSULTED; `workdays`
    to EXTENDED and ORDERED; `until` to DELAYED and ORDERED, and to CORRECTION_ASKED as the period given to the applicant.
    """

    kind: ClockEventKind
    on: dt.date
    ref: str = ""
    consulted: Consulted | None = None
    workdays: int | None = None
    until: dt.date | None = None

    def __str__(self) -> str:
        return f"{shown(self.on)}“{self.kind.label}”"


def in_order(event: ClockEvent) -> tuple[dt.date, int, str, str, int, dt.date]:
    """Return the sort key by which the order of input never matters."""
    rank = list(ClockEventKind).index(event.kind)
    return event.on, rank, event.ref, event.consulted or "", event.workdays or 0, event.until or dt.date.min


def basis(event: ClockEvent) -> tuple[str, ...]:
    """Return the clauses on which the effect of the event rests."""
    row = next(row for row in _shipped()["event"] if row["kind"] == event.kind)
    return tuple(map(cited, row.get(event.consulted or "", row["basis"])))


def shown(day: dt.date) -> str:
    """Return the date as sentences write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def day_zero() -> str:
    """Return the basis on which the first day does not count."""
    return str(_shipped()["day_zero"])


@cache
def _shipped() -> dict[str, Any]:
    text = resources.files("gongkai.law").joinpath("data/clock.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
