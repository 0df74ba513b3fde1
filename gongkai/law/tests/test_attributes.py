"""Determining the attribute at the source: 《条例》第十三条至第二十一条."""

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.attributes import (
    Attribute,
    BasisNotKnown,
    Strength,
    annex_line,
    basis_choices,
    basis_of,
    check_determination,
    default_reevaluation,
    withholding_bases,
)

TODAY = dt.date(2026, 3, 2)
NEXT_YEAR = dt.date(2027, 3, 2)


@pytest.mark.parametrize(
    ("attribute", "basis", "facts"),
    [
        pytest.param(Attribute.PROACTIVE, "", {}, id="主动公开不必写依据"),
        pytest.param(Attribute.PROACTIVE, "20(7)", {}, id="主动公开以第二十条为据"),
        pytest.param(Attribute.PROACTIVE, "19", {}, id="主动公开以第十九条为据"),
        pytest.param(Attribute.PROACTIVE, "21/township/5", {}, id="主动公开以第二十一条为据"),
        pytest.param(Attribute.ON_REQUEST, "", {}, id="依申请公开"),
        pytest.param(
            Attribute.WITHHELD,
            "internal_affairs",
            {"reason": "内部值班安排", "reevaluate_on": NEXT_YEAR},
            id="内部事务",
        ),
        pytest.param(
            Attribute.WITHHELD,
            "law_forbids",
            {
                "reason": "单个调查对象资料",
                "reevaluate_on": NEXT_YEAR,
                "law_named": "《中华人民共和国统计法》第二十五条",
            },
            id="法律禁止并写明法律",
        ),
    ],
)
def test_a_complete_determination_may_stand(attribute, basis, facts):
    assert check_determination(attribute, basis, on=TODAY, **facts) == []


@pytest.mark.parametrize(
    ("attribute", "basis", "facts", "words"),
    [
        pytest.param(None, "", {}, ["请选择公开属性"], id="没有属性"),
        pytest.param(Attribute.PROACTIVE, "third_party", {}, ["不能以不予公开的条款为依据"], id="主动公开却引第十五条"),
        pytest.param(Attribute.PROACTIVE, "26", {}, ["第十九条、第二十条或者第二十一条"], id="主动公开引错条"),
        pytest.param(
            Attribute.ON_REQUEST, "deliberative", {}, ["不能以不予公开的条款为依据"], id="依申请公开却引第十六条"
        ),
        pytest.param(Attribute.ON_REQUEST, "20(7)", {}, ["不需要填写依据"], id="依申请公开引第二十条"),
        pytest.param(
            Attribute.WITHHELD,
            "",
            {},
            ["应当写明依据", "应当注明理由", "请填写下次评估日期"],
            id="不予公开什么都没写",
        ),
        pytest.param(
            Attribute.WITHHELD,
            "20(7)",
            {"reason": "无", "reevaluate_on": NEXT_YEAR},
            ["应当写明依据"],
            id="不予公开引第二十条",
        ),
        pytest.param(
            Attribute.WITHHELD,
            "special_access",
            {"reason": "登记资料", "reevaluate_on": NEXT_YEAR},
            ["应当写明依据"],
            id="查询事项不是不予公开的依据",
        ),
        pytest.param(
            Attribute.WITHHELD,
            "law_forbids",
            {"reason": "资料", "reevaluate_on": NEXT_YEAR},
            ["应当写明该法律"],
            id="没有写禁止的法律",
        ),
        pytest.param(
            Attribute.WITHHELD,
            "law_forbids",
            {"reason": "资料", "reevaluate_on": NEXT_YEAR, "law_named": "有关规定《》"},
            ["应当写明该法律"],
            id="书名号里是空的",
        ),
        pytest.param(
            Attribute.WITHHELD,
            "enforcement_file",
            {"reason": "  ", "reevaluate_on": NEXT_YEAR},
            ["应当注明理由"],
            id="理由是空格",
        ),
        pytest.param(
            Attribute.WITHHELD,
            "deliberative",
            {"reason": "讨论稿", "reevaluate_on": TODAY},
            ["应当晚于认定日期"],
            id="评估日期就是当天",
        ),
    ],
)
def test_each_gap_is_told_in_a_sentence(attribute, basis, facts, words):
    faults = check_determination(attribute, basis, on=TODAY, **facts)

    assert len(faults) == len(words)
    assert all(word in fault for word, fault in zip(words, faults, strict=True))
    assert all(fault.endswith("。") for fault in faults)


@pytest.mark.parametrize(
    ("code", "citation", "strength"),
    [
        pytest.param("state_secret", "《条例》第十四条", Strength.MUST, id="国家秘密"),
        pytest.param("law_forbids", "《条例》第十四条", Strength.MUST, id="法律禁止"),
        pytest.param("security_stability", "《条例》第十四条", Strength.MUST, id="三安全一稳定"),
        pytest.param("third_party", "《条例》第十五条", Strength.MUST, id="第三方"),
        pytest.param("internal_affairs", "《条例》第十六条第一款", Strength.MAY, id="内部事务"),
        pytest.param("deliberative", "《条例》第十六条第二款", Strength.MAY, id="过程性"),
        pytest.param("enforcement_file", "《条例》第十六条第二款", Strength.MAY, id="执法案卷"),
    ],
)
def test_each_ground_has_its_clause_and_its_strength(code, citation, strength):
    basis = basis_of(code)

    assert str(basis).startswith(f"{citation}：")
    assert basis.strength is strength


def test_there_are_seven_grounds_and_no_other():
    assert len(withholding_bases()) == 7
    with pytest.raises(BasisNotKnown, match="没有“embarrassing”这一项"):
        basis_of("embarrassing")


def test_a_third_party_may_agree_and_public_interest_may_prevail():
    assert len(basis_of("third_party").exceptions) == 2


def test_choices_belong_to_the_attribute():
    assert len(basis_choices(Attribute.WITHHELD)) == 7
    assert basis_choices(Attribute.PROACTIVE)[7] == ("20(7)", "《条例》第二十条第（七）项：财政预算、决算")
    assert basis_choices(Attribute.ON_REQUEST) == []


@pytest.mark.parametrize(
    ("on", "due"),
    [
        pytest.param("2026-03-02", "2027-03-02", id="平日"),
        pytest.param("2028-02-29", "2029-02-28", id="闰日"),
        pytest.param("2026-12-31", "2027-12-31", id="年末"),
    ],
)
def test_withheld_information_is_looked_at_again_after_a_year(on, due):
    assert default_reevaluation(dt.date.fromisoformat(on)) == dt.date.fromisoformat(due)


@given(on=st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), months=st.integers(1, 60))
def test_re_evaluation_keeps_the_day_or_takes_the_last_of_the_month(on, months):
    due = default_reevaluation(on, months)

    assert (due.year - on.year) * 12 + due.month - on.month == months
    assert due.day == min(on.day, calendar.monthrange(due.year, due.month)[1])
    assert check_determination(Attribute.WITHHELD, "deliberative", "讨论稿", due, on=on) == []


@pytest.mark.parametrize(
    ("attribute", "label", "line"),
    [
        (Attribute.PROACTIVE, "主动公开", "（此件公开发布）"),
        (Attribute.ON_REQUEST, "依申请公开", "（此件依申请公开）"),
        (Attribute.WITHHELD, "不予公开", "（此件不予公开）"),
    ],
    ids=["主动公开", "依申请公开", "不予公开"],
)
def test_the_printed_document_shows_its_attribute(attribute, label, line):
    assert (attribute.label, annex_line(attribute)) == (label, line)
