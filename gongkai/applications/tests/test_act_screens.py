"""The page of every act: what it does, what it refuses with every reason, and that nothing typed is lost."""

from datetime import date

import pytest
import time_machine

from gongkai.applications.models import Application, ContactNote, FileKind
from gongkai.applications.screens.doing import PAGES
from gongkai.applications.states import State
from gongkai.applications.tests import cases, screens
from gongkai.applications.tests.screens import go, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tenth_of_march")]
TODAY = "2026-03-10"
LETTER = "/desk/letters/"


def _consultation(application: Application) -> dict[str, int]:
    return {"consultation": application.consultations.get().pk}


DONE = {
    "confirm": (screens.submitted, {"on": TODAY}, State.REGISTERED),
    "mark-unreachable": (screens.submitted, {"on": TODAY, "text": "九时致电，无人接听。"}, State.SUBMITTED),
    "take-correction": (screens.asked_to_correct, {"on": TODAY, "title": "2024年补偿协议"}, State.REGISTERED),
    "take-reasons": (screens.asked_for_reasons, {"on": TODAY, "text": "研究需要。"}, State.DRAFTING),
    "take-ruling": (screens.referred, {"on": TODAY, "text": "不属于国家秘密。"}, State.DRAFTING),
    "record-consultation-delivery": (screens.consulting, {"on": TODAY}, State.CONSULTING_THIRD_PARTY),
    "take-opinion": (screens.delivered, {"on": TODAY, "opinion": "AGREES"}, State.DRAFTING),
    "lapse-consultation": (screens.lapsed, {}, State.DRAFTING),
    "search": (
        screens.received,
        {"places": "档案室", "keywords": "协议", "searched_on": TODAY, "result": "12份"},
        State.REGISTERED,
    ),
    "record-fee-delivery": (screens.charged, {"on": TODAY}, State.FEE_PENDING),
    "take-fee": (screens.charged, {"on": TODAY, "voucher": "0001"}, State.DRAFTING),
    "withdraw": (screens.received, {"on": TODAY}, State.CLOSED),
    "close": (screens.proven, {}, State.CLOSED),
    "archive": (screens.closed, {}, State.ARCHIVED),
    "reopen": (screens.ordered_anew, {}, State.REGISTERED),
}
DRAFTED = {
    "ask-correction": (screens.received, {"what": "请写明年份。", "until": "2026-03-31"}),
    "ask-reasons": (screens.received, {"what": "请说明理由。", "until": "2026-03-31"}),
    "delay": (screens.with_reasons, {"until": "2026-05-08", "reasons": "协议数量多。"}),
    "consult": (
        screens.received,
        {"kind": "THIRD_PARTY", "name": "李四", "contact": "示例路10号", "content": "补偿金额", "concern": "个人隐私"},
    ),
    "refer-up": (screens.received, {"agency": "司法局", "what": "补偿协议", "reasons": "不能确定是否涉密。"}),
    "extend": (screens.received, {"workdays": "10", "reasons": "协议数量多。"}),
    "tell-third-party": (screens.refused_by_third_party, {"reasons": "不公开会对公共利益造成重大影响。"}),
    "confirm-withdrawal": (screens.withdrawn, {}),
    "draft-reply": (screens.decided, {}),
    "tell-applicant": (screens.consulting, {}),
}
WITH_CONSULTATION = {
    "record-consultation-delivery",
    "take-opinion",
    "lapse-consultation",
    "tell-third-party",
    "tell-applicant",
}
FUTURE = {"on": "2026-03-11"}
REFUSED = {
    "confirm": (screens.submitted, {"on": "2026-03-05"}, "早于申请到达的日期"),
    "mark-unreachable": (screens.submitted, FUTURE | {"text": "无人接听。"}, "晚于今天"),
    "assign": (screens.received, {}, "必填"),
    "take-correction": (screens.asked_to_correct, {"on": TODAY}, "至少填写一项"),
    "take-reasons": (screens.asked_for_reasons, FUTURE | {"text": "研究需要。"}, "晚于今天"),
    "take-ruling": (screens.referred, {"on": TODAY, "text": ""}, "必填"),
    "record-consultation-delivery": (screens.consulting, FUTURE, "晚于今天"),
    "take-opinion": (screens.delivered, {"on": TODAY, "opinion": "SILENT"}, "SILENT"),
    "lapse-consultation": (screens.delivered, {}, "尚未届满"),
    "search": (
        screens.received,
        {"places": "档案室", "keywords": "协议", "searched_on": "2026-03-11", "result": "12份"},
        "晚于今天",
    ),
    "record-fee-delivery": (screens.charged, FUTURE, "晚于今天"),
    "take-fee": (screens.charged, {"on": TODAY, "voucher": ""}, "必填"),
    "withdraw": (screens.received, FUTURE, "晚于今天"),
    "record-service": (screens.served, {"on": "2026-03-08"}, "送达日期不能早于发出日期"),
    "close": (screens.served, {}, "答复尚未登记送达"),
    "archive": (screens.served, {}, "不能办理“归档”"),
    "reopen": (screens.closed, {}, "没有责令重新答复"),
    "ask-correction": (screens.received, {"what": "请写明年份。", "until": "2026-03-10"}, "期限应当晚于今天"),
    "ask-reasons": (screens.received, {"what": "", "until": "2026-03-31"}, "必填"),
    "delay": (screens.with_reasons, {"until": "2026-03-01", "reasons": "协议数量多。"}, "晚于"),
    "consult": (screens.received, {"kind": "THIRD_PARTY", "name": "李四"}, "必填"),
    "refer-up": (screens.received, {"agency": "", "what": "补偿协议"}, "必填"),
    "ask-fee": (screens.received, {"basis": "ITEMS", "quantity": "12"}, "没有开通收取信息处理费"),
    "extend": (screens.received, {"workdays": "21", "reasons": "协议数量多。"}, "21"),
    "tell-third-party": (screens.served, {"reasons": "公共利益。"}, "没有需要告知公开决定的第三方"),
    "confirm-withdrawal": (screens.closed, {}, "申请人没有撤回申请"),
    "draft-reply": (screens.received, {}, "请先拟定答复"),
    "tell-applicant": (screens.asked_to_correct, {}, "不能办理"),
}


def address(application: Application, slug: str) -> str:
    return f"/desk/applications/{application.pk}/do/{slug}/"


def given(application: Application, slug: str, data: dict) -> dict:
    more = _consultation(application) if slug in WITH_CONSULTATION and application.consultations.exists() else {}
    more |= {"delivery": application.deliveries.get().pk} if slug == "record-service" else {}
    return {"sent": "1"} | data | more


def test_every_act_with_a_page_is_told_here():
    assert set(DONE) | set(DRAFTED) | {"assign", "record-service", "ask-fee"} == set(PAGES)
    assert set(REFUSED) == set(PAGES)


@pytest.mark.parametrize("slug", DONE, ids=lambda slug: PAGES[slug].title)
def test_an_act_is_done_on_its_page(street, client, slug):
    story, data, state = DONE[slug]
    application = story(street)
    form = go(client, street, "zhaomin", address(application, slug))

    answer = go(client, street, "zhaomin", address(application, slug), **given(application, slug, data))

    assert form.status_code == 200
    assert answer["Location"] == application.desk_address()
    assert cases.fresh(application).state == state


@pytest.mark.parametrize("slug", DRAFTED, ids=lambda slug: PAGES[slug].title)
def test_the_act_of_a_letter_drafts_it_and_goes_on_there(street, client, slug):
    story, data = DRAFTED[slug]
    application = story(street)
    form = go(client, street, "zhaomin", address(application, slug))

    answer = go(client, street, "zhaomin", address(application, slug), **given(application, slug, data))

    assert form.status_code == 200
    assert answer["Location"].startswith(LETTER)
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("slug", REFUSED, ids=lambda slug: PAGES[slug].title)
def test_a_refusal_says_why_and_changes_nothing(street, client, slug):
    story, data, reason = REFUSED[slug]
    application = story(street)

    answer = go(client, street, "zhaomin", address(application, slug), **given(application, slug, data))

    assert answer.status_code == 422
    assert reason in page(answer)
    assert cases.fresh(application).state == application.state


def test_a_refusal_of_the_law_keeps_what_was_typed(street, client):
    application = screens.received(street)
    typed = {"places": "档案室二楼", "keywords": "某某路", "searched_on": "2026-03-11", "result": "查到十二份。"}

    text = page(go(client, street, "liwen", address(application, "search"), **typed))

    assert "没有办理，原因" in text
    assert all(words in text for words in typed.values())


def test_the_officer_gives_a_case_to_a_department(street, client):
    application = screens.submitted(street)
    given = {"department": street.safety.pk, "handler": street.liwen.pk}

    go(client, street, "zhaomin", address(application, "assign"), **given)

    application = cases.fresh(application)
    assert (application.department, application.handler) == (street.safety, street.liwen)


def test_another_offices_department_is_not_offered(street, client):
    application = screens.submitted(street)

    answer = go(client, street, "zhaomin", address(application, "assign"), department=street.civil.pk)

    assert answer.status_code == 422
    assert cases.fresh(application).department is None


def test_service_is_recorded_with_its_proof(street, client):
    application = screens.served(street)
    delivery = application.deliveries.get()
    given = {"delivery": delivery.pk, "on": TODAY, "proof": screens.scan("回证.pdf")}

    go(client, street, "liwen", address(application, "record-service"), **given)

    delivery.refresh_from_db()
    assert (delivery.delivered_on, delivery.proof.kind) == (date(2026, 3, 10), FileKind.SERVICE)


def test_a_refused_proof_leaves_no_file_behind(street, client):
    application = screens.served(street)
    delivery = application.deliveries.get()
    given = {"delivery": delivery.pk, "on": "2026-03-08", "proof": screens.scan("回证.pdf")}

    go(client, street, "liwen", address(application, "record-service"), **given)

    assert not application.files.filter(kind=FileKind.SERVICE).exists()


def test_an_upload_that_is_not_what_its_name_says_is_refused(street, client):
    application = screens.served(street)
    delivery = application.deliveries.get()
    given = {"delivery": delivery.pk, "on": TODAY, "proof": screens.scan("回证.pdf", b"MZ")}

    answer = go(client, street, "liwen", address(application, "record-service"), **given)

    assert answer.status_code == 422
    assert "不符" in page(answer)


def test_a_fee_is_noticed_where_the_office_charges(street, client):
    screens.charging(street)
    application = screens.received(street)

    free = go(client, street, "liwen", address(application, "ask-fee"), basis="ITEMS", quantity="10")
    answer = go(client, street, "liwen", address(application, "ask-fee"), basis="ITEMS", quantity="12")

    assert "不收费" in page(free)
    assert answer["Location"].startswith(LETTER)


def test_the_extension_shows_the_day_it_leads_to(street, client):
    application = screens.received(street)

    text = page(go(client, street, "liwen", address(application, "extend")))

    assert "现答复期限为2026年3月30日（星期一）" in text
    assert "10个工作日，至2026年4月14日（星期二）" in text
    assert "20个工作日，至2026年4月28日（星期二）" in text


def test_a_consultation_brings_both_letters(street, client):
    application = screens.received(street)
    data = DRAFTED["consult"][1] | {"tells_applicant": "on"}

    go(client, street, "liwen", address(application, "consult"), **data)

    kinds = set(application.letters.values_list("kind", flat=True))
    assert kinds == {"THIRD_PARTY_CONSULTATION", "CONSULTATION_NOTICE"}


@pytest.mark.parametrize("who", ["zhaomin", "wangfang", "hanlei", "lvying"])
def test_whoever_of_the_office_sees_the_case_notes_a_contact(street, client, who):
    application = screens.received(street)

    go(client, street, who, f"/desk/applications/{application.pk}/contact/", on=TODAY, text="申请人来电询问进度。")

    assert ContactNote.objects.get().by == getattr(street, who)


def test_the_district_notes_nothing(street, client):
    application = screens.received(street)

    answer = go(client, street, "xufeng", f"/desk/applications/{application.pk}/contact/", on=TODAY, text="来电。")

    assert answer["Location"] == "/desk/"
    assert not ContactNote.objects.exists()


def test_an_act_that_does_not_exist_is_not_found(street, client):
    assert go(client, street, "zhaomin", address(screens.received(street), "sign-reply")).status_code == 404


def test_an_extension_into_a_year_without_notice_says_so(street, client):
    with time_machine.travel(cases.noon(date(2026, 12, 10)), tick=False):
        application = cases.received(street, date(2026, 12, 7))

        text = page(go(client, street, "liwen", address(application, "extend")))

    assert "待校准</option>" in text
