"""The case page: what it shows, masked; what comes next and why the rest cannot be done; in a bounded number of queries."""

import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.applications import acts
from gongkai.applications.case import Case
from gongkai.applications.models import Application
from gongkai.applications.models.letters import REVIEW_CLASS
from gongkai.applications.screens.next_steps import next_steps, refused_acts
from gongkai.applications.tests import cases, screens
from gongkai.applications.tests.screens import go, page
from gongkai.law.letters import LetterKind
from gongkai.law.timeliness import Light
from gongkai.office.models import AccessLog

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tenth_of_march")]
QUERIES = 24
"""The page shows a dozen tables; the bound is that it does not grow with their rows."""


def shown(client, street, application: Application, who="zhaomin") -> str:
    answer = go(client, street, who, application.desk_address())
    assert answer.status_code == 200
    return page(answer)


def labels(application: Application, person) -> list[str]:
    return [step.label for step in next_steps(Case(application, screens.TODAY, person))]


def test_the_head_tells_number_state_and_both_deadlines(street, client):
    application = screens.delivered(street)

    text = shown(client, street, application)

    assert "2026-0001号申请" in text
    assert "征求第三方意见中" in text
    assert "不扣除征求意见时间：2026年3月30日（星期一）" in text


def test_before_receipt_no_light_is_shown(street, client):
    text = shown(client, street, screens.submitted(street))

    assert "尚未起算" in text
    assert not [light for light in Light if light.label in text]


def test_the_procedure_of_letters_is_called_by_a_name(street, client):
    text = page(go(client, street, "zhaomin", "/desk/review/procedures/"))

    assert "依申请公开文书" in text
    assert REVIEW_CLASS not in text


def test_a_deadline_in_a_year_without_notice_is_marked(street, client):
    with time_machine.travel(cases.noon(date(2026, 12, 28)), tick=False):
        later = cases.received(street, date(2026, 12, 25))

        text = shown(client, street, later)

    assert "待校准：放假安排尚未公布" in text
    assert "（待校准）" in text


def test_people_are_masked(street, client):
    application = screens.received(street)

    text = shown(client, street, application)

    assert "张*" in text
    assert "138****1234" in text
    for secret in ("张三", cases.ID_NUMBER, "13800001234", "示例路9号", "zhangsan@example.com", application.query_code):
        assert secret not in text


def test_the_district_does_not_read_who_was_consulted(street, client):
    application = screens.consulting(street)

    assert "李四" in shown(client, street, application)
    assert "李四" not in shown(client, street, application, "xufeng")


def test_the_reckoning_counts_day_by_day(street, client):
    application = screens.received(street)

    text = re.sub(r"\s+", "", shown(client, street, application))

    assert '<thscope="row">2026年3月3日</th><td>星期二</td><td>计入</td><td>1</td>' in text
    assert '<thscope="row">2026年3月7日</th><td>星期六</td><td>不计</td><td>—</td>' in text
    assert '<thscope="row">2026年3月30日</th><td>星期一</td><td>计入</td><td>20</td>' in text


def test_everything_of_a_long_case_is_told(street, client):
    application = screens.refused_by_third_party(street)

    text = shown(client, street, application)

    for words in ("不同意公开", "征求第三方意见书", "EMS0001", "予以公开", "期限推算", "办理经过", "送达回证"):
        assert words in text


# What comes next


def test_next_is_only_what_is_lawful_for_this_person(street):
    application = screens.submitted(street)

    assert labels(application, street.zhaomin) == ["确认收到", "交办", "记录联系不上", "撤回申请"]
    assert labels(application, street.lvying) == []
    assert labels(application, street.xufeng) == []


def test_a_draft_comes_first_and_then_its_dispatch(street):
    application = screens.received(street)
    terms = {"what": "请写明年份。", "until": "2026-03-31"}
    letter = acts.draft(application, LetterKind.CORRECTION_NOTICE, by=street.liwen, terms=terms)
    assert labels(application, street.liwen)[0] == "核对并送审签：补正告知书"

    cases.signed(street, letter, screens.TODAY)

    assert labels(application, street.liwen)[0] == "发出：补正告知书"


def test_a_draft_that_came_too_late_is_no_next_step(street):
    application = screens.received(street)
    acts.draft(
        application, LetterKind.EXTENSION_NOTICE, by=street.liwen, terms={"workdays": 20, "reasons": "数量较多。"}
    )
    acts.withdraw(cases.fresh(application), on=screens.TODAY, by=None)
    acts.draft(cases.fresh(application), LetterKind.WITHDRAWAL_CONFIRMATION, by=street.liwen)

    assert "核对并送审签：延期答复告知书" not in labels(cases.fresh(application), street.liwen)
    assert "核对并送审签：撤回申请确认书" in labels(cases.fresh(application), street.liwen)


def test_a_notice_of_an_answered_consultation_is_no_next_step(street):
    application = screens.received(street)
    consultation = cases.consulted(street, application, sent_on=screens.TODAY)
    acts.draft(cases.fresh(application), LetterKind.CONSULTATION_NOTICE, by=street.liwen, consultation=consultation)
    assert "核对并送审签：征求意见告知书" in labels(cases.fresh(application), street.liwen)

    acts.take_opinion(consultation, on=screens.TODAY, opinion="AGREES", reasons="", by=street.liwen)

    assert "核对并送审签：征求意见告知书" not in labels(cases.fresh(application), street.liwen)


def test_a_letter_that_can_no_longer_go_out_says_why(street):
    application = screens.received(street)
    terms = {"what": "请写明年份。", "until": "2026-03-31"}
    letter = acts.draft(application, LetterKind.CORRECTION_NOTICE, by=street.liwen, terms=terms)
    cases.signed(street, letter, screens.TODAY)
    case = Case(cases.fresh(application), date(2026, 3, 12), street.liwen)

    told = {each.label: each.reasons for each in refused_acts(case)}

    assert "7个工作日" in "".join(told["发出补正告知书"])


def test_a_decision_without_letter_leads_to_the_letter(street):
    application = screens.decided(street)

    assert labels(application, street.liwen)[0] == "拟写答复文书"


def test_what_cannot_be_done_tells_every_reason(street, client):
    application = screens.delivered(street)

    text = shown(client, street, application, "liwen")

    assert "现在不能办理的事项及原因" in text
    assert "尚未届满" in text
    assert not re.search(r'class="button[^"]*" href="[^"]*">逾期未提出意见', text)


# People


def test_the_whole_person_is_shown_once_with_a_reason_on_record(street, client):
    application = screens.received(street)
    address = f"/desk/applications/{application.pk}/person/"

    answer = go(client, street, "liwen", address, reason="打印邮寄标签")

    assert "张三" in page(answer)
    assert cases.ID_NUMBER in page(answer)
    assert "no-store" in answer["Cache-Control"]
    log = AccessLog.objects.get()
    assert (log.person, log.what, log.reason) == (street.liwen, "查看完整个人信息", "打印邮寄标签")
    assert client.get(address).status_code == 405


def test_without_a_reason_nothing_is_shown(street, client):
    application = screens.received(street)

    answer = go(client, street, "liwen", f"/desk/applications/{application.pk}/person/", reason=" ")

    assert answer["Location"] == application.desk_address()
    assert not AccessLog.objects.exists()


def test_earlier_applications_of_the_same_person_are_named(street, client):
    first, second = screens.received(street), screens.received(street)

    text = shown(client, street, second)

    assert f"{first}</a>：内容相似100%" in text


def test_what_others_ask_is_a_page_of_its_own(street, client):
    first = screens.received(street)
    who = cases.applicant("王五", "500103198505050022")
    second = cases.received(street, screens.RECEIVED, who=who)

    text = page(go(client, street, "zhaomin", f"/desk/applications/{second.pk}/similar/"))

    assert str(first) in text


# Measure


def queries(client, application: Application) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(application.desk_address()).status_code == 200
    return len(seen)


def lengthen(street, application: Application) -> None:
    given = {"places": "档案室", "keywords": "协议", "searched_on": screens.TODAY, "result": "无"}
    acts.record_search(application, by=street.liwen, **given)
    acts.log_contact(application, on=screens.TODAY, text="申请人来电", by=street.liwen)
    acts.add_file(application, screens.scan(), kind="EVIDENCE", title="材料", by=street.liwen)


def test_the_page_asks_no_more_of_a_long_case(street, client):
    application = screens.delivered(street)
    lengthen(street, application)
    client.force_login(street.zhaomin)
    client.get(application.desk_address())
    short = queries(client, application)

    for _n in range(5):
        lengthen(street, application)
    cases.consulted(street, application, sent_on=screens.TODAY, delivered=screens.TODAY)

    assert queries(client, application) <= short
    assert short <= QUERIES
