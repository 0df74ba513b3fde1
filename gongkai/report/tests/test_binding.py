"""正文数字的绑定: a number in the prose is found again after people have edited it, and told when its source says otherwise."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from gongkai.report.binding import Draft, State, exchanged, figures_in, held, numbers_in, renewed, write
from gongkai.report.collect import Collected
from gongkai.report.drafting import draft_narrative
from gongkai.report.sources import Known, Sources, known_figures
from gongkai.report.tests import years
from gongkai.report.tests.years import NAME, YEAR

NEW = Known("new", "新收", 12)
DONE = Known("done", "办结", 12)
RATE = Known("rate", "及时率", Decimal("97.8"), "%")
FEE = Known("fee", "信息处理费", 0, "元")
LINES = [
    ("本年收到申请", NEW, "件，办结", DONE, "件，发布及时率", RATE, "%。"),
    ("本年", ("未收取", FEE), "信息处理费。"),
]
SOURCES = {known.key: known for known in (NEW, DONE, RATE, FEE)}
DRAFT = write({"on_request": LINES})
TEXT = DRAFT.narrative["on_request"]


def edited(text: str) -> Draft:
    """Return the draft after somebody saved this text."""
    narrative = {"on_request": text}
    return Draft(narrative, tuple(renewed(DRAFT.bindings, narrative)))


def states(draft: Draft, sources: Sources = SOURCES) -> dict[str, str]:
    return {each.binding.key: each.state.value for each in held(draft.bindings, draft.narrative, sources)}


def told(draft: Draft) -> dict[str, str]:
    """Return the number found for each source."""
    return {each.binding.key: each.number.text for each in held(draft.bindings, draft.narrative, SOURCES)}


def test_a_draft_is_bound_as_it_is_written() -> None:
    assert TEXT == "本年收到申请12件，办结12件，发布及时率97.8%。\n本年未收取信息处理费。"
    assert told(DRAFT) == {"new": "12", "done": "12", "rate": "97.8", "fee": "未收取"}
    assert set(states(DRAFT).values()) == {State.FINE}


FINE = dict.fromkeys(("new", "done", "rate", "fee"), "FINE")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"按照要求，{TEXT}", FINE),
        ("另起一段。\n" + TEXT, FINE),
        ("发布及时率97.8%。本年收到申请12件，办结12件。\n本年未收取信息处理费。", FINE),
        ("全年办结12件，共收到申请12件，发布及时率97.8%。\n本年未收取信息处理费。", FINE),
        (TEXT.replace("12", "１２").replace("97.8", "９７．８"), FINE),
        (TEXT.replace("收到申请12件", "收到申请13件"), FINE | {"new": "BY_HAND"}),
        (TEXT.replace("97.8%", "98%"), FINE | {"rate": "BY_HAND"}),
        (TEXT.replace("97.8%", "97.80%"), FINE),
        (TEXT.replace("，办结12件", ""), {key: "FINE" for key in FINE if key != "done"}),
        (TEXT.replace("本年收到申请12件，", "本年"), {key: "FINE" for key in FINE if key != "new"}),
        (TEXT.replace("发布及时率97.8%", "有97.8%按时发布"), FINE),
        (TEXT.replace("未收取信息处理费", "收取信息处理费50元"), {key: "FINE" for key in FINE if key != "fee"}),
        ("", {}),
    ],
    ids=[
        "句前加字",
        "移到下段",
        "移到句首",
        "两数互换位置",
        "全角数字",
        "手工改数",
        "手工改百分数",
        "多写一个零",
        "删去后一个",
        "删去前一个",
        "改写句子",
        "否定改成数字",
        "全部删去",
    ],
)
def test_a_number_is_found_again(text: str, expected: dict[str, str]) -> None:
    assert states(edited(text)) == expected


def test_equal_numbers_of_one_sentence_keep_their_own_sources() -> None:
    draft = edited("本年收到申请13件，办结12件，发布及时率97.8%。\n本年未收取信息处理费。")

    assert told(draft)["new"] == "13"
    assert told(draft)["done"] == "12"


def test_a_number_repeated_in_the_sentence_stays_free() -> None:
    draft = edited(TEXT.replace("收到申请12件", "收到申请12件（其中网上12件）"))

    assert told(draft) == told(DRAFT)
    (new, done, _, _) = held(draft.bindings, draft.narrative, SOURCES)
    first, second, third = (n for n in numbers_in(draft.narrative["on_request"]) if n.text == "12")
    assert (new.number, done.number) == (first, third)
    assert second in figures_in(draft.narrative["on_request"])


def test_a_number_that_left_the_text_is_bound_no_more() -> None:
    gone = edited("本年收到申请12件。")

    assert [binding.key for binding in gone.bindings] == ["new"]
    assert [binding.key for binding in renewed(gone.bindings, {"on_request": TEXT})] == ["new"]


def test_drift_is_told_for_the_changed_source_alone() -> None:
    sources = SOURCES | {"done": replace(DONE, value=11), "rate": replace(RATE, value=Decimal("98.0"))}

    assert states(DRAFT, sources) == FINE | {"done": "DRIFTED", "rate": "DRIFTED"}


def test_a_source_that_is_no_more_is_told() -> None:
    assert states(DRAFT, {"new": NEW, "done": DONE, "fee": FEE})["rate"] == State.GONE


def test_words_that_say_none_are_not_exchanged_for_a_figure() -> None:
    found = held(DRAFT.bindings, DRAFT.narrative, SOURCES | {"fee": replace(FEE, value=50)})

    assert [(each.binding.key, each.may_be_renewed) for each in found if each.state != State.FINE] == [("fee", False)]


def test_an_update_rewrites_the_chosen_figure_and_nothing_else() -> None:
    sources = SOURCES | {"new": replace(NEW, value=9), "done": replace(DONE, value=1234)}
    chosen = [each for each in held(DRAFT.bindings, DRAFT.narrative, sources) if each.binding.key == "done"]

    draft = exchanged(DRAFT, chosen)

    assert draft.narrative["on_request"] == TEXT.replace("办结12件", "办结1234件")
    assert states(draft, sources) == FINE | {"new": "DRIFTED"}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2025年1月1日至12月31日，共3件", ["3"]),
        ("按国办公开办函〔2021〕30号和第20条办理2件", ["2"]),
        ("1.更新慢；2.解读少。共1,234条", ["1,234"]),
        ("电话023-63000001，手机13800000000，收到４件", ["４"]),
        ("9:30前报送，及时率98.5％", ["98.5"]),
        ("（1）甲5件，（2）乙6件", ["5", "6"]),
        ("政策文件3个工作日内公开，动态24小时内公开", []),
        ("平均11.5个工作日", ["11.5"]),
        ("未收取信息处理费", []),
        ("", []),
    ],
    ids=["年月日", "文号条款", "序号和千分位", "电话", "钟点", "括号序号", "时限", "工作日数", "否定", "空"],
)
def test_what_counts_nothing_is_not_offered_for_binding(text: str, figures: list[str]) -> None:
    assert [number.text for number in figures_in(text)] == figures


@settings(max_examples=30, deadline=None)
@given(before=years.years(), after=years.years())
def test_exactly_the_changed_figures_drift_and_an_update_leaves_none(before: Collected, after: Collected) -> None:
    draft = draft_narrative(known_figures(before), name=NAME, year=YEAR)
    then, now = known_figures(before), known_figures(after)
    keys = {binding.key for binding in draft.bindings}
    assert {each.state for each in held(draft.bindings, draft.narrative, then)} == {State.FINE}

    found = held(draft.bindings, draft.narrative, now)
    drifted = {each.binding.key for each in found if each.state == State.DRIFTED}
    assert len(found) == len(draft.bindings)
    assert drifted == {key for key in keys if key in now and now[key].value != then[key].value}
    assert {each.binding.key for each in found if each.state == State.GONE} == keys - set(now)

    mended = exchanged(draft, [each for each in found if each.may_be_renewed])
    bindings = renewed(mended.bindings, mended.narrative)
    left = [each for each in held(bindings, mended.narrative, now) if each.state != State.FINE]
    assert len(bindings) == len(draft.bindings)
    assert all(each.state == State.GONE or each.number.says_none for each in left)
