"""首页: what waits for a person, earliest due first, in few queries and only in words and links of ours."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from gongkai.desk import sources, views
from gongkai.desk.todo import SHOWN, Comparison, Figure, Pile, Standing, TodoItem, gather
from gongkai.law.timeliness import CHINA_TIME, Light

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=CHINA_TIME)
END_OF_DAY = datetime(2026, 3, 3, 23, 59, 59, 999999, tzinfo=CHINA_TIME)


def item(title: str, due_at: datetime | None = None, **facts) -> TodoItem:
    return TodoItem(title=title, act=facts.pop("act", "复审"), url=f"/desk/x/{title}/", due_at=due_at, **facts)


def titles(heap) -> list[str]:
    return [each.title for each in heap.items]


@pytest.fixture
def home(client, town, monkeypatch):
    """Return a function that shows the home page of a person with these entries waiting."""

    def show(person: str, *items: TodoItem, standings: tuple[Standing, ...] = ()) -> str:
        monkeypatch.setattr(sources, "sources", lambda calendars: [lambda user, at: items])
        comparison = Comparison(standings, NOON) if standings else None
        monkeypatch.setattr(views.standings, "standings", lambda user, at, calendars: comparison)
        client.force_login(town.people[person])
        return client.get("/desk/").content.decode()

    return show


def test_earliest_due_comes_first_and_without_a_limit_last():
    waiting = [item("丙"), item("乙", NOON), item("甲", NOON - timedelta(days=1))]

    [heap] = gather([lambda user, at: waiting], None, at=NOON)

    assert titles(heap) == ["甲", "乙", "丙"]


def test_entries_of_all_apps_fall_into_one_list():
    reviews, records = [item("甲", NOON)], [item("乙", NOON - timedelta(hours=1)), item("丙", pile=Pile.DRAFT)]

    heaps = gather([lambda user, at: reviews, lambda user, at: records], None, at=NOON)

    assert [(heap.pile, titles(heap)) for heap in heaps] == [(Pile.ACT, ["乙", "甲"]), (Pile.DRAFT, ["丙"])]


def test_long_list_is_cut_and_says_so(home):
    page = home("zhaomin", *[item(f"第{number}件", NOON) for number in range(SHOWN + 3)])

    assert f"（{SHOWN + 3}件）" in page
    assert f"以下是最近到期的{SHOWN}件" in page


@pytest.mark.parametrize(
    ("due_at", "provisional", "expected"),
    [
        (END_OF_DAY, False, "2026年3月3日（周二）"),
        (NOON, False, "2026年3月3日（周二） 12:00"),
        (END_OF_DAY, True, "2026年3月3日（周二），暂定"),
        (None, False, ""),
    ],
    ids=["当日终了", "以小时计", "暂定", "未起算"],
)
def test_due_moment_is_spelled_out(due_at, provisional, expected):
    assert item("甲", due_at, is_provisional=provisional).due == expected


@pytest.mark.parametrize("light", Light)
def test_light_is_never_colour_alone(home, light):
    page = home("zhaomin", item("甲", NOON, light=light))

    assert re.search(rf'desk-light--{light.value.lower()}">.*{light.label}', page)


def test_entry_names_the_act_and_leads_straight_to_it(home):
    page = home("zhaomin", item("关于征求意见的通知", NOON, act="复审", office="朝天门街道"))

    assert page.count('href="/desk/x/关于征求意见的通知/"') == 2
    assert 'aria-label="复审：关于征求意见的通知"' in page


def test_who_has_nothing_to_do_is_told_so(home):
    assert "现在没有待您办理的事项。" in home("liwen")


def test_title_cannot_smuggle_markup(home):
    assert "<script>alert" not in home("liwen", item("<script>alert(1)</script>", NOON))


def test_supervisor_sees_offices_with_numerator_and_denominator(home):
    page = home(
        "xufeng",
        standings=(
            Standing("朝天门街道", {Light.RED: 2}, (Figure("发布及时率", "44/45 97.8%"),)),
            Standing("解放碑街道", {}, (Figure("发布及时率", None),)),
        ),
    )

    assert "44/45 97.8%" in page
    assert "无应公开事项" in page
    assert "统计至12:00" in page
    assert re.findall(r'data-heading="已经超期">(\d+)<', page) == ["2", "0"]


def test_page_greets_by_name_and_names_the_posts(home):
    page = home("liwen")

    today = timezone.localdate()
    assert f"李文，今天是{today.year}年{today.month}月{today.day}日" in page
    assert "平安法治办公室拟稿人（信息员）" in page


def test_menu_and_page_show_nothing_of_the_framework(home):
    page = home("liwen")
    shown = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)

    assert "Wagtail" not in shown
    for word in ['"explorer"', "/desk/images/", "/desk/documents/", '"help"', "gravatar", "https://"]:
        assert word not in page


def test_home_takes_few_queries(home, client, town, django_assert_max_num_queries):
    home("liwen")

    with django_assert_max_num_queries(12):
        client.get("/desk/")


def test_home_is_for_staff_only(client, db):
    assert client.get("/desk/").headers["Location"] == "/desk/login/?next=/desk/"
