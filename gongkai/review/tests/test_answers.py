"""What a reviewer must hand in: the whole checklist, the count of errors, the secrecy conclusion; a return says why."""

import pytest

from gongkai.review.answers import (
    Answers,
    AnswerUnknown,
    ChecklistIncomplete,
    ErrorsNotCorrected,
    OpinionMissing,
    ProofCountMissing,
    ProofErrorsInconsistent,
    SecrecyConclusionMissing,
    SecrecyNotCleared,
)
from gongkai.review.models import Stage

STAGE = Stage(name="复审、二校", kind="REVIEW_AND_PROOF", secrecy=True, checklist=["格式", "政策"])
REVIEW_ONLY = Stage(name="初审", kind="REVIEW", checklist=["事实"])
WELL = {"text": "同意。", "checked": (0, 1), "error_count": 0, "secrecy": "PUBLIC"}


def test_everything_in_order_may_be_agreed_to():
    Answers(**WELL).check_agreement(STAGE)
    Answers.all_well(STAGE).check_agreement(STAGE)
    Answers.all_well(REVIEW_ONLY).check_agreement(REVIEW_ONLY)


@pytest.mark.parametrize(
    ("change", "refusal", "said"),
    [
        ({"checked": (0,)}, ChecklistIncomplete, "政策"),
        ({"checked": ()}, ChecklistIncomplete, "格式；政策"),
        ({"checked": (0, 1, 2)}, AnswerUnknown, "审校要点"),
        ({"error_count": None}, ProofCountMissing, "没有差错请填0"),
        ({"error_count": 2, "error_kinds": ("TYPO",)}, ErrorsNotCorrected, "2处差错"),
        ({"error_count": 1}, ProofErrorsInconsistent, "不一致"),
        ({"error_kinds": ("TYPO",)}, ProofErrorsInconsistent, "不一致"),
        ({"error_count": 1, "error_kinds": ("TYPO", "DATE")}, ProofErrorsInconsistent, "不多于差错数"),
        ({"error_count": -1}, AnswerUnknown, "0至9999"),
        ({"error_count": 1, "error_kinds": ("SPELLING",)}, AnswerUnknown, "SPELLING"),
        ({"secrecy": ""}, SecrecyConclusionMissing, "须作出保密审查结论"),
        ({"secrecy": "AFTER_TREATMENT"}, SecrecyNotCleared, "处理后可公开"),
        ({"secrecy": "WITHHELD"}, SecrecyNotCleared, "不予公开"),
        ({"secrecy": "REFERRED"}, SecrecyNotCleared, "报请确定"),
        ({"secrecy": "YES"}, AnswerUnknown, "YES"),
        ({"marks": ("SECRET",)}, SecrecyNotCleared, "涉密"),
        ({"marks": ("ODD",)}, AnswerUnknown, "ODD"),
    ],
)
def test_what_is_missing_or_contradictory_is_refused(change, refusal, said):
    with pytest.raises(refusal, match=said):
        Answers(**(WELL | change)).check_agreement(STAGE)


def test_a_stage_without_secrecy_duty_gives_no_conclusion():
    with pytest.raises(AnswerUnknown, match="不负责保密审查"):
        Answers(checked=(0,), secrecy="PUBLIC").check_agreement(REVIEW_ONLY)


@pytest.mark.parametrize("text", ["", "  \n"], ids=["空", "空白"])
def test_a_return_without_a_word_is_refused(text):
    with pytest.raises(OpinionMissing):
        Answers(text=text).check_return(STAGE)


def test_a_return_records_the_errors_found_and_needs_no_checklist():
    answers = Answers(text=" 两处日期有误。 ", error_count=2, error_kinds=("DATE",), secrecy="AFTER_TREATMENT")

    answers.check_return(STAGE)

    assert answers.as_fields()["text"] == "两处日期有误。"
