"""What a reply period cannot be reckoned from, and what comes before it runs: 《条例》第三十条至第三十五条."""

import pytest

from gongkai.law.clock import (
    ClockContradiction,
    ClockState,
)
from gongkai.law.tests.clock_events import RECEIVED, consultation, day, event, reckoned


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        pytest.param([event("EXTENDED", "3-20", workdays=21)], "天数应为1至20个工作日", id="延期超过二十日"),
        pytest.param([event("EXTENDED", "3-20", workdays=0)], "天数应为1至20个工作日", id="延期零日"),
        pytest.param([event("EXTENDED", "3-20")], "天数应为1至20个工作日", id="延期没有写天数"),
        pytest.param([event("EXTENDED", "3-31", workdays=5)], "晚于答复期限届满之日（2026年3月30日）", id="期满后延期"),
        pytest.param(
            [event("EXTENDED", "3-20", workdays=5), event("EXTENDED", "3-23", workdays=5)],
            "延期只能一次",
            id="再次延期",
        ),
        pytest.param([event("CORRECTION_ASKED", "3-12")], "第7个工作日（2026年3月11日）", id="补正告知太晚"),
        pytest.param(
            [event("CORRECTION_ASKED", "3-4"), event("CORRECTED", "3-5"), event("CORRECTION_ASKED", "3-6")],
            "只能有一次",
            id="第二次补正",
        ),
        pytest.param([event("CORRECTION_ASKED", "3-4", until="3-4")], "应当晚于告知之日", id="补正期限为当日"),
        pytest.param(
            [event("FEE_NOTICED", "3-4"), event("FEE_PAID", "3-5"), event("CORRECTION_ASKED", "3-12")],
            "第7个工作日",
            id="缴费不重新给补正的七日",
        ),
        pytest.param([event("CORRECTED", "3-5")], "之前没有告知补正", id="没有告知就补正"),
        pytest.param([event("CORRECTION_ASKED", "2-27")], "早于收到申请", id="收到之前告知补正"),
        pytest.param([event("RECEIVED", "3-5")], "只能有一次", id="两次收到"),
        pytest.param([event("CONSULTED", "3-5")], "没有写明征求谁的意见", id="没有征求对象"),
        pytest.param(
            [*consultation(sent="3-5"), *consultation(sent="3-6")], "与另一份征求意见书编号相同", id="编号相同"
        ),
        pytest.param([event("CONSULTATION_ANSWERED", "3-5")], "之前没有发出这份征求意见书", id="没有征求就有意见"),
        pytest.param(consultation(sent="3-5", answered="3-4"), "之前没有发出这份征求意见书", id="意见早于征求"),
        pytest.param(consultation(sent="3-5", delivered="3-9", answered="3-6"), "晚于收到意见", id="送达晚于意见"),
        pytest.param(
            [*consultation(sent="3-5", answered="3-9"), event("CONSULTATION_ANSWERED", "3-10", ref="甲")],
            "重复登记",
            id="两次意见",
        ),
        pytest.param([event("FEE_NOTICED", "3-31")], "晚于答复期限届满之日", id="期满后收费"),
        pytest.param([event("FEE_PAID", "3-5")], "之前没有通知收费", id="没有通知就缴费"),
        pytest.param([event("FEE_DELIVERED", "3-5")], "之前没有通知收费", id="没有通知就送达"),
        pytest.param(
            [event("FEE_NOTICED", "3-4"), event("FEE_PAID", "3-5"), event("FEE_NOTICED", "3-6")],
            "只能有一次",
            id="两次收费",
        ),
        pytest.param([event("DELAYED", "3-5", until="4-30")], "没有要求申请人说明理由", id="没有说明理由就延迟"),
        pytest.param([event("REASONS_ASKED", "3-4"), event("DELAYED", "3-5")], "晚于当日的答复日期", id="延迟没有日期"),
        pytest.param([event("REASONS_GIVEN", "3-5")], "没有要求说明理由", id="没有要求就说明"),
        pytest.param([event("REACHED", "3-5")], "没有登记无法与申请人取得联系", id="没有失联就恢复"),
        pytest.param(
            [event("CORRECTION_ASKED", "3-4"), event("UNREACHABLE", "3-5")], "正在等待补正", id="等待补正时失联"
        ),
        pytest.param(
            [event("CORRECTION_ASKED", "3-4"), event("EXTENDED", "3-5", workdays=5)], "没有在计算", id="等待补正时延期"
        ),
        pytest.param([event("REPLIED", "3-5"), event("EXTENDED", "3-6", workdays=5)], "晚于办结", id="办结后延期"),
        pytest.param([event("REPLIED", "3-5"), event("REPLIED", "3-6")], "晚于办结", id="两次答复"),
        pytest.param([event("ORDERED", "6-1", until="6-1")], "应当晚于当日", id="责令期限为当日"),
        pytest.param([event("ORDERED", "6-1", workdays=0)], "至少为1个工作日", id="责令零日"),
        pytest.param(
            [event("ORDERED", "6-1", workdays=15), event("EXTENDED", "6-2", workdays=5)],
            "不得自行延长",
            id="责令后延期",
        ),
        pytest.param(
            [
                event("REASONS_ASKED", "3-4"),
                event("ORDERED", "6-1", until="6-30"),
                event("DELAYED", "6-2", until="8-3"),
            ],
            "不得自行延长",
            id="责令后延迟",
        ),
    ],
)
def test_what_cannot_be_or_is_unlawful_is_refused(events, sentence):
    with pytest.raises(ClockContradiction) as refusal:
        reckoned(RECEIVED, *events)

    assert sentence in str(refusal.value)
    assert str(refusal.value).endswith("。")


def test_an_opinion_after_the_reply_may_be_recorded():
    events = consultation(sent="3-6", delivered="3-9", answered="4-10")

    assert reckoned(RECEIVED, *events, event("REPLIED", "4-1")).is_late is False


def test_nothing_runs_before_receipt():
    assert reckoned().state is ClockState.NOT_STARTED
    assert reckoned(event("WITHDRAWN", "3-2")).due is None


def test_an_application_of_somebody_out_of_reach_ends_without_a_period():
    found = reckoned(event("UNREACHABLE", "3-3"), event("REPLIED", "3-9"))

    assert (found.state, found.stopped_on, found.due, found.is_late) == (ClockState.STOPPED, day("3-9"), None, None)


def test_nobody_is_answered_before_receipt_who_can_be_reached():
    with pytest.raises(ClockContradiction, match="早于收到申请"):
        reckoned(event("REPLIED", "3-9"))


def test_confirming_with_an_applicant_who_was_out_of_reach_is_receipt():
    events = [event("UNREACHABLE", "3-2"), event("RECEIVED", "3-16"), event("REACHED", "3-16")]

    assert reckoned(*events).due == day("4-14")
