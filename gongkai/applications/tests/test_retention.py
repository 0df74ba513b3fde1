"""Personal data goes when its term has run; the figures of the report stay (个人信息保护法第十九条)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.applications import acts
from gongkai.applications.models import (
    Application,
    CaseFile,
    CaseRules,
    FileKind,
    LetterVersion,
    Rectification,
    Wording,
)
from gongkai.applications.retention import erase_what_is_due
from gongkai.applications.tests import cases
from gongkai.office.sealed_files import SealedFileMissing, open_sealed

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 identity of Zhang San"


@pytest.fixture
def archived(town) -> Application:
    street = cases.open_office(town)
    upload = SimpleUploadedFile("张三身份证.pdf", PDF)
    application = cases.received(street, date(2026, 3, 2), files=[(FileKind.IDENTITY, upload)])
    application = cases.replied(street, application, "GRANTED", on=date(2026, 3, 20))
    proof = cases.proof(application, by=street.zhaomin)
    delivery = application.deliveries.get()
    acts.record_service(
        delivery, on=date(2026, 3, 24), proof=proof, by=street.zhaomin, at=cases.noon(date(2026, 3, 24))
    )
    acts.close(application, by=street.zhaomin, at=cases.noon(date(2026, 3, 25)))
    acts.archive(application, by=street.zhaomin, at=cases.noon(date(2026, 3, 26)))
    return cases.fresh(application)


def test_identity_papers_go_first(archived):
    paper = archived.files.get(kind=FileKind.IDENTITY)
    assert paper.data() == PDF
    sealed = paper.sealed

    erase_what_is_due(cases.noon(date(2027, 3, 24)))
    assert archived.files.get(kind=FileKind.IDENTITY).erased_at is None

    erase_what_is_due(cases.noon(date(2027, 3, 26)))
    assert archived.files.get(kind=FileKind.IDENTITY).erased_at is not None
    with pytest.raises(SealedFileMissing):
        open_sealed(sealed, purpose="applications.file")
    assert cases.fresh(archived).applicant.name == "张三"


def test_after_the_whole_term_nothing_identifies_anybody(archived):
    CaseRules.objects.filter(office=archived.office).update(personal_retention_years=3)

    erase_what_is_due(cases.noon(date(2029, 3, 27)))

    application = cases.fresh(archived)
    rows = [application, application.applicant, *Wording.objects.all(), *LetterVersion.objects.all()]
    told = "".join(str(vars(row)) for row in rows)
    assert not any(word in told for word in ("张三", cases.ID_NUMBER, "13800001234", "征收补偿"))
    assert not CaseFile.objects.filter(application=application, erased_at__isnull=True).exists()
    assert (application.outcome, application.ended_on) == ("GRANTED", date(2026, 3, 20))
    assert application.applicant.kind == "NATURAL_PERSON"
    assert application.applicant.masked_name == "（已清除）"


def test_nothing_goes_before_its_term(archived):
    assert erase_what_is_due(cases.noon(date(2026, 12, 31))) == 0


def test_a_second_run_finds_nothing(archived):
    CaseRules.objects.filter(office=archived.office).update(personal_retention_years=1)
    assert erase_what_is_due(cases.noon(date(2030, 1, 1))) == 2

    assert erase_what_is_due(cases.noon(date(2030, 1, 2))) == 0


@pytest.fixture
def rectified(town) -> Rectification:
    """A request for correction with an identity paper, answered on 20 March 2026."""
    street, day = cases.open_office(town), date(2026, 3, 2)
    row = acts.take_rectification(
        cases.applicant(),
        office=street.chaotianmen,
        subject="张三的家庭人口记为3人，应为4人。",
        evidence="张三的户口簿。",
        received_on=day,
        files=[SimpleUploadedFile("户口簿.pdf", PDF)],
        identity=SimpleUploadedFile("张三身份证.pdf", PDF),
        department=street.safety,
        handler=street.liwen,
        by=street.zhaomin,
        at=cases.noon(day),
    )
    letter = acts.draft_rectification_reply(
        row, result="CORRECTED", finding="张三户为4人。", other_agency="", by=street.liwen, at=cases.noon(day)
    )
    answered = date(2026, 3, 20)
    signed = cases.signed(street, letter, answered)
    return acts.answer_rectification(signed, on=answered, by=street.zhaomin, at=cases.noon(answered))


def test_identity_papers_of_a_request_for_correction_go_first(rectified):
    assert erase_what_is_due(cases.noon(date(2027, 3, 20))) == 0

    assert erase_what_is_due(cases.noon(date(2027, 3, 21))) == 1
    erased = rectified.files.filter(erased_at__isnull=False)
    assert [each.kind for each in erased] == [FileKind.IDENTITY]


def test_an_answered_request_for_correction_goes_as_a_case_does(rectified):
    CaseRules.objects.filter(office=rectified.office).update(personal_retention_years=3)

    erase_what_is_due(cases.noon(date(2029, 3, 21)))

    row = Rectification.objects.get(pk=rectified.pk)
    told = "".join(str(vars(each)) for each in (row, row.applicant, *LetterVersion.objects.all()))
    assert not any(word in told for word in ("张三", cases.ID_NUMBER, "13800001234", "户口簿", "4人"))
    assert not row.files.filter(erased_at__isnull=True).exists()
    assert (row.result, row.told_on, row.applicant.masked_name) == ("CORRECTED", date(2026, 3, 20), "（已清除）")
    assert erase_what_is_due(cases.noon(date(2029, 3, 22))) == 0


def test_a_request_for_correction_that_nobody_answered_stays(rectified):
    Rectification.objects.filter(pk=rectified.pk).update(told_on=None, result="")

    assert erase_what_is_due(cases.noon(date(2050, 1, 1))) == 0
