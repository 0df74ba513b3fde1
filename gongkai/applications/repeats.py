"""重复与反复申请: what the same applicant asked before, how often this month, and what several people ask for.

The same applicant is found by the fingerprint of the identity number, never by name. Likeness of texts is the share of
two-character pairs that both have; it is a hint for the clerk, never a decision.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from .models import Application, Wording

ALIKE = 0.5
LOOKED_THROUGH = 2000
FREE_ITEMS = 10
"""国办函〔2020〕109号: within a calendar month the first ten applications of one applicant are free in any case."""


@dataclass(frozen=True)
class Likeness:
    """An earlier application that asks for something similar; `share` is between 0 and 1."""

    application: Application
    share: float

    @property
    def percent(self) -> int:
        return round(self.share * 100)


def of_same_applicant(application: Application) -> QuerySet[Application]:
    """Return the other applications of the same person to the office; none where no identity number is known."""
    key = application.applicant.identity_key
    others = Application.objects.filter(office=application.office).exclude(pk=application.pk)
    return others.filter(applicant__identity_key=key) if key else others.none()


def similar_of_same_applicant(application: Application, others: Iterable[Application] | None = None) -> list[Likeness]:
    """Return what the same person asked before in similar words, most alike first (第三十六条第六项).

    `others` are that person's other applications, where they are at hand already.
    """
    return _alike(application, of_same_applicant(application) if others is None else others)


def asked_by_others(application: Application) -> list[Likeness]:
    """Return similar applications of other people: what several ask for may be published unasked (第四十四条)."""
    own = application.applicant.identity_key
    others = Application.objects.filter(office=application.office).exclude(pk=application.pk)
    others = others.exclude(applicant__identity_key=own) if own else others
    return _alike(application, others.order_by("-id")[:LOOKED_THROUGH])


def count_in_month(application: Application, others: Iterable[Application] | None = None) -> int:
    """Return which application of its calendar month this is for its applicant, itself included.

    Counted by the day of receipt, and by the day of submission while receipt is not established. `others` as above.
    """
    day = application.received_on or timezone.localdate(application.submitted_at)
    asked = of_same_applicant(application).order_by() if others is None else others
    months = [_month(each) for each in asked if _comes_before(each, application)]
    return 1 + months.count((day.year, day.month))


def fee_hint(application: Application) -> str:
    """Return the hint that fees could be considered, "" up to the tenth application of the month (第四十二条)."""
    return hint_at(count_in_month(application))


def hint_at(count: int) -> str:
    """Return the hint for the application of this number in its month, "" up to the tenth."""
    if count <= FREE_ITEMS:
        return ""
    return f"本件是该申请人本月第{count}件申请，超过{FREE_ITEMS}件，可以依照国办函〔2020〕109号考虑收取信息处理费。"


def _month(application: Application) -> tuple[int, int]:
    day = application.received_on or timezone.localdate(application.submitted_at)
    return day.year, day.month


def _comes_before(earlier: Application, later: Application) -> bool:
    return (_day(earlier), earlier.pk) < (_day(later), later.pk)


def _day(application: Application) -> date:
    return application.received_on or timezone.localdate(application.submitted_at)


def _alike(application: Application, others: Iterable[Application]) -> list[Likeness]:
    others = list(others)
    mine = _pairs(application.wording())
    latest = {each.application_id: each for each in Wording.objects.filter(application__in=others).order_by("number")}
    found = [Likeness(other, _share(mine, _pairs(latest[other.pk]))) for other in others if other.pk in latest]
    return sorted((each for each in found if each.share >= ALIKE), key=lambda each: -each.share)


def likeness(text: str, wording: Wording) -> int:
    """Return how like a text that is not filed yet is to a wording, in hundredths."""
    return round(100 * _share(_pairs_of(text), _pairs(wording)))


def _pairs(wording: Wording) -> set[str]:
    return _pairs_of(wording.title + wording.document_number + wording.description)


def _pairs_of(text: str) -> set[str]:
    kept = "".join(filter(str.isalnum, text))
    return {kept[n : n + 2] for n in range(len(kept) - 1)}


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
