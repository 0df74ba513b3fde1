"""The ordinary course: three levels by three people, six by six, and where a return leads (三审三校)."""

import pytest

from gongkai.office.models import Event
from gongkai.review import actions, evidence
from gongkai.review.answers import Answers
from gongkai.review.models import RoundState, Verdict

from .story import FIRST, SECOND, THIRD


def test_three_people_close_a_round_at_three_levels(story):
    round = story.close(story.submit())

    assert round.state == RoundState.CLOSED
    assert [opinion.user.name for opinion in round.opinions.all()] == ["王芳", "赵敏", "陈刚"]
    assert actions.require_closed(round.subject) == round
    assert list(evidence.broken_rounds()) == []


def test_six_people_close_a_round_with_separate_proofs(story):
    story.six()

    round = story.close(story.submit())

    assert round.state == RoundState.CLOSED
    assert [str(stage) for stage in round.stages.all()] == ["初审", "一校", "复审", "二校", "终审", "三校"]
    assert len({opinion.user_id for opinion in round.opinions.all()}) == 6


def test_the_subject_hears_of_beginning_and_end(story):
    round = story.close(story.submit())

    assert round.subject.heard == ["started", "closed"]


def test_a_return_to_the_author_ends_the_round_and_the_next_begins_at_the_first_stage(story):
    round = story.agree_up_to(story.submit(), FIRST)
    stage = round.stages.get(name=SECOND)

    actions.return_to_author(round, by=story.town.zhaomin, stage=stage, answers=Answers(text="日期有误。"))
    subject = story.again(round).subject
    subject.body = subject.body.replace("6月3日", "6月4日")
    subject.save()
    second = story.submit(subject)

    assert story.again(round).state == RoundState.RETURNED
    assert subject.heard == ["started", "returned"]
    assert second.number == 2
    assert [stage.name for stage in second.open_stages()] == [FIRST]


def test_a_return_to_an_earlier_stage_voids_what_was_agreed_from_there_on(story):
    round = story.agree_up_to(story.submit(), SECOND)
    third, first = round.stages.get(name=THIRD), round.stages.get(name=FIRST)

    actions.return_to_stage(
        round, by=story.town.chengang, stage=third, target=first, answers=Answers(text="请核实地点。")
    )
    round = story.again(round)

    assert [stage.name for stage in round.open_stages()] == [FIRST]
    assert round.standing() == {}
    assert [opinion.verdict for opinion in round.opinions.all()] == [
        Verdict.AGREE,
        Verdict.AGREE,
        Verdict.RETURN_TO_STAGE,
    ]


def test_after_a_return_the_same_people_sign_their_own_stages_again(story):
    round = story.agree_up_to(story.submit(), FIRST)
    second, first = round.stages.get(name=SECOND), round.stages.get(name=FIRST)
    actions.return_to_stage(
        round, by=story.town.zhaomin, stage=second, target=first, answers=Answers(text="请补充依据。")
    )

    round = story.close(round)

    assert round.state == RoundState.CLOSED
    assert round.opinions.count() == 5
    assert list(evidence.broken_rounds()) == []


def test_every_act_stands_in_the_chain_of_events(story):
    story.close(story.submit())

    verbs = list(Event.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["review.submitted", *["review.agreed"] * 3, "review.closed"]


def test_the_author_withdraws_before_the_end(story):
    round = story.agree_up_to(story.submit(), FIRST)

    actions.withdraw(round, by=story.town.liwen, reason="情况有变")

    assert story.again(round).state == RoundState.WITHDRAWN
    with pytest.raises(actions.RoundNotRunning, match="情况有变"):
        story.agree(round, SECOND)


def test_the_round_keeps_its_own_copy_of_text_and_page(story):
    round = story.submit()

    assert round.manuscript.content["title"] == "关于开展防汛演练的通知"
    assert "防汛演练" in round.manuscript.render
