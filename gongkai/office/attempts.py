"""次数限制: how often somebody may try something, counted in the database, so that several processes count together."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from . import events
from .models import AttemptCount
from .sealing import fingerprint


@transaction.atomic
def allow(purpose: str, who: str, *, limit: int, per: timedelta, at: datetime) -> bool:
    """Count an attempt and test if it is within the limit; the period begins with the first attempt and ends of itself.

    `who` is what the limit applies to, such as the address of a visitor; only its fingerprint is stored. A refused attempt
    does not lengthen the period. Call it outside a transaction that may be rolled back: the count would go with it.
    """
    key = fingerprint(who, purpose=f"office.attempts.{purpose}")
    mine = AttemptCount.objects.filter(purpose=purpose, who=key)
    mine.filter(ends_at__lte=at).delete()
    AttemptCount.objects.bulk_create([AttemptCount(purpose=purpose, who=key, ends_at=at + per)], ignore_conflicts=True)
    return mine.filter(count__lt=limit).update(count=F("count") + 1) == 1


def sweep(at: datetime) -> int:
    """Forget the counts whose period has ended; return how many there were."""
    return AttemptCount.objects.filter(ends_at__lte=at).delete()[0]


def connect() -> None:
    """Let the worker sweep in its rounds."""
    events.on_work(sweep)
