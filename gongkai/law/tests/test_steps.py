"""The seven steps from an application to its outcome: 《条例》第三十条、第三十三条至第四十条."""

import pytest

from gongkai.law.letters import LetterKind
from gongkai.law.outcomes import OUTCOMES
from gongkai.law.steps import AnswerNotOffered, steps, walk

TO_DISCLOSE = ["clear", "application", "ours", "held"]


def test_the_seven_steps_stand_in_their_order():
    assert [step.name for step in steps()] == ["补不补", "是不是", "谁负责", "有没有", "给不给", "怎么给", "怎么答"]


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        pytest.param(["still_unclear"], "UNAVAILABLE_UNCLEAR", id="补正后仍不明确"),
        pytest.param(["not_corrected"], "OTHER_NOT_CORRECTED", id="逾期不补正"),
        pytest.param(["clear", "petition"], "REJECTED_PETITION", id="信访"),
        pytest.param(["clear", "special_access"], "REFUSED_SPECIAL_ACCESS", id="行政查询"),
        pytest.param(["clear", "application", "others"], "UNAVAILABLE_OTHER_AGENCY", id="他机关负责"),
        pytest.param(["clear", "application", "ours", "none"], "UNAVAILABLE_NOT_HELD", id="不存在"),
        pytest.param([*TO_DISCLOSE, "third_party"], "REFUSED_THIRD_PARTY", id="第三方"),
        pytest.param([*TO_DISCLOSE, "all", "as_asked"], "GRANTED", id="公开"),
        pytest.param([*TO_DISCLOSE, "part", "inspection"], "PARTIAL", id="部分公开，安排查阅"),
    ],
)
def test_answers_lead_to_an_outcome_and_then_to_the_reply(answers, outcome):
    place = walk(answers)

    assert (place.outcome.code, place.step.key) == (outcome, "reply")
    assert walk([*answers, "post"]).is_finished
    assert walk([*answers, "post"]).outcome.code == outcome


def test_before_the_first_answer_nothing_is_selected():
    place = walk()

    assert (place.step.key, place.outcome, place.letter, place.taken) == ("correction", None, None, ())


@pytest.mark.parametrize(
    ("answers", "letter", "then"),
    [
        pytest.param(["unclear"], LetterKind.CORRECTION_NOTICE, "clear", id="补正"),
        pytest.param(["clear", "many"], LetterKind.REASONS_NOTICE, "excessive", id="说明理由"),
        pytest.param(["clear", "application", "joint"], LetterKind.CO_MAKER_CONSULTATION, "ours", id="共同制作"),
        pytest.param(
            [*TO_DISCLOSE, "ask_third_party"], LetterKind.THIRD_PARTY_CONSULTATION, "third_party", id="第三方"
        ),
        pytest.param([*TO_DISCLOSE, "refer"], LetterKind.REFERRAL, "state_secret", id="报请确定"),
        pytest.param([*TO_DISCLOSE, "all", "fee"], LetterKind.FEE_NOTICE, "as_asked", id="收费"),
    ],
)
def test_a_letter_that_must_go_out_first_keeps_the_step_open(answers, letter, then):
    place = walk(answers)

    assert (place.letter, place.step) == (letter, walk(answers[:-1]).step)
    assert walk([*answers, then]).letter is None


def test_every_outcome_but_the_open_one_can_be_reached():
    offered = {answer.outcome.code for step in steps() for answer in step.answers if answer.outcome}

    assert {each.code for each in OUTCOMES} - offered == {"OTHER"}


@pytest.mark.parametrize("step", steps(), ids=lambda step: step.name)
def test_each_step_is_complete(step):
    assert step.question.endswith("？")
    assert step.basis
    assert len({answer.key for answer in step.answers}) == len(step.answers)
    assert all(answer.label and answer.sentence.endswith("。") for answer in step.answers)


@pytest.mark.parametrize("step", steps()[:-1], ids=lambda step: step.name)
def test_each_answer_leads_on(step):
    later = {each.key for each in steps()[steps().index(step) + 1 :]}

    assert all(answer.letter or answer.goes_to in later for answer in step.answers)
    assert not any(answer.letter and answer.outcome for answer in step.answers)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        pytest.param(["held"], "“补不补”这一步没有“held”这个回答", id="别一步的回答"),
        pytest.param(["not_corrected", "post", "post"], "七步已经走完", id="走完之后"),
    ],
)
def test_an_answer_that_is_not_offered_is_refused(answers, sentence):
    with pytest.raises(AnswerNotOffered, match=sentence):
        walk(answers)
