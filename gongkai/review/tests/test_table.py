"""Role × stage × action: every cell, the forbidden ones too (分工制约). Each table below is the whole town's answer."""

import pytest
from django.db import transaction

from gongkai.office.models import Role
from gongkai.office.tests.people import appoint
from gongkai.review import actions, configuring
from gongkai.review.answers import Answers
from gongkai.review.models import Procedure
from gongkai.review.refusals import ReviewRefused
from gongkai.review.shipping import ship_procedures, shipped

from .story import FIRST, SECOND, SIX_SIGNERS, THIRD

ALLOWED = "可以"
TOWN = [
    *["liwen", "wangfang", "zhaomin", "chengang", "zhoujian", "sunyue", "wujing", "zhenghao", "fengxue"],
    *["heping", "lvying", "hanlei", "xufeng", "qiankun", "jiangli", "shentao", "guchao"],
]


def agree(round, stage, target, user):
    return actions.agree(round, by=user, stage=stage, answers=Answers.all_well(stage))


def return_to_author(round, stage, target, user):
    return actions.return_to_author(round, by=user, stage=stage, answers=Answers(text="请修改。"))


def return_to_stage(round, stage, target, user):
    return actions.return_to_stage(round, by=user, stage=stage, target=target, answers=Answers(text="请重核。"))


def withdraw(round, stage, target, user):
    return actions.withdraw(round, by=user)


ACTIONS = {"同意": agree, "退回拟稿人": return_to_author, "退回前面环节": return_to_stage, "撤回": withdraw}


def answer(act, *args) -> str:
    """Return what the act comes to, and undo it."""
    with transaction.atomic():
        try:
            act(*args)
            return ALLOWED
        except ReviewRefused as refusal:
            return type(refusal).__name__ if str(refusal).endswith("。") else f"no sentence: {refusal}"
        finally:
            transaction.set_rollback(True)


def whole_town(story, round, stage, act) -> dict[str, str]:
    target = round.stages.first()
    return {name: answer(act, round, stage, target, getattr(story.town, name)) for name in TOWN}


def expected(action: str, signer: str, is_first: bool) -> dict[str, str]:
    if action == "撤回":
        return dict.fromkeys(TOWN, "MayNotWithdraw") | {"liwen": ALLOWED}
    signers_lot = "StageNotEarlier" if is_first and action == "退回前面环节" else ALLOWED
    return dict.fromkeys(TOWN, "NotEntitled") | {"liwen": "AuthorCannotReview", signer: signers_lot}


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize(
    ("stage_name", "signer"),
    [(FIRST, "wangfang"), (SECOND, "zhaomin"), (THIRD, "chengang")],
    ids=[FIRST, SECOND, THIRD],
)
def test_three_levels(story, stage_name, signer, action):
    round = story.submit()
    for done in [FIRST, SECOND, THIRD][: [FIRST, SECOND, THIRD].index(stage_name)]:
        story.agree(round, done)

    town = whole_town(story, round, round.stages.get(name=stage_name), ACTIONS[action])

    assert town == expected(action, signer, is_first=stage_name == FIRST)


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("stage_name", SIX_SIGNERS)
def test_six_people(story, stage_name, action):
    story.six()
    round = story.submit()
    names = list(SIX_SIGNERS)
    for done in names[: names.index(stage_name)]:
        story.agree(round, done)

    town = whole_town(story, round, round.stages.get(name=stage_name), ACTIONS[action])

    table = expected(action, SIX_SIGNERS[stage_name], is_first=stage_name == "初审")
    if action != "撤回" and stage_name in {"二校", "三校"}:
        table |= proofreaders(stage_name, action)
    assert town == table


def proofreaders(stage_name: str, action: str) -> dict[str, str]:
    """二校 and 三校 ask for any proofreader of the office; who proofed before is out."""
    free = {"二校": ["zhenghao", "fengxue"], "三校": ["fengxue"]}[stage_name]
    rest = {"wujing", "zhenghao", "fengxue"} - set(free)
    return dict.fromkeys(free, ALLOWED) | dict.fromkeys(rest, "ActedElsewhere")


@pytest.mark.parametrize(
    ("extra", "signer"),
    [
        ("保密审查", "heping"),
        ("法制审核", "lvying"),
        ("会签", "wangfang"),
        ("交叉复核", "hanlei"),
        ("主要领导审定", "zhoujian"),
    ],
    ids=["保密审查", "法制审核", "会签", "交叉复核", "主要领导审定"],
)
@pytest.mark.parametrize("action", ACTIONS)
def test_extra_stages(story, extra, signer, action):
    """The extra stage stands alone at the head of the round here, so that nobody has acted before."""
    office = story.town.chaotianmen
    ship_procedures(office)
    row = next(dict(row) for row in shipped()["extra"] if row["name"] == extra) | {"level": 1}
    shortest = Procedure.objects.get(office=office, content_class="", is_active=True)
    stages = [
        row,
        *(
            {
                "kind": s.kind,
                "name": s.name,
                "role": s.role,
                "level": s.level,
                "secrecy": s.secrecy,
                "checklist": s.checklist,
            }
            for s in shortest.stages.all()
        ),
    ]
    configuring.revise(shortest, stages=stages, by=story.town.zhaomin)
    appoint(story.town.zhoujian, Role.DEPARTMENT_HEAD, office, story.town.general)
    round = story.submit()

    town = whole_town(story, round, round.stages.first(), ACTIONS[action])

    table = expected(action, signer, is_first=True)
    if extra == "会签" and action != "撤回":
        table |= {"zhoujian": table["wangfang"]}
    assert town == table


@pytest.mark.parametrize("action", ["同意", "退回拟稿人", "退回前面环节"])
@pytest.mark.parametrize(
    ("stage_name", "early"), [(FIRST, SECOND), (FIRST, THIRD), (SECOND, FIRST), (SECOND, THIRD)], ids=lambda name: name
)
def test_nobody_acts_out_of_turn(story, stage_name, early, action):
    round = story.submit()
    if stage_name == SECOND:
        story.agree(round, FIRST)

    town = whole_town(story, round, round.stages.get(name=early), ACTIONS[action])

    assert set(town.values()) == {"StageNotOpen"}


@pytest.mark.parametrize("action", ACTIONS)
def test_a_closed_round_is_beyond_everybody(story, action):
    round = story.close(story.submit())

    town = whole_town(story, round, round.stages.last(), ACTIONS[action])

    assert set(town.values()) == {"RoundNotRunning"}


@pytest.mark.parametrize("action", ["同意", "退回拟稿人"])
def test_submitter_and_editor_do_not_review(story, action):
    for name in ["sunyue", "hanlei"]:
        appoint(getattr(story.town, name), Role.DEPARTMENT_HEAD, story.town.chaotianmen, story.town.safety)
    appoint(story.town.sunyue, Role.CONTRIBUTOR, story.town.chaotianmen, story.town.general)
    subject = story.write()
    subject.editors.add(story.town.hanlei)
    round = story.submit(subject, by=story.town.sunyue)

    town = whole_town(story, round, round.stages.first(), ACTIONS[action])

    assert town == expected(action, "wangfang", is_first=True) | {
        "sunyue": "SubmitterCannotReview",
        "hanlei": "EditorCannotReview",
    }


@pytest.mark.parametrize("action", ["同意", "退回拟稿人"])
def test_a_superuser_with_every_post_is_bound_like_anybody(story, action):
    for role in configuring.REVIEWING_ROLES[:-1]:
        appoint(story.town.guchao, role, story.town.chaotianmen)
    round = story.submit()
    story.agree(round, FIRST, by=story.town.guchao)

    second = answer(ACTIONS[action], round, round.stages.get(name=SECOND), None, story.town.guchao)

    assert second == "ActedElsewhere"


def test_who_may_submit(story):
    subject = story.write()

    town = {name: answer(lambda who: story.submit(subject, by=who), getattr(story.town, name)) for name in TOWN}

    refused = dict.fromkeys(TOWN, "MayNotSubmit")
    needed = {"wangfang": "PostVacant", "zhaomin": "PostVacant"}
    assert town == refused | needed | {"liwen": ALLOWED}
