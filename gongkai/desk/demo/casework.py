"""演示办件: one application's life as a story, step by step as `data/cases.toml` tells it, each act the real one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from gongkai.applications import acts
from gongkai.applications.acts.receiving import Filing
from gongkai.applications.models import Applicant, Application, CaseFile, Consultation, FileKind, Remedy, Wording
from gongkai.law.clock import Consulted
from gongkai.law.letters import LetterKind
from gongkai.law.outcomes import outcome
from gongkai.law.receipt import Arrival, Channel
from gongkai.office.models import User

from . import files
from .clock import Hours, Story
from .letters import Writing
from .town import Crew, told

CONSULTATION_LETTERS = {
    Consulted.THIRD_PARTY: LetterKind.THIRD_PARTY_CONSULTATION,
    Consulted.CO_MAKER: LetterKind.CO_MAKER_CONSULTATION,
    Consulted.AGENCY: LetterKind.AGENCY_CONSULTATION,
}
WORKDAY_MINUTES = 7 * 60
RECONSIDERATION_DAYS = 10
"""In how many days the office answers the reconsideration authority (行政复议法第四十八条)."""


@dataclass
class CaseTale(Writing):
    """One application from its filing on. Every public method is a step of the data: it yields its moment, then acts.

    `earlier` holds the ids of the applications told before, by the key of their row.
    """

    row: dict[str, Any]
    crew: Crew
    hours: Hours
    rng: Random
    starts_at: datetime
    earlier: dict[str, int]
    pace: tuple[int, int] = (8, 28)
    waits: dict[str, int] = field(default_factory=dict)
    release: CaseFile | None = None
    application: Application = field(init=False)
    handler: User = field(init=False)
    remedy: Remedy = field(init=False)

    def __post_init__(self) -> None:
        self.at, self.way = self.starts_at, self.row.get("way", "POST")

    @property
    def day(self) -> date:
        return self.at.astimezone(self.hours.zone).date()

    def story(self) -> Story:
        """Tell the application from its filing through all its steps."""
        yield from self._filed()
        for step in self.row["steps"]:
            facts = {"after": 0, **step}
            self.at = self.hours.after(self.at, facts.pop("after") * WORKDAY_MINUTES)
            yield from getattr(self, facts.pop("act"))(**facts)

    # Receipt

    def _filed(self) -> Story:
        yield self.at
        channel, office = Channel(self.row["channel"]), self.crew.office
        if channel is Channel.WEB:
            key = f"demonstration-{self.row['key']}"
            self.application = acts.submit(self._filing(), office=office, submission=key, at=self.at)
        else:
            filing = self._filing(files.paper("政府信息公开申请表（示例）", [f"所需政府信息：{self.row['title']}"]))
            arrival = _arrival(channel, self.day)
            self.application = acts.take_in(filing, arrival, office=office, by=self.crew.officer, at=self.at)
        self.earlier[self.row["key"]] = self.application.pk
        self.handler = self.crew.officer

    def _filing(self, *originals: Any) -> Filing:
        online = self.way == "DOWNLOAD"
        return Filing(
            applicant=Applicant(**told("applicants")[self.row["who"]]),
            wording=self._wording(self.row["title"], self.row.get("description", "")),
            provide_form="ELECTRONIC" if online else "PAPER",
            obtain_way="ONLINE" if online else "POST",
            agrees_to_electronic_service=online,
            needs_assistance="assistance" in self.row,
            assistance=self.row.get("assistance", ""),
            files=[(FileKind.ORIGINAL, original) for original in originals],
        )

    @staticmethod
    def _wording(title: str, description: str) -> Wording:
        return Wording(title=title, description=description)

    def confirm(self) -> Story:
        yield self._later("confirm")
        acts.confirm(self.application, on=self.day, by=self.crew.officer, at=self.at)

    def miss(self, *, text: str) -> Story:
        yield self._later("call")
        acts.mark_unreachable(self.application, on=self.day, text=text, by=self.crew.officer, at=self.at)

    def assign(self, *, department: str) -> Story:
        yield self._later("assign")
        place = self.crew.department(department)
        self.handler = self.crew.writers[place]
        acts.assign(self.application, department=place, handler=self.handler, by=self.crew.officer, at=self.at)

    # What the office asks for

    def ask_correction(self, *, what: str, workdays: int) -> Story:
        yield from self._letter(LetterKind.CORRECTION_NOTICE, what=what, until=self._until(workdays))

    def correct(self, *, title: str, description: str) -> Story:
        yield self._later("correct")
        wording = self._wording(title, description)
        acts.take_correction(self.application, wording, on=self.day, by=self.handler, at=self.at)

    def ask_reasons(self, *, what: str, workdays: int) -> Story:
        yield from self._letter(LetterKind.REASONS_NOTICE, what=what, until=self._until(workdays))

    def give_reasons(self, *, text: str) -> Story:
        yield self._later("explain")
        acts.take_reasons(self.application, on=self.day, text=text, by=self.handler, at=self.at)

    def charge(self, *, basis: str, quantity: int) -> Story:
        yield from self._letter(LetterKind.FEE_NOTICE, basis=basis, quantity=quantity)

    def deliver_fee_notice(self) -> Story:
        yield self._later("deliver")
        acts.record_fee_delivery(self.application, on=self.day, by=self.handler, at=self.at)

    def pay(self, *, voucher: str) -> Story:
        yield self._later("pay")
        acts.take_fee(self.application, on=self.day, voucher=voucher, by=self.handler, at=self.at)

    def extend(self, *, workdays: int, reasons: str) -> Story:
        yield from self._letter(LetterKind.EXTENSION_NOTICE, workdays=workdays, reasons=reasons)

    # Consultation

    def consult(self, *, kind: str, **asked: str) -> Story:
        yield self._later("consult")
        asking = acts.open_consultation(self.application, kind=kind, by=self.handler, at=self.at, **asked)
        yield from self._letter(CONSULTATION_LETTERS[Consulted(kind)], by_post=True, consultation=asking)

    def deliver_consultation(self) -> Story:
        yield self._later("deliver")
        acts.record_consultation_delivery(self._consulted(), on=self.day, by=self.handler, at=self.at)

    def hear(self, *, opinion: str, reasons: str = "") -> Story:
        yield self._later("hear")
        answer = {"opinion": opinion, "reasons": reasons}
        acts.take_opinion(self._consulted(), on=self.day, by=self.handler, at=self.at, **answer)

    def lapse(self) -> Story:
        yield self._later("lapse")
        acts.lapse_consultation(self._consulted(), by=self.handler, at=self.at)

    def tell_third_party(self, *, what: str, reasons: str) -> Story:
        consultation = self._consulted()
        letter = LetterKind.DISCLOSURE_NOTICE
        yield from self._letter(letter, by_post=True, consultation=consultation, what=what, reasons=reasons)

    # The answer

    def search(self, *, places: str, keywords: str, result: str) -> Story:
        yield self._later("search")
        found = {"places": places, "keywords": keywords, "result": result}
        acts.record_search(self.application, searched_on=self.day, by=self.handler, at=self.at, **found)

    def mask(self, *, title: str, lines: list[str], hidden: list[str], reasons: str) -> Story:
        """Mask the words in a paper of the office, prove that they are gone, and release it."""
        source = yield from self._source(title, lines)
        for text in hidden:
            acts.mask_text(source, text, by=self.handler, at=self.at)
        yield self._later("release")
        facts = {"title": f"{title}（区分处理后）", "reasons": reasons}
        self.release = acts.release_masked(source, by=self.handler, at=self.at, **facts)

    def provide(self, *, title: str, lines: list[str]) -> Story:
        source = yield from self._source(title, lines)
        yield self._later("release")
        self.release = acts.release_whole(source, title=title, by=self.handler, at=self.at)

    def decide(self, *, repeats: str = "", **given: Any) -> Story:
        yield self._later("decide")
        if repeats:
            given["repeats"] = Application.objects.get(pk=self.earlier[repeats])
        acts.decide(self.application, by=self.handler, at=self.at, **given)
        self.letter_kind = outcome(given["outcome"]).letter

    def reply(self) -> Story:
        yield from self._draft_reply(self.letter_kind)
        yield from self._agree()
        yield from self._send(self.reply_letter, self.way)

    def await_signature(self, *, agreed: int) -> Story:
        """Let so many stages agree to the reply and the next one wait."""
        yield from self._draft_reply(self.letter_kind)
        yield from self._agree(stages=agreed)

    def serve(self) -> Story:
        yield from self._record_service()

    # The end, and what comes after

    def close(self) -> Story:
        yield self._later("close")
        acts.close(self.application, by=self.crew.officer, at=self.at)

    def archive(self) -> Story:
        yield self._later("archive")
        acts.archive(self.application, by=self.crew.officer, at=self.at)

    def withdraw(self) -> Story:
        yield self._later("withdraw")
        acts.withdraw(self.application, on=self.day, by=None, at=self.at)

    def confirm_withdrawal(self) -> Story:
        yield from self._letter(LetterKind.WITHDRAWAL_CONFIRMATION)

    def dispute(self, *, kind: str, authority: str, number: str) -> Story:
        yield self._later("dispute")
        due = self.day + timedelta(days=RECONSIDERATION_DAYS)
        facts = {"kind": kind, "authority": authority, "number": number, "received_on": self.day, "answer_due": due}
        self.remedy = acts.record_remedy(self.application, by=self.crew.officer, at=self.at, **facts)

    def defend(self) -> Story:
        yield from self._update_remedy(answered_on=True)

    def judge(self, *, result: str) -> Story:
        yield from self._update_remedy(ended_on=True, result=result)

    def order(self, *, workdays: int) -> Story:
        """Let the authority correct the office: it has so many working days to reply anew, and takes the case up again."""
        facts = {"result": "CORRECTED", "orders_new_reply": True, "order_workdays": workdays}
        yield from self._update_remedy(ended_on=True, order_received_on=True, **facts)
        yield self._later("reopen")
        acts.reopen(self.application, by=self.crew.officer, at=self.at)

    def fulfil(self) -> Story:
        yield from self._update_remedy(fulfilled_on=True)

    # Parts

    def _update_remedy(self, **given: Any) -> Story:
        """Enter what became of the remedy; a field given as True takes the day."""
        yield self._later("remedy")
        facts = {name: self.day if value is True and name.endswith("_on") else value for name, value in given.items()}
        self.remedy = acts.update_remedy(self.remedy, by=self.crew.officer, at=self.at, **facts)

    def _source(self, title: str, lines: list[str]) -> Any:
        yield self._later("source")
        upload = files.paper(title, lines)
        facts = {"kind": FileKind.SOURCE, "title": title}
        return acts.add_file(self.application, upload, by=self.handler, at=self.at, **facts)

    def _consulted(self) -> Consultation:
        """Return the last consultation of the case, as it stands now."""
        return self.application.consultations.latest("id")

    def _until(self, workdays: int) -> str:
        return self.hours.calendar.after(self.day, workdays).date.isoformat()


def _arrival(channel: Channel, day: date) -> Arrival:
    """Return an arrival of which the office settled everything on the very day."""
    return Arrival(
        channel=channel,
        came_on=day,
        signed_on=day if channel is Channel.MAIL_SIGNED else None,
        confirmed_on=day if channel.is_confirmed else None,
    )
