"""The boxed forms of a case: registration, receipts, approval slip, proof of service, list of the file (《条例》第四十五条)."""

import hashlib
from datetime import date

import pytest

from gongkai.applications import acts
from gongkai.applications.composing import (
    approval_slip,
    file_list,
    registration_form,
    registration_receipt,
    service_record,
    submission_receipt,
)
from gongkai.applications.composing.file_list import MadePaper
from gongkai.applications.filing import keep_bytes
from gongkai.applications.models import Delivery, FileKind, Letter
from gongkai.applications.tests import cases
from gongkai.applications.tests.letters import GIVEN, RECEIVED, pages
from gongkai.law.letters import LetterKind
from gongkai.law.receipt import Channel
from gongkai.papers.form import form_docx, form_pdf
from gongkai.review import actions as review
from gongkai.review.answers import Answers
from gongkai.review.models import Round

pytestmark = pytest.mark.django_db


def boxes(form) -> dict[str, str]:
    """Return what stands in the boxes; of possibilities, the one that is ticked."""
    cells = [cell for row in form.rows for cell in row.cells]
    return {cell.label: cell.value or "、".join(name for name, is_ticked in cell.ticks if is_ticked) for cell in cells}


def in_lines(digest: str) -> str:
    return "\n".join((digest[:13], digest[13:26], digest[26:39], digest[39:52], digest[52:]))


def test_the_registration_form_holds_what_was_given(application):
    said = boxes(registration_form(application))

    assert said["姓名"] == "张三"
    assert said["证件号码"] == cases.ID_NUMBER
    assert said["联系电话"] == "13800001234"
    assert (said["所需信息名称"], said["提供方式"], said["获取途径"]) == ("某某路房屋征收补偿协议", "纸质", "邮寄")
    assert said["收到日期"] == "2026年3月2日"
    assert said["收到日期的确定"] == (
        "互联网，2026年3月2日与申请人确认，确认之日为收到之日（《条例》第三十一条第（三）项）。"
    )


def test_an_organisation_is_registered_by_its_code_and_person_to_ask(street):
    who = cases.applicant(
        "重庆示例商贸有限公司",
        "91500103MA5U000007",
        "COMPANY",
        legal_representative="周五",
        contact_name="吴六",
        agent_name="郑七",
        agent_identity_number="500103198001010011",
    )

    said = boxes(registration_form(cases.received(street, RECEIVED, who=who)))

    assert (said["名称"], said["类型"]) == ("重庆示例商贸有限公司", "商业企业")
    assert (said["统一社会信用代码"], said["法定代表人"], said["联系人"]) == ("91500103MA5U000007", "周五", "吴六")
    assert (said["代理人"], said["代理人证件号码"]) == ("郑七", "500103198001010011")


def test_a_form_taken_in_by_the_office_names_who_registered_it(street):
    application = cases.taken_in(street, Channel.ORAL, RECEIVED, came_on=RECEIVED)

    form = registration_form(application)

    assert boxes(form)["提交途径"] == "口头提出"
    assert form.signatures[0].name == "赵敏"


def test_the_submission_receipt_says_that_receipt_is_not_established(street):
    application = cases.submitted(street, RECEIVED)

    form = submission_receipt(application)

    said = boxes(form)
    assert (said["编号"], said["查询码"], said["提交时间"]) == (
        "2026-0001",
        application.query_code,
        "2026年3月2日 12:00",
    )
    assert "以双方确认之日为收到申请之日" in form.note
    assert "答复期限" not in said


def test_the_registration_receipt_says_when_and_how_it_was_received_and_the_deadline(application):
    form = registration_receipt(application)

    said = boxes(form)
    assert (said["编号"], said["查询码"], said["收到日期"]) == ("2026-0001", application.query_code, "2026年3月2日")
    assert "第三十一条第（三）项" in said["收到日期的确定"]
    assert said["答复期限"] == "2026年3月30日"
    assert "023-00000001" in said["联系方式"]


def test_the_receipt_printed_later_tells_the_same_deadline(street, application):
    application = cases.replied(street, application, "GRANTED", on=date(2026, 3, 10))

    assert boxes(registration_receipt(application))["答复期限"] == "2026年3月30日"


def test_the_code_to_scan_carries_neither_number_nor_query_code(application):
    form = registration_receipt(application)

    assert form.qr.endswith("/chaotianmen/apply/status/")
    assert application.query_code not in form.qr
    assert application.number not in form.qr


def test_a_deadline_beyond_the_last_holiday_notice_is_provisional(street):
    form = registration_receipt(cases.received(street, date(2026, 12, 21)))

    assert boxes(form)["答复期限"].endswith("（暂定，待该年节假日安排公布后校准）")


def test_the_approval_slip_carries_the_draft_and_every_opinion(street, application):
    acts.decide(application, by=street.liwen, at=cases.noon(date(2026, 3, 10)), outcome="REFUSED_DELIBERATIVE", **GIVEN)
    letter = acts.draft(application, LetterKind.REPLY, by=street.liwen, at=cases.noon(date(2026, 3, 10)))
    round = acts.release_to_review(letter, by=street.liwen, at=cases.noon(date(2026, 3, 10)))
    stage = round.open_stages()[0]
    review.agree(
        round, by=street.wangfang, stage=stage, answers=Answers.all_well(stage), at=cases.noon(date(2026, 3, 11))
    )

    form = approval_slip(Letter.objects.get(pk=letter.pk))

    said = boxes(form)
    assert said["办理结果"] == "四类过程性信息"
    assert said["依据"] == "《条例》第十六条第二款；《条例》第三十六条第（三）项"
    assert said["答复期限"] == "2026年3月30日"
    assert [(each.label, each.name, each.on) for each in form.signatures] == [
        ("拟稿", "李文", date(2026, 3, 10)),
        ("科室审核", "王芳", date(2026, 3, 11)),
        ("复核、保密审查", "", None),
        ("签发", "", None),
    ]


def test_the_approval_slip_of_a_signed_letter_has_its_secrecy_conclusion(street, application):
    cases.corrected(street, application, asked=date(2026, 3, 5), until=date(2026, 3, 26))

    form = approval_slip(Letter.objects.get())

    assert boxes(form)["发文字号"] == "朝天门街道公开〔2026〕1号"
    assert [each.name for each in form.signatures] == ["李文", "王芳", "赵敏", "陈刚"]
    assert "保密审查：" in form.signatures[2].text
    assert Round.objects.count() == 1


def test_the_proof_of_service_tells_what_went_to_whom_and_how(street, application):
    application = cases.replied(street, application, "GRANTED", on=date(2026, 3, 10))
    delivery = Delivery.objects.get()
    acts.record_service(
        delivery,
        on=date(2026, 3, 12),
        proof=cases.proof(application, by=street.liwen),
        witness="钱八",
        refusal_note="本人拒绝签收，留置送达。",
        by=street.liwen,
        at=cases.noon(date(2026, 3, 12)),
    )
    delivery.refresh_from_db()

    form = service_record(delivery)

    said = boxes(form)
    assert (said["送达文书"], said["发文字号"]) == ("政府信息公开申请答复书", "朝天门街道公开〔2026〕1号")
    assert (said["受送达人"], said["送达方式"], said["邮件号"]) == ("张三", "邮寄送达", "EMS0001")
    assert (said["送达地点"], said["送达日期"]) == ("重庆市渝中区示例路9号3幢5-1", "2026年3月12日")
    assert (said["见证人"], said["拒收或者未能送达的情况"]) == ("钱八", "本人拒绝签收，留置送达。")


def test_a_letter_to_a_third_party_is_served_at_his_address(street, application):
    cases.consulted(street, application, sent_on=date(2026, 3, 6))

    said = boxes(service_record(Delivery.objects.get()))

    assert said["送达地点"] == "重庆市渝中区示例路10号"


def test_the_list_of_the_file_has_pages_size_and_digest_of_everything(street, application):
    original = keep_bytes(pages(2), name="申请.pdf", kind=FileKind.ORIGINAL, application=application, by=street.zhaomin)
    application = cases.replied(street, application, "GRANTED", on=date(2026, 3, 10))
    withdrawn = cases.proof(application, by=street.liwen)
    withdrawn.withdrawn_at = cases.noon(date(2026, 3, 10))
    withdrawn.save()
    made = MadePaper(title="申请登记表", data=pages(1), on=RECEIVED)

    form = file_list(cases.fresh(application), made=[made])

    assert form.table.rows[0] == (
        *("1", "申请登记表", "—", "2026年3月2日", "1", str(len(made.data))),
        in_lines(hashlib.sha256(made.data).hexdigest()),
    )
    assert form.table.rows[1][1] == "申请原件"
    assert form.table.rows[1][4:] == ("2", str(original.size), in_lines(original.sha256))
    assert form.table.rows[2][1:4] == ("政府信息公开申请答复书", "朝天门街道公开〔2026〕1号", "2026年3月10日")
    assert len(form.table.rows) == 3


def test_an_erased_file_keeps_its_place_in_the_list(street, application):
    file = keep_bytes(b"x", name="证件.jpg", kind=FileKind.IDENTITY, application=application, by=street.zhaomin)
    file.erased_at = cases.noon(date(2027, 5, 1))
    file.save()

    row = file_list(application).table.rows[0]

    assert (row[1], row[4], row[6]) == ("身份证明（已清除）", "—", in_lines(file.sha256))


@pytest.mark.parametrize("make", [registration_form, submission_receipt, registration_receipt, file_list])
def test_every_form_is_set_with_any_name(street, make):
    application = cases.received(street, RECEIVED, who=cases.applicant("{{ 张 }}\n<三>"), title="#set page() $x$ 协议")
    form = make(application)

    assert form_pdf(form).startswith(b"%PDF")
    assert form_docx(form).startswith(b"PK")
