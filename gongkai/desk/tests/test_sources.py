"""待办的来处: each person finds exactly the own next acts, told by the real register and the real review."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.desk.sources import sources
from gongkai.desk.standings import standings
from gongkai.desk.todo import Standing, gather
from gongkai.law.timeliness import Light
from gongkai.office.calendar import Calendars
from gongkai.records import pages
from gongkai.records.queues import lights_of
from gongkai.records.tests import stories
from gongkai.records.timeliness import columns_rate, publication_rate


@pytest.fixture
def street(town, monkeypatch):
    monkeypatch.setattr(pages, "_site", [stories.PlainSite()])
    stories.open_office(town)
    return town


def waiting(user) -> list[tuple[str, str]]:
    """Return pile and act of everything that waits for the person."""
    user = type(user).objects.get(pk=user.pk)
    heaps = gather(sources(Calendars()), user, at=timezone.now())
    return [(heap.pile.value, item.act) for heap in heaps for item in heap.items]


@pytest.mark.parametrize(
    ("story", "person", "expected"),
    [
        (stories.registered, "zhaomin", [("待我办理", "审核公开属性")]),
        (stories.registered, "chengang", []),
        (stories.determined, "liwen", [("草稿", "继续编撰并送审")]),
        (stories.determined, "wangfang", []),
        (stories.in_review, "wangfang", [("待我办理", "初审、一校")]),
        (stories.in_review, "chengang", []),
        (stories.in_review, "liwen", []),
        (stories.approved, "sunyue", [("待发布", "发布")]),
        (stories.published, "sunyue", []),
        (stories.published, "jiangli", []),
    ],
    ids=[
        "专员审属性",
        "未轮到签发",
        "拟稿人编撰",
        "编撰中无审校",
        "负责人初审",
        "未轮到终审",
        "拟稿人不审自己",
        "发布员",
        "已发布",
        "他机构",
    ],
)
def test_person_finds_exactly_the_own_next_act(street, story, person, expected):
    story(street)

    assert waiting(street.people[person]) == expected


@pytest.mark.parametrize(
    ("story", "person"),
    [(stories.registered, "zhaomin"), (stories.in_review, "wangfang"), (stories.approved, "sunyue")],
    ids=["审属性", "初审", "发布"],
)
def test_entry_leads_to_a_page_that_opens_for_the_person(client, street, story, person):
    story(street)
    client.force_login(street.people[person])
    heap = gather(sources(Calendars()), street.people[person], at=timezone.now())[-1]

    assert client.get(heap.items[0].url).status_code == 200


def compared(user, at=None) -> dict[str, Standing]:
    return {row.office: row for row in standings(user, at or timezone.now(), Calendars()).standings}


def test_supervisor_sees_lights_and_figures_of_every_office(street):
    stories.published(street)
    past = timezone.now() - timedelta(days=90)
    stories.registered(street, starts_at=past, made_on=past.date())

    rows = compared(street.xufeng)

    assert set(rows) == {"朝天门街道", "解放碑街道"}
    assert rows["朝天门街道"].lights == {Light.RED: 1}
    assert [figure.name for figure in rows["朝天门街道"].figures] == ["发布及时率", "栏目更新及时率"]


def test_figures_are_those_of_the_register(street):
    for days in (0, 20, 45):
        start = timezone.now() - timedelta(days=days)
        stories.published(street, starts_at=start, made_on=start.date())
        stories.registered(street, starts_at=start, made_on=start.date())
    now = timezone.now()
    today, office = timezone.localdate(now), street.chaotianmen

    shown = compared(street.xufeng, now)["朝天门街道"]

    expected = publication_rate(office, today.replace(day=1), today, as_of=now), columns_rate(office, now)
    assert [figure.text for figure in shown.figures] == [rate.text for rate in expected]
    assert shown.lights == lights_of(office, now)


def test_nobody_but_the_supervisor_compares_offices(street):
    assert standings(street.zhaomin, timezone.now(), Calendars()) is None


def test_home_takes_few_queries_however_much_waits(client, street, django_assert_max_num_queries):
    for story in (stories.registered, stories.determined, stories.in_review, stories.approved):
        story(street)
        story(street)

    for person in ("liwen", "wangfang", "zhaomin", "chengang", "sunyue", "xufeng"):
        client.force_login(street.people[person])
        client.get("/desk/")
        with django_assert_max_num_queries(14):
            client.get("/desk/")
