"""机构、人员、岗位、节假日的屏幕: who keeps them, what a wrong entry is told, and that each change leaves an event."""

import pytest
from django.utils import timezone

from gongkai.office.calendar import work_calendar
from gongkai.office.models import Department, Event, HolidayNotice, Office, Post, User
from gongkai.office.tests.people import PASSWORD

REGISTERS = {
    "/desk/office/": {"zhaomin", "qiankun", "xufeng"},
    "/desk/department/": {"zhaomin", "qiankun", "xufeng"},
    "/desk/people/": {"qiankun", "xufeng"},
    "/desk/post/": {"qiankun", "xufeng"},
    "/desk/holidaynotice/": {"zhaomin", "qiankun", "xufeng"},
    "/desk/accesslog/": {"zhaomin", "hanlei", "qiankun", "xufeng"},
    "/desk/column/": {"zhaomin", "qiankun", "xufeng"},
}
EVERYBODY = ["liwen", "wangfang", "zhaomin", "chengang", "sunyue", "hanlei", "qiankun", "xufeng", "jiangli", "guchao"]


def seat(client, town, who):
    client.force_login(getattr(town, who))
    return client


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_register_opens_for_its_keepers_alone(town, client, who):
    seat(client, town, who)

    opened = {address for address in REGISTERS if client.get(address).status_code == 200}

    assert opened == {address for address, keepers in REGISTERS.items() if who in keepers}


def test_an_office_is_changed_in_its_own_office_and_recorded(town, client):
    office = town.chaotianmen
    given = {name: getattr(office, name) for name in ("name", "short_name", "code", "index_format", "site_id_code")}
    address = f"/desk/office/edit/{office.pk}/"

    seat(client, town, "zhaomin").post(address, {**given, "phone": "023-00001111", "min_distinct_people": 1})

    office = Office.objects.get(pk=office.pk)
    assert office.phone == "023-00001111"
    assert office.min_distinct_people == 3, "审校最少人数只能由区县批准"
    assert Event.objects.filter(verb="office.changed", subject_id=str(office.pk)).exists()


def test_the_district_lowers_how_few_people_may_review(town, client):
    office = town.chaotianmen
    given = {name: getattr(office, name) for name in ("name", "short_name", "code", "index_format", "site_id_code")}

    seat(client, town, "xufeng").post(f"/desk/office/edit/{office.pk}/", {**given, "min_distinct_people": 2})

    assert Office.objects.get(pk=office.pk).min_distinct_people == 2


@pytest.mark.parametrize("register", ["office", "people", "post", "department"])
def test_another_offices_rows_cannot_be_changed(town, client, register):
    theirs = {
        "office": town.jiefangbei.pk,
        "people": town.jiangli.pk,
        "post": Post.objects.get(user=town.jiangli).pk,
        "department": town.civil.pk,
    }

    answer = seat(client, town, "qiankun").get(f"/desk/{register}/edit/{theirs[register]}/")

    assert answer.status_code in {302, 403, 404}


def test_a_new_person_gets_an_account_and_a_post(town, client):
    seat(client, town, "qiankun")
    client.post("/desk/people/new/", {"username": "xinren", "name": "新人", "is_active": "on", "password": PASSWORD})
    person = User.objects.get(username="xinren")
    given = {"user": person.pk, "role": "CONTRIBUTOR", "office": town.chaotianmen.pk, "department": town.safety.pk}
    client.post("/desk/post/new/", {**given, "starts_on": timezone.localdate().isoformat()})

    assert person.check_password(PASSWORD)
    assert [str(post) for post in person.active_posts()] == ["平安法治办公室拟稿人（信息员）"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"off": "2027-13-01"}, "读不懂"),
        ({"off": "春节"}, "读不懂"),
        ({"off": "2027-02-05 至 2027-02-01"}, "起止日期不对"),
        ({"off": "2027-01-01", "work": "2027-01-04"}, "周一至周五"),
        ({"off": "2027-01-02", "work": "2027-01-02"}, "既放假又上班"),
        ({"off": "2031-01-01"}, "不在 2027 年前后"),
        ({"off": ""}, "必填"),
    ],
    ids=["没有的月份", "不是日期", "起止颠倒", "工作日调休", "放假又上班", "年份不对", "没有日期"],
)
def test_a_wrong_notice_is_told_and_not_kept(town, client, given, said):
    notice = {"year": 2027, "number": "示例〔2026〕1号", "office": town.chaotianmen.pk, **given}

    page = seat(client, town, "zhaomin").post("/desk/holidaynotice/new/", notice).content.decode()

    assert said in page
    assert not HolidayNotice.objects.exists()


def test_the_next_years_notice_makes_its_days_known(town, client):
    off = "2027-01-01 至 2027-01-03\n2027-02-05 至 2027-02-11"
    notice = {
        "year": 2027,
        "number": "示例〔2026〕1号",
        "office": town.chaotianmen.pk,
        "off": off,
        "work": "2027-02-14",
    }

    seat(client, town, "zhaomin").post("/desk/holidaynotice/new/", notice)

    row = HolidayNotice.objects.get()
    assert (len(row.off), row.work, row.entered_by) == (10, ["2027-02-14"], town.zhaomin)
    day = timezone.localdate().replace(2027, 2, 14)
    assert work_calendar(town.chaotianmen).is_workday(day)
    assert not work_calendar(town.jiefangbei).is_known(day)


def test_a_department_belongs_to_an_office_the_keeper_sees(town, client):
    given = {"office": town.jiefangbei.pk, "name": "越界科室", "order": 1}

    seat(client, town, "zhaomin").post("/desk/department/new/", given)

    assert not Department.objects.filter(name="越界科室").exists()
