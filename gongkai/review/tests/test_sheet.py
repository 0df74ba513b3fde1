"""The 审校单 tells the whole story of a round: who, what, when, in whose stead, by what leave, and what came before."""

from gongkai.review import actions
from gongkai.review.answers import Answers
from gongkai.review.sheet import sheet_of

from .story import FIRST, SECOND, THIRD


def returned_once(story):
    round = story.agree_up_to(story.submit(), FIRST)
    found = Answers(text="日期与方案不一致。", error_count=2, error_kinds=("DATE", "NUMBER"), secrecy="AFTER_TREATMENT")
    actions.return_to_author(round, by=story.town.zhaomin, stage=round.stages.get(name=SECOND), answers=found)
    return story.again(round)


def test_signed_and_open_stages_stand_in_order(story):
    sheet = sheet_of(story.agree_up_to(story.submit(), SECOND))

    assert [(line.stage, line.name) for line in sheet.lines] == [(FIRST, "王芳"), (SECOND, "赵敏"), (THIRD, "")]
    assert sheet.secrecy.startswith("可公开（赵敏")
    assert sheet.ticks == (("涉密", "否"), ("敏感信息", "否"), ("个人信息", "否"))
    assert sheet.state == "审校中"


def test_nothing_is_ticked_before_the_secrecy_review(story):
    assert {answer for _, answer in sheet_of(story.submit()).ticks} == {"未审查"}


def test_errors_and_return_are_on_the_sheet_and_on_the_next_ones(story):
    first = returned_once(story)
    sheet = sheet_of(first)
    second = story.submit(first.subject)

    assert sheet.lines[1].errors == "2处（日期、数字）"
    assert sheet.lines[1].verdict == "退回拟稿人"
    assert sheet.secrecy.startswith("处理后可公开")
    assert "复审、二校赵敏退回拟稿人，差错2处（日期、数字）：日期与方案不一致。" in sheet_of(second).remarks[0]


def test_a_voided_agreement_is_marked(story):
    round = story.agree_up_to(story.submit(), SECOND)
    third, second = round.stages.get(name=THIRD), round.stages.get(name=SECOND)
    actions.return_to_stage(round, by=story.town.chengang, stage=third, target=second, answers=Answers(text="请核。"))

    verdicts = [line.verdict for line in sheet_of(story.again(round)).lines]

    assert verdicts == ["同意", "同意（后被退回，已失效）", "退回前面环节（至复审、二校）", "", ""]


def test_urgency_and_note_stand_under_remarks(story):
    story.submit()
    round = actions.submit(story.write(title="暴雨预警"), by=story.town.liwen, note="上级要求当日公开", urgent=True)

    assert sheet_of(round).remarks == ("加急", "送审说明：上级要求当日公开")
