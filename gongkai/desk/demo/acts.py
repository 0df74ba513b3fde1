"""演示办理: one record's life as a story, each act the real one, at a moment of the past."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from gongkai.catalogue.models import Genre, Topic
from gongkai.law.attributes import Attribute
from gongkai.office.models import Department, User
from gongkai.records.determining import Proposal, check, object_to, sign
from gongkai.records.models import Record, Validity
from gongkai.records.publishing_acts import change_validity, publish, schedule, withdraw
from gongkai.records.registering import register, submit
from gongkai.records.uploads import attach
from gongkai.review import actions as review
from gongkai.review.answers import Answers
from gongkai.review.models import ErrorKind, Round

from . import files
from .clock import Hours, Story
from .signing import Signing
from .texts import Text
from .town import Crew

FIGURE = '<figure><img src="{address}" alt="{alt}"><figcaption>{alt}</figcaption></figure>'


@dataclass
class Tale(Signing):
    """One record from its first registration on. Each method yields the moment of its next act, then acts."""

    text: Text
    crew: Crew
    hours: Hours
    rng: Random
    starts_at: datetime
    pace: tuple[int, int] = (15, 70)
    waits: dict[str, int] = field(default_factory=dict)
    document_number: str = ""
    proposal: Proposal | None = None
    record: Record = field(init=False)
    round: Round = field(init=False)
    agreed: list[User] = field(init=False)

    def __post_init__(self) -> None:
        self.at = self.starts_at

    @property
    def department(self) -> Department:
        if self.text.department:
            return self.crew.department(self.text.department)
        return self.crew.columns[self.text.path].department or self.crew.department("")

    @property
    def author(self) -> User:
        return self.crew.writers[self.department]

    # The acts, in the order of an ordinary life

    def registered(self) -> Story:
        yield self._later("register")
        self.record = register(self._draft(), self.proposal or self._proactive(), by=self.author, at=self.at)

    def checked(self) -> Story:
        yield from self.registered()
        yield self._later("check")
        check(self.record, by=self.crew.officer, at=self.at)

    def signed(self) -> Story:
        yield from self.checked()
        yield self._later("sign")
        sign(self.record, by=self.crew.leader, at=self.at)

    def compiled(self) -> Story:
        yield from self.signed()
        if self.text.file or self.text.charted:
            yield self._later("compile")
            self._attach_files()

    def submitted(self) -> Story:
        yield from self.compiled()
        yield from self._submit()

    def approved(self) -> Story:
        yield from self.submitted()
        yield from self._agree()

    def published(self) -> Story:
        yield from self.approved()
        yield from self._publish()

    # Lives that end or turn elsewhere

    def objected(self, *, reason: str) -> Story:
        yield from self.registered()
        yield self._later("check")
        object_to(self.record, by=self.crew.officer, reason=reason, at=self.at)

    def under_review(self, *, agreed: int) -> Story:
        """Let so many stages agree and the next one wait."""
        yield from self.submitted()
        yield from self._agree(stages=agreed)

    def returned(self, *, agreed: int, text: str) -> Story:
        yield from self.under_review(agreed=agreed)
        yield from self._return(text)

    def returned_once(self, *, text: str) -> Story:
        """Let the second stage send the text back; the author corrects it, and the next round publishes it."""
        yield from self.returned(agreed=1, text=text)
        yield self._later("correct")
        self._write(self.text.completed().body)
        yield from self._submit()
        yield from self._agree()
        yield from self._publish()

    def corrected(self, *, after_days: int) -> Story:
        yield from self.published()
        self.at += timedelta(days=after_days)
        yield self._later("correct")
        self._write(self.text.corrected().body)
        yield from self._submit()
        yield from self._agree()
        yield from self._publish()

    def withdrawn(self, *, after_days: int, reason: str, public_reason: str) -> Story:
        yield from self.published()
        self.at += timedelta(days=after_days)
        yield self._later("withdraw")
        withdraw(self.record, by=self.crew.officer, reason=reason, public_reason=public_reason, at=self.at)

    def planned(self, *, on: datetime) -> Story:
        """Let the publisher set a moment to come; the worker publishes then."""
        yield from self.approved()
        yield self._later("publish")
        schedule(self.record, at=on, by=self.crew.publisher)

    def changed(self, validity: Validity, *, at: datetime, basis: str) -> Story:
        """Let the published document lose its validity, or part of it, from that day on."""
        yield from self.published()
        self.at = max(self.at, at)
        yield self._later("change")
        since = self.at.astimezone(self.hours.zone).date()
        change_validity(self.record, validity, since=since, basis=basis, by=self.crew.officer, at=self.at)

    # The single steps

    def _submit(self) -> Story:
        yield self._later("submit")
        self.round, self.agreed = submit(self.record, by=self.author, at=self.at), []

    def _publish(self) -> Story:
        yield self._later("publish")
        publish(self.record, by=self.crew.publisher, at=self.at)

    def _return(self, text: str) -> Story:
        stage = self.round.stages.all()[len(self.agreed)]
        yield self._later("return")
        kinds = (ErrorKind.NUMBER, ErrorKind.PUNCTUATION) if stage.proofs else ()
        answers = Answers(text=text, error_count=len(kinds) or None, error_kinds=kinds)
        review.return_to_author(self.round, by=self._reviewer(stage), stage=stage, answers=answers, at=self.at)

    # What is written

    def _draft(self) -> Record:
        text, office = self.text, self.crew.office
        return Record(
            office=office,
            title=text.title,
            kind=text.kind,
            column=self.crew.columns[text.path],
            source_name=office.short_name,
            document_number=self.document_number,
            made_on=self.starts_at.astimezone(self.hours.zone).date(),
            starts_at=self.starts_at,
            topic=Topic.objects.get(name=text.topic),
            genre=Genre.objects.get(name=text.genre),
            department=self.department,
            is_normative_document=text.normative,
            keywords=text.topic,
            body=text.body,
        )

    def _proactive(self) -> Proposal:
        item = self.crew.columns[self.text.path].art20_item
        article, _, number = item.partition(".")
        return Proposal(attribute=Attribute.PROACTIVE, basis=f"{article}({number})" if number else "")

    def _attach_files(self) -> None:
        title = self.text.title.removesuffix("（示例）")
        if self.text.file == "pdf":
            self._attach(files.pdf(f"{title}附件"), "任务分解表")
        if self.text.file == "xlsx":
            self._attach(files.xlsx(f"{title}附件", self.rng), "明细表")
        if self.text.charted:
            self._illustrate(title)

    def _illustrate(self, title: str) -> None:
        """Put a chart of the table's figures below the text; its alt text says them all."""
        figures, alt = (
            self.text.charted,
            "柱状图：" + "，".join(f"{name}{number}" for name, number in self.text.charted),
        )
        upload = files.chart(title, [number for _, number in figures])
        picture = attach(self.record, upload, title="柱状图", by=self.author, alt=alt, at=self.at)
        self._write(self.text.body + FIGURE.format(address=picture.desk_address, alt=alt))

    def _attach(self, upload: files.SimpleUploadedFile, title: str) -> None:
        attach(self.record, upload, title=title, by=self.author, at=self.at)

    def _write(self, body: str) -> None:
        """Save a new draft, as the editor does."""
        record = Record.objects.get(pk=self.record.pk)
        draft = record.draft()
        draft.body = body
        if not record.live:
            draft.save()
        draft.save_revision(user=self.author)
