"""期限进程：办理事项逐件改变答复期限。

What lives here: which event may follow which, and what each does to the reply period. Counting the days is `period`'s
affair, telling the outcome `reckoning`'s.

An extension belongs to the period in which it was made: a period that begins anew has its full twenty working days, may
be extended once, and nothing of the old one remains.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from gongkai.law.clock.consultations import Span
from gongkai.law.clock.events import ClockContradiction, ClockEvent, ClockEventKind, ClockState, shown
from gongkai.law.clock.limits import EXTENSION_WORKDAYS, IN_FORCE_FROM, correction_notice_due, fee_due
from gongkai.law.clock.period import Period
from gongkai.law.workdays import WorkCalendar

Kind = ClockEventKind

BEFORE_RECEIPT = {Kind.RECEIVED, Kind.UNREACHABLE, Kind.REACHED, Kind.WITHDRAWN}
AFTER_STOP = {Kind.ORDERED, Kind.CONSULTATION_DELIVERED, Kind.CONSULTATION_ANSWERED}
ONLY_RUNNING = {Kind.CORRECTION_ASKED, Kind.EXTENDED, Kind.FEE_NOTICED, Kind.REASONS_ASKED, Kind.DELAYED}
WITHIN_PERIOD = {Kind.EXTENDED, Kind.FEE_NOTICED, Kind.DELAYED}
ARRIVALS = {Kind.RECEIVED, Kind.REACHED, Kind.ORDERED}
ONCE = {Kind.RECEIVED, Kind.CORRECTION_ASKED, Kind.FEE_NOTICED}


class Course:
    """The reply period of one application as the events taken so far have made it."""

    def __init__(self, *, calendar: WorkCalendar, spans: tuple[Span, ...]) -> None:
        self.calendar = calendar
        self.spans = spans
        self.state = ClockState.NOT_STARTED
        self.period: Period | None = None
        self.stopped_on: dt.date | None = None
        self.waits_until: dt.date | None = None
        self.notes: list[str] = []
        self._seen: dict[ClockEventKind, ClockEvent] = {}
        self._extended: ClockEvent | None = None
        self._arrived_on = dt.date.min

    def take(self, event: ClockEvent) -> None:
        """Let the event change the period.

        :raises ClockContradiction: when it cannot have happened so, or the law forbids it.
        """
        self._refuse_out_of_place(event)
        _EFFECTS.get(event.kind, Course._pass)(self, event)
        self._seen[event.kind] = event

    def _refuse_out_of_place(self, event: ClockEvent) -> None:
        if event.kind in ONCE and event.kind in self._seen:
            raise ClockContradiction(f"{event}重复：{self._seen[event.kind]}已经登记过，只能有一次。请核对。")
        if not (self._is_received or event.kind in BEFORE_RECEIPT or self._ends_out_of_reach(event)):
            raise ClockContradiction(f"{event}早于收到申请。请核对日期。")
        if self.state is ClockState.STOPPED and event.kind not in AFTER_STOP:
            raise ClockContradiction(f"{event}晚于办结：期限已于{shown(self._stop)}停止。请核对日期。")
        if event.kind in ONLY_RUNNING and self.state is not ClockState.RUNNING:
            raise ClockContradiction(f"{event}时期限没有在计算（{self.state.label}）。请核对各项的先后。")
        if event.kind in WITHIN_PERIOD and event.on > self._due:
            raise ClockContradiction(f"{event}晚于答复期限届满之日（{shown(self._due)}）。期限届满后不能再办理此项。")

    def _ends_out_of_reach(self, event: ClockEvent) -> bool:
        """Test if the event ends an application whose receipt was never confirmed, the applicant being out of reach."""
        return event.kind is Kind.REPLIED and Kind.UNREACHABLE in self._seen

    @property
    def _is_received(self) -> bool:
        return Kind.RECEIVED in self._seen or Kind.REACHED in self._seen or self.stopped_on is not None

    @property
    def _stop(self) -> dt.date:
        return self.stopped_on or dt.date.max

    @property
    def _due(self) -> dt.date:
        return self._running().due(self.calendar, self.spans)

    def _running(self) -> Period:
        if self.period is None:
            raise ClockContradiction("答复期限尚未起算。请先登记收到申请的日期。")
        return self.period

    def _pass(self, event: ClockEvent) -> None:
        """Leave the period as it is."""

    def _begin(self, period: Period) -> None:
        self.state, self.period = ClockState.RUNNING, period
        self.waits_until = self._extended = None

    def _restart(self, event: ClockEvent) -> None:
        self._begin(Period(base=event.on, began_by=event.kind.label))
        if event.kind in ARRIVALS:
            self._arrived_on = event.on
            if event.on < IN_FORCE_FROM:
                self.notes.append(
                    f"{event}早于现行《条例》施行之日（{shown(IN_FORCE_FROM)}），期限应依当时的规定，请核对。"
                )

    def _lose_contact(self, event: ClockEvent) -> None:
        if self.state not in (ClockState.NOT_STARTED, ClockState.RUNNING):
            raise ClockContradiction(f"{event}时正在{self.state.label}，不必登记。请核对各项的先后。")
        self.state, self.period = ClockState.NOT_STARTED, None

    def _find(self, event: ClockEvent) -> None:
        if self.period and self.period.base == event.on:
            return
        if Kind.UNREACHABLE not in self._seen or self.state is not ClockState.NOT_STARTED:
            raise ClockContradiction(f"{event}之前没有登记无法与申请人取得联系。请核对。")
        self._restart(event)

    def _ask_correction(self, event: ClockEvent) -> None:
        due = correction_notice_due(self._arrived_on, self.calendar).date
        if event.on > due:
            raise ClockContradiction(
                f"{event}晚于收到申请之日起第7个工作日（{shown(due)}），不符合《条例》第三十条。"
                "请按现有内容办理，需要时与申请人沟通，期限照常计算。"
            )
        if event.until and event.until <= event.on:
            raise ClockContradiction(f"{event}给申请人的补正期限（{shown(event.until)}）应当晚于告知之日。请重新确定。")
        self.state, self.period, self.waits_until = ClockState.WAITING_FOR_CORRECTION, None, event.until

    def _correct(self, event: ClockEvent) -> None:
        if self.state is not ClockState.WAITING_FOR_CORRECTION:
            raise ClockContradiction(f"{event}之前没有告知补正。请核对；申请人自行补充的材料不重新起算期限。")
        self._note_if_late(event)
        self._restart(event)

    def _consult(self, event: ClockEvent) -> None:
        if self.period and event.on > self._due:
            self.notes.append(f"{event}晚于答复期限届满之日（{shown(self._due)}），期限不再因此扣除。")

    def _notice_fee(self, event: ClockEvent) -> None:
        self._refuse_if_ordered(event)
        self.state, self.period, self.waits_until = ClockState.WAITING_FOR_FEE, None, None

    def _deliver_fee(self, event: ClockEvent) -> None:
        self._refuse_unless_fee(event)
        self.waits_until = fee_due(event.on, self.calendar).date

    def _pay(self, event: ClockEvent) -> None:
        self._refuse_unless_fee(event)
        self._note_if_late(event)
        self.notes += self.fee_doubts(event.on)
        self._restart(event)

    def fee_doubts(self, on: dt.date) -> list[str]:
        """Return that the period for payment seems over on the day, where nobody noted when the notice arrived."""
        if self.state is not ClockState.WAITING_FOR_FEE or self.waits_until:
            return []
        due = fee_due(self._seen[Kind.FEE_NOTICED].on, self.calendar).date
        return (
            []
            if on <= due
            else [
                f"收费通知没有登记送达之日。按通知当日送达算，缴费期限已于{shown(due)}届满；逾期未缴的不再处理，请核对送达之日。"
            ]
        )

    def _refuse_unless_fee(self, event: ClockEvent) -> None:
        if self.state is not ClockState.WAITING_FOR_FEE:
            raise ClockContradiction(f"{event}之前没有通知收费。请核对。")

    def _note_if_late(self, event: ClockEvent) -> None:
        if self.waits_until and event.on > self.waits_until:
            self.notes.append(f"{event}晚于规定的{shown(self.waits_until)}。按已受理计算；是否受理请依法决定。")

    def _ask_reasons(self, event: ClockEvent) -> None:
        self.notes.append(f"{event}不停止计算答复期限（《条例》第三十五条没有规定停止）。")

    def _give_reasons(self, event: ClockEvent) -> None:
        if Kind.REASONS_ASKED not in self._seen:
            raise ClockContradiction(f"{event}之前没有要求说明理由。请核对。")

    def _delay(self, event: ClockEvent) -> None:
        if Kind.REASONS_ASKED not in self._seen:
            raise ClockContradiction(
                f"{event}之前没有要求申请人说明理由（《条例》第三十五条）。需要更多时间的，请办理延期。"
            )
        if event.until is None or event.until <= event.on:
            raise ClockContradiction(f"{event}应当写明晚于当日的答复日期。请填写。")
        self._refuse_if_ordered(event)
        until = max(event.until, self._running().until or event.until)
        self.period = replace(self._running(), until=until, until_why="延迟答复，至")

    def _extend(self, event: ClockEvent) -> None:
        if self._extended:
            raise ClockContradiction(
                f"{event}重复：{self._extended}已经延期，延期只能一次（《条例》第三十三条第二款）。"
            )
        if event.workdays is None or not 1 <= event.workdays <= EXTENSION_WORKDAYS:
            raise ClockContradiction(
                f"{event}的天数应为1至{EXTENSION_WORKDAYS}个工作日（《条例》第三十三条第二款）。请改正。"
            )
        self._refuse_if_ordered(event)
        self._extended = event
        self.period = replace(self._running(), workdays=self._running().workdays + event.workdays)

    def _refuse_if_ordered(self, event: ClockEvent) -> None:
        if self._running().is_ordered:
            raise ClockContradiction(f"{event}不能办理：重新答复的期限由决定书写明，不得自行延长。")

    def _order(self, event: ClockEvent) -> None:
        if event.until and event.until <= event.on:
            raise ClockContradiction(f"{event}写明的答复日期应当晚于当日。请核对决定书。")
        if event.workdays is not None and event.workdays < 1:
            raise ClockContradiction(f"{event}写明的期限至少为1个工作日。请核对决定书。")
        self._restart(event)
        self.stopped_on = None
        if event.until:
            self._set_by_order(workdays=0, until=event.until)
        elif event.workdays:
            self._set_by_order(workdays=event.workdays, until=None)

    def _set_by_order(self, *, workdays: int, until: dt.date | None) -> None:
        self.period = replace(
            self._running(), workdays=workdays, until=until, until_why="决定书写明的期限，至", is_ordered=True
        )

    def _stop_on(self, event: ClockEvent) -> None:
        self.state, self.stopped_on, self.waits_until = ClockState.STOPPED, event.on, None


_EFFECTS: dict[ClockEventKind, Callable[[Course, ClockEvent], None]] = {
    Kind.RECEIVED: Course._restart,
    Kind.ORDERED: Course._order,
    Kind.UNREACHABLE: Course._lose_contact,
    Kind.REACHED: Course._find,
    Kind.CORRECTION_ASKED: Course._ask_correction,
    Kind.CORRECTED: Course._correct,
    Kind.FEE_NOTICED: Course._notice_fee,
    Kind.FEE_DELIVERED: Course._deliver_fee,
    Kind.FEE_PAID: Course._pay,
    Kind.CONSULTED: Course._consult,
    Kind.REASONS_ASKED: Course._ask_reasons,
    Kind.REASONS_GIVEN: Course._give_reasons,
    Kind.DELAYED: Course._delay,
    Kind.EXTENDED: Course._extend,
    Kind.REPLIED: Course._stop_on,
    Kind.WITHDRAWN: Course._stop_on,
}
