"""What the reckoning tells the clerk beside the deadline: what came late, what nobody noted, which law governs."""

import pytest

from gongkai.law.tests.clock_events import RECEIVED, consultation, day, event, reckoned


@pytest.mark.parametrize(
    ("events", "due", "sentence"),
    [
        pytest.param(
            consultation(sent="4-10", answered="4-15"),
            "3-30",
            "2026年4月10日“征求意见”晚于答复期限届满之日（2026年3月30日），期限不再因此扣除。",
            id="期满后才征求意见",
        ),
        pytest.param(
            consultation(sent="3-6", answered="4-10"),
            "5-7",
            "第三方意见自2026年3月6日发出征求意见书起已逾15个工作日，没有登记送达之日",
            id="意见来得晚而没有送达之日",
        ),
        pytest.param(
            [event("FEE_NOTICED", "3-10"), event("FEE_PAID", "4-9")],
            "5-11",
            "按通知当日送达算，缴费期限已于2026年4月8日届满",
            id="缴费晚而没有送达之日",
        ),
        pytest.param(
            [event("FEE_NOTICED", "3-10")], None, "缴费期限已于2026年4月8日届满；逾期未缴的不再处理", id="逾期未缴"
        ),
    ],
)
def test_what_makes_the_deadline_doubtful_is_told(events, due, sentence):
    found = reckoned(RECEIVED, *events)

    assert found.due == (day(due) if due else None)
    assert [sentence in note for note in found.notes] == [True]


@pytest.mark.parametrize(
    "events",
    [
        pytest.param(consultation(sent="3-6", answered="3-27"), id="第十五日收到意见"),
        pytest.param(consultation(sent="3-6", delivered="3-10", answered="4-10"), id="有送达之日"),
        pytest.param(consultation(sent="3-30", answered="4-1"), id="期满当日征求"),
        pytest.param([event("FEE_NOTICED", "3-10"), event("FEE_PAID", "4-8")], id="第二十日缴费"),
        pytest.param(
            [event("FEE_NOTICED", "3-10"), event("FEE_DELIVERED", "3-12"), event("FEE_PAID", "4-10")],
            id="送达后二十日内",
        ),
        pytest.param(
            [*consultation(sent="3-3", answered="3-25"), event("CORRECTION_ASKED", "3-4"), event("CORRECTED", "3-26")],
            id="补正以前的征求",
        ),
    ],
)
def test_what_is_in_order_needs_no_word(events):
    assert reckoned(RECEIVED, *events).notes == ()


def test_an_application_of_before_the_statute_is_told_so():
    (sentence,) = reckoned(event("RECEIVED", "2019-5-14")).notes

    assert "早于现行《条例》施行之日（2019年5月15日）" in sentence
    assert reckoned(event("RECEIVED", "2019-5-15")).notes == ()
