"""The letter on the desk: read on record, edited, enclosed, sent to review, given up, sent out; as PDF and DOCX."""

import pytest

from gongkai.applications import acts
from gongkai.applications.models import Letter, LetterState
from gongkai.applications.states import State
from gongkai.applications.tests import cases, screens
from gongkai.applications.tests.screens import go, page
from gongkai.law.letters import LetterKind
from gongkai.office.models import AccessLog
from gongkai.papers.redaction.tests import documents
from gongkai.papers.tests.fonts import needs_fonts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tenth_of_march"), needs_fonts]
TERMS = {"what": "请写明年份。", "until": "2026-03-31"}
DOCX = b"PK\x03\x04"


@pytest.fixture
def notice(street) -> Letter:
    return acts.draft(screens.received(street), LetterKind.CORRECTION_NOTICE, by=street.liwen, terms=TERMS)


@pytest.fixture
def reply(street) -> Letter:
    return acts.draft(screens.decided(street), LetterKind.REPLY, by=street.liwen)


def test_reading_a_letter_is_on_record(street, client, notice):
    text = page(go(client, street, "lvying", notice.desk_address()))

    assert "张三" in text
    log = AccessLog.objects.get()
    assert (log.person, log.what) == (street.lvying, "查看文书")


def test_a_draft_is_edited(street, client, notice):
    address = f"{notice.desk_address()}edit/"
    content = notice.version().content
    given = {name: content[name] for name in ("title", "addressee", "note")}

    answer = go(client, street, "liwen", address, body="请于期限内写明签约年份。", **given)

    assert answer["Location"] == notice.desk_address()
    assert notice.versions.count() == 2
    assert "写明签约年份" in page(client.get(notice.desk_address()))


def test_an_empty_body_is_refused_and_the_rest_kept(street, client, notice):
    answer = go(client, street, "liwen", f"{notice.desk_address()}edit/", title="补正告知书（二稿）", addressee="张三")

    assert answer.status_code == 422
    assert "补正告知书（二稿）" in page(answer)
    assert notice.versions.count() == 1


def test_a_letter_under_review_is_not_edited(street, client, notice):
    acts.release_to_review(notice, by=street.liwen)

    answer = go(client, street, "liwen", f"{notice.desk_address()}edit/")

    assert answer["Location"] == notice.desk_address()
    assert "不能修改" in page(client.get(notice.desk_address()))


def test_a_draft_goes_to_review(street, client, notice):
    go(client, street, "liwen", f"{notice.desk_address()}submit/", sent="1")

    notice.refresh_from_db()
    assert notice.state == LetterState.IN_REVIEW
    assert "审签进行中（第1轮）" in page(client.get(notice.desk_address()))


def test_a_reply_that_lacks_its_evidence_is_not_submitted_and_says_why(street, client):
    application = screens.received(street)
    facts = {"outcome": "PARTIAL", "reasons": "涉及隐私。", "refused_under": ["REFUSED_STATE_SECRET"]}
    acts.decide(application, by=street.liwen, how_to_obtain="随附。", **facts)
    reply = acts.draft(application, LetterKind.REPLY, by=street.liwen)

    go(client, street, "liwen", f"{reply.desk_address()}submit/", sent="1")

    assert "区分处理" in page(client.get(reply.desk_address()))
    assert Letter.objects.get(pk=reply.pk).state == LetterState.DRAFT


def test_a_letter_is_given_up_with_a_reason_only(street, client, notice):
    address = f"{notice.desk_address()}void/"
    go(client, street, "liwen", address, reason="")
    assert Letter.objects.get(pk=notice.pk).state == LetterState.DRAFT

    go(client, street, "liwen", address, reason="申请人已自行说明")

    assert Letter.objects.get(pk=notice.pk).state == LetterState.VOIDED


def test_only_released_files_of_the_case_are_enclosed(street, client, reply):
    source = screens.source(street, reply.application, documents.reply())
    release = acts.release_whole(source, title="补偿协议", by=street.liwen)
    address = f"{reply.desk_address()}enclose/"

    go(client, street, "liwen", address, files=[source.pk])
    assert not reply.enclosures.exists()
    go(client, street, "liwen", address, files=[release.pk])

    assert list(reply.enclosures.all()) == [release]
    assert "补偿协议" in reply.version().content["enclosures"]


def test_a_signed_letter_goes_out_and_does_its_act(street, client, notice):
    cases.signed(street, notice, screens.TODAY)
    address = f"{notice.desk_address()}send/"
    given = {"way": "POST", "on": "2026-03-10", "recipient": "张三"}

    refused = go(client, street, "liwen", address, tracking_number="", **given)
    answer = go(client, street, "liwen", address, tracking_number="EMS0001", **given)

    assert refused.status_code == 422
    assert "请填写邮件号" in page(refused)
    assert answer["Location"] == notice.application.desk_address()
    assert cases.fresh(notice.application).state == State.CORRECTION_PENDING


def test_an_electronic_way_without_consent_is_refused(street, client, notice):
    cases.signed(street, notice, screens.TODAY)

    answer = go(client, street, "liwen", f"{notice.desk_address()}send/", way="EMAIL", on="2026-03-10")

    assert "申请人没有同意电子送达" in page(answer)
    assert Letter.objects.get(pk=notice.pk).state == LetterState.SIGNED


def test_the_usual_way_is_the_one_the_applicant_chose(street, client, notice):
    cases.signed(street, notice, screens.TODAY)

    text = page(go(client, street, "liwen", f"{notice.desk_address()}send/"))

    assert '<option value="POST" selected>' in text


def test_a_draft_is_not_sent(street, client, notice):
    answer = go(client, street, "liwen", f"{notice.desk_address()}send/")

    assert answer["Location"] == notice.desk_address()


@pytest.mark.parametrize(("suffix", "begins"), [("pdf", b"%PDF-"), ("docx", DOCX)])
def test_a_letter_is_taken_as_paper_on_record(street, client, notice, suffix, begins):
    answer = go(client, street, "liwen", f"{notice.desk_address()}paper.{suffix}")

    assert answer.content.startswith(begins)
    assert "no-store" in answer["Cache-Control"]
    assert AccessLog.objects.filter(what=f"取用文书（{suffix.upper()}）").exists()


def test_a_letter_that_went_out_is_the_paper_that_was_kept(street, client):
    application = screens.served(street)
    letter = application.letters.get()

    answer = go(client, street, "liwen", f"{letter.desk_address()}paper.pdf")

    assert answer.content == letter.paper.data()


@pytest.mark.parametrize("slug", ["registration", "registration-receipt", "file-list", "submission-receipt"])
def test_the_forms_of_a_case_are_printed_on_record(street, client, slug):
    application = screens.received(street)

    answer = go(client, street, "liwen", f"/desk/applications/{application.pk}/forms/{slug}.pdf")

    assert answer.content.startswith(b"%PDF-")
    assert AccessLog.objects.filter(person=street.liwen, what__startswith="印制").exists()
