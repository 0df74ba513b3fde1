"""Citations of 《政府信息公开条例》 and its classification of proactive disclosure (第十九条至第二十一条)."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.articles import (
    ClauseNotKnown,
    Level,
    art20_items,
    art21_items,
    cite,
    clauses,
    explain,
    numeral,
    proactive_items,
    summary,
)


@pytest.mark.parametrize(
    ("clause", "citation"),
    [
        pytest.param("26", "《条例》第二十六条", id="只有条"),
        pytest.param("10.1", "《条例》第十条第一款", id="十"),
        pytest.param("33.2", "《条例》第三十三条第二款", id="款"),
        pytest.param("20(15)", "《条例》第二十条第（十五）项", id="项"),
        pytest.param("29.2(1)", "《条例》第二十九条第二款第（一）项", id="款和项"),
    ],
)
def test_a_clause_is_cited_as_a_paper_cites_it(clause, citation):
    assert cite(clause) == citation


def test_other_laws_are_cited_alike():
    assert cite("14", law="预算法") == "《预算法》第十四条"
    assert cite("105.1", law="民事诉讼法") == "《民事诉讼法》第一百零五条第一款"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (900, "九百"),
    ],
)
def test_numbers_are_written_as_in_statutes(number, words):
    assert numeral(number) == words


@given(st.sets(st.integers(1, 999), min_size=2, max_size=2))
def test_no_two_numbers_are_written_alike(pair):
    first, second = pair

    assert numeral(first) != numeral(second)


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_a_number_outside_the_range_is_refused(number):
    with pytest.raises(ValueError, match=str(number)):
        numeral(number)


@pytest.mark.parametrize("text", ["", "0", "33.", "33.0", "33.2(0)", "第三十三条", "33.2 ", "３３", "33..2"])
def test_what_is_not_a_clause_is_refused(text):
    with pytest.raises(ClauseNotKnown, match="不是条款号"):
        cite(text)


def test_a_clause_that_is_not_cited_has_no_summary():
    with pytest.raises(ClauseNotKnown, match="未收录"):
        summary("99")


@pytest.mark.parametrize(("clause", "rule"), list(clauses().items()), ids=list(clauses()))
def test_every_clause_has_a_citation_and_a_sentence(clause, rule):
    assert explain(clause) == f"{cite(clause)}：{rule}"
    assert re.fullmatch(r"[^.,;:!?]+。", rule)


def test_the_regulation_has_fifteen_items_in_its_twentieth_article():
    assert [item.code for item in art20_items()] == [f"20({n})" for n in range(1, 16)]
    assert str(art20_items()[6]) == "《条例》第二十条第（七）项：财政预算、决算"


def test_townships_and_counties_have_areas_of_their_own():
    assert len(art21_items(Level.COUNTY)) == 7
    assert len(art21_items(Level.TOWNSHIP)) == 8
    assert art21_items(Level.ALL) == ()
    assert str(art21_items(Level.TOWNSHIP)[4]) == "《条例》第二十一条：土地征收"


def test_codes_of_proactive_items_are_unique():
    codes = [item.code for item in proactive_items()]

    assert len(codes) == len(set(codes)) == 31


def test_every_clause_cited_in_the_package_is_in_the_table():
    package = Path(__file__).parents[1]
    cited = {
        found
        for path in package.glob("**/*.py")
        for found in re.findall(r"《条例》第([一二三四五六七八九十]+)条", path.read_text("utf-8"))
    }
    known = {re.match(r"\d+", clause)[0] for clause in clauses()}

    assert cited <= {numeral(int(number)) for number in known}
