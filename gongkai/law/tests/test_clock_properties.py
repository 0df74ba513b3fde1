"""What holds of every reply period: 《条例》第三十条至第三十五条.

Later receipt is never answered earlier; an extension never shortens; a suspension never advances; the order of input
does not matter; the last day is a working day; overlapping consultations take out their union.
"""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.clock import ClockEvent, ClockEventKind, Consulted, reckon
from gongkai.law.workdays import ONE_DAY, shipped_calendar

CALENDAR = shipped_calendar()
Kind = ClockEventKind

receipts = st.dates(min_value=dt.date(2019, 1, 1), max_value=dt.date(2027, 3, 1))
extensions = st.integers(min_value=1, max_value=20)
days_long = st.integers(min_value=0, max_value=40)


@st.composite
def consultations(draw):
    """Draw up to four letters as days after receipt: sent, delivered or not, answered or not."""
    letters = []
    for ref in range(draw(st.integers(min_value=0, max_value=4))):
        sent = draw(days_long)
        delivered = draw(st.none() | st.integers(min_value=sent, max_value=sent + 10))
        answered = draw(st.none() | st.integers(min_value=delivered or sent, max_value=(delivered or sent) + 40))
        letters.append((str(ref), draw(st.sampled_from(Consulted)), sent, delivered, answered))
    return letters


def events_of(letters, base):
    for ref, consulted, sent, delivered, answered in letters:
        yield ClockEvent(kind=Kind.CONSULTED, on=base + sent * ONE_DAY, ref=ref, consulted=consulted)
        if delivered is not None:
            yield ClockEvent(kind=Kind.CONSULTATION_DELIVERED, on=base + delivered * ONE_DAY, ref=ref)
        if answered is not None:
            yield ClockEvent(kind=Kind.CONSULTATION_ANSWERED, on=base + answered * ONE_DAY, ref=ref)


def received(on):
    return ClockEvent(kind=Kind.RECEIVED, on=on)


def reckoned(*events, today):
    return reckon(events, calendar=CALENDAR, today=today)


@given(receipts, days_long, consultations(), days_long)
def test_a_later_receipt_is_never_due_earlier(first, gap, letters, age):
    second = first + gap * ONE_DAY
    letters, today = list(events_of(letters, second)), second + age * ONE_DAY

    assert reckoned(received(first), *letters, today=today).due <= reckoned(received(second), *letters, today=today).due


@given(receipts, extensions, consultations(), days_long)
def test_an_extension_never_shortens(on, workdays, letters, age):
    events, today = [received(on), *events_of(letters, on)], on + age * ONE_DAY
    extension = ClockEvent(kind=Kind.EXTENDED, on=on, workdays=workdays)

    assert reckoned(*events, today=today).due < reckoned(*events, extension, today=today).due


@given(receipts, consultations(), days_long)
def test_a_suspension_never_advances(on, letters, age):
    today = on + age * ONE_DAY
    reckoning = reckoned(received(on), *events_of(letters, on), today=today)

    assert reckoning.due >= reckoning.conservative_due == reckoned(received(on), today=today).due


@given(receipts, consultations(), days_long, st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(on, letters, age, chance):
    events, today = [received(on), *events_of(letters, on)], on + age * ONE_DAY
    shuffled = chance.sample(events, len(events))

    assert reckoned(*events, today=today) == reckoned(*shuffled, today=today)


@given(receipts, consultations(), days_long, st.none() | days_long)
def test_the_last_day_is_a_working_day_and_twenty_days_count(on, letters, age, later):
    events = [received(on), *events_of(letters, on), ClockEvent(kind=Kind.REASONS_ASKED, on=on)]
    if later is not None:
        events.append(ClockEvent(kind=Kind.DELAYED, on=on, until=on + (later + 1) * ONE_DAY))

    reckoning = reckoned(*events, today=on + age * ONE_DAY)

    assert CALENDAR.is_workday(reckoning.due)
    assert sum(day.counts for day in reckoning.days) == 20
    assert [day.date for day in reckoning.days] == [on + n * ONE_DAY for n in range((reckoning.due - on).days + 1)]


@given(receipts, consultations())
def test_overlapping_consultations_take_out_their_union(on, letters):
    answered = [letter for letter in letters if letter[3] is None and letter[4] is not None]
    merged = merge(sorted((letter[2], letter[4]) for letter in answered))
    union = [(str(n), Consulted.AGENCY, sent, None, end) for n, (sent, end) in enumerate(merged)]

    separately = reckoned(received(on), *events_of(answered, on), today=on)

    assert separately.due == reckoned(received(on), *events_of(union, on), today=on).due


def merge(spans):
    merged = []
    for first, last in spans:
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


@given(receipts, days_long)
def test_only_a_year_without_notice_is_provisional(on, age):
    reckoning = reckoned(received(on), today=on + age * ONE_DAY)

    assert reckoning.provisional == (reckoning.due.year not in CALENDAR.years)
