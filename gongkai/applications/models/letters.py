"""文书: a letter of a case, from the draft through review to signature and dispatch.

The text stands in encrypted versions. What review freezes of it is only a fingerprint: the reviewed version is bound by
it, and no name of an applicant reaches a round, an event or a log.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from gongkai.applications.letter_pages import body_html, letter_page
from gongkai.applications.states import State
from gongkai.law.letters import LetterKind
from gongkai.law.outcomes import outcome
from gongkai.office import events
from gongkai.office.access import note
from gongkai.office.encryption import EncryptedJSONField, fingerprint, seal, unseal
from gongkai.office.models import Department, Office, User
from gongkai.review.models import Manuscript, Opinion, Round
from gongkai.review.subjects import Opened, ReviewSubject, SheetFacts

from .cases import Application
from .consultations import Consultation
from .files import CaseFile
from .rectifications import Rectification
from .rules import document_number

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from .deliveries import Delivery

LETTER_CHOICES = [(each.value, each.label) for each in LetterKind]
REVIEW_CLASS = "APPLICATION_LETTER"
FINGERPRINT = "applications.letter"
RENDER = "applications.letter.render"


def canonical(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class LetterState(models.TextChoices):
    DRAFT = "DRAFT", "草稿"
    IN_REVIEW = "IN_REVIEW", "审签中"
    SIGNED = "SIGNED", "已签发"
    SENT = "SENT", "已发出"
    VOIDED = "VOIDED", "作废"


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, user: User) -> LetterQuerySet:
        """Return the letters of what the person may see; the only door to a letter at the desk.

        The district sees how a case goes, and reads none of its letters: they name applicants and third parties.
        """
        return self.filter(
            models.Q(application__in=Application.objects.visible_to(user))
            | models.Q(rectification__in=Rectification.objects.visible_to(user)),
            office__in=user.office_ids(),
        )

    def standing(self) -> LetterQuerySet:
        return self.exclude(state=LetterState.VOIDED)


class Letter(ReviewSubject):
    """One letter. Its number and date are allotted when it is signed, after the text was agreed."""

    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="letters")
    application = models.ForeignKey(
        Application, verbose_name="申请", null=True, on_delete=models.PROTECT, related_name="letters"
    )
    rectification = models.ForeignKey(
        Rectification, verbose_name="更正申请", null=True, on_delete=models.PROTECT, related_name="letters"
    )
    kind = models.CharField("文书", max_length=28, choices=LETTER_CHOICES)
    consultation = models.ForeignKey(
        Consultation, verbose_name="征求意见", null=True, on_delete=models.PROTECT, related_name="letters"
    )
    decision = models.ForeignKey(
        "applications.Decision", verbose_name="拟办意见", null=True, on_delete=models.PROTECT, related_name="letters"
    )
    terms = models.JSONField("办理要素", default=dict)
    state = models.CharField("状态", max_length=10, choices=LetterState.choices, default=LetterState.DRAFT)
    number = models.CharField("文号", max_length=60, blank=True)
    signed_on = models.DateField("签发日期", null=True)
    sent_on = models.DateField("发出日期", null=True)
    remedy_version = models.CharField("救济告知版本", max_length=40, blank=True)
    author = models.ForeignKey(User, verbose_name="拟稿人", on_delete=models.PROTECT, related_name="letters")
    made_at = models.DateTimeField("拟稿时间", default=timezone.now)
    enclosures = models.ManyToManyField(CaseFile, verbose_name="随附材料", blank=True, related_name="enclosed_in")
    paper = models.OneToOneField(
        CaseFile, verbose_name="发出的文书", null=True, on_delete=models.PROTECT, related_name="letter"
    )

    objects = LetterQuerySet.as_manager()
    versions: RelatedManager[LetterVersion]
    deliveries: RelatedManager[Delivery]

    class Meta:
        verbose_name = verbose_name_plural = "文书"
        ordering = ["id"]
        indexes = [models.Index(fields=["state"], name="letter_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(application__isnull=True) ^ models.Q(rectification__isnull=True),
                name="letter_belongs_to_one_case",
            ),
            models.UniqueConstraint(
                fields=["office", "number"],
                condition=~models.Q(number=""),
                name="letter_number_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["SIGNED", "SENT"]) | models.Q(signed_on__isnull=False),
                name="letter_signed_with_a_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="SENT") | models.Q(sent_on__isnull=False),
                name="letter_sent_with_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.case}）"

    # Changes

    @classmethod
    def write(cls, content: dict[str, Any], *, by: User, at: datetime | None = None, **facts: Any) -> Letter:
        """Return a new letter with its first version."""
        moment = at or timezone.now()
        letter = cls.objects.create(author=by, made_at=moment, **facts)
        letter.revise(content, by=by, at=moment)
        return letter

    def revise(self, content: dict[str, Any], *, by: User, at: datetime | None = None) -> LetterVersion:
        """Add a version. Whoever may do so, and when, is decided by the acts."""
        number = self.versions.count() + 1
        mark = fingerprint(canonical(content), purpose=FINGERPRINT)
        return LetterVersion.objects.create(
            letter=self, number=number, content=content, fingerprint=mark, by=by, at=at or timezone.now()
        )

    def move(self, state: LetterState) -> None:
        self.state = state
        self.save(update_fields=["state"])

    # Questions

    def get_kind_display(self) -> str:  # type: ignore[no-redef]
        """Return the letter's name: of a reply the title that its outcome gives it, so that two replies differ.

        Django leaves a method of this name alone.
        """
        if self.kind == LetterKind.REPLY and self.decision:
            return outcome(self.decision.outcome).title
        return LetterKind(self.kind).label

    @property
    def case(self) -> Application | Rectification:
        return self.application or self.rectification  # type: ignore[return-value]

    @property
    def law(self) -> LetterKind:
        """What the law says of letters of this kind."""
        return LetterKind(self.kind)

    @property
    def is_reply(self) -> bool:
        return self.decision_id is not None

    def version(self) -> LetterVersion:
        """Return the text as it stands."""
        return self.versions.order_by("number").last()  # type: ignore[return-value]

    def desk_address(self) -> str:
        return f"/desk/letters/{self.pk}/"

    # What `review` asks of a subject

    def review_office(self) -> Office:
        return self.office

    def review_department(self) -> Department | None:
        return self.case.department

    def review_author(self) -> User:
        return self.author

    def review_editors(self) -> list[User]:
        wrote = self.versions.values_list("by_id", flat=True)
        return list(User.objects.filter(pk__in=set(wrote)).exclude(pk=self.author_id))

    def review_title(self) -> str:
        return str(self)

    def review_class(self) -> str:
        return REVIEW_CLASS

    def review_is_confidential(self) -> bool:
        return True

    def review_content(self) -> dict[str, Any]:
        """Return what binds the round to this text, and tells nothing of it."""
        version = self.version()
        enclosed = self.enclosures.order_by("pk").values_list("pk", "title", "sha256")
        return {
            "title": str(self),
            "body": "",
            "facts": {"版次": str(version.number), "内容摘要": version.fingerprint},
            "attachments": [{"title": title, "id": pk, "digest": sha256} for pk, title, sha256 in enclosed],
        }

    def review_render(self) -> str:
        """Return the page sealed; `review_opened` opens it for whoever may read the round."""
        return seal(letter_page(self.version().content), purpose=RENDER)

    def review_opened(self, manuscript: Manuscript, *, to: User) -> Opened:
        number = int(manuscript.content["facts"]["版次"])
        text = self.versions.get(number=number).content
        note(to, self, "审阅文书", office=self.office)
        return Opened(
            content={**manuscript.content, "title": text["title"], "body": body_html(text)},
            render=unseal(manuscript.render, purpose=RENDER),
        )

    def review_address(self) -> str:
        return self.desk_address()

    def review_sheet_facts(self) -> SheetFacts:
        return SheetFacts(
            category=self.get_kind_display(),
            source=str(self.case),
            attachments=tuple(self.enclosures.values_list("title", flat=True)),
        )

    def review_started(self, round: Round) -> None:
        self.move(LetterState.IN_REVIEW)
        if self.is_reply and self.application:
            self.application.approve_from_here()

    def review_closed(self, round: Round) -> None:
        """Sign: the last agreement is the signature; number and day are allotted with it."""
        self.signed_on = timezone.localdate(round.ended_at)
        self.number = document_number(self.office, on=self.signed_on)
        self.state = LetterState.SIGNED
        self.save()
        if self.is_reply and self.application:
            self.application.decided_on, self.application.state = self.signed_on, State.DECIDED
            self.application.save(update_fields=["decided_on", "state"])
        data = {"letter": self.pk, "kind": self.kind}
        events.record(
            "applications.letter_signed", self.case, office=self.office, by=None, data=data, at=round.ended_at
        )

    def review_returned(self, round: Round, opinion: Opinion) -> None:
        self._back_to_draft()

    def review_cancelled(self, round: Round) -> None:
        self._back_to_draft()

    def _back_to_draft(self) -> None:
        self.move(LetterState.DRAFT)
        if self.is_reply and self.application:
            self.application.back_from_approval()


class LetterVersion(models.Model):
    """The text at one moment. Versions are added, never changed; erasure after the term empties them."""

    letter = models.ForeignKey(Letter, verbose_name="文书", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("版次")
    content = EncryptedJSONField("内容")
    fingerprint = models.CharField("内容摘要", max_length=64)
    by = models.ForeignKey(User, verbose_name="修改人", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "文书版次"
        ordering = ["letter", "number"]
        constraints = [models.UniqueConstraint(fields=["letter", "number"], name="letter_version_once")]

    def __str__(self) -> str:
        return f"{self.letter} 第{self.number}版"
