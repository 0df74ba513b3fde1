"""Letters under review: bound to their text, readable only for those who sign them, free of names wherever they are kept."""

import json
from datetime import date

import pytest
from django.core.serializers import serialize
from django.urls import reverse

from gongkai.applications import acts
from gongkai.applications.models import Letter, LetterState
from gongkai.applications.states import State
from gongkai.applications.tests import cases
from gongkai.applications.transitions import ActRefused
from gongkai.law.letters import LetterKind
from gongkai.office.models import Event
from gongkai.review import actions as review
from gongkai.review.answers import Answers
from gongkai.review.models import Manuscript, Round
from gongkai.review.refusals import ReviewRefused

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 10)
NAMES = ("张三", cases.ID_NUMBER, "13800001234", "示例路9号", "征收补偿协议")


@pytest.fixture
def reply(street) -> Letter:
    application = cases.received(street, date(2026, 3, 2))
    facts = {"reasons": "", "how_to_obtain": "随本答复书提供复印件。"}
    acts.decide(application, by=street.liwen, at=cases.noon(DAY), outcome="GRANTED", **facts)
    return acts.draft(application, LetterKind.REPLY, by=street.liwen, at=cases.noon(DAY))


def round_of(letter, street) -> Round:
    return acts.release_to_review(letter, by=street.liwen, at=cases.noon(DAY))


def test_the_reply_moves_its_case_through_signing(reply, street):
    round = round_of(reply, street)
    assert cases.fresh(reply.application).state == State.APPROVING

    for person in (street.wangfang, street.zhaomin, street.chengang):
        round.refresh_from_db()
        stage = round.open_stages()[0]
        review.agree(round, by=person, stage=stage, answers=Answers.all_well(stage), at=cases.noon(DAY))

    reply.refresh_from_db()
    assert (reply.state, reply.number, reply.signed_on) == (LetterState.SIGNED, "朝天门街道公开〔2026〕1号", DAY)
    assert cases.fresh(reply.application).state == State.DECIDED


def test_a_returned_reply_is_a_draft_again(reply, street):
    round = round_of(reply, street)
    stage = round.open_stages()[0]

    review.return_to_author(
        round, by=street.wangfang, stage=stage, answers=Answers(text="请补充检索情况。"), at=cases.noon(DAY)
    )

    reply.refresh_from_db()
    assert (reply.state, cases.fresh(reply.application).state) == (LetterState.DRAFT, State.DRAFTING)


def test_nobody_edits_a_letter_while_it_is_reviewed(reply, street):
    round_of(reply, street)

    with pytest.raises(ActRefused, match="审签中"):
        acts.revise(reply, title="改", addressee="张三", body="改", note="", by=street.liwen)


def test_a_text_changed_below_the_acts_voids_the_round(reply, street):
    round = round_of(reply, street)
    Letter.objects.get(pk=reply.pk).revise(reply.version().content | {"body": "另一段话。"}, by=street.liwen)
    stage = round.open_stages()[0]

    with pytest.raises(review.RoundNotRunning):
        review.agree(round, by=street.wangfang, stage=stage, answers=Answers.all_well(stage), at=cases.noon(DAY))


def test_whoever_drafted_does_not_sign(reply, street):
    round = round_of(reply, street)

    stage = round.open_stages()[0]

    with pytest.raises(ReviewRefused):
        review.agree(round, by=street.liwen, stage=stage, answers=Answers.all_well(stage), at=cases.noon(DAY))


def test_no_name_reaches_rounds_or_events(reply, street):
    round_of(reply, street)

    rows = [*Round.objects.all(), *Manuscript.objects.all(), *Event.objects.all()]
    kept = json.dumps(json.loads(serialize("json", rows)), ensure_ascii=False)
    assert [name for name in NAMES if name in kept] == []


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("wangfang", 200),
        ("zhaomin", 200),
        ("chengang", 200),
        ("liwen", 200),
        ("sunyue", 404),
        ("wujing", 404),
        ("qiankun", 404),
        ("xufeng", 404),
        ("jiangli", 404),
        ("guchao", 404),
    ],
)
def test_only_the_people_of_its_stages_read_the_round(reply, street, client, who, status):
    round = round_of(reply, street)
    client.force_login(street.people[who])

    page = client.get(reverse("review_page", args=[round.pk]))

    assert page.status_code == status
    assert ("张三" in page.content.decode()) == (status == 200)


def test_a_head_of_another_department_does_not_read_it(reply, street, client):
    round = round_of(reply, street)
    street.wangfang.posts.update(department=street.general)
    client.force_login(street.wangfang)

    assert client.get(reverse("review_page", args=[round.pk])).status_code == 404


def test_the_screen_names_nobody_before_the_page_is_opened(reply, street, client):
    round = round_of(reply, street)
    client.force_login(street.wangfang)

    screen = client.get(reverse("review_round", args=[round.pk])).content.decode()

    assert "政府信息公开" in screen
    assert "张三" not in screen
