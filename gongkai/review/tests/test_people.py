"""Enough people: vacancies are told at submission, fewer than three only with the district's leave (分工制约)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gongkai.office.models import Post, Role
from gongkai.office.tests.people import appoint
from gongkai.review import actions, configuring
from gongkai.review.models import Procedure
from gongkai.review.rules import NotEntitled, PostVacant, TooFewPeople, most_distinct
from gongkai.review.shipping import ship_procedures

from .story import FIRST, SECOND, THIRD


def dismiss(user, role):
    Post.objects.filter(user=user, role=role).update(ends_on=date(2024, 12, 31))
    user.refresh_from_db()


def allow(story, people):
    office = story.town.chaotianmen
    office.min_distinct_people = people
    office.save()


def test_a_vacant_post_is_named_at_submission(story):
    dismiss(story.town.chengang, Role.LEADER_IN_CHARGE)

    with pytest.raises(PostVacant, match=r"“终审、三校”须由朝天门街道分管领导办理，该岗位今天空缺。.*代行"):
        story.submit()


def test_a_head_of_department_who_writes_needs_a_stand_in(story):
    with pytest.raises(PostVacant, match="在岗的王芳参与了本稿的起草或送审"):
        story.submit(story.write(author=story.town.wangfang), by=story.town.wangfang)


def test_a_closed_account_holds_no_post(story):
    story.town.chengang.is_active = False
    story.town.chengang.save()

    with pytest.raises(PostVacant, match="终审"):
        story.submit()


def test_a_text_without_department_cannot_go_to_its_head(story):
    with pytest.raises(actions.DepartmentMissing, match="起草科室"):
        story.submit(story.write(department=None))


def test_a_head_of_another_department_is_not_entitled(story):
    appoint(story.town.hanlei, Role.DEPARTMENT_HEAD, story.town.chaotianmen, story.town.general)
    round = story.submit()

    with pytest.raises(NotEntitled, match="可以办理的人员：王芳。"):
        story.agree(round, FIRST, by=story.town.hanlei)


def test_a_post_of_yesterday_gives_nothing_today(story):
    round = story.submit()
    yesterday = timezone.localdate() - timedelta(days=1)
    Post.objects.filter(user=story.town.wangfang).update(ends_on=yesterday)
    story.town.wangfang.refresh_from_db()

    with pytest.raises(NotEntitled, match="目前无人可以办理"):
        story.agree(round, FIRST)


def test_a_stand_in_signs_and_is_marked(story):
    principal = Post.objects.get(user=story.town.wangfang)
    today = timezone.localdate()
    Post.objects.create(
        user=story.town.hanlei,
        role=principal.role,
        office=principal.office,
        department=principal.department,
        starts_on=today,
        ends_on=today,
        stands_in_for=principal,
        reason="王芳参加培训",
    )

    opinion = story.agree(story.submit(), FIRST, by=story.town.hanlei)

    assert opinion.is_stand_in
    assert opinion.post_name == "平安法治办公室科室负责人（代行）"


def test_three_stages_with_one_pair_of_hands_are_refused_without_leave(story):
    """赵敏 alone holds two of the three posts."""
    dismiss(story.town.chengang, Role.LEADER_IN_CHARGE)
    appoint(story.town.zhaomin, Role.LEADER_IN_CHARGE, story.town.chaotianmen)

    with pytest.raises(TooFewPeople, match="只够2人分别办理，本轮须有3人"):
        story.submit()


def test_two_people_suffice_with_the_districts_leave_and_it_shows(story):
    allow(story, 2)
    dismiss(story.town.chengang, Role.LEADER_IN_CHARGE)
    appoint(story.town.zhaomin, Role.LEADER_IN_CHARGE, story.town.chaotianmen)
    round = story.submit()

    for name, signer in [(FIRST, "wangfang"), (SECOND, "zhaomin"), (THIRD, "zhaomin")]:
        story.agree(round, name, by=getattr(story.town, signer))

    round = story.again(round)
    assert actions.closed_round(round.subject) == round
    assert round.deviations() == ["经区县主管部门批准本机关审校最少2人，赵敏办理复审、二校后又办理终审、三校。"]


def test_leave_for_two_is_not_leave_for_one(story):
    allow(story, 2)
    for role in (Role.DISCLOSURE_OFFICER, Role.LEADER_IN_CHARGE):
        appoint(story.town.wangfang, role, story.town.chaotianmen)
    dismiss(story.town.zhaomin, Role.DISCLOSURE_OFFICER)
    round = story.submit()
    story.agree(round, FIRST, by=story.town.wangfang)
    story.agree(round, SECOND, by=story.town.wangfang)

    with pytest.raises(TooFewPeople, match=r"将少于2人.*陈刚"):
        story.agree(round, THIRD, by=story.town.wangfang)


def test_three_people_leave_no_deviation(story):
    allow(story, 2)

    assert story.close(story.submit()).deviations() == []


def one_stage(story):
    """Put a procedure of a single level in use."""
    ship_procedures(story.town.chaotianmen)
    procedure = Procedure.objects.get(office=story.town.chaotianmen, content_class="", is_active=True)
    row = procedure.stages.get(name=SECOND).stage_facts() | {"level": 1}
    configuring.revise(procedure, stages=[row], by=story.town.zhaomin)


def test_a_single_level_needs_the_districts_leave(story):
    one_stage(story)

    with pytest.raises(TooFewPeople, match="只有1个环节，而本机关审校最少3人"):
        story.submit()


def test_a_single_level_by_leave_is_shown_as_a_deviation(story):
    allow(story, 1)
    one_stage(story)

    round = story.close(story.submit())

    assert round.deviations() == ["经区县主管部门批准本机关审校最少1人，本轮只设1个环节。"]


def test_six_people_asked_for_cannot_be_had_from_three_stages(story):
    allow(story, 6)

    with pytest.raises(TooFewPeople, match="只有3个环节，而本机关审校最少6人"):
        story.submit()


@pytest.mark.parametrize(
    ("candidates", "distinct"),
    [
        ([], 0),
        ([[1], [2], [3]], 3),
        ([[1], [1], [1]], 1),
        ([[1, 2], [1], [2, 3]], 3),
        ([[1, 2], [2, 1], [1, 2]], 2),
        ([[1], []], 1),
    ],
    ids=["无", "各一人", "同一人", "须让位", "两人三环节", "空缺"],
)
def test_the_largest_number_of_distinct_people(candidates, distinct):
    assert most_distinct(candidates) == distinct
