"""Attempts are counted for all processes together; only the fingerprint of who tried is kept."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from gongkai.office import events
from gongkai.office.attempts import allow, sweep
from gongkai.office.models import AttemptCount

NOON = datetime(2025, 7, 21, 12, tzinfo=timezone.get_default_timezone())
HOUR = timedelta(hours=1)
VISITOR = "203.0.113.7"


def tried(who=VISITOR, *, purpose="status", limit=3, at=NOON):
    return allow(purpose, who, limit=limit, per=HOUR, at=at)


@pytest.mark.django_db
def test_the_attempt_beyond_the_limit_is_refused():
    assert [tried() for _ in range(5)] == [True, True, True, False, False]


@pytest.mark.django_db
def test_no_attempt_is_allowed_where_the_limit_is_nought():
    assert not tried(limit=0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("after", "allowed"),
    [(timedelta(minutes=59), False), (HOUR, True), (timedelta(days=2), True)],
    ids=["差一分钟", "整一小时", "两天后"],
)
def test_the_period_ends_of_itself_and_refusals_do_not_lengthen_it(after, allowed):
    outcomes = [tried(at=NOON + timedelta(minutes=n)) for n in (0, 1, 2, 58)]

    assert outcomes == [True, True, True, False]
    assert tried(at=NOON + after) is allowed


@pytest.mark.django_db
def test_others_and_other_purposes_are_counted_apart():
    for _ in range(4):
        tried()

    assert tried("203.0.113.8")
    assert tried(purpose="apply")


@pytest.mark.django_db
def test_the_address_itself_is_not_kept():
    tried()

    row = AttemptCount.objects.values().get()
    assert VISITOR not in str(row)
    assert len(row["who"]) == 64


@pytest.mark.django_db
def test_what_has_ended_is_swept_by_the_worker():
    tried()
    tried("203.0.113.8", at=NOON + HOUR)

    assert sweep in events.followers()
    assert sweep(NOON + HOUR) == 1
    assert AttemptCount.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_those_who_try_at_the_same_instant_are_counted_together():
    gate, outcomes = threading.Barrier(8), []

    def run():
        try:
            gate.wait(timeout=10)
            outcomes.extend(tried(limit=10) for _ in range(3))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert len(outcomes) == 24
    assert outcomes.count(True) == 10
    assert AttemptCount.objects.get().count == 10
