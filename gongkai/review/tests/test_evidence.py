"""Tampering below the application is found, and closes the gate (design decision 9)."""

import pytest
from django.db import connection

from gongkai.office.protection import unprotect
from gongkai.review import actions, evidence
from gongkai.review.gate import RoundNotClosed
from gongkai.review.models import Round

from .story import FIRST, SECOND

TABLES = ["review_opinion", "review_roundstage", "review_manuscript"]


def below(sql, *values):
    """Run the statement as somebody with the database's own rights would."""
    for table in TABLES:
        unprotect(connection, table)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE review_opinion SET text = '已阅' WHERE sequence = 2", "第2条意见与摘要不符"),
        ("DELETE FROM review_opinion WHERE sequence = 2", "不相接"),
        ("DELETE FROM review_opinion WHERE sequence = 3", "末尾"),
        ("UPDATE review_roundstage SET checklist = '[]'", "冻结的内容"),
        ("""UPDATE review_manuscript SET content = '{"title": "另一篇"}'""", "送审稿与内容摘要不符"),
        ("UPDATE review_manuscript SET render = '<p></p>'", "冻结的内容"),
        ("UPDATE review_round SET content_hash = 'x'", "送审稿与内容摘要不符"),
        ("UPDATE review_round SET min_people = 1", "冻结的内容"),
        ("UPDATE review_round SET state = 'RUNNING', ended_at = NULL", "状态“审校中”与审校意见不符"),
    ],
    ids=["改意见", "删中间意见", "删末尾意见", "改要点", "改送审稿", "改页面", "改内容摘要", "改最少人数", "改状态"],
)
def test_a_changed_row_is_found_and_nothing_can_be_published_on_it(story, sql, said):
    round = story.close(story.submit())

    below(sql)

    assert any(said in sentence for sentence in evidence.broken_rounds())
    with pytest.raises(RoundNotClosed):
        actions.require_closed(round.subject)


def test_a_state_set_by_hand_does_not_open_the_gate(story):
    round = story.agree_up_to(story.submit(), SECOND)
    below("UPDATE review_round SET state = 'CLOSED', ended_at = started_at WHERE id = %s", round.pk)

    with pytest.raises(RoundNotClosed, match="与留痕摘要不符"):
        actions.require_closed(round.subject)


def test_an_approval_of_an_earlier_round_does_not_come_back_with_the_text(story):
    round = story.close(story.submit())
    subject, reviewed = round.subject, round.subject.body
    subject.body = "<p>改过。</p>"
    subject.save()
    second = story.submit(subject)
    actions.withdraw(second, by=story.town.liwen)
    subject = Round.objects.get(pk=second.pk).subject
    subject.body = reviewed
    subject.save()

    with pytest.raises(RoundNotClosed, match="第2轮审校已撤回"):
        actions.require_closed(subject)


def test_a_text_never_submitted_is_told_so(story):
    with pytest.raises(RoundNotClosed, match=r"^尚未送审。"):
        actions.require_closed(story.write())


def test_an_untouched_round_is_whole_at_every_moment(story):
    round = story.submit()
    before = list(evidence.broken_rounds())
    story.agree(round, FIRST)

    assert before == list(evidence.broken_rounds()) == []
