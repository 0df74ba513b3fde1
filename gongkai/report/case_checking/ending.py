"""E9 (二): every application in 第三项 has its outcome, a decision dated in the year, and proof of its service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from gongkai.applications.models import Application, ClockEntry, Delivery, DeliveryWay, Letter, LetterState
from gongkai.law.clock import ClockEventKind
from gongkai.report.case_checking.drawn import Drawn
from gongkai.report.checking import Finding

WHERE = "表三“三、本年度办理结果”"
PROVEN_BY_ITSELF = (DeliveryWay.DOWNLOAD, DeliveryWay.ON_SITE)
"""Ways that leave their own trace; every other needs a paper that proves it."""


class _Reply(NamedTuple):
    """The letter that ended an application: when it was signed, and whether its arrival is on record with its proof."""

    signed_on: date
    is_proven: bool


def ending(drawn: Drawn) -> Iterator[Finding]:
    """Yield what the ended cases of the year still lack. A withdrawn one needs neither decision nor service."""
    without_outcome, withdrawn = _ended_otherwise(drawn)
    handled, replies = set(drawn.today("handled_total")) - withdrawn, _first_replies(drawn)
    undated = {pk for pk in handled if pk in replies and replies[pk].signed_on.year != drawn.year}
    unproven = {pk for pk in handled if pk in replies and not replies[pk].is_proven}
    yield from _told(drawn, without_outcome, "有办结日期而没有办理结果，没有计入。请补登办理结果")
    yield from _told(drawn, handled - replies.keys(), "没有已签发并发出的答复。请核对并补办")
    yield from _told(drawn, undated, "的签发日期不在本年。请核对应当计入哪一年度，跨年送达的请在报告中说明")
    yield from _told(drawn, unproven, "缺少送达证明。请登记送达日期，上传送达回证、邮件签收记录等")


def _told(drawn: Drawn, ids: set[int], what: str) -> Iterator[Finding]:
    if ids:
        message = f"本年办结的{len(ids)}件申请{what}：{drawn.named(ids)}。"
        yield Finding("E9", "error", WHERE, message, 0, len(ids))


def _of_the_year(drawn: Drawn) -> QuerySet[Application]:
    return Application.objects.filter(office=drawn.office, ended_on__range=(drawn.begins, drawn.day))


def _ended_otherwise(drawn: Drawn) -> tuple[set[int], set[int]]:
    """Return the applications without an outcome, and those that ended by being withdrawn, not withdrawn after a reply."""
    entries = ClockEntry.objects.filter(kind=ClockEventKind.WITHDRAWN.value, cancelled_by__isnull=True)
    taken_back = Exists(entries.filter(application=OuterRef("pk"), on=OuterRef("ended_on")))
    rows = _of_the_year(drawn).annotate(taken_back=taken_back).filter(Q(outcome="") | Q(taken_back=True)).order_by()
    found = list(rows.values_list("pk", "outcome", "taken_back"))
    return {pk for pk, outcome, _ in found if not outcome}, {pk for pk, _, withdrawn in found if withdrawn}


def _first_replies(drawn: Drawn) -> dict[int, _Reply]:
    """Return by application the letter that ended it; a reply ordered later went out on another day."""
    sent = Letter.objects.filter(application__in=_of_the_year(drawn), decision__isnull=False, state=LetterState.SENT)
    ended = sent.filter(sent_on=F("application__ended_on"))
    arrived = Delivery.objects.filter(letter=OuterRef("pk"), delivered_on__isnull=False)
    proven = Exists(arrived.filter(Q(proof__isnull=False) | Q(way__in=PROVEN_BY_ITSELF)))
    rows = ended.annotate(is_proven=proven).order_by("-id").values_list("application_id", "signed_on", "is_proven")
    return {application: _Reply(signed_on, is_proven) for application, signed_on, is_proven in rows if signed_on}
