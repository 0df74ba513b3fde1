"""演示的一年: which information comes up when, in each office, and what becomes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from gongkai.law.attributes import Attribute, default_reevaluation
from gongkai.records.determining import Proposal
from gongkai.records.models import RecordKind, Validity

from . import texts
from .acts import Tale
from .clock import Hours, Story
from .texts import Text
from .town import DAYS, Crew, told

NEWS = {"chaotianmen": 40, "jiefangbei": 22, "shangqingsi": 18}
NOTICES = {"chaotianmen": 14, "jiefangbei": 8, "shangqingsi": 6}
LATE_SHARE = 0.022
LATE_BY = {RecordKind.NEWS: (700, 1500), RecordKind.NOTICE: (1900, 2900), RecordKind.POLICY: (1900, 2900)}
LATE_BY_OTHERWISE = (8800, 9900)
"""How many minutes of work the second stage takes where it makes the publication late."""
BRISK = (8, 28)
"""Minutes between acts where a day must suffice."""


@dataclass
class Year:
    """One office's year up to now."""

    crew: Crew
    hours: Hours
    now: datetime
    seen: set[str] = field(default_factory=set)
    numbers: Counter[int] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.rng = Random(self.crew.slug)  # noqa: S311  the same town every time, not a secret

    @property
    def today(self) -> date:
        return self.now.astimezone(self.hours.zone).date()

    def stories(self) -> Iterator[Story]:
        """Yield every record's story."""
        yield from self._policies()
        yield from self._series()
        yield from self._lives()
        yield from self._filed()
        yield from self._news()
        yield from self._notices()

    def _news(self) -> Iterator[Story]:
        for day in self._spread(NEWS[self.crew.slug]):
            moment = self.hours.on(day, self.rng.randint(9, 12), self.rng.randint(5, 55))
            yield self._tale(self._fresh_news(), moment).published()

    def _notices(self) -> Iterator[Story]:
        for day in self._spread(NOTICES[self.crew.slug]):
            moment = self.hours.on(day, self.rng.randint(9, 16), self.rng.randint(5, 55))
            yield self._tale(self._fresh_notice(day), moment).published()

    def _series(self) -> Iterator[Story]:
        for row in self._own([row for row in told("series")["series"] if row["every"] != "draft"]):
            for about, day in self._issues(row):
                text = texts.serial(row, office=self.crew.office, on=about, rng=self.rng)
                yield self._tale(text, self.hours.on(day, 9, self.rng.randint(5, 55))).published()

    def _policies(self) -> Iterator[Story]:
        rows = sorted(self._own(told("policies")["policy"]), key=lambda row: -row["months_ago"])
        for row in rows:
            day = self._months_ago(row["months_ago"], nudge=self.rng.randint(0, 9))
            text = texts.policy(row, office=self.crew.office, on=day)
            tale = self._tale(text, self.hours.on(day, 10, self.rng.randint(0, 50)))
            tale.document_number = self._number(day.year)
            yield self._course_of(tale, row.get("validity"))
            if "interpretation" in row:
                moment = self.hours.on(day, 11, self.rng.randint(0, 50))
                yield self._tale(texts.interpretation(row, office=self.crew.office), moment).published()

    def _filed(self) -> Iterator[Story]:
        for place, row in enumerate(told("filed")["filed"]):
            if self.crew.slug != "chaotianmen" and place % 3:
                continue
            day = self._ago(30 + 29 * place)
            tale = self._tale(texts.filed(row, office=self.crew.office), self.hours.on(day, 14, 20))
            tale.proposal = _withholding(row, day)
            yield tale.signed()

    def _lives(self) -> Iterator[Story]:
        for row in told("lives")["life"]:
            for slug in row["offices"]:
                if slug == self.crew.slug:
                    yield self._life(row)

    def _life(self, row: dict[str, Any]) -> Story:
        day = self.hours.calendar.before(self.today, row["days_ago"]).date
        tale = self._tale(self._text_of(row, day), self.hours.on(day, 9, self.rng.randint(2, 25)), pace=BRISK)
        tale.waits.clear()
        given = {"on": self._next_morning()} if row["act"] == "planned" else row.get("with", {})
        return getattr(tale, row["act"])(**given)

    def _text_of(self, row: dict[str, Any], day: date) -> Text:
        if row["text"] == "draft":
            return texts.serial(texts.draft(row["about"]), office=self.crew.office, on=day, rng=self.rng)
        about = texts.theme(row["about"])
        return self._fresh_news(about) if row["text"] == "news" else self._fresh_notice(day, about)

    # Parts

    def _tale(self, text: Text, moment: datetime, pace: tuple[int, int] | None = None) -> Tale:
        pace = pace or (BRISK if text.kind == RecordKind.NEWS else (15, 70))
        tale = Tale(text, self.crew, self.hours, Random(text.title), moment, pace)  # noqa: S311
        if self.rng.random() < LATE_SHARE:
            tale.waits["stage 2"] = self.rng.randint(*LATE_BY.get(text.kind, LATE_BY_OTHERWISE))
        return tale

    def _course_of(self, tale: Tale, change: dict[str, Any] | None) -> Story:
        if change is None:
            return tale.published()
        moment = self.hours.on(self._months_ago(change["months_ago"], nudge=0), 15)
        basis = change["basis"].format(office=self.crew.office)
        return tale.changed(Validity[change["code"]], at=moment, basis=basis)

    def _fresh_news(self, about: dict[str, Any] | None = None) -> Text:
        return self._unseen(about, "actions", partial(texts.news, office=self.crew.office, rng=self.rng))

    def _fresh_notice(self, day: date, about: dict[str, Any] | None = None) -> Text:
        return self._unseen(about, "matters", partial(texts.notice, office=self.crew.office, on=day, rng=self.rng))

    def _unseen(self, about: dict[str, Any] | None, of: str, write: Any) -> Text:
        """Return a text on a matter that this office has not had yet."""
        while True:
            theme = about or self.rng.choice(told("themes")["theme"])
            community = self.rng.choice(told("themes")["communities"])
            matter = self.rng.choice(theme[of]).format(community=community)
            if matter not in self.seen:
                self.seen.add(matter)
                return write(theme, matter)

    def _own(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [row for row in rows if self.crew.slug in row.get("offices", [self.crew.slug])]

    def _number(self, year: int) -> str:
        self.numbers[year] += 1
        return f"{self.crew.number}〔{year}〕{self.numbers[year]}号"

    # Days

    def _spread(self, count: int) -> list[date]:
        """Return so many workdays over the year, closer together towards its end; the last lies some days back."""
        step = (DAYS - 4) / count
        days = [DAYS - int((place + self.rng.random()) * step) for place in range(count - 2)]
        return [self._ago(each) for each in (*days, 9, 5)]

    def _ago(self, days: int) -> date:
        return self.hours.workday_from(self.today - timedelta(days=days))

    def _months_ago(self, months: int, *, nudge: int) -> date:
        return self._ago(30 * months - nudge)

    def _next_morning(self) -> datetime:
        return self.hours.on(self.hours.workday_from(self.today + timedelta(days=1)), 9)

    def _issues(self, row: dict[str, Any]) -> Iterator[tuple[date, date]]:
        """Yield the day that an issue of the series is about, and the day on which it is made."""
        every = row["every"]
        if every == "start":
            yield self._ago(DAYS), self._ago(DAYS - self.rng.randint(0, 5))
        elif every == "once":
            day = date(self.today.year, row["month"], 10)
            day = day if day < self.today - timedelta(days=10) else day.replace(year=day.year - 1)
            yield day, self.hours.workday_from(day)
        else:
            for last in self._ends({"month": 1, "quarter": 3}[every]):
                yield last, self.hours.workday_from(last + timedelta(days=self.rng.randint(2, 9)))

    def _ends(self, months: int) -> Iterator[date]:
        """Yield the last days of the periods of so many months that ended within the year."""
        first = self.today.replace(day=1)
        while (last := first - timedelta(days=1)) > self.today - timedelta(days=DAYS - 10):
            if last.month % months == 0 and last < self.today - timedelta(days=14):
                yield last
            first = last.replace(day=1)


def _withholding(row: dict[str, Any], day: date) -> Proposal:
    attribute = Attribute[row["attribute"]]
    reevaluate_on = default_reevaluation(day) if attribute == Attribute.WITHHELD else None
    return Proposal(
        attribute=attribute,
        basis=row.get("basis", ""),
        reason=row["reason"],
        law_named=row.get("law_named", ""),
        reevaluate_on=reevaluate_on,
    )
