"""The table of transitions, cell by cell: role × state × act, the forbidden ones included (《条例》第二十九条至第四十五条)."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from gongkai.applications.case import Case
from gongkai.applications.models import Application, ObtainWay, ProvideForm
from gongkai.applications.states import Act, State
from gongkai.applications.tests import cases
from gongkai.applications.transitions import ROWS, TABLE, entitled, refusals
from gongkai.law.receipt import Channel

pytestmark = pytest.mark.django_db

STATES = list(State)
# 列：待确认 已登记 待补正 待说明理由 征第三方 征机关 报请 待缴费 拟办 审签 待送达 已送达 办结 归档
LAWFUL_IN = {
    Act.SUBMIT: "..............",
    Act.TAKE_IN: "..............",
    Act.CONFIRM: "x.............",
    Act.MARK_UNREACHABLE: "x.............",
    Act.ASSIGN: "xxxxxxxxxx....",
    Act.ASK_CORRECTION: ".x......x.....",
    Act.TAKE_CORRECTION: "..x...........",
    Act.ASK_REASONS: ".x......x.....",
    Act.TAKE_REASONS: "...x..........",
    Act.DELAY: "........x.....",
    Act.CONSULT: ".x..xx..x.....",
    Act.RECORD_CONSULTATION_DELIVERY: "....xx........",
    Act.TAKE_OPINION: "....xx........",
    Act.LAPSE_CONSULTATION: "....xx........",
    Act.REFER_UP: ".x......x.....",
    Act.TAKE_RULING: "......x.......",
    Act.ASK_FEE: ".x......x.....",
    Act.RECORD_FEE_DELIVERY: ".......x......",
    Act.TAKE_FEE: ".......x......",
    Act.EXTEND: ".x.xxxx.xx....",
    Act.SEARCH: ".x.xxxx.x.....",
    Act.DECIDE: "xxx....xx.....",
    Act.SUBMIT_REPLY: "x.x....xx.....",
    Act.RETURN_REPLY: ".........x....",
    Act.SIGN_REPLY: ".........x....",
    Act.SEND_REPLY: "..........x...",
    Act.RECORD_SERVICE: ".xxxxxxxxxxxxx",
    Act.TELL_THIRD_PARTY: "..........xx..",
    Act.CLOSE: "...........x..",
    Act.ARCHIVE: "............x.",
    Act.WITHDRAW: "xxxxxxxxxxx...",
    Act.CONFIRM_WITHDRAWAL: "............x.",
    Act.REOPEN: "...........xxx",
    Act.MAKE_PROACTIVE: "...........xxx",
}
OFFICER_ONLY = {
    Act.CONFIRM,
    Act.MARK_UNREACHABLE,
    Act.ASSIGN,
    Act.CLOSE,
    Act.ARCHIVE,
    Act.REOPEN,
    Act.MAKE_PROACTIVE,
}
BY_REVIEW = {Act.RETURN_REPLY, Act.SIGN_REPLY}
BY_APPLICANT = {Act.SUBMIT, Act.TAKE_CORRECTION, Act.TAKE_REASONS, Act.WITHDRAW, Act.RECORD_SERVICE}
HANDLING = {"zhaomin", "liwen", "wangfang"}
"""The officer, the person in whose hands the application is, and the head of that person's department."""


@pytest.fixture
def application(town) -> Application:
    who = cases.applicant()
    who.save()
    row = Application.objects.create(
        office=town.chaotianmen,
        number="2026-0001",
        query_code="000000000001",
        applicant=who,
        channel=Channel.WEB,
        submitted_at=datetime(2026, 3, 2, 12, tzinfo=timezone.get_default_timezone()),
        received_on=date(2026, 3, 2),
        provide_form=ProvideForm.PAPER,
        obtain_way=ObtainWay.POST,
        department=town.safety,
        handler=town.liwen,
        outcome="GRANTED",
        ended_on=date(2026, 3, 20),
    )
    cases.Wording.objects.create(application=row, title="示例文件")
    return row


def test_every_act_has_one_row():
    assert [row.act for row in ROWS] == list(dict.fromkeys(row.act for row in ROWS))
    assert set(TABLE) == set(Act) == set(LAWFUL_IN)


@pytest.mark.parametrize("act", Act, ids=lambda act: act.label)
def test_each_act_is_refused_in_every_state_but_its_own(application, town, act):
    for state, mark in zip(STATES, LAWFUL_IN[act], strict=True):
        application.state = state
        told = [
            reason
            for reason in refusals(Case(application, date(2026, 3, 5), town.zhaomin), act)
            if "的申请不能办理" in reason
        ]

        assert bool(told) == (mark != "x"), state.label


@pytest.mark.parametrize("act", Act, ids=lambda act: act.label)
def test_each_act_belongs_to_its_people(application, town, act):
    expected = set() if act in BY_REVIEW | {Act.SUBMIT} else {"zhaomin"} if act in OFFICER_ONLY else HANDLING
    for name, person in town.people.items():
        case = Case(application, date(2026, 3, 5), person)
        may = name in expected - ({"wangfang"} if act is Act.TAKE_IN else set())

        assert entitled(case, TABLE[act]) == may, name
        assert may or act in BY_REVIEW or any("没有可以办理" in reason for reason in refusals(case, act)), name


@pytest.mark.parametrize("act", Act, ids=lambda act: act.label)
def test_the_applicant_does_only_what_is_his(application, act):
    assert entitled(Case(application, date(2026, 3, 5), None), TABLE[act]) == (act in BY_APPLICANT)


def test_a_drafting_post_handles_nothing_that_is_in_other_hands(application, town):
    application.handler, application.department = None, town.general
    for name in ("liwen", "wangfang"):
        assert not entitled(Case(application, date(2026, 3, 5), town.people[name]), TABLE[Act.SEARCH])


def test_a_post_that_has_ended_gives_nothing(application, town):
    town.zhaomin.posts.update(ends_on=date(2026, 3, 4))
    town.zhaomin.refresh_from_db()

    assert not entitled(Case(application, date(2026, 3, 5), town.zhaomin), TABLE[Act.CONFIRM])
