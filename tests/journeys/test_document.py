"""One document's journey in a real browser, by named people: 登记 → 认定 → 编撰 → 三审三校 → 发布 → 公众查到.

The unhappy turns are part of it: the author who would review, one person at two levels, the superuser, a text changed
after 复审, and what stays withheld.
"""

import pytest
from django.utils import timezone

from gongkai.records import pages
from gongkai.records.models import Record, WorkStage
from gongkai.records.tests import stories
from gongkai.review.models import Round, RoundState

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

TITLE = "关于开展冬季用电安全检查的通知（示例）"
BODY = "各社区：定于本月开展冬季用电安全检查。"


def register(desk, street, title=TITLE, attribute="PROACTIVE"):
    desk.open("/desk/records/add/")
    page = desk.page
    page.fill("[name=title]", title)
    page.select_option("[name=kind]", "NOTICE")
    page.select_option("[name=column]", label="通知公告")
    page.fill("[name=made_on]", timezone.localdate().isoformat())
    page.fill("[name=starts_at]", timezone.localtime().strftime("%Y-%m-%dT%H:%M"))
    page.check(f"[name=attribute][value={attribute}]")
    if attribute == "WITHHELD":
        page.select_option("[name=basis]", "internal_affairs")
        page.fill("[name=reason]", "内部人事安排。")
        page.fill("[name=reevaluate_on]", timezone.localdate().replace(year=timezone.localdate().year + 1).isoformat())
    return desk.press("登记并提交属性审核")


def sign_stage(desk, round):
    """Tick every line, find no errors, and agree."""
    desk.open(f"/desk/review/{round.pk}/")
    page = desk.page
    for box in page.locator("input[name=checked]").all():
        box.check()
    if page.locator("input[name=error_count]").count():
        page.fill("input[name=error_count]", "0")
    if page.locator("input[name=secrecy]").count():
        page.locator("input[name=secrecy]").first.check()
    return desk.press("同意")


def test_from_registration_to_the_public_page(street, at_desk, worker, live_server):
    clerk, officer, leader = at_desk("liwen"), at_desk("zhaomin"), at_desk("chengang", width=360)
    assert "已登记" in register(clerk, street)
    record = Record.objects.get()
    card = record.desk_address()

    officer.open(card)
    assert "已审核同意" in officer.press("审核同意")
    leader.open(card)
    assert "已认定为主动公开" in leader.press("签发认定")

    clerk.open(card)
    with clerk.page.expect_navigation():
        clerk.page.get_by_role("link", name="编撰正文").click()
    clerk.page.locator("[contenteditable=true]").first.click()
    clerk.page.keyboard.type(BODY)
    assert "草稿已保存" in clerk.press("保存草稿")
    assert "已送审" in clerk.press("送审")
    round = Round.objects.get()

    told = clerk.open(f"/desk/review/{round.pk}/")
    assert "拟稿人" in told
    assert clerk.page.get_by_role("button", name="同意", exact=True).count() == 0

    head = at_desk("wangfang")
    assert TITLE in head.open("/desk/")
    sign_stage(head, round)
    head.open(f"/desk/review/{round.pk}/")
    assert head.page.get_by_role("button", name="同意", exact=True).count() == 0, "同一人不能办理两级审校"
    nobody = at_desk("guchao")
    nobody.open(f"/desk/review/{round.pk}/")
    assert nobody.page.get_by_role("button", name="同意", exact=True).count() == 0, "超级用户没有岗位，不能审校"

    sign_stage(officer, round)
    sign_stage(leader, round)
    assert Round.objects.get(pk=round.pk).state == RoundState.CLOSED

    clerk.open(card)
    assert clerk.page.get_by_role("button", name="立即发布").count() == 0
    publisher = at_desk("sunyue")
    assert TITLE in publisher.open("/desk/")
    publisher.open(card)
    assert "已发布，索引号" in publisher.press("立即发布")
    worker()

    citizen = at_desk(None, width=360)
    publication = Record.objects.get().publication
    found = citizen.open("/chaotianmen/search?q=用电安全")
    assert TITLE in found
    with citizen.page.expect_navigation():
        citizen.page.get_by_role("link", name=TITLE).first.click()
    shown = citizen.text
    assert BODY in shown
    assert publication.index_number in shown
    assert citizen.page.title().startswith(TITLE)
    assert TITLE in citizen.open("/chaotianmen/tzgg/index.html")
    assert TITLE in citizen.open("/chaotianmen/")

    publisher.open(card)
    publisher.page.get_by_text("撤回公开").first.click()
    publisher.page.locator("form[action$='/act/withdraw/'] [name=reason]").fill("内容有误")
    with publisher.page.expect_navigation():
        publisher.page.locator("form[action$='/act/withdraw/'] button").click()
    worker()
    address = citizen.page.goto(f"{live_server.url}{pages.address(publication)}")
    assert address.status == 410
    assert TITLE not in citizen.open("/chaotianmen/tzgg/index.html")
    assert TITLE not in citizen.open("/chaotianmen/search?q=用电安全")


def test_a_text_changed_after_the_second_review_starts_anew(street, at_desk):
    record = stories.in_review(street)
    round = stories.signed_by(record, street.wangfang, street.zhaomin)
    clerk, leader = at_desk("liwen"), at_desk("chengang")

    assert "锁定" in clerk.open(f"/desk/records/edit/{record.pk}/")
    stories.revised(record, street.liwen, title="绕过锁定改过的标题（示例）")
    leader.open(f"/desk/review/{round.pk}/")
    if leader.page.get_by_role("button", name="同意", exact=True).count():
        sign_stage(leader, round)

    assert "改动" in leader.text
    assert Round.objects.get(pk=round.pk).state != RoundState.CLOSED
    assert not Record.objects.get().live


def test_what_is_withheld_never_reaches_the_publisher(street, at_desk):
    clerk, officer, leader = at_desk("liwen"), at_desk("zhaomin"), at_desk("chengang")
    register(clerk, street, title="内部人事安排（示例）", attribute="WITHHELD")
    record = Record.objects.get()
    officer.open(record.desk_address())
    officer.press("审核同意")
    leader.open(record.desk_address())
    leader.press("签发认定")

    publisher = at_desk("sunyue")
    page = publisher.open(record.desk_address())

    assert Record.objects.get().stage == WorkStage.FILED
    assert "再评估" in page
    assert publisher.page.get_by_role("button", name="立即发布").count() == 0
