"""A date of a case that moves to another year names the report that counted it (《条例》第五十条)."""

from datetime import date

import pytest

from gongkai.applications.settled import settled_year, unsettled
from gongkai.applications.tests import cases
from gongkai.law.clock import ClockEventKind
from gongkai.report.freezing import freeze_once

pytestmark = pytest.mark.django_db
FROZEN = ["朝天门街道2025年的年报数据已于2026年1月6日冻结"]


@pytest.fixture
def received(town):
    return cases.received(cases.open_office(town), date(2025, 12, 30)).clock_entries.get(kind=ClockEventKind.RECEIVED)


def test_nothing_is_said_before_the_year_is_settled(received):
    assert unsettled(received, on=date(2026, 1, 4)) == settled_year(received) == []


@pytest.mark.parametrize(
    ("on", "said"),
    [
        pytest.param(date(2026, 1, 4), FROZEN, id="移到下一年"),
        pytest.param(date(2025, 12, 29), [], id="仍在本年"),
    ],
)
def test_a_move_out_of_a_frozen_year_names_it(received, on, said):
    freeze_once(received.application.office, 2025, at=cases.noon(date(2026, 1, 6)))

    assert unsettled(received, on=on) == said
    assert settled_year(received) == FROZEN


def test_what_no_table_counts_by_year_moves_without_a_word(received):
    freeze_once(received.application.office, 2025, at=cases.noon(date(2026, 1, 6)))
    received.kind = ClockEventKind.CONSULTED

    assert unsettled(received, on=date(2026, 1, 4)) == []
