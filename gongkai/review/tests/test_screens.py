"""The screens: what a person sees and may post; the server decides, whatever the form said (trap W2)."""

import pytest
from django.urls import reverse

from gongkai.review.models import Opinion, RoundState
from gongkai.review.screens import since_last_round

from .story import FIRST, SECOND, THIRD


@pytest.fixture
def screen(client, story):
    return Screen(client, story)


class Screen:
    """A browser in the hands of one person."""

    def __init__(self, client, story):
        self.client, self.story = client, story

    def as_(self, name):
        self.client.force_login(getattr(self.story.town, name), backend="gongkai.office.authority.PostBackend")
        return self

    def see(self, round):
        return self.client.get(reverse("review_round", args=[round.pk]))

    def sign(self, round, stage, /, **changes):
        facts = {
            "stage": stage.pk,
            "verdict": "AGREE",
            "checked": list(range(len(stage.checklist))),
            "error_count": "0" if stage.proofs else "",
            "secrecy": "PUBLIC" if stage.secrecy else "",
            "text": "同意。",
        }
        return self.client.post(reverse("review_round", args=[round.pk]), facts | changes)


def words(response) -> str:
    return response.content.decode()


def test_the_reviewer_sees_checklist_and_buttons_and_signs(screen, story):
    round = story.submit()
    screen.as_("wangfang")

    page = words(screen.see(round))
    answer = screen.sign(round, round.stages.first())

    assert "事实准确，来源可靠" in page
    assert 'value="AGREE"' in page
    assert answer.status_code == 302
    assert round.opinions.get().user == story.town.wangfang


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("liwen", "您是本稿拟稿人"),
        ("zhaomin", "科室负责人办理，您今天没有这一岗位"),
        ("sunyue", "可以办理的人员：王芳"),
    ],
)
def test_who_cannot_sign_is_told_why_and_has_no_form(screen, story, name, reason):
    page = words(screen.as_(name).see(story.submit()))

    assert reason in page
    assert 'value="AGREE"' not in page


def test_a_verdict_posted_without_right_is_refused_with_the_reason(screen, story):
    round = story.submit()

    answer = screen.as_("liwen").sign(round, round.stages.first())

    assert answer.status_code == 422
    assert "拟稿人，不能审校自己起草的信息" in words(answer)
    assert not Opinion.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"checked": []}, "尚有审校要点未核对"),
        ({"checked": ["0", "99"]}, "99"),
        ({"error_count": ""}, "请填写校对发现的差错数"),
        ({"error_count": "很多"}, "整数"),
        ({"error_count": "2", "error_kinds": ["TYPO"]}, "须退回改正"),
        ({"error_count": "1", "error_kinds": ["NONSENSE"]}, "NONSENSE"),
        ({"verdict": "PUBLISH"}, "PUBLISH"),
        ({"verdict": ""}, "必填"),
        ({"verdict": "RETURN_TO_AUTHOR", "text": " "}, "退回时请写明"),
        ({"verdict": "RETURN_TO_STAGE", "text": "重核"}, "只能退回到"),
        ({"stage": "999999"}, "该环节现在不能办理"),
        ({"stage": "x"}, "整数"),
        ({"workflow-action-extra-data": "{}", "verdict": "AGREE", "checked": []}, "尚有审校要点未核对"),
    ],
    ids=[
        "要点未勾",
        "要点不存在",
        "差错未填",
        "差错非数",
        "有差错仍同意",
        "差错类型不存在",
        "意见不存在",
        "无意见",
        "退回无理由",
        "退回无环节",
        "环节不存在",
        "环节非数",
        "夹带空表单",
    ],
)
def test_a_form_that_is_incomplete_or_forged_is_refused(screen, story, changes, said):
    round = story.submit()

    answer = screen.as_("wangfang").sign(round, round.stages.first(), **changes)

    assert answer.status_code == 422
    assert said in words(answer)
    assert not Opinion.objects.exists()


def test_what_was_typed_survives_a_refusal(screen, story):
    round = story.submit()

    answer = screen.as_("wangfang").sign(round, round.stages.first(), checked=[0], text="第二段请再核。")

    assert "第二段请再核。" in words(answer)


def test_a_title_in_the_post_changes_nothing(screen, story):
    round = story.submit()

    screen.as_("wangfang").sign(round, round.stages.first(), title="另一个标题")

    assert story.again(round).subject.title == "关于开展防汛演练的通知"


def test_the_secrecy_conclusion_is_asked_and_held(screen, story):
    round = story.agree_up_to(story.submit(), FIRST)
    second = round.stages.get(name=SECOND)
    screen.as_("zhaomin")

    refused = screen.sign(round, second, secrecy="AFTER_TREATMENT")
    agreed = screen.sign(round, second, marks=["PERSONAL"])

    assert "处理后可公开" in words(refused)
    assert agreed.status_code == 302
    assert "涉及个人信息" in words(screen.see(round))


def test_the_last_reviewer_sends_the_text_back_to_the_second_stage(screen, story):
    round = story.agree_up_to(story.submit(), SECOND)
    second, third = round.stages.get(name=SECOND), round.stages.get(name=THIRD)

    screen.as_("chengang").sign(round, third, verdict="RETURN_TO_STAGE", target=second.pk, text="请核对日期。")

    page = words(screen.see(round))
    assert [stage.name for stage in story.again(round).open_stages()] == [SECOND]
    assert "后被退回，已失效" in page
    assert "请核对日期。" in page


def test_a_text_changed_under_the_round_is_said_and_has_no_form(screen, story):
    round = story.submit()
    subject = round.subject
    subject.body += "<p>补充。</p>"
    subject.save()

    page = words(screen.as_("wangfang").see(round))
    answer = screen.sign(round, round.stages.first())

    assert "内容在审校期间有改动" in page
    assert 'value="AGREE"' not in page
    assert answer.status_code == 422
    assert story.again(round).state == RoundState.VOIDED


def test_a_person_of_another_office_finds_nothing(screen, story):
    round = story.submit()

    screen.as_("jiangli")

    for name in ("review_round", "review_page", "review_sheet"):
        assert screen.client.get(reverse(name, args=[round.pk])).status_code == 404
    assert round.title not in words(screen.client.get(reverse("review_ledger")))


def test_a_visitor_without_login_or_post_is_kept_out(screen, story):
    round = story.submit()

    assert screen.see(round).status_code == 302
    assert screen.as_("guchao").see(round).status_code in {302, 403, 404}


def test_the_frozen_page_can_do_nothing(screen, story):
    round = story.submit(story.write(body="<script>alert(1)</script><p>正文</p>"))

    answer = screen.as_("wangfang").client.get(reverse("review_page", args=[round.pk]))

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert "allow-scripts" not in policy


def test_text_of_the_author_is_shown_as_text(screen, story):
    title = "<script>alert('通知')</script>"
    round = story.submit(story.write(title=title))

    page = words(screen.as_("wangfang").see(round))

    assert title not in page
    assert "&lt;script&gt;" in page


def test_the_next_round_shows_what_changed(screen, story):
    round = story.submit()
    screen.as_("wangfang").sign(round, round.stages.first(), verdict="RETURN_TO_AUTHOR", text="日期有误。")
    subject = story.again(round).subject
    subject.body = subject.body.replace("6月3日", "6月4日")
    subject.save()

    second = story.submit(subject)

    page = words(screen.see(second))
    assert "第1轮以来的改动" in page
    assert "<del>3</del><ins>4</ins>" in page
    assert [change.label for change in since_last_round(second, to=story.town.wangfang)[1]] == ["正文"]


def test_the_author_withdraws_on_the_screen_and_others_cannot(screen, story):
    round = story.submit()
    address = reverse("review_withdraw", args=[round.pk])

    screen.as_("wangfang").client.post(address)
    before = story.again(round).state
    screen.as_("liwen").client.post(address, {"reason": "情况有变"})

    assert before == RoundState.RUNNING
    assert story.again(round).state == RoundState.WITHDRAWN


def test_the_ledger_filters_and_survives_bad_input(screen, story):
    story.submit(story.write(title="防汛通知"))
    story.close(story.submit(story.write(title="体检通知")))
    ledger = reverse("review_ledger")
    screen.as_("xufeng")

    everything = words(screen.client.get(ledger))
    closed = words(screen.client.get(ledger, {"state": "CLOSED"}))
    odd = screen.client.get(ledger, {"state": "ODD", "office": "abc", "since": "昨天", "page": "-3", "words": "%_"})

    assert "防汛通知" in everything
    assert "体检通知" in everything
    assert "防汛通知" not in closed
    assert odd.status_code == 200


def test_the_sheet_is_a_pdf(screen, story):
    round = story.agree_up_to(story.submit(), SECOND)

    answer = screen.as_("liwen").client.get(reverse("review_sheet", args=[round.pk]))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
