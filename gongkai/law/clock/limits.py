"""期限长短：答复、延期、补正、征求意见、缴费各是多少个工作日。

What lives here: the lengths, and the ends of the periods that begin with one day. How events move the reply period is
not decided here.
"""

import datetime as dt

from gongkai.law.workdays import Due, WorkCalendar

IN_FORCE_FROM = dt.date(2019, 5, 15)
"""国令第711号: what was received before is answered within the periods of the 《条例》 of 2007."""

REPLY_WORKDAYS = 20
"""《条例》第三十三条第二款."""

EXTENSION_WORKDAYS = 20
"""《条例》第三十三条第二款: the most by which the reply period is extended."""

CORRECTION_WORKDAYS = 7
"""《条例》第三十条: within which the office asks for a correction."""

CONSULTATION_WORKDAYS = 15
"""《条例》第三十二条、第三十四条: within which whoever was consulted answers."""

FEE_WORKDAYS = 20
"""《政府信息公开信息处理费管理办法》: within which the applicant pays."""


def correction_notice_due(received_on: dt.date, calendar: WorkCalendar) -> Due:
    """Return the last day on which a correction may be asked for (《条例》第三十条); the day of receipt is day 0."""
    return calendar.after(received_on, CORRECTION_WORKDAYS)


def consultation_due(delivered_on: dt.date, calendar: WorkCalendar) -> Due:
    """Return the last day for an opinion (《条例》第三十二条、第三十四条); the day the letter arrived is day 0."""
    return calendar.after(delivered_on, CONSULTATION_WORKDAYS)


def fee_due(delivered_on: dt.date, calendar: WorkCalendar) -> Due:
    """Return the last day for payment; counting begins on the day after the notice was received."""
    return calendar.after(delivered_on, FEE_WORKDAYS)
