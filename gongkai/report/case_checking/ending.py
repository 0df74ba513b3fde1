"""E9 (二): every application in 第三项 has its outcome, a decision dated in the year, and proof of its service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Q, QuerySet

from gongkai.applications.models import Application, ClockEntry, Delivery, DeliveryWay, Letter, LetterState
from gongkai.law.clock import ClockEventKind
from gongkai.report.case_checking.drawn import Drawn, named
from gongkai.report.checking import Finding

WHERE = "表三“三、本年度办理结果”"
PROVEN_BY_ITSELF = (DeliveryWay.DOWNLOAD, DeliveryWay.ON_SITE)
"""Ways that leave their own trace; every other needs a paper that proves it."""


def ending(drawn: Drawn) -> Iterator[Finding]:
    """Yield what the ended cases of the year still lack. A withdrawn one needs neither decision nor service."""
    handled = set(drawn.today("handled_total")) - _withdrawn(drawn)
    replies = _first_replies(drawn)
    proven = _proven(drawn)
    undated = {pk for pk in handled if pk in replies and replies[pk][1].year != drawn.year}
    unproven = {pk for pk in handled & replies.keys() if replies[pk][0] not in proven}
    yield from _told(_without_outcome(drawn), "有办结日期而没有办理结果，没有计入。请补登办理结果")
    yield from _told(handled - replies.keys(), "没有已签发并发出的答复。请核对并补办")
    yield from _told(undated, "的签发日期不在本年。请核对应当计入哪一年度，跨年送达的请在报告中说明")
    yield from _told(unproven, "缺少送达证明。请登记送达日期，上传送达回证、邮件签收记录等")


def _told(ids: set[int], what: str) -> Iterator[Finding]:
    if ids:
        yield Finding("E9", "error", WHERE, f"本年办结的{len(ids)}件申请{what}：{named(ids)}。", 0, len(ids))


def _of_the_year(drawn: Drawn) -> QuerySet[Application]:
    return Application.objects.filter(office=drawn.office, ended_on__range=(drawn.begins, drawn.day))


def _without_outcome(drawn: Drawn) -> set[int]:
    return set(_of_the_year(drawn).filter(outcome="").values_list("pk", flat=True))


def _withdrawn(drawn: Drawn) -> set[int]:
    """Return the applications that ended by being withdrawn, not those withdrawn after a reply."""
    entries = ClockEntry.objects.filter(kind=ClockEventKind.WITHDRAWN.value, cancelled_by__isnull=True)
    ended = entries.filter(application__in=_of_the_year(drawn), on=F("application__ended_on"))
    return set(ended.values_list("application_id", flat=True))


def _replies(drawn: Drawn) -> QuerySet[Letter]:
    """Return the letters that ended the applications; a reply ordered later went out on another day."""
    sent = Letter.objects.filter(application__in=_of_the_year(drawn), decision__isnull=False, state=LetterState.SENT)
    return sent.filter(sent_on=F("application__ended_on"))


def _first_replies(drawn: Drawn) -> dict[int, tuple[int, date]]:
    """Return letter and day of signature by application."""
    rows = _replies(drawn).order_by("-id").values_list("application_id", "pk", "signed_on")
    return {application: (letter, signed_on) for application, letter, signed_on in rows if application and signed_on}


def _proven(drawn: Drawn) -> set[int]:
    """Return the letters whose arrival is on record with its proof."""
    arrived = Delivery.objects.filter(letter__in=_replies(drawn), delivered_on__isnull=False)
    proven = arrived.filter(Q(proof__isnull=False) | Q(way__in=PROVEN_BY_ITSELF))
    return set(proven.values_list("letter_id", flat=True))
