"""The register's screens: who reaches what, what each person is offered, and that refusals are sentences on the screen."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongkai.catalogue.models import Column
from gongkai.records import card
from gongkai.records.models import Record, WorkStage
from gongkai.records.tests import stories
from gongkai.records.uploads import attach

INSIDE = ["liwen", "wangfang", "zhaomin", "chengang", "sunyue", "hanlei", "xufeng"]
OUTSIDE = ["jiangli", "shentao"]
WITHOUT_POST = ["guchao"]


def go(client, town, who, address, **post):
    client.force_login(getattr(town, who))
    return client.post(address, post) if post else client.get(address)


def addresses(record: Record) -> list[str]:
    pk = record.pk
    return [f"/desk/records/{pk}/", f"/desk/records/edit/{pk}/", f"/desk/records/history/{pk}/"]


@pytest.mark.parametrize("who", INSIDE)
def test_people_of_the_office_see_the_card(street, client, who):
    record = stories.determined(street)

    answer = go(client, street, who, f"/desk/records/{record.pk}/")

    assert answer.status_code == 200
    assert record.title in answer.content.decode()


@pytest.mark.parametrize("who", [*OUTSIDE, *WITHOUT_POST])
def test_nobody_else_reaches_any_of_its_addresses(street, client, who):
    record = stories.determined(street)
    row = attach(record, SimpleUploadedFile("a.pdf", b"%PDF-1.7"), title="附件", by=street.liwen)

    for address in [*addresses(record), row.desk_address]:
        assert go(client, street, who, address).status_code in {302, 403, 404}, address
    client.force_login(getattr(street, who))
    for act in ("check", "sign", "submit", "publish", "withdraw"):
        client.post(f"/desk/records/{record.pk}/act/{act}/")
    assert stories.again(record).stage == WorkStage.COMPILING


def test_visitors_are_sent_to_the_log_in(street, client):
    record = stories.registered(street)

    for address in addresses(record):
        answer = client.get(address)
        assert answer.status_code == 302
        assert "/desk/login/" in answer["Location"]


@pytest.mark.parametrize("who", ["wangfang", "zhaomin", "sunyue", "xufeng", "hanlei"])
def test_the_register_lists_only_what_may_be_seen(street, client, who):
    stories.registered(street)
    other = stories.draft(street, office=street.jiefangbei, title="解放碑的草稿（示例）", department=street.civil)
    stories.register(other, stories.PROACTIVE, by=street.jiangli)

    page = go(client, street, who, "/desk/records/").content.decode()

    assert "夏季消防" in page
    assert ("解放碑的草稿" in page) == (who == "xufeng")


def test_a_clerk_registers_on_one_screen(street, client):
    column = Column.objects.get(office=street.chaotianmen, path="tzgg")
    given = {
        "title": "关于停水的通知（示例）",
        "kind": "NOTICE",
        "column": column.pk,
        "made_on": timezone.localdate().isoformat(),
        "starts_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
        "source": "MADE",
        "source_name": "朝天门街道",
        "department": street.safety.pk,
        "is_normative_document": "unknown",
        "attribute": "PROACTIVE",
    }

    answer = go(client, street, "liwen", "/desk/records/add/", **given)

    record = Record.objects.get()
    assert answer["Location"] == f"/desk/records/{record.pk}/"
    assert (record.stage, record.author) == (WorkStage.PROPOSED, street.liwen)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"starts_at": "2999-01-01T00:00"}, "起算时间不能晚于现在"),
        ({"made_on": "2999-01-01"}, "成文日期不能晚于今天"),
        ({"kind": "POLICY"}, "必须选择是否为行政规范性文件"),
        ({"attribute": "WITHHELD"}, "依据"),
        ({"column": "999999"}, "选择"),
        ({"title": ""}, "必填"),
    ],
    ids=["将来的起算", "将来的成文", "未选规范性文件", "不予公开无依据", "不存在的栏目", "没有标题"],
)
def test_bad_input_is_said_and_nothing_is_lost(street, client, wrong, said):
    column = Column.objects.get(office=street.chaotianmen, path="tzgg")
    given = {
        "title": "关于停水的通知（示例）",
        "kind": "NOTICE",
        "column": column.pk,
        "made_on": timezone.localdate().isoformat(),
        "starts_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
        "source": "MADE",
        "source_name": "不会丢失的来源",
        "department": street.safety.pk,
        "is_normative_document": "unknown",
        "attribute": "PROACTIVE",
    }

    page = go(client, street, "liwen", "/desk/records/add/", **{**given, **wrong}).content.decode()

    assert said in page
    assert "不会丢失的来源" in page
    assert not Record.objects.exists()


def test_who_does_not_write_cannot_register(street, client):
    assert go(client, street, "hanlei", "/desk/records/add/").status_code in {302, 403}


OFFERED = {
    "registered": {"liwen": {"attach"}, "zhaomin": {"check", "object", "attach"}, "chengang": set(), "sunyue": set()},
    "determined": {"liwen": {"propose", "submit", "attach"}, "chengang": set(), "sunyue": set()},
    "in_review": {"liwen": {"take-back"}, "chengang": set(), "sunyue": set()},
    "approved": {"liwen": {"take-back"}, "sunyue": {"publish", "schedule"}, "chengang": set(), "hanlei": set()},
    "published": {
        "liwen": {"attach"},
        "chengang": {"withdraw"},
        "sunyue": {"withdraw"},
        "hanlei": set(),
        "xufeng": set(),
    },
}


@pytest.mark.parametrize("stage", OFFERED)
def test_each_person_is_offered_the_lawful_acts_only(street, stage):
    record = getattr(stories, stage)(street)

    found = {who: {act.name for act in card.next_acts(record, getattr(street, who))} for who in OFFERED[stage]}

    assert found == OFFERED[stage]


@pytest.mark.parametrize(
    ("act", "who", "said"),
    [
        ("check", "liwen", "没有可以审核公开属性的岗位"),
        ("sign", "chengang", "不是待签发认定"),
        ("object", "zhaomin", "理由"),
        ("submit", "liwen", "尚未认定为主动公开"),
        ("publish", "sunyue", "未认定为主动公开"),
        ("withdraw", "zhaomin", "理由"),
        ("schedule", "sunyue", "定时发布时间"),
        ("attach", "liwen", "文件"),
    ],
)
def test_a_refused_act_is_a_sentence_on_the_screen(street, client, act, who, said):
    record = stories.registered(street)
    client.force_login(getattr(street, who))

    page = client.post(f"/desk/records/{record.pk}/act/{act}/", follow=True).content.decode()

    assert said in page
    assert stories.again(record).stage == WorkStage.PROPOSED


def test_publishing_by_wagtails_own_form_does_nothing(street, client):
    """stack: the stock edit view publishes for whoever posts action-publish; here even a superuser with a post cannot."""
    record = stories.determined(street)
    given = {
        "title": "改过的标题（示例）",
        "body": "<p>正文</p>",
        "kind": "NOTICE",
        "column": record.column_id,
        "made_on": record.made_on.isoformat(),
        "source": "MADE",
        "source_name": "朝天门街道",
        "department": record.department_id,
        "is_normative_document": "unknown",
        "action-publish": "action-publish",
    }
    street.liwen.is_superuser = True
    street.liwen.save()

    answer = go(client, street, "liwen", f"/desk/records/edit/{record.pk}/", **given)

    record = stories.again(record)
    assert answer.status_code == 302
    assert not record.live
    assert record.draft().title == "改过的标题（示例）"


@pytest.mark.parametrize("act", ["publish", "unpublish", "delete", "copy", "revisions/1/revert"])
def test_wagtails_other_addresses_are_gone(street, client, act):
    record = stories.published(street)

    assert go(client, street, "liwen", f"/desk/records/{act}/{record.pk}/").status_code == 404


@pytest.mark.parametrize("stage", ["in_review", "approved"])
def test_the_text_is_locked_while_a_round_stands(street, client, stage):
    record = getattr(stories, stage)(street)
    given = {"title": "偷改（示例）", "body": "<p>改</p>"}

    page = go(client, street, "liwen", f"/desk/records/edit/{record.pk}/", **given).content.decode()

    assert "锁定" in page
    assert stories.again(record).draft().title == record.title


def test_the_author_takes_the_text_back_edits_and_starts_anew(street, client):
    record = stories.in_review(street)
    stories.signed_by(record, street.wangfang)

    go(client, street, "liwen", f"/desk/records/{record.pk}/act/take-back/", reason="改一处")
    record = stories.again(record)
    stories.submit(record, by=street.liwen)

    assert record.rounds.running().get().open_stages()[0].name.startswith("初审")


def test_a_picture_needs_words(street, client):
    record = stories.determined(street)
    client.force_login(street.liwen)

    answer = client.post(f"/desk/records/{record.pk}/images/", {"alt": " "})

    assert answer.status_code == 400
    assert "说明文字" in answer.json()["error"]


def test_a_deputy_acts_within_the_period_only(street):
    from_post = street.zhaomin.active_posts()[0]
    today = timezone.localdate()
    stand_in = {"role": from_post.role, "office": from_post.office, "department": from_post.department}
    from_post.stand_ins.create(
        user=street.heping, starts_on=today, ends_on=today + timedelta(days=3), reason="出差", **stand_in
    )
    record = stories.registered(street)
    street.heping.refresh_from_db()

    assert {act.name for act in card.next_acts(record, street.heping)} >= {"check", "object"}
    assert street.heping.active_posts(today + timedelta(days=4)) != street.heping.active_posts(today)


def test_the_rate_is_shown_with_everything_behind_it(street, client):
    stories.published(street)

    later = timezone.localdate() + timedelta(days=30)
    page = go(client, street, "zhaomin", f"/desk/timeliness/?last={later}").content.decode()

    assert "发布及时率" in page
    assert "栏目更新及时率" in page
    assert "夏季消防" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [("first=2026-05-01&last=2026-01-01", "止日早于起日"), ("first=abc", "日期"), ("office=999999", "选择")],
)
def test_a_wrong_period_is_said(street, client, query, said):
    assert said in go(client, street, "zhaomin", f"/desk/timeliness/?{query}").content.decode()


def test_a_neighbours_rate_is_not_to_be_had(street, client):
    page = go(client, street, "liwen", f"/desk/timeliness/?office={street.jiefangbei.pk}").content.decode()

    assert "发布及时率：" not in page
