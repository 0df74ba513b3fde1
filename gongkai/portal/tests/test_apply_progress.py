"""办理进度: number and code open one application and no other, for half an hour; and what it says there."""

from datetime import date

import pytest
from django.test import Client

from gongkai.applications import acts
from gongkai.applications.models import Application, CaseRules, Fee
from gongkai.applications.states import State
from gongkai.applications.tests import cases
from gongkai.law.letters import LetterKind
from gongkai.portal.apply import limits, told
from gongkai.portal.apply.progress import WRONG
from gongkai.portal.tests.applying import ago, ask, errors, filed, opened, picture, soup, text_of
from gongkai.publishing import addresses

pytestmark = pytest.mark.django_db
RECEIVED = date(2026, 3, 2)
CASE = addresses.opened_case("chaotianmen")


@pytest.fixture
def asked(street):
    CaseRules.objects.create(office=street.chaotianmen, court="重庆市渝中区人民法院")
    return street


def page(application) -> str:
    return text_of(opened(application).get(CASE))


# The door


def test_number_and_code_open_the_application(asked):
    application = filed().application

    answer = opened(application).get(CASE)

    assert (answer.status_code, answer["Cache-Control"], answer["X-Robots-Tag"]) == (200, "no-store", "noindex")
    assert f"{application.number}号申请" in text_of(answer)
    assert "已提交，等待确认" in text_of(answer)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(lambda number, code: (number.replace("-", "－"), code), id="全角横线"),
        pytest.param(lambda number, code: (f" {number} ", f"{code[:4]} {code[4:8]} {code[8:]}"), id="带空格"),
        pytest.param(lambda number, code: (number, "-".join([code[:6], code[6:]])), id="带横线"),
        pytest.param(
            lambda number, code: (number, code.translate({ord("0") + n: ord("０") + n for n in range(10)})),
            id="全角数字",
        ),
    ],
)
def test_they_are_taken_however_they_are_typed(asked, client, typed):
    application = filed().application

    assert ask(client, *typed(application.number, application.query_code)).status_code == 302


def test_whoever_is_refused_learns_nothing(asked, client):
    one, other = filed().application, filed().application
    elsewhere = filed(office="jiefangbei").application
    attempts = {
        "别人的查询码": (one.number, other.query_code),
        "没有的编号": ("2026-9999", one.query_code),
        "外单位的申请": (elsewhere.number, elsewhere.query_code),
        "少一位": (one.number, one.query_code[:-1]),
        "字母": (one.number, "abcdefghijkl"),
        "空字符": (one.number, "\0"),
        "标签": ("<script>", "' OR 1=1 --"),
    }

    answers = {name: ask(client, *given) for name, given in attempts.items()}

    said = {name: errors(answer) for name, answer in answers.items() if name != "空字符"}
    assert all(each == [WRONG] for each in said.values()), said
    assert {answer.status_code for answer in answers.values()} == {200}
    assert client.get(CASE).status_code == 302


def test_an_erased_code_opens_nothing(asked, client):
    application = filed().application
    Application.objects.filter(pk=application.pk).update(query_code="")

    for code in ("", " ", "-", "000000000000"):
        assert ask(client, application.number, code).status_code == 200


def test_one_office_cannot_show_the_application_of_another(asked):
    client = opened(filed().application)

    answer = client.get(addresses.opened_case("jiefangbei"))

    assert answer.status_code == 302
    assert answer["Location"].startswith(addresses.progress("jiefangbei"))


def test_opening_a_second_one_closes_the_first(asked):
    one, other = filed().application, filed().application
    client = opened(one)

    opened(other, client)

    assert f"{other.number}号申请" in text_of(client.get(CASE))


def test_after_half_an_hour_the_code_is_asked_again(asked):
    client = opened(filed().application)
    session = client.session
    session["apply.opened"] = [session["apply.opened"][0], ago(minutes=31).timestamp()]
    session.save()

    answer = client.get(CASE, follow=True)

    assert "请重新输入编号和查询码" in text_of(answer)


def test_whoever_leaves_a_shared_computer_leaves_nothing(asked):
    mine = filed()
    opened(mine.application, mine.client)

    answer = mine.client.post(addresses.opened_case("chaotianmen", "leave"), follow=True)

    assert "已退出查询" in text_of(answer)
    assert mine.client.get(CASE).status_code == 302
    assert mine.client.get(addresses.filed("chaotianmen", mine.application.submission)).status_code == 404
    assert mine.client.get(addresses.opened_case("chaotianmen", "leave")).status_code == 405


def test_the_session_is_a_new_one_once_something_is_open(asked, client):
    client.get(addresses.progress("chaotianmen"))
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = planted = session.session_key

    opened(filed().application, client)

    assert client.session.session_key != planted


def test_a_code_cannot_be_found_by_trying(asked, monkeypatch):
    monkeypatch.setattr(limits, "ASKING_ONE", limits.Limit("one", 3, limits.ASKING_ONE.per))
    application = filed().application
    tries = [ask(Client(), application.number, f"{n:012d}", REMOTE_ADDR=f"192.0.2.{n}") for n in range(4)]

    assert [answer.status_code for answer in tries] == [200] * 3 + [429]
    right = ask(Client(), application.number, application.query_code, REMOTE_ADDR="192.0.2.9")
    assert (right.status_code, right["Retry-After"]) == (429, "3600")


def test_numbers_cannot_be_walked_through(asked, monkeypatch):
    monkeypatch.setattr(limits, "ASKING", limits.Limit("many", 3, limits.ASKING.per))
    client = Client()

    answers = [ask(client, f"2026-{n:04d}", "0" * 12).status_code for n in range(4)]

    assert answers == [200] * 3 + [429]
    assert ask(client, "2026-0009", "0" * 12, REMOTE_ADDR="192.0.2.8").status_code == 200


# What it says


def test_a_received_application_tells_its_deadline_and_why(asked):
    application = cases.received(asked, RECEIVED)

    said = page(application)

    assert "机关与您确认收到申请" in said
    assert "机关应当在2026年3月30日前（含当日）答复" in said
    assert "《条例》第三十三条" in said
    assert "张三" not in said
    assert "张*" in said


def test_a_consultation_is_told_without_the_party(asked):
    application = cases.received(asked, RECEIVED)
    cases.consulted(asked, application, sent_on=date(2026, 3, 6), delivered=date(2026, 3, 9))

    answer = opened(application).get(CASE)

    assert "征求第三方意见中" in text_of(answer)
    assert "所需时间不计入答复期限" in text_of(answer)
    for secret in ("李四", "示例路10号", "个人隐私", "征求第三方意见书", "补偿协议中的金额"):
        assert secret not in answer.content.decode()


def test_an_extension_and_a_reply_stand_in_the_timeline(asked):
    application = cases.received(asked, RECEIVED)
    cases.extended(asked, application, on=date(2026, 3, 20))
    application = cases.replied(asked, cases.fresh(application), "GRANTED", on=date(2026, 4, 10))

    said = page(application)

    assert "2026-03-20 延长答复期限20个工作日" in said
    assert "2026-04-10 作出答复" in said
    assert "已答复" in said
    assert "办理结果：" in said


def test_a_fee_is_told_with_the_way_to_pay_it(asked):
    CaseRules.objects.update(charges_fees=True, fee_account="开户行：示例银行\n账号：0000")
    application = cases.received(asked, RECEIVED)
    cases.sent(asked, application, LetterKind.FEE_NOTICE, date(2026, 3, 5), terms={"basis": "ITEMS", "quantity": 12})

    said = page(application)

    assert f"应缴信息处理费 {Fee.objects.get().amount} 元" in said
    assert "开户行：示例银行账号：0000" in said


@pytest.mark.parametrize("state", State, ids=lambda state: state.label)
def test_every_state_is_told_in_plain_words(asked, state):
    headline, meaning = told.STATES[state]

    assert headline
    assert meaning.endswith(("。", "）。"))


@pytest.mark.parametrize("state", State, ids=lambda state: state.label)
def test_the_page_opens_in_every_state(asked, state):
    application = cases.received(asked, RECEIVED)
    Application.objects.filter(pk=application.pk).update(state=state, outcome="GRANTED", ended_on=RECEIVED)

    assert told.STATES[state][0] in page(application)


# What the applicant does


def awaiting_correction(asked):
    application = cases.received(asked, RECEIVED)
    return cases.corrected(asked, application, asked=date(2026, 3, 5), until=date(2026, 3, 26))


def test_a_correction_is_answered_here(asked):
    application = awaiting_correction(asked)
    client, address = opened(application), addresses.opened_case("chaotianmen", "correction")

    assert "提交补正" in text_of(client.get(CASE))
    form = client.get(address)
    assert "请写明签约年份。" in text_of(form)
    assert soup(form).select_one("#id_title")["value"] == "某某路房屋征收补偿协议"
    answer = client.post(address, {"title": "2024年签订的协议", "materials": [picture("协议.png")]})

    application = cases.fresh(application)
    assert answer["Location"] == CASE
    assert application.state == State.REGISTERED
    assert application.files.filter(kind="CORRECTION").count() == 1
    assert [each.title for each in application.wordings.all()] == ["某某路房屋征收补偿协议", "2024年签订的协议"]
    assert client.post(address, {"title": "第二次"})["Location"] == CASE
    assert application.wordings.count() == 2


def test_an_empty_correction_is_told_and_files_are_asked_for_again(asked):
    client, address = opened(awaiting_correction(asked)), addresses.opened_case("chaotianmen", "correction")

    answer = client.post(address, {"title": "", "materials": [picture()]})

    assert any("至少填写一项" in each for each in errors(answer))
    assert "重新选择要附的文件" in text_of(answer)


def test_reasons_are_given_here(asked):
    application = cases.received(asked, RECEIVED)
    cases.sent(
        asked,
        application,
        LetterKind.REASONS_NOTICE,
        date(2026, 3, 5),
        terms={"what": "请说明理由。", "until": "2026-03-19"},
    )
    client, address = opened(application), addresses.opened_case("chaotianmen", "reasons")

    assert errors(client.post(address, {"text": " "})) == ["理由：请填写理由。"]
    assert client.post(address, {"text": "研究需要。"})["Location"] == CASE
    assert cases.fresh(application).state == State.DRAFTING
    assert "收到您说明的理由" in text_of(client.get(CASE))


def test_a_withdrawal_is_confirmed_first(asked):
    application = cases.received(asked, RECEIVED)
    client, address = opened(application), addresses.opened_case("chaotianmen", "withdrawal")

    assert "不能恢复" in text_of(client.get(address))
    assert any("请勾选" in each for each in errors(client.post(address)))
    assert cases.fresh(application).state == State.REGISTERED
    assert client.post(address, {"confirmed": "on"})["Location"] == CASE
    assert cases.fresh(application).state == State.CLOSED
    assert "已撤回" in text_of(client.get(CASE))


def test_what_the_office_has_under_review_is_not_withdrawn_silently(asked):
    application = cases.received(asked, RECEIVED)
    acts.decide(
        application,
        by=asked.liwen,
        at=cases.noon(RECEIVED),
        outcome="GRANTED",
        reasons="依法办理。",
        how_to_obtain="随本答复书提供复印件。",
    )
    letter = acts.draft(application, LetterKind.REPLY, by=asked.liwen, at=cases.noon(RECEIVED))
    acts.release_to_review(letter, by=asked.liwen, at=cases.noon(RECEIVED))

    answer = opened(application).post(addresses.opened_case("chaotianmen", "withdrawal"), {"confirmed": "on"})

    assert errors(answer) == ["目前不能在网上办理，请与机关联系。原因：文书正在审签，须由机关先行停止。"]
    assert cases.fresh(application).state == State.APPROVING


def test_a_withdrawal_before_confirmation_is_not_told_as_confirmed(asked):
    application = filed().application
    client = opened(application)

    client.post(addresses.opened_case("chaotianmen", "withdrawal"), {"confirmed": "on"})

    said = text_of(client.get(CASE))
    assert "您撤回申请" in said
    assert "与您确认收到申请" not in said


def test_a_notice_stands_once_in_the_course(asked):
    said = text_of(opened(awaiting_correction(asked)).get(CASE))

    assert said.count("发出补正告知书") == 1
    assert "告知补正，发出补正告知书" in said


@pytest.mark.parametrize("part", ["correction", "reasons", "withdrawal", "leave", "delivery/1", "delivery/1/1"])
def test_nothing_is_done_without_the_code(asked, client, part):
    awaiting_correction(asked)
    address = addresses.opened_case("chaotianmen", part).removesuffix("/" if part.count("/") > 1 else "")

    answers = [client.get(address), client.post(address, {"title": "冒充", "text": "冒充", "confirmed": "on"})]

    assert {answer.status_code for answer in answers} <= {302, 405}
    assert Application.objects.get().state == State.CORRECTION_PENDING
    assert Application.objects.get().wordings.count() == 1


@pytest.mark.parametrize("part", ["correction", "reasons"])
def test_what_was_not_asked_for_cannot_be_sent(asked, part):
    client = opened(cases.received(asked, RECEIVED))

    assert client.post(addresses.opened_case("chaotianmen", part), {"title": "x", "text": "x"})["Location"] == CASE


def test_the_pages_need_few_queries(asked, django_assert_max_num_queries):
    application = cases.received(asked, RECEIVED)
    cases.consulted(asked, application, sent_on=date(2026, 3, 6), delivered=date(2026, 3, 9))
    client = opened(application)

    with django_assert_max_num_queries(30):
        client.get(CASE)
