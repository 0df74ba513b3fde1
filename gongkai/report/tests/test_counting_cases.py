"""表三、表四的归集: receipt decides the year of an application, its first reply that of its result; the sums hold on every day."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.applications.models import ApplicantKind, Application, RemedyKind, RemedyResult
from gongkai.applications.tests import cases
from gongkai.law.outcomes import OUTCOMES
from gongkai.law.report_form import Cell, ReportTables, crossfoot, zero_tables
from gongkai.report.collect import collect
from gongkai.report.collecting.applications import CountedApplication, applications_by_cell
from gongkai.report.collecting.remedies import CountedRemedy, remedies_by_cell
from gongkai.report.evidence import Evidence, figures, parts, rows_behind
from gongkai.report.tests.casebook import Row, dispute, enter, one

CODES = [each.code for each in OUTCOMES]
DAYS = st.dates(date(2023, 6, 1), date(2026, 8, 31))


@st.composite
def counted(draw: st.DrawFn) -> list[CountedApplication]:
    """Yield applications received and ended on any days, in any order; one may have a day of end without an outcome."""
    found = []
    for pk in range(1, draw(st.integers(0, 25)) + 1):
        received_on = draw(DAYS)
        ended_on = draw(st.none() | st.integers(0, 500).map(lambda n, first=received_on: first + timedelta(days=n)))
        outcome = draw(st.sampled_from([*CODES, ""])) if ended_on else ""
        found.append(
            CountedApplication(pk, draw(st.sampled_from(ApplicantKind.values)), received_on, ended_on, outcome)
        )
    return found


@st.composite
def disputes(draw: st.DrawFn) -> list[CountedRemedy]:
    found = []
    for pk in range(1, draw(st.integers(0, 25)) + 1):
        received_on = draw(DAYS)
        ended_on = draw(st.none() | st.integers(0, 900).map(lambda n, first=received_on: first + timedelta(days=n)))
        result = draw(st.sampled_from(RemedyResult.values)) if ended_on else ""
        found.append(CountedRemedy(pk, draw(st.sampled_from(RemedyKind.values)), received_on, ended_on, result))
    return found


def drawn(evidence: Evidence) -> ReportTables:
    return zero_tables().replace(figures(evidence))


def row(tables: ReportTables, key: str) -> tuple:
    return tables.row("table3", key)


@settings(max_examples=300, deadline=None)
@given(found=counted(), suits=disputes(), year=st.integers(2023, 2026), on=DAYS)
def test_the_sums_hold_on_every_day(found, suits, year: int, on: date) -> None:
    day = min(on, date(year, 12, 31))

    tables = drawn({**applications_by_cell(found, year, day=day), **remedies_by_cell(suits, year, day=day)})

    assert crossfoot(tables) == []


@settings(max_examples=200, deadline=None)
@given(found=counted(), year=st.integers(2023, 2025), later=st.dates(date(2026, 1, 1), date(2026, 8, 31)))
def test_what_one_year_carries_over_the_next_carries_in(found, year: int, later: date) -> None:
    this = applications_by_cell(found, year, day=date(year, 12, 31))
    following = applications_by_cell(found, year + 1, day=min(later, date(year + 1, 12, 31)))

    assert row(drawn(following), "carried_in") == row(drawn(this), "carried_over")
    for column in ("natural_person", "total"):
        carried = rows_behind(this, Cell("table3", "carried_over", column))
        assert set(rows_behind(following, Cell("table3", "carried_in", column))) == set(carried)


@settings(max_examples=200, deadline=None)
@given(found=counted(), year=st.integers(2023, 2026), on=DAYS)
def test_every_application_received_by_then_is_new_exactly_once(found, year: int, on: date) -> None:
    evidence = applications_by_cell(found, year, day=on)

    new = [pk for cell, ids in evidence.items() if cell.row == "new" for pk in ids]
    assert sorted(new) == [each.pk for each in found if date(year, 1, 1) <= each.received_on <= on]


@settings(max_examples=200, deadline=None)
@given(suits=disputes(), year=st.integers(2023, 2025))
def test_a_dispute_is_concluded_in_one_year_and_pending_in_those_before(suits, year: int) -> None:
    for each in suits:
        found = remedies_by_cell([each], year, day=date(year, 12, 31))
        columns = [cell.column for cell in found]

        if each.received_on.year > year or (each.ended_on and each.ended_on.year < year):
            assert columns == []
        elif each.ended_on and each.ended_on.year == year:
            assert columns == [each.result.lower()]
        else:
            assert columns == ["pending"]


@pytest.mark.parametrize("code", CODES)
def test_each_outcome_has_its_row(code: str) -> None:
    found = [CountedApplication(1, "COMPANY", date(2025, 3, 3), date(2025, 4, 1), code)]

    evidence = applications_by_cell(found, 2025, day=date(2025, 12, 31))

    (result,) = [cell for cell in evidence if cell.row != "new"]
    expected = {"GRANTED_PUBLISHED": "granted", "UNAVAILABLE_OTHER_AGENCY": "unavailable_not_held"}
    assert result == Cell("table3", expected.get(code, code.lower()), "company")


@pytest.mark.parametrize(
    ("received_on", "ended_on", "rows_2025", "rows_2026"),
    [
        (date(2025, 12, 31), date(2026, 1, 1), {"new", "carried_over"}, {"carried_in", "granted"}),
        (date(2025, 12, 31), date(2025, 12, 31), {"new", "granted"}, set()),
        (date(2025, 1, 1), None, {"new", "carried_over"}, {"carried_in", "carried_over"}),
        (date(2024, 12, 31), date(2025, 1, 1), {"carried_in", "granted"}, set()),
        (date(2026, 1, 1), date(2026, 1, 1), set(), {"new", "granted"}),
    ],
    ids=["年末收到年初办结", "年末当日办结", "两年未结", "上年收到年初办结", "元旦收到当日办结"],
)
def test_the_turn_of_the_year(received_on, ended_on, rows_2025, rows_2026) -> None:
    found = [CountedApplication(1, "OTHER", received_on, ended_on, "GRANTED" if ended_on else "")]

    for year, expected in ((2025, rows_2025), (2026, rows_2026)):
        assert {cell.row for cell in applications_by_cell(found, year, day=date(year, 12, 31))} == expected


def test_a_day_of_end_without_an_outcome_ends_nothing() -> None:
    found = [CountedApplication(1, "OTHER", date(2025, 3, 3), date(2025, 4, 1), "")]

    assert {cell.row for cell in applications_by_cell(found, 2025, day=date(2025, 12, 31))} == {"new", "carried_over"}


def test_a_total_is_counted_from_its_parts() -> None:
    assert len(parts(Cell("table3", "handled_total", "total"))) == 21 * 6
    assert parts(Cell("table3", "new", "company")) == [Cell("table3", "new", "company")]
    assert [cell.column for cell in parts(Cell("table4", "reconsideration", "total"))] == [
        "upheld",
        "corrected",
        "other",
        "pending",
    ]


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=counted(), year=st.integers(2023, 2026), on=DAYS)
def test_the_sums_hold_for_what_stands_in_the_register(street, found, year: int, on: date) -> None:
    with transaction.atomic():
        rows = [
            Row(each.kind, each.received_on, each.ended_on if each.outcome else None, each.outcome) for each in found
        ]
        enter(street.chaotianmen, rows)

        tables = collect(street.chaotianmen, year, as_of=cases.noon(on)).tables
        following = collect(street.chaotianmen, year + 1, as_of=cases.noon(date(2027, 12, 31))).tables
        whole = collect(street.chaotianmen, year, as_of=cases.noon(date(2027, 12, 31))).tables
        transaction.set_rollback(True)

    assert crossfoot(tables) == []
    assert crossfoot(following, whole) == []


@pytest.mark.django_db
def test_another_offices_cases_and_unconfirmed_ones_are_not_counted(street) -> None:
    one(street.jiefangbei, date(2026, 3, 2))
    mine = one(street.chaotianmen, date(2026, 3, 2))
    waiting = one(street.chaotianmen, date(2026, 3, 3))
    Application.objects.filter(pk=waiting.pk).update(
        received_on=None, state="SUBMITTED", submitted_at=cases.noon(date(2026, 3, 3))
    )

    collected = collect(street.chaotianmen, 2026, as_of=cases.noon(date(2026, 6, 30)))

    assert rows_behind(collected.evidence, Cell("table3", "new", "total")) == (mine.pk,)
    assert any("另有1件申请尚未确定收到日期" in note for note in collected.notes)


@pytest.mark.django_db
def test_disputes_come_into_table_four(street) -> None:
    application = one(street.chaotianmen, date(2025, 3, 3), date(2025, 4, 1), "REFUSED_INTERNAL_AFFAIRS")
    before = dispute(application, RemedyKind.RECONSIDERATION, date(2025, 5, 6), date(2025, 7, 1), result="CORRECTED")
    suit = dispute(
        application, RemedyKind.LITIGATION_AFTER_RECONSIDERATION, date(2025, 8, 1), date(2026, 2, 3), follows=before
    )

    first = collect(street.chaotianmen, 2025, as_of=cases.noon(date(2026, 3, 1)))
    second = collect(street.chaotianmen, 2026, as_of=cases.noon(date(2026, 3, 1)))

    assert first.tables.row("table4", "reconsideration") == (0, 1, 0, 0, 1)
    assert first.tables.row("table4", "litigation_after_reconsideration") == (0, 0, 0, 1, 1)
    assert second.tables.row("table4", "litigation_after_reconsideration") == (1, 0, 0, 0, 1)
    assert second.evidence[Cell("table4", "litigation_after_reconsideration", "upheld")] == (suit.pk,)


@pytest.mark.django_db
def test_ten_thousand_rows_take_as_many_queries_as_one(street, django_assert_max_num_queries) -> None:
    enter(street.chaotianmen, [Row("COMPANY", date(2026, 3, 2), date(2026, 3, 20), "GRANTED")] * 300)

    with django_assert_max_num_queries(17):
        collected = collect(street.chaotianmen, 2026, as_of=cases.noon(date(2026, 6, 30)))

    assert collected.tables.value("table3", "granted", "total") == 300
