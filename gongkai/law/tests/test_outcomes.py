"""The twenty-three outcomes: 《条例》第三十条、第三十二条、第三十五条至第三十九条、第四十二条, and the rows of 表三."""

import pytest

from gongkai.law.articles import summary
from gongkai.law.letters import Addressee, LetterKind
from gongkai.law.outcomes import OUTCOMES, Evidence, Group, OutcomeNotKnown, WordingIncomplete, outcome
from gongkai.law.report_form import row_of

SHARED_ROWS = {"GRANTED_PUBLISHED": "granted", "UNAVAILABLE_OTHER_AGENCY": "unavailable_not_held"}

each_outcome = pytest.mark.parametrize("each", OUTCOMES, ids=lambda each: each.label)


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        pytest.param(Group.GRANTED, 2, id="予以公开"),
        pytest.param(Group.PARTIAL, 1, id="部分公开"),
        pytest.param(Group.REFUSED, 8, id="不予公开"),
        pytest.param(Group.UNAVAILABLE, 4, id="无法提供"),
        pytest.param(Group.REJECTED, 5, id="不予处理"),
        pytest.param(Group.OTHER, 3, id="其他处理"),
    ],
)
def test_each_heading_has_its_outcomes(group, codes):
    assert len([each for each in OUTCOMES if each.group is group]) == codes


def test_twenty_three_outcomes_fill_twenty_one_rows():
    assert len({each.code for each in OUTCOMES}) == 23
    assert len({each.report_row for each in OUTCOMES}) == 21


@each_outcome
def test_each_outcome_has_its_row_under_its_heading(each):
    row = row_of("table3", each.report_row)

    assert each.report_row == SHARED_ROWS.get(each.code, each.code.lower())
    assert each.group.label in "".join((*row.groups, row.label))


@each_outcome
def test_each_outcome_cites_clauses_that_the_system_explains(each):
    assert each.basis
    assert all(summary(clause) for clause in each.articles if clause[0].isdecimal())


@each_outcome
def test_each_outcome_asks_for_what_its_sentence_states(each):
    stated = {Evidence(name.upper()) for name in each.blanks if name != "wanted"}

    assert stated <= set(each.evidence)
    assert each.needs_reasons == (Evidence.REASONS in each.evidence) == ("reasons" in each.blanks)


@each_outcome
def test_each_decision_reads_as_whole_sentences(each):
    words = dict.fromkeys(each.blanks, "某某")

    decision = each.decision(words)

    assert decision.endswith("。")
    assert "{" not in decision
    assert "。。" not in each.decision(dict.fromkeys(each.blanks, "某某。"))


@pytest.mark.parametrize(
    ("code", "evidence"),
    [
        pytest.param("UNAVAILABLE_NOT_HELD", Evidence.SEARCH_RECORD, id="不存在要有检索记录"),
        pytest.param("REFUSED_THIRD_PARTY", Evidence.CONSULTATION, id="第三方要征求意见"),
        pytest.param("OTHER_NOT_CORRECTED", Evidence.CORRECTION, id="逾期不补正要有补正告知"),
        pytest.param("REJECTED_EXCESSIVE", Evidence.REASONS_NOTICE, id="大量申请要先问理由"),
        pytest.param("REJECTED_REPEAT", Evidence.EARLIER_CASE, id="重复申请要有前案"),
        pytest.param("UNAVAILABLE_OTHER_AGENCY", Evidence.OTHER_AGENCY, id="他机关要有名称"),
        pytest.param("REFUSED_LAW_FORBIDS", Evidence.FORBIDDING_LAW, id="禁止公开要有法律名称"),
    ],
)
def test_the_file_must_hold_what_the_outcome_rests_on(code, evidence):
    assert evidence in outcome(code).missing_evidence([])
    assert evidence not in outcome(code).missing_evidence(list(Evidence))


def test_a_refusal_without_reasons_is_not_worded():
    with pytest.raises(WordingIncomplete) as refusal:
        outcome("REFUSED_DELIBERATIVE").decision({"wanted": "会议讨论记录", "reasons": " "})

    assert str(refusal.value) == "“四类过程性信息”的决定还缺：理由。请补充后再拟稿。"


def test_a_missing_name_is_asked_for():
    with pytest.raises(WordingIncomplete, match="所需政府信息的名称、获取的方式、途径"):
        outcome("GRANTED").decision({})


def test_braces_in_what_was_asked_for_do_no_harm():
    words = {"wanted": "{reasons}表", "how_to_obtain": "随附"}

    assert outcome("GRANTED").decision(words) == (
        "您申请获取的“{reasons}表”，本机关决定予以公开。提供的方式、途径和时间：随附。"
    )


def test_an_unknown_outcome_is_refused():
    with pytest.raises(OutcomeNotKnown, match="没有“DENIED”这一种办理结果"):
        outcome("DENIED")


@pytest.mark.parametrize("kind", LetterKind, ids=lambda kind: kind.label)
def test_each_letter_has_basis_and_addressee(kind):
    assert kind.label
    assert kind.basis
    assert kind.addressee.label


def test_what_stays_in_the_office_is_not_reviewed():
    assert {kind for kind in LetterKind if kind.addressee is Addressee.OFFICE and kind.is_reviewed} == set()
    assert LetterKind.REPLY.is_reviewed
    assert not LetterKind.SUBMISSION_RECEIPT.is_reviewed


@pytest.mark.parametrize("labelled", [*Group, *Evidence, *Addressee], ids=lambda each: each.label)
def test_each_choice_has_its_label(labelled):
    assert labelled.label
