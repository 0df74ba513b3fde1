"""待办的来处: each person finds exactly the own next acts, told by the real register and the real review."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.desk.sources import SOURCES
from gongkai.desk.standings import standings
from gongkai.desk.todo import gather
from gongkai.law.timeliness import Light
from gongkai.records import pages
from gongkai.records.tests import stories


@pytest.fixture
def street(town, monkeypatch):
    monkeypatch.setattr(pages, "_site", [stories.PlainSite()])
    stories.open_office(town)
    return town


def waiting(user) -> list[tuple[str, str]]:
    """Return pile and act of everything that waits for the person."""
    user = type(user).objects.get(pk=user.pk)
    heaps = gather(SOURCES, user, at=timezone.now())
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


def test_entry_leads_to_a_page_that_opens_for_the_person(client, street):
    stories.registered(street)
    client.force_login(street.zhaomin)
    [heap] = gather(SOURCES, street.zhaomin, at=timezone.now())

    assert client.get(heap.items[0].url).status_code == 200


def test_supervisor_sees_lights_and_figures_of_every_office(street):
    stories.published(street)
    stories.registered(
        street, starts_at=timezone.now() - timedelta(days=90), made_on=timezone.localdate() - timedelta(days=90)
    )

    rows = {row.office: row for row in standings(street.xufeng, timezone.now())}

    assert set(rows) == {"朝天门街道", "解放碑街道"}
    assert rows["朝天门街道"].lights == {Light.RED: 1}
    assert [rate.name for rate in rows["朝天门街道"].rates] == ["发布及时率", "栏目更新及时率"]


def test_nobody_but_the_supervisor_compares_offices(street):
    assert standings(street.zhaomin, timezone.now()) == []


@pytest.mark.parametrize("person", ["liwen", "wangfang", "zhaomin", "chengang", "sunyue", "xufeng"])
def test_home_takes_few_queries_however_much_waits(client, street, person, django_assert_max_num_queries):
    for story in (stories.registered, stories.determined, stories.in_review, stories.approved):
        story(street)
        story(street)
    client.force_login(street.people[person])
    client.get("/desk/")

    with django_assert_max_num_queries(12):
        client.get("/desk/")
