"""信息处理费: what applicants paid in the year, day by day, as the cases have it on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Sum

from gongkai.applications.models import Fee
from gongkai.office.models import Office


class Payment(NamedTuple):
    """What was paid on one day: how much in yuan, in how many fees."""

    on: date
    yuan: int
    fees: int


def payments(office: Office, year: int) -> list[Payment]:
    """Return the days of the year on which fees were paid, in their order."""
    paid = Fee.objects.filter(application__office=office, paid_on__year=year)
    days = paid.order_by("paid_on").values_list("paid_on").annotate(yuan=Sum("amount"), fees=Count("pk"))
    return [Payment._make(row) for row in days]


def by_month(payments: Iterable[Payment]) -> dict[int, int]:
    """Return by month of payment the fees in yuan; a month without any is not named."""
    months: Counter[int] = Counter()
    for each in payments:
        months[each.on.month] += each.yuan
    return {month: yuan for month, yuan in months.items() if yuan}


def processing_fees(office: Office, year: int) -> dict[int, int]:
    """Return by month of payment the processing fees in yuan that the cases have on record."""
    return by_month(payments(office, year))
