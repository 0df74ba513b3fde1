"""Repeated and frequent applications: the same person by identity number, similar words, the count of a month (第三十五条、第四十二条)."""

from datetime import date

import pytest

from gongkai.applications import repeats
from gongkai.applications.tests import cases

pytestmark = pytest.mark.django_db

OTHER_NUMBER = "500103198505050023"


def test_the_same_request_of_the_same_person_is_found(street):
    earlier = cases.received(street, date(2026, 3, 2))

    later = cases.received(street, date(2026, 4, 2), title="某某路房屋征收的补偿协议")

    assert [each.application for each in repeats.similar_of_same_applicant(later)] == [earlier]


def test_another_request_of_the_same_person_is_not_a_repetition(street):
    cases.received(street, date(2026, 3, 2))
    later = cases.submitted(street, date(2026, 4, 2), title="本街道2025年度财政预算")
    later.wordings.update(description="")

    assert repeats.similar_of_same_applicant(later) == []


def test_a_namesake_is_somebody_else(street):
    cases.received(street, date(2026, 3, 2))

    later = cases.received(street, date(2026, 4, 2), who=cases.applicant(number=OTHER_NUMBER))

    assert repeats.similar_of_same_applicant(later) == []
    assert len(repeats.asked_by_others(later)) == 1


def test_the_eleventh_of_a_month_gives_the_hint(street):
    rows = [cases.submitted(street, date(2026, 3, 2 + n)) for n in range(11)]

    assert [repeats.count_in_month(row) for row in rows] == list(range(1, 12))
    assert repeats.fee_hint(rows[9]) == ""
    assert "第11件" in repeats.fee_hint(rows[10])


def test_the_count_begins_anew_with_the_month(street):
    cases.submitted(street, date(2026, 3, 31))

    assert repeats.count_in_month(cases.submitted(street, date(2026, 4, 1))) == 1


def test_without_an_identity_number_nobody_is_the_same(street):
    cases.submitted(street, date(2026, 3, 2), who=cases.applicant(number=""))

    later = cases.submitted(street, date(2026, 3, 3), who=cases.applicant(number=""))

    assert (repeats.count_in_month(later), repeats.similar_of_same_applicant(later)) == (1, [])
