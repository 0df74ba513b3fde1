"""查阅记录: every look at personal data in full is noted, stays, and is read by those who answer for it."""

from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from gongkai.office import access
from gongkai.office.models import AccessLog, Role, RowIsEvidence
from gongkai.office.tests.people import appoint

ADDRESS = "/desk/accesslog/"
READERS = {"zhaomin", "hanlei", "qiankun", "xufeng"}
EVERYBODY = ["liwen", "wangfang", "zhaomin", "chengang", "sunyue", "lvying", "hanlei", "qiankun", "xufeng", "jiangli"]
NOON = datetime(2025, 7, 21, 12, tzinfo=timezone.get_default_timezone())


def looked(town, who="liwen", *, office=None, what="查看证件号码", **facts):
    return access.note(getattr(town, who), town.safety, what, office=office or town.chaotianmen, **facts)


def test_an_entry_names_person_post_and_subject(town):
    entry = looked(town, reason="核对身份", at=NOON)

    assert (entry.person, str(entry.post), entry.office) == (
        town.liwen,
        "平安法治办公室拟稿人（信息员）",
        town.chaotianmen,
    )
    assert (entry.subject_said, entry.what, entry.reason) == (f"科室 {town.safety.pk}", "查看证件号码", "核对身份")
    assert entry.at == NOON
    assert list(access.of(town.safety)) == [entry]
    assert list(access.of(town.general)) == []


def test_the_post_is_of_that_office_or_of_the_district_above_it(town):
    appoint(town.liwen, Role.PROOFREADER, town.jiefangbei)

    assert looked(town, office=town.jiefangbei).post.role == Role.PROOFREADER
    assert looked(town, "xufeng").post.role == Role.DISTRICT_SUPERVISOR
    assert looked(town, "guchao").post is None


def test_an_entry_cannot_be_changed_or_deleted(town):
    entry = looked(town)

    for act in (entry.save, entry.delete, AccessLog.objects.all().delete, lambda: AccessLog.objects.update(what="x")):
        with pytest.raises(RowIsEvidence):
            act()


@pytest.mark.parametrize("sql", ["UPDATE office_accesslog SET what = 'x'", "DELETE FROM office_accesslog"])
def test_the_database_itself_refuses(town, sql):
    looked(town)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("who", [*EVERYBODY, "guchao"])
def test_those_who_answer_for_the_office_see_its_entries(town, who):
    here, there = looked(town), looked(town, "jiangli", office=town.jiefangbei)

    seen = set(AccessLog.objects.visible_to(getattr(town, who)))

    assert seen == {"xufeng": {here, there}}.get(who, {here} if who in READERS else set())


@pytest.mark.parametrize("who", [*EVERYBODY, "guchao"])
def test_the_screen_opens_for_them_alone(town, client, who):
    client.force_login(getattr(town, who))

    assert (client.get(ADDRESS).status_code == 200) is (who in READERS)


def test_the_screen_shows_its_own_office_and_filters(town, client):
    looked(town, what="查看证件号码", at=NOON)
    looked(town, "wangfang", what="下载身份证明", reason="补正核对", at=NOON)
    looked(town, "jiangli", office=town.jiefangbei, what="查看联系电话")
    client.force_login(town.zhaomin)

    whole = client.get(ADDRESS).content.decode()
    narrowed = client.get(
        f"{ADDRESS}results/", {"what": "下载", "since": "2025-07-21", "until": "2025-07-21"}
    ).content.decode()

    assert "查看证件号码" in whole
    assert "补正核对" in whole
    assert "查看联系电话" not in whole
    assert "蒋丽" not in whole
    assert "下载身份证明" in narrowed
    assert "查看证件号码" not in narrowed


def test_the_log_offers_nothing_but_reading(town, client):
    entry = looked(town)
    client.force_login(town.qiankun)

    page = client.get(ADDRESS).content.decode()

    assert "/desk/accesslog/new/" not in page
    for address in ("new/", f"edit/{entry.pk}/", f"delete/{entry.pk}/", f"history/{entry.pk}/", f"usage/{entry.pk}/"):
        assert client.get(f"{ADDRESS}{address}").status_code == 404


def test_the_log_stays_quick_when_it_is_long(town, client, django_assert_max_num_queries):
    for _ in range(60):
        looked(town)
    client.force_login(town.zhaomin)
    client.get(ADDRESS)

    with django_assert_max_num_queries(12):
        client.get(ADDRESS)
