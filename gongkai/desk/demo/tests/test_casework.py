"""The demonstration's casework: every way in, every kind of applicant and ending, and open cases in every queue."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.applications.acts.redacting import masks_of
from gongkai.applications.case import Case
from gongkai.applications.models import (
    Applicant,
    ApplicantKind,
    Application,
    CaseFile,
    CaseRules,
    Consultation,
    ContactNote,
    DeliveryWay,
    Fee,
    FileKind,
    Letter,
    LetterState,
    LetterVersion,
    Opinion,
    Redaction,
    Remedy,
    RemedyKind,
    RemedyResult,
)
from gongkai.applications.reckoning import standing_entries
from gongkai.applications.states import State
from gongkai.desk.demo.town import told
from gongkai.law.clock import ClockEventKind, Consulted
from gongkai.law.identity_numbers import objection_to_citizen_number, objection_to_credit_code
from gongkai.law.letters import LetterKind
from gongkai.law.outcomes import Group, outcome
from gongkai.law.receipt import Channel
from gongkai.law.report_form import Cell
from gongkai.office.models import Office
from gongkai.papers.redaction import prove
from gongkai.report.acts import drafted, findings_of_drawn
from gongkai.report.models import AnnualReport

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.usefixtures("demonstration"),
]
REFUSALS = {
    "REFUSED_LAW_FORBIDS",
    "REFUSED_SECURITY_STABILITY",
    "REFUSED_THIRD_PARTY",
    "REFUSED_INTERNAL_AFFAIRS",
    "REFUSED_DELIBERATIVE",
    "REFUSED_ENFORCEMENT_FILE",
    "REFUSED_SPECIAL_ACCESS",
}
ENDINGS = {
    "GRANTED",
    "GRANTED_PUBLISHED",
    "PARTIAL",
    "UNAVAILABLE_NOT_HELD",
    "UNAVAILABLE_OTHER_AGENCY",
    "UNAVAILABLE_NEEDS_CREATING",
    "REJECTED_PETITION",
    "REJECTED_REPEAT",
    "REJECTED_PUBLICATION",
    "REJECTED_EXCESSIVE",
    "OTHER_NOT_CORRECTED",
    "OTHER_FEE_UNPAID",
    "OTHER",
}
NEAR_DAYS = 3


def of_the_first_office(**facts):
    return Application.objects.filter(office__slug="chaotianmen", **facts)


def with_entry(kind):
    return [each for each in Application.objects.all() if standing_entries(each).filter(kind=kind.value).exists()]


def test_every_application_of_the_data_was_told():
    assert Application.objects.count() == len(told("cases")["case"])


def test_applications_came_by_every_channel():
    assert set(Application.objects.values_list("channel", flat=True)) == {each.value for each in Channel}


def test_every_kind_of_applicant_asked():
    assert set(Applicant.objects.values_list("kind", flat=True)) == set(ApplicantKind.values)


def test_applications_ended_in_every_group():
    codes = set(Application.objects.exclude(outcome="").values_list("outcome", flat=True))
    drafted_codes = {each.decisions.get().outcome for each in Application.objects.filter(state=State.APPROVING)}

    assert codes >= ENDINGS
    assert codes | drafted_codes >= REFUSALS
    assert {outcome(code).group for code in codes} == set(Group)


def test_open_cases_stand_in_different_queues():
    states = set(of_the_first_office().open().values_list("state", flat=True))

    assert states == {
        State.SUBMITTED,
        State.REGISTERED,
        State.CORRECTION_PENDING,
        State.CONSULTING_THIRD_PARTY,
        State.APPROVING,
    }


def test_one_case_runs_near_its_limit(demonstration):
    today = timezone.localdate(demonstration)
    running = [Case(each, today).reckoning.due for each in of_the_first_office().open()]

    assert any(due and timedelta() <= due - today <= timedelta(days=2 * NEAR_DAYS) for due in running)


def test_a_deadline_beyond_the_last_notice_is_provisional(demonstration):
    extended = [each for each in with_entry(ClockEventKind.EXTENDED) if each.is_open]

    for each in extended:
        reckoning = Case(each, timezone.localdate(demonstration)).reckoning
        assert reckoning.provisional == (not Case(each, reckoning.due).calendar.is_known(reckoning.due))
    assert extended


@pytest.mark.parametrize(
    "kind",
    [
        ClockEventKind.CORRECTED,
        ClockEventKind.EXTENDED,
        ClockEventKind.REASONS_GIVEN,
        ClockEventKind.UNREACHABLE,
        ClockEventKind.WITHDRAWN,
        ClockEventKind.FEE_PAID,
        ClockEventKind.ORDERED,
    ],
    ids=lambda kind: kind.label,
)
def test_the_clock_was_moved_by(kind):
    assert with_entry(kind)


def test_third_parties_and_co_makers_answered_or_kept_silent():
    heard = set(Consultation.objects.values_list("kind", "opinion"))

    assert heard >= {
        (Consulted.THIRD_PARTY, Opinion.AGREES_IN_PART),
        (Consulted.THIRD_PARTY, Opinion.REFUSES),
        (Consulted.THIRD_PARTY, Opinion.SILENT),
        (Consulted.CO_MAKER, Opinion.AGREES),
    }
    assert Consultation.objects.get(opinion=Opinion.REFUSES).told_on


def test_what_is_not_held_was_searched_for():
    for each in Application.objects.filter(outcome__in=["UNAVAILABLE_NOT_HELD", "UNAVAILABLE_NEEDS_CREATING"]):
        assert each.searches.exists()


def test_masked_files_hide_what_they_hide():
    masked = [each for each in Redaction.objects.all() if each.masks]

    assert len(masked) == 2
    for each in masked:
        assert each.proven_at
        assert prove(each.release.data(), masks=masks_of(each), source=each.source.data()) == []
        assert each.release.enclosed_in.get().state == LetterState.SENT


def test_fees_are_asked_for_only_where_the_office_charges():
    charging = set(CaseRules.objects.filter(charges_fees=True).values_list("office__slug", flat=True))

    assert charging == {"jiefangbei"}
    assert set(Fee.objects.values_list("application__office__slug", flat=True)) == charging
    assert Fee.objects.filter(paid_on=None).exists()
    assert Fee.objects.exclude(paid_on=None).get().amount == 120


def test_disputes_were_upheld_corrected_and_are_open():
    found = set(Remedy.objects.values_list("kind", "result"))

    assert found == {
        (RemedyKind.RECONSIDERATION, RemedyResult.UPHELD),
        (RemedyKind.RECONSIDERATION, RemedyResult.CORRECTED),
        (RemedyKind.LITIGATION_DIRECT, ""),
    }


def test_a_case_was_taken_up_again_and_answered_as_ordered():
    case = Remedy.objects.get(orders_new_reply=True).application

    assert list(case.decisions.values_list("outcome", flat=True)) == ["REFUSED_THIRD_PARTY", "PARTIAL"]
    assert case.outcome == "REFUSED_THIRD_PARTY"
    assert Remedy.objects.get(orders_new_reply=True).fulfilled_on


def test_letters_were_signed_by_three_and_numbered():
    letters = Letter.objects.filter(state=LetterState.SENT)

    assert set(letters.values_list("kind", flat=True)) == {
        LetterKind.CORRECTION_NOTICE,
        LetterKind.REASONS_NOTICE,
        LetterKind.EXTENSION_NOTICE,
        LetterKind.THIRD_PARTY_CONSULTATION,
        LetterKind.CO_MAKER_CONSULTATION,
        LetterKind.FEE_NOTICE,
        LetterKind.DISCLOSURE_NOTICE,
        LetterKind.REPLY,
        LetterKind.NO_FURTHER_PROCESSING,
        LetterKind.WITHDRAWAL_CONFIRMATION,
    }
    assert all(each.number.startswith("渝中") and each.rounds.get().opinions.count() == 3 for each in letters)


def test_texts_and_notes_are_of_their_day(demonstration):
    for each in LetterVersion.objects.select_related("letter"):
        assert each.at <= demonstration
        assert each.letter.made_at <= each.at
    assert not ContactNote.objects.filter(at__gt=demonstration).exists()


def test_closed_cases_have_their_replies_proven():
    for each in Application.objects.filter(state=State.ARCHIVED):
        arrived = each.deliveries.exclude(delivered_on=None)
        assert arrived.exists()
        free = {DeliveryWay.DOWNLOAD, DeliveryWay.ON_SITE}
        assert all(row.proof or row.way in free for row in arrived)


def test_applicants_are_clearly_invented():
    for each in Applicant.objects.all():
        objection = objection_to_credit_code if each.is_organisation else objection_to_citizen_number
        assert "示例" in each.name
        assert each.address.startswith("演示地址")
        assert each.phone.startswith("023-0000")
        assert "990000" in each.identity_number
        assert objection(each.identity_number) == ""


def test_papers_say_that_they_are_invented():
    sources = CaseFile.objects.filter(kind__in=[FileKind.SOURCE, FileKind.RELEASE, FileKind.ORIGINAL])

    assert all("示例" in each.title or each.kind == FileKind.ORIGINAL for each in sources)


def test_nothing_is_carried_in_that_last_year_s_report_did_not_carry_over(demonstration):
    office, year = Office.objects.get(slug="chaotianmen"), timezone.localdate(demonstration).year
    content = drafted(year, office=office, at=demonstration)
    findings = findings_of_drawn(
        content.reading(office=office.name, year=year), content.evidence, office=office, year=year, at=demonstration
    )

    assert AnnualReport.objects.get(office=office).given_tables.cells[Cell("table3", "carried_over", "total")] == 0
    assert [each for each in findings if each.rule in {"E1", "E4", "E9"}] == []
    assert content.tables.cells[Cell("table3", "new", "total")] > 0
