"""The thirteen traps of ready-made workflows (handbook, stack §2), each turned into something that does not happen here."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from gongkai.office.models import PersonNotDeletable, Post, Role, RowIsEvidence
from gongkai.office.tests.people import appoint
from gongkai.review import actions, configuring
from gongkai.review.answers import Answers, ChecklistIncomplete
from gongkai.review.gate import NotPublisher, PublisherIsAuthor, PublisherIsFinalReviewer, RoundNotClosed
from gongkai.review.models import Manuscript, Opinion, Procedure, Round, RoundStage, RoundState
from gongkai.review.rules import ActedElsewhere, AuthorCannotReview, NotEntitled
from gongkai.review.subjects import RoundsAreEvidence
from gongkai.review.waiting import waiting_for

from .sample.models import Announcement
from .story import FIRST, SECOND, SIX_SIGNERS, THIRD


def test_w1_an_author_who_heads_the_department_does_not_review_it(story):
    round = story.submit()
    appoint(story.town.liwen, Role.DEPARTMENT_HEAD, story.town.chaotianmen, story.town.safety)

    with pytest.raises(AuthorCannotReview, match="拟稿人，不能审校自己起草"):
        story.agree(round, FIRST, by=story.town.liwen)
    assert waiting_for(story.town.liwen) == []


def test_w1_one_person_in_two_posts_signs_once(story):
    appoint(story.town.wangfang, Role.DISCLOSURE_OFFICER, story.town.chaotianmen)
    round = story.agree_up_to(story.submit(), FIRST)

    with pytest.raises(ActedElsewhere, match=r"已办理本轮“初审、一校”.*可以办理的人员：赵敏。"):
        story.agree(round, SECOND, by=story.town.wangfang)
    assert waiting_for(story.town.wangfang) == []


def test_w1_a_superuser_without_a_post_is_nobody(story):
    round = story.submit()

    with pytest.raises(NotEntitled, match=r"平安法治办公室科室负责人办理.*王芳"):
        story.agree(round, FIRST, by=story.town.guchao)
    assert waiting_for(story.town.guchao) == []


def test_w2_an_empty_form_is_refused(story):
    round = story.submit()

    with pytest.raises(ChecklistIncomplete):
        actions.agree(round, by=story.town.wangfang, stage=round.stages.first(), answers=Answers())

    assert story.again(round).opinions.count() == 0


def test_w3_a_text_changed_after_the_second_review_voids_the_round(story):
    round = story.agree_up_to(story.submit(), SECOND)
    Announcement.objects.filter(pk=round.subject_id).update(title="关于取消防汛演练的通知")

    with pytest.raises(actions.RoundNotRunning, match="审校期间内容有改动"):
        story.agree(round, THIRD)

    round = story.again(round)
    assert round.state == RoundState.VOIDED
    assert round.opinions.count() == 2
    assert round.subject.heard == ["started", "cancelled"]
    assert actions.closed_round(round.subject) is None


def test_w3_a_text_changed_after_the_last_review_is_not_the_reviewed_one(story):
    round = story.close(story.submit())
    subject = round.subject
    subject.body += "<p>补充。</p>"
    subject.save()

    with pytest.raises(RoundNotClosed, match="又有改动"):
        actions.require_closed(subject)


def test_w4_a_stale_return_after_an_agreement_changes_nothing(story):
    """The race itself is in test_simultaneous.py; here the second reviewer simply comes late."""
    appoint(story.town.zhoujian, Role.DEPARTMENT_HEAD, story.town.chaotianmen)
    round = story.submit()
    stale, stage = story.again(round), round.stages.first()
    story.agree(round, FIRST)

    with pytest.raises(actions.StageNotOpen, match=r"已由王芳办理.*现在待复审、二校"):
        actions.return_to_author(stale, by=story.town.zhoujian, stage=stage, answers=Answers(text="不妥。"))
    assert story.again(round).state == RoundState.RUNNING


def test_w5_the_final_reviewer_closes_without_any_right_to_publish_and_gets_none(story):
    round = story.close(story.submit())

    with pytest.raises(NotPublisher, match="孙悦"):
        actions.may_publish(round.subject, story.town.chengang)
    appoint(story.town.chengang, Role.PUBLISHER, story.town.chaotianmen)
    with pytest.raises(PublisherIsFinalReviewer, match="终审人"):
        actions.may_publish(round.subject, story.town.chengang)
    assert actions.may_publish(round.subject, story.town.sunyue).role == Role.PUBLISHER


def test_w5_a_publisher_cannot_publish_what_is_not_reviewed(story):
    round = story.agree_up_to(story.submit(), SECOND)

    with pytest.raises(RoundNotClosed, match=r"^尚未完成：终审、三校。请先完成审校后再发布。$"):
        actions.may_publish(round.subject, story.town.sunyue)


def test_w5_an_author_who_is_publisher_does_not_publish_his_own(story):
    appoint(story.town.liwen, Role.PUBLISHER, story.town.chaotianmen)
    round = story.close(story.submit())

    with pytest.raises(PublisherIsAuthor, match="孙悦"):
        actions.may_publish(round.subject, story.town.liwen)


def test_w6_a_reviewed_subject_stays_with_its_evidence(story):
    subject = story.close(story.submit()).subject

    with pytest.raises(RoundsAreEvidence):
        subject.delete()
    with pytest.raises(ProtectedError):
        Announcement.objects.all().delete()
    with pytest.raises(PersonNotDeletable):
        story.town.wangfang.delete()
    with pytest.raises(ProtectedError):
        Post.objects.filter(user=story.town.wangfang).delete()


def test_w6_rounds_and_opinions_are_not_deleted_or_changed(story):
    round = story.close(story.submit())

    for refused in (
        round.delete,
        Round.objects.all().delete,
        round.opinions.first().delete,
        round.opinions.first().save,
    ):
        with pytest.raises(RowIsEvidence):
            refused()
    for model in (Opinion, RoundStage, Manuscript):
        with pytest.raises(RowIsEvidence):
            model.objects.update(round=round)
        with pytest.raises(RowIsEvidence):
            model.objects.all().delete()


@pytest.mark.parametrize("table", ["review_opinion", "review_roundstage", "review_manuscript"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET round_id = round_id", "DELETE FROM {}"], ids=["UPDATE", "DELETE"])
def test_w6_the_database_itself_refuses(story, table, sql):
    story.agree_up_to(story.submit(), FIRST)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(table))


def test_w7_after_a_return_and_an_edit_everybody_sees_the_new_text(story):
    story.six()
    round = story.agree_up_to(story.submit(), "一校")
    stage = round.stages.get(name="复审")
    actions.return_to_author(round, by=story.town.zhaomin, stage=stage, answers=Answers(text="地点有误。"))
    subject = story.again(round).subject
    subject.body = "<p>改在朝天门广场。</p>"
    subject.save()

    second = story.submit(subject)

    assert [stage.name for stage in second.missing_stages()] == list(SIX_SIGNERS)
    assert [stage.name for stage in second.open_stages()] == ["初审"]


def test_w8_a_text_sent_back_passes_every_stage_on_its_way_again(story):
    story.six()
    round = story.agree_up_to(story.submit(), "终审")
    third_proof, first = round.stages.get(name="三校"), round.stages.get(name="初审")
    actions.return_to_stage(
        round, by=story.town.fengxue, stage=third_proof, target=first, answers=Answers(text="数字前后不一。")
    )

    waited = []
    while names := [stage.name for stage in story.again(round).open_stages()]:
        waited.append(names)
        story.agree(round, names[0])

    assert waited == [[name] for name in SIX_SIGNERS]


def test_w9_editing_the_procedure_does_not_reach_a_running_round(story):
    round = story.agree_up_to(story.submit(), FIRST)
    row = {"name": "一审", "level": 1, "kind": "REVIEW_AND_PROOF", "role": Role.DISCLOSURE_OFFICER}
    row |= {"secrecy": True, "checklist": ["已核对"]}

    configuring.revise(round.procedure, stages=[row], by=story.town.zhaomin)

    assert [stage.name for stage in story.again(round).missing_stages()] == [SECOND, THIRD]
    assert Procedure.objects.get(office=story.town.chaotianmen, content_class="", is_active=True).version == 2


def test_w10_stages_of_one_step_are_signed_in_any_order_and_all_are_needed(story):
    story.six()
    procedure = Procedure.objects.get(office=story.town.chaotianmen, content_class="", is_active=True)
    stages = [stage.stage_facts() | {"step": stage.level} for stage in procedure.stages.all()]
    configuring.revise(procedure, stages=stages, by=story.town.zhaomin)
    round = story.submit()

    story.agree(round, "一校")

    assert [stage.name for stage in story.again(round).open_stages()] == ["初审"]
    with pytest.raises(actions.StageNotOpen):
        story.agree(round, "复审")
    assert story.close_rest(round).state == RoundState.CLOSED


def test_w12_the_content_class_chooses_the_procedure(story):
    story.submit()
    office = story.town.chaotianmen
    six = Procedure.objects.get(office=office, name__contains="六人")
    news = configuring.revise(
        six, stages=[s.stage_facts() for s in six.stages.all()], by=story.town.zhaomin, content_class="NEWS"
    )
    configuring.put_in_use(news, by=story.town.zhaomin)

    round = story.submit(story.write(content_class="NEWS"))

    assert round.procedure == news
    assert round.stages.count() == 6


def test_w13_the_queue_costs_the_same_for_one_round_and_for_ten(story, django_assert_max_num_queries):
    for number in range(10):
        story.submit(story.write(title=f"通知{number}"))

    with django_assert_max_num_queries(8):
        found = waiting_for(story.town.wangfang)

    assert len(found) == 10


def test_w13_rounds_in_which_the_person_had_a_turn_cost_nothing_more(story, django_assert_max_num_queries):
    story.six()
    for number in range(5):
        story.agree_up_to(story.submit(story.write(title=f"通知{number}")), "复审")

    with django_assert_max_num_queries(8):
        assert waiting_for(story.town.wujing) == []
    assert len(waiting_for(story.town.zhenghao)) == 5
