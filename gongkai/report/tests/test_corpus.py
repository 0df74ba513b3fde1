"""年报语料: every defect is found under its own rule, and a correct report raises no error however it is worded."""

import pytest

from gongkai.report.checking import Finding, check
from gongkai.report.reading import read_text
from gongkai.report.tests.corpus import Sample, samples, worded, wordings

DEFECTIVE = list(samples("defective_tables", "defective_prose", "defective_form"))
CORRECT = list(samples("correct_requests", "correct_publishing", "correct_form"))


def findings(sample: Sample) -> list[Finding]:
    previous = read_text(sample.previous) if sample.previous else None
    return check(read_text(sample.text), previous)


@pytest.mark.parametrize("sample", DEFECTIVE, ids=[sample.name for sample in DEFECTIVE])
def test_a_defect_is_found_under_its_rule_and_nothing_else_is_blamed(sample: Sample) -> None:
    found = findings(sample)

    assert sample.expects <= {finding.rule for finding in found if finding.severity != "hint"}
    assert {finding.rule for finding in found if finding.is_blocking} <= sample.expects | sample.also


@pytest.mark.parametrize("sample", CORRECT, ids=[sample.name for sample in CORRECT])
def test_a_correct_report_is_left_in_peace(sample: Sample) -> None:
    assert [finding for finding in findings(sample) if finding.severity != "hint"] == []


@pytest.mark.parametrize("sample", DEFECTIVE + CORRECT, ids=lambda sample: sample.name)
def test_every_finding_is_a_sentence_that_says_where(sample: Sample) -> None:
    for finding in findings(sample):
        assert finding.where
        assert finding.message.endswith(("。", "？"))


@pytest.mark.parametrize(("base", "section", "sentence"), wordings("right"))
def test_a_sentence_that_can_be_right_is_not_questioned(base: str, section: str, sentence: str) -> None:
    assert findings(worded(base, section, sentence)) == []


@pytest.mark.parametrize(("base", "section", "rule", "sentence"), wordings("wrong"))
def test_a_sentence_that_cannot_be_right_is_found(base: str, section: str, rule: str, sentence: str) -> None:
    assert rule in {finding.rule for finding in findings(worded(base, section, sentence))}
