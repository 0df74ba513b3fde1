"""What waits for whom: the piles of the desk, the light of each row, and the next step of each person."""

from datetime import date

import pytest

from gongkai.applications import acts
from gongkai.applications.models import RemedyKind
from gongkai.applications.piles import LETTERS, Pile, counts, of_pile, shown, together, within_reach
from gongkai.applications.queues import lights_by_office, waiting_for
from gongkai.applications.tests import cases
from gongkai.law.letters import LetterKind
from gongkai.law.receipt import Channel
from gongkai.law.timeliness import Light
from gongkai.office.calendar import work_calendars
from gongkai.office.models import HolidayNotice
from gongkai.office.tests.people import appoint

pytestmark = pytest.mark.django_db

MARCH_2 = date(2026, 3, 2)


def extension_in_review(street):
    application = cases.received(street, MARCH_2)
    terms = {"workdays": 20, "reasons": "协议数量较多。"}
    letter = acts.draft(
        application, LetterKind.EXTENSION_NOTICE, by=street.liwen, terms=terms, at=cases.noon(date(2026, 3, 9))
    )
    acts.release_to_review(letter, by=street.liwen, at=cases.noon(date(2026, 3, 9)))
    return application


def extension_signed(street):
    application = cases.received(street, MARCH_2)
    terms = {"workdays": 20, "reasons": "协议数量较多。"}
    letter = acts.draft(
        application, LetterKind.EXTENSION_NOTICE, by=street.liwen, terms=terms, at=cases.noon(date(2026, 3, 9))
    )
    cases.signed(street, letter, date(2026, 3, 9))
    return application


def corrected_until_march_26(street):
    application = cases.received(street, MARCH_2)
    return cases.corrected(street, application, asked=date(2026, 3, 5), until=date(2026, 3, 26))


def consulted(street):
    application = cases.received(street, MARCH_2)
    cases.consulted(street, application, sent_on=date(2026, 3, 6), delivered=date(2026, 3, 9))
    return application


def served(street):
    return cases.replied(street, cases.received(street, MARCH_2), "GRANTED", on=date(2026, 3, 20))


def piles_of(user) -> dict[str, int]:
    return {pile.value: count for pile, count in counts(within_reach(user)).items() if count}


def rows_of(user, pile: Pile, today: date):
    return shown(together(of_pile(within_reach(user), pile)), today=today, letters_in=LETTERS.get(pile))


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (lambda street: cases.submitted(street, MARCH_2), {"confirm": 1}),
        (lambda street: cases.taken_in(street, Channel.FAX, MARCH_2, came_on=MARCH_2), {"confirm": 1}),
        (lambda street: cases.received(street, MARCH_2), {"running": 1}),
        (corrected_until_march_26, {"applicant": 1}),
        (consulted, {"others": 1}),
        (extension_in_review, {"running": 1, "signing": 1}),
        (extension_signed, {"running": 1, "sending": 1}),
        (served, {"service": 1}),
    ],
    ids=["网上提交", "传真", "已确认", "待补正", "征求意见", "审签中", "已签发", "已送达"],
)
def test_an_application_lies_where_it_waits(street, story, expected):
    story(street)

    assert piles_of(street.zhaomin) == expected


def test_a_closed_application_lies_in_no_pile(street):
    application = cases.received(street, MARCH_2)
    acts.withdraw(application, on=date(2026, 3, 4), by=None, at=cases.noon(date(2026, 3, 4)))

    assert piles_of(street.zhaomin) == {}


def test_nobody_sees_the_piles_of_another_office(street):
    cases.received(street, MARCH_2)

    assert piles_of(street.shentao) == {}
    assert piles_of(street.guchao) == {}
    assert piles_of(street.xufeng) == {"running": 1}


@pytest.mark.parametrize(
    ("today", "light"),
    [
        (date(2026, 3, 3), Light.GREEN),
        (date(2026, 3, 23), Light.YELLOW),
        (date(2026, 3, 26), Light.ORANGE),
        (date(2026, 3, 30), Light.ORANGE),
        (date(2026, 3, 31), Light.RED),
    ],
    ids=["刚起算", "剩5个工作日", "剩2个工作日", "最后一日", "过期一日"],
)
def test_a_running_row_shows_its_deadline_and_light(street, today, light):
    cases.received(street, MARCH_2)

    (row,) = rows_of(street.zhaomin, Pile.RUNNING, today)

    assert (row.reckoning.due, row.light) == (date(2026, 3, 30), light)


def test_a_row_names_nobody_and_is_cut_short(street):
    cases.received(street, MARCH_2, title="某" * 60)

    (row,) = rows_of(street.zhaomin, Pile.RUNNING, MARCH_2)

    assert (len(row.wanted), row.wanted[-1]) == (40, "…")
    assert row.application.applicant.masked_name == "张*"


@pytest.mark.parametrize(("today", "is_over"), [(date(2026, 3, 26), False), (date(2026, 3, 27), True)])
def test_a_waiting_row_says_until_when(street, today, is_over):
    corrected_until_march_26(street)

    (row,) = rows_of(street.zhaomin, Pile.APPLICANT, today)

    assert (row.waits_until, row.is_over, row.light) == (date(2026, 3, 26), is_over, None)


def test_a_row_waiting_for_its_signature_names_the_letter(street):
    extension_in_review(street)

    (row,) = rows_of(street.zhaomin, Pile.SIGNING, MARCH_2)

    assert [letter.kind for letter in row.letters] == [LetterKind.EXTENSION_NOTICE]


def test_what_is_due_first_comes_first(street):
    later = cases.received(street, date(2026, 3, 9))
    sooner = cases.received(street, MARCH_2)

    found = [row.application for row in rows_of(street.zhaomin, Pile.RUNNING, date(2026, 3, 10))]

    assert found == [sooner, later]


def waiting(user, today: date) -> list[str]:
    user = type(user).objects.get(pk=user.pk)
    return [task.act for task in waiting_for(user, cases.noon(today))]


@pytest.mark.parametrize(
    ("story", "today", "expected"),
    [
        (lambda street: cases.submitted(street, MARCH_2), MARCH_2, {"zhaomin": ["确认收到"]}),
        (lambda street: cases.received(street, MARCH_2), MARCH_2, {"liwen": ["办理"]}),
        (extension_signed, date(2026, 3, 10), {"liwen": ["发出延期答复告知书"]}),
        (extension_in_review, date(2026, 3, 10), {"liwen": ["办理"]}),
        (corrected_until_march_26, date(2026, 3, 26), {}),
        (corrected_until_march_26, date(2026, 3, 27), {"liwen": ["补正期满，作出处理"]}),
        (consulted, date(2026, 3, 30), {"liwen": ["告知申请人正在征求意见"]}),
        (consulted, date(2026, 3, 31), {"liwen": ["登记逾期未提出意见"]}),
        (served, date(2026, 3, 21), {"zhaomin": ["登记送达、办结"]}),
    ],
    ids=["待确认", "经办", "待发出", "审签中", "补正期内", "补正期满", "征求意见期内", "征求意见期满", "待办结"],
)
def test_each_step_waits_for_one_person(street, story, today, expected):
    story(street)

    found = {name: waiting(user, today) for name, user in street.people.items()}

    assert {name: acts_ for name, acts_ in found.items() if acts_} == expected


def test_what_nobody_has_in_hand_waits_for_the_officer_then_for_the_head(street):
    application = cases.submitted(street, MARCH_2)
    acts.confirm(application, on=MARCH_2, by=street.zhaomin, at=cases.noon(MARCH_2))
    assert (waiting(street.zhaomin, MARCH_2), waiting(street.wangfang, MARCH_2)) == (["交办"], [])

    acts.assign(application, department=street.safety, handler=None, by=street.zhaomin, at=cases.noon(MARCH_2))

    assert (waiting(street.zhaomin, MARCH_2), waiting(street.wangfang, MARCH_2)) == ([], ["办理"])


def test_an_answer_in_reconsideration_waits_until_it_is_given(street):
    application = served(street)
    facts = {"kind": RemedyKind.RECONSIDERATION, "authority": "重庆市渝中区人民政府", "received_on": date(2026, 4, 1)}
    remedy = acts.record_remedy(
        application, by=street.lvying, answer_due=date(2026, 4, 11), at=cases.noon(date(2026, 4, 1)), **facts
    )

    (task,) = waiting_for(street.lvying, cases.noon(date(2026, 4, 2)))
    assert (task.act, task.due, task.address) == ("提交答复、答辩", date(2026, 4, 11), remedy.desk_address())

    acts.update_remedy(remedy, answered_on=date(2026, 4, 3), by=street.lvying, at=cases.noon(date(2026, 4, 3)))
    assert waiting_for(street.lvying, cases.noon(date(2026, 4, 4))) == []


def test_a_task_names_nobody(street):
    cases.received(street, MARCH_2)

    (task,) = waiting_for(street.liwen, cases.noon(MARCH_2))

    assert task.title.endswith("号申请（张*）")
    assert (task.due, task.light) == (date(2026, 3, 30), Light.GREEN)


def test_the_district_counts_lights_and_nothing_else(street):
    cases.received(street, MARCH_2)
    cases.received(street, date(2026, 3, 20))
    offices = [street.chaotianmen.pk, street.jiefangbei.pk]

    found = lights_by_office(work_calendars(offices), today=date(2026, 3, 31))

    assert found[street.chaotianmen.pk] == {Light.RED: 1, Light.GREEN: 1}
    assert found[street.jiefangbei.pk] == {}


def test_an_office_with_a_notice_of_its_own_has_a_calendar_of_its_own(street):
    HolidayNotice.objects.create(
        year=2026,
        number="渝中应急〔2026〕1号",
        office=street.chaotianmen,
        off=["2026-03-03"],
        entered_by=street.qiankun,
    )
    calendars = work_calendars([street.chaotianmen.pk, street.jiefangbei.pk])

    assert not calendars[street.chaotianmen.pk].is_workday(date(2026, 3, 3))
    assert calendars[street.jiefangbei.pk].is_workday(date(2026, 3, 3))


def test_piles_and_home_take_few_queries_however_much_waits(client, street, django_assert_max_num_queries):
    cases.submitted(street, MARCH_2)
    for _ in range(3):
        extension_signed(street)
    corrected_until_march_26(street)

    for person in ("liwen", "wangfang"):
        client.force_login(street.people[person])
        client.get("/desk/applications/")
        for pile in Pile:
            with django_assert_max_num_queries(12):
                assert client.get(f"/desk/applications/?pile={pile.value}").status_code == 200
        with django_assert_max_num_queries(14):
            assert client.get("/desk/").status_code == 200


def test_a_head_without_a_department_has_nothing_of_nobodys(street):
    appoint(street.wujing, "DEPARTMENT_HEAD", street.chaotianmen, None)
    application = cases.submitted(street, MARCH_2)
    acts.confirm(application, on=MARCH_2, by=street.zhaomin, at=cases.noon(MARCH_2))

    assert waiting(street.wujing, MARCH_2) == []
