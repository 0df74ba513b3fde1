"""Remedies, requests for correction, the office's rules, archive packages and terms of retention at the desk."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from docx import Document

from gongkai.applications import acts
from gongkai.applications.models import (
    CaseRules,
    FileKind,
    Letter,
    Rectification,
    Remedy,
    RemedyKind,
    RemedyResult,
)
from gongkai.applications.queues import waiting_for
from gongkai.applications.states import State
from gongkai.applications.tests import cases
from gongkai.applications.transitions import ActRefused
from gongkai.office import events
from gongkai.office.models import AccessLog
from gongkai.papers.filling import DATA

pytestmark = pytest.mark.django_db

DESK = "/desk/applications/"
ON = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _first_of_june(monkeypatch):
    """The screens read the clock: it stands at noon of 1 June 2026."""
    monkeypatch.setattr(timezone, "now", lambda: cases.noon(ON))


@pytest.fixture
def served(street):
    return cases.replied(street, cases.received(street, date(2026, 3, 2)), "GRANTED", on=date(2026, 3, 20))


def text(answer) -> str:
    return answer.content.decode()


# Remedies

NEW = {
    "kind": RemedyKind.RECONSIDERATION,
    "authority": "重庆市渝中区人民政府",
    "number": "渝中府复〔2026〕7号",
    "received_on": "2026-05-20",
    "answer_due": "2026-06-03",
}


def test_a_reconsideration_is_entered_from_the_number_of_its_case(client, street, served):
    client.force_login(street.lvying)
    form = client.get(f"{DESK}remedies/find/?number={served.number}", follow=True)
    assert "登记复议诉讼" in text(form)

    answer = client.post(form.redirect_chain[-1][0], NEW, follow=True)

    assert "复议诉讼已登记。" in text(answer)
    assert "即将到期" in text(answer)
    assert Remedy.objects.get().answer_due == date(2026, 6, 3)


def test_an_unknown_number_leads_nowhere(client, street, served):
    client.force_login(street.lvying)

    assert "没有查到编号为“2026-9999”的申请。" in text(
        client.get(f"{DESK}remedies/find/?number=2026-9999", follow=True)
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"received_on": "2026-06-02"}, "收到通知日期晚于今天"),
        ({"ended_on": "2026-05-25"}, "审结日期和结果须同时填写"),
        ({"ended_on": "2026-05-01", "result": RemedyResult.UPHELD}, "审结日期不能早于收到通知日期"),
        ({"kind": RemedyKind.LITIGATION_AFTER_RECONSIDERATION}, "须选择此前的行政复议"),
        ({"authority": ""}, "gk-error"),
    ],
    ids=["收到日期在今天之后", "有日期无结果", "先审结后收到", "复议后起诉无复议", "没有机关"],
)
def test_facts_that_contradict_each_other_are_refused_and_kept_in_the_form(client, street, served, changed, said):
    client.force_login(street.zhaomin)

    answer = client.post(f"{DESK}{served.pk}/remedies/add/", {**NEW, **changed})

    assert answer.status_code == 422
    assert said in text(answer)
    assert "渝中府复〔2026〕7号" in text(answer)
    assert not Remedy.objects.exists()


def test_an_order_to_answer_anew_leads_to_the_act(client, street, served):
    remedy = acts.record_remedy(
        served, by=street.zhaomin, at=cases.noon(ON), **NEW | {"received_on": date(2026, 5, 20)}
    )
    client.force_login(street.zhaomin)
    order = {
        "answered_on": "2026-05-25",
        "ended_on": "2026-05-29",
        "result": RemedyResult.CORRECTED,
        "orders_new_reply": "on",
        "order_received_on": "2026-05-29",
        "order_workdays": "10",
    }
    upload = SimpleUploadedFile("复议决定书.pdf", b"%PDF-1.7 decision")

    answer = client.post(f"{DESK}remedies/{remedy.pk}/", {**NEW, **order, "scan": upload}, follow=True)

    assert f"{DESK}{served.pk}/do/reopen/" in text(answer)
    assert "至2026年6月12日（星期五）" in text(answer)
    assert Remedy.objects.get().decision.kind == FileKind.EVIDENCE
    client.post(f"{DESK}{served.pk}/do/reopen/")
    assert cases.fresh(served).state == State.REGISTERED


@pytest.mark.parametrize(
    ("standing", "found"), [("", 1), ("OPEN", 1), ("ANSWER", 1), ("ORDER", 0)], ids=["全部", "未审结", "待答复", "责令"]
)
def test_remedies_are_filtered_by_their_standing(client, street, served, standing, found):
    acts.record_remedy(served, by=street.zhaomin, at=cases.noon(ON), **NEW | {"received_on": date(2026, 5, 20)})
    client.force_login(street.zhaomin)

    assert len(client.get(f"{DESK}remedies/?standing={standing}").context["rows"]) == found


# Requests for correction

ASKED = {
    "received_on": "2026-05-25",
    "subject": "低保台账中的出生日期有误",
    "evidence": "身份证和户口簿复印件",
    "kind": "NATURAL_PERSON",
    "name": "赵六",
    "identity_type": "ID_CARD",
    "identity_number": "500103199001010019",
    "phone": "13800005678",
}


def test_a_correction_goes_from_intake_to_the_applicant(client, street):
    client.force_login(street.zhaomin)
    upload = SimpleUploadedFile("户口簿.pdf", b"%PDF-1.7 household")
    given = {"department": street.safety.pk, "handler": street.liwen.pk, "files": [upload]}
    taken = client.post(f"{DESK}rectifications/add/", ASKED | given, follow=True)
    row = Rectification.objects.get()
    assert "赵*" in text(taken)
    assert "赵六" not in text(taken)

    client.force_login(street.liwen)
    drafted = client.post(
        f"{row.desk_address()}reply/", {"result": "CORRECTED", "finding": "经核查，登记的出生日期有误，已更正。"}
    )
    letter = Letter.objects.get()
    assert drafted.url == letter.desk_address()
    assert row.desk_address() in text(client.get(letter.desk_address()))

    cases.signed(street, letter, ON)
    client.force_login(street.zhaomin)
    told = client.post(f"{row.desk_address()}told/", {"on": "2026-06-01"}, follow=True)

    row.refresh_from_db()
    assert (row.result, row.told_on) == ("CORRECTED", ON)
    assert "已于2026年6月1日（星期一）告知申请人。" in text(told)
    assert "已更正" in text(client.get(f"{DESK}rectifications/"))


@pytest.fixture
def rectification(street):
    return acts.take_rectification(
        cases.applicant("赵六"),
        office=street.chaotianmen,
        subject="出生日期有误",
        evidence="身份证",
        received_on=date(2026, 5, 25),
        files=[SimpleUploadedFile("户口簿.pdf", b"%PDF-1.7 household")],
        department=street.safety,
        handler=street.liwen,
        by=street.zhaomin,
        at=cases.noon(date(2026, 5, 25)),
    )


@pytest.mark.parametrize("result", ["FORWARDED", "DIRECTED"])
def test_another_agency_has_to_be_named(client, street, rectification, result):
    client.force_login(street.zhaomin)

    answer = client.post(f"{rectification.desk_address()}reply/", {"result": result, "finding": "由公安机关登记。"})

    assert "请写明有权更正的机关" in text(answer)
    assert not Letter.objects.exists()


def test_nothing_is_told_before_it_is_signed(client, street, rectification):
    client.force_login(street.zhaomin)

    assert "签发后才能登记告知" in text(
        client.post(f"{rectification.desk_address()}told/", {"on": "2026-06-01"}, follow=True)
    )


def test_who_asks_is_shown_in_full_for_a_reason_on_record(client, street, rectification):
    client.force_login(street.zhaomin)

    client.post(f"{rectification.desk_address()}person/", {"reason": ""})
    assert not AccessLog.objects.exists()
    shown = client.post(f"{rectification.desk_address()}person/", {"reason": "核对身份"})

    assert "赵六" in text(shown)
    assert AccessLog.objects.get().reason == "核对身份"


def test_evidence_is_handed_out_with_a_note(client, street, rectification):
    client.force_login(street.zhaomin)
    file = rectification.files.get()

    answer = client.get(f"{rectification.desk_address()}files/{file.pk}/")

    assert answer.content == b"%PDF-1.7 household"
    assert "户口簿" not in answer["Content-Disposition"]
    assert AccessLog.objects.get().what == "下载申请附件"


def test_a_correction_waits_for_whoever_answers_and_then_for_the_officer(street, rectification):
    def waits_for(user) -> list[str]:
        return [task.act for task in waiting_for(type(user).objects.get(pk=user.pk), cases.noon(ON))]

    assert (waits_for(street.liwen), waits_for(street.zhaomin), waits_for(street.wangfang)) == (
        ["答复更正申请"],
        [],
        [],
    )

    letter = acts.draft_rectification_reply(
        rectification, result="CORRECTED", finding="已更正。", other_agency="", by=street.liwen, at=cases.noon(ON)
    )
    cases.signed(street, letter, ON)

    assert (waits_for(street.liwen), waits_for(street.zhaomin)) == ([], ["答复更正申请"])


@pytest.mark.parametrize("name", ["sunyue", "jiangli", "lvying"], ids=["发布员", "他机关", "法制审核"])
def test_who_does_not_answer_corrections_is_refused(street, rectification, name):
    with pytest.raises(ActRefused, match="没有可以答复更正申请的岗位"):
        acts.draft_rectification_reply(
            rectification, result="CORRECTED", finding="已更正。", other_agency="", by=street.people[name]
        )


# Rules

RULES = {
    "letter_word": "渝中朝街公开",
    "court": "重庆市渝中区人民法院",
    "correction_period_workdays": "10",
    "reasons_period_workdays": "10",
    "rectification_workdays": "15",
    "identity_retention_months": "6",
    "personal_retention_years": "5",
    "charges_fees": "on",
    "fee_account": "非税收入缴款书",
}


@pytest.mark.parametrize("name", ["zhaomin", "qiankun"], ids=["信息公开专员", "系统管理员"])
def test_rules_are_set_and_the_change_is_on_record(client, street, name):
    client.force_login(street.people[name])

    answer = client.post(f"{DESK}rules/", RULES, follow=True)

    assert "设置已保存。" in text(answer)
    rules = CaseRules.of(street.chaotianmen)
    assert (rules.letter_word, rules.correction_period_workdays, rules.charges_fees) == ("渝中朝街公开", 10, True)
    (event,) = events.of(rules).filter(verb="applications.rules_changed")
    assert "correction_period_workdays" in event.data["changed"]
    assert "court" not in event.data["changed"]


@pytest.mark.parametrize(
    "field", ["correction_period_workdays", "identity_retention_months", "personal_retention_years"]
)
def test_a_period_of_nothing_is_refused(client, street, field):
    client.force_login(street.zhaomin)

    assert client.post(f"{DESK}rules/", {**RULES, field: "0"}).status_code == 422


def test_a_template_of_the_office_is_tried_and_kept_and_given_up(client, street):
    client.force_login(street.zhaomin)
    template = (DATA / "letter.docx").read_bytes()

    client.post(f"{DESK}rules/", {**RULES, "template": SimpleUploadedFile("朝天门.docx", template)})
    assert client.get(f"{DESK}rules/own.docx").content == template
    assert bytes(CaseRules.of(street.chaotianmen).letter_template) == template

    client.post(f"{DESK}rules/", {**RULES, "uses_system_template": "on"})
    assert not CaseRules.of(street.chaotianmen).letter_template
    assert client.get(f"{DESK}rules/own.docx").status_code == 404
    assert client.get(f"{DESK}rules/system.docx").content == template


def empty_document() -> bytes:
    made = io.BytesIO()
    Document().save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("模板.docx", empty_document, "套用模板后缺少"),
        ("模板.docx", lambda: b"PK\x03\x04 no document", "不是可以打开的Word文档"),
        ("模板.docx", lambda: b"text", "与扩展名 .docx 不符"),
        ("模板.pdf", lambda: b"%PDF-1.7", "不能上传"),
    ],
    ids=["没有填写标记", "损坏", "改过名", "不是DOCX"],
)
def test_a_broken_template_is_refused_with_the_reason(client, street, name, make, said):
    client.force_login(street.zhaomin)

    answer = client.post(f"{DESK}rules/", {**RULES, "template": SimpleUploadedFile(name, make())})

    assert answer.status_code == 422
    assert said in text(answer)
    assert not CaseRules.of(street.chaotianmen).letter_template
    assert CaseRules.of(street.chaotianmen).letter_word == ""


# Archive packages and terms


@pytest.fixture
def closed(street):
    upload = SimpleUploadedFile("身份证.pdf", b"%PDF-1.7 identity")
    application = cases.received(street, date(2026, 3, 2), files=[(FileKind.IDENTITY, upload)])
    application = cases.replied(street, application, "GRANTED", on=date(2026, 3, 20))
    return cases.closed(street, application, served=date(2026, 3, 24), on=date(2026, 3, 25))


def test_a_closed_case_is_packed_from_its_page_and_from_the_ledger(client, street, closed):
    address = f"{DESK}{closed.pk}/package.zip"
    client.force_login(street.zhaomin)
    for page in (closed.desk_address(), f"{DESK}ledger/"):
        assert address in text(client.get(page))

    answer = client.post(address)

    assert "SHA256SUMS.txt" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert AccessLog.objects.filter(what="导出归档包", person=street.zhaomin).exists()
    assert client.get(address).status_code == 405


@pytest.mark.parametrize("name", ["liwen", "hanlei", "xufeng"])
def test_only_the_officer_packs(client, street, closed, name):
    client.force_login(street.people[name])

    assert client.post(f"{DESK}{closed.pk}/package.zip").status_code == 302
    assert "package.zip" not in text(client.get(f"{DESK}ledger/"))
    assert not AccessLog.objects.filter(what="导出归档包").exists()


def test_an_open_case_is_not_packed(client, street, served):
    client.force_login(street.zhaomin)

    assert "办结后才能生成归档包。" in text(client.post(f"{DESK}{served.pk}/package.zip", follow=True))


def test_terms_say_what_goes_when(client, street, closed):
    client.force_login(street.zhaomin)
    page = text(client.get(f"{DESK}retention/"))
    assert "已办结、尚未归档（1件）" in page
    assert "2027年3月25日" in page

    acts.archive(closed, by=street.zhaomin, at=cases.noon(date(2026, 3, 26)))
    page = text(client.get(f"{DESK}retention/"))

    assert "2036年3月26日" in page
    assert "没有办结而未归档的申请。" in page
