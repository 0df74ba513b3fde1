"""信息: one row per piece of government information, from registration to retraction.

What a reader will see is draft content, kept in revisions and reviewed by its hash. What the office has decided about it
(attribute, approval, publication, validity) is never part of a revision: it stands in columns that revisions do not touch
and in tables of its own.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin

from gongkai.catalogue.models import START_EVENTS, Column, Genre, Topic
from gongkai.law.articles import cite
from gongkai.law.attributes import Attribute, annex_line, basis_choices
from gongkai.office.calendar import work_calendar
from gongkai.office.models import Department, Office, Role, User
from gongkai.records import pages
from gongkai.records.cleaning import clean_body
from gongkai.records.due import due_of
from gongkai.records.locks import RoundLock
from gongkai.review.models import Opinion, Round
from gongkai.review.subjects import ReviewSubject, SheetFacts, hash_of


class NotProven(Exception):
    """The row claims to be public (or not) and the register holds no proof of it."""


class BodyDrawnElsewhere(Exception):
    """The body is drawn by another part of the system; whoever wants it otherwise changes it there."""


class RecordKind(models.TextChoices):
    """信息类别: decides the procedure of review and the law's ceiling of the time limit."""

    POLICY = "POLICY", "政策文件"
    INTERPRETATION = "INTERPRETATION", "政策解读"
    NEWS = "NEWS", "工作动态"
    NOTICE = "NOTICE", "通知公告"
    GUIDE = "GUIDE", "公开指南"
    RULES = "RULES", "公开制度"
    BUDGET = "BUDGET", "财政预决算"
    REPORT = "REPORT", "年度报告"
    STATUTORY = "STATUTORY", "其他法定公开信息"


class Source(models.TextChoices):
    """《条例》第二条: made by the office, or obtained by it."""

    MADE = "MADE", "制作"
    OBTAINED = "OBTAINED", "获取"


class WorkStage(models.TextChoices):
    """办理环节: whose turn it is. Whether the information is public is another question (`live`)."""

    PROPOSED = "PROPOSED", "待审核属性"
    CHECKED = "CHECKED", "待签发认定"
    OBJECTED = "OBJECTED", "属性退回"
    COMPILING = "COMPILING", "编撰中"
    IN_REVIEW = "IN_REVIEW", "审校中"
    RETURNED = "RETURNED", "审校退回"
    APPROVED = "APPROVED", "待发布"
    PUBLISHED = "PUBLISHED", "已公开"
    FILED = "FILED", "已归目录（不主动公开）"
    WITHDRAWN = "WITHDRAWN", "已撤回"


KEPT = ("office_id", "author_id", "registered_at", "attribute", "approval_id", "stage", "drawn_hash")
"""Columns that belong to the record as a whole; reading a revision leaves them as the table has them."""

POINTING = ("office", "author", "column", "topic", "genre", "department")

DRAFTED = (
    "title",
    "kind",
    "column",
    "source",
    "source_name",
    "document_number",
    "made_on",
    "topic",
    "genre",
    "department",
    "is_normative_document",
    "summary",
    "keywords",
    "body",
)
"""What revisions carry and reviewers answer for."""

PROVEN = frozenset({*DRAFTED, "live", "attribute", "approval"})
"""A save that touches none of these cannot change what the public reads."""


class RecordQuerySet(models.QuerySet["Record"]):
    def visible_to(self, user: User) -> RecordQuerySet:
        """Return the records of the offices that the person may see; the only door to a record."""
        return self.filter(office__in=Office.objects.visible_to(user))

    def at(self, *stages: str) -> RecordQuerySet:
        return self.filter(stage__in=stages)

    def public(self) -> RecordQuerySet:
        return self.filter(live=True)


class Record(ReviewSubject, PreviewableMixin, LockableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """A piece of government information (《条例》第二条)."""

    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="records")
    author = models.ForeignKey(User, verbose_name="拟稿人", on_delete=models.PROTECT, related_name="records")
    registered_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)
    stage = models.CharField(
        "办理环节", max_length=10, choices=WorkStage.choices, default=WorkStage.PROPOSED, editable=False
    )
    attribute = models.CharField(
        "公开属性",
        max_length=10,
        choices=[(each.value, each.label) for each in Attribute],
        blank=True,
        editable=False,
    )
    approval = models.ForeignKey(
        Round, verbose_name="审校", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    title = models.CharField("标题", max_length=200)
    kind = models.CharField("信息类别", max_length=14, choices=RecordKind.choices)
    column = models.ForeignKey(Column, verbose_name="拟发布栏目", on_delete=models.PROTECT, related_name="records")
    source = models.CharField("产生方式", max_length=8, choices=Source.choices, default=Source.MADE)
    source_name = models.CharField("来源", max_length=100, help_text="公开页面上“来源”处显示的名称。")
    document_number = models.CharField("发文字号", max_length=60, blank=True, help_text="如：渝中朝街办〔2026〕3号。")
    made_on = models.DateField("成文日期")
    start_event = models.CharField("时限起算", max_length=20, choices=START_EVENTS, editable=False)
    starts_at = models.DateTimeField("起算时间", help_text="从这一时刻起计算公开时限，精确到分。")
    topic = models.ForeignKey(Topic, verbose_name="主题分类", null=True, blank=True, on_delete=models.PROTECT)
    genre = models.ForeignKey(Genre, verbose_name="体裁分类", null=True, blank=True, on_delete=models.PROTECT)
    department = models.ForeignKey(Department, verbose_name="责任科室", on_delete=models.PROTECT)
    is_normative_document = models.BooleanField(
        "行政规范性文件", null=True, blank=True, help_text="政策文件必须选择是或否：年报表二按此统计。"
    )
    summary = models.CharField("内容概述", max_length=300, blank=True)
    keywords = models.CharField("关键词", max_length=100, blank=True)
    body = models.TextField("正文", blank=True)
    drawn_hash = models.CharField("生成的正文的摘要", max_length=64, blank=True, editable=False)
    """Of a body that another part of the system draws (`records.drawn`); empty where the body is written in the editor."""

    wagtail_reference_index_ignore = True
    """Its usage screens are closed here, so no save need keep Wagtail's list of where a record points."""

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "信息"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["office", "stage", "-id"], name="record_by_office_and_stage"),
            models.Index(fields=["office", "-id"], name="record_by_office"),
            models.Index(fields=["author", "stage"], name="record_by_author_and_stage"),
            models.Index(fields=["column", "-id"], name="record_by_column"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(live=False) | models.Q(attribute=Attribute.PROACTIVE.value, approval__isnull=False),
                name="record_live_means_proactive_and_approved",
                violation_error_message="未认定为主动公开或未完成审校的信息不能公开。",
            ),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if not args:  # rows from the database come as positional arguments
            kwargs.setdefault("live", False)
        super().__init__(*args, **kwargs)

    def __str__(self) -> str:
        return self.title

    # Changes

    def save(self, *args: Any, **kwargs: Any) -> None:
        changing = kwargs.get("update_fields")
        if changing is None or PROVEN.intersection(changing):
            self.prove()
        super().save(*args, **kwargs)

    def prove(self) -> None:
        """Hold the row's claim to be public against the register's proof, whoever saves it and by whatever way.

        :raises NotProven: when `live` or the public content differs from what the standing publication says.
        """
        standing = getattr(self, "publication", None) if self.pk else None
        proven = standing is not None and standing.stands
        if self.live and not proven:
            raise NotProven("该信息没有完成审校并由发布员发布的记录，不能公开。请通过“发布”办理。")
        if not self.live and proven:
            raise NotProven("该信息已经公开，只能通过“撤回”并说明理由停止公开。")
        if self.live and standing is not None and not standing.shows(self.content()):
            raise NotProven("公开内容与审校通过的内容不一致，不能保存。请重新送审。")

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise NotProven("登记的信息不能删除。已公开的请撤回，未公开的可改变属性或归档。")

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Keep a new draft.

        :raises BodyDrawnElsewhere: when the body is drawn by another part of the system and this is not what it drew.
        """
        kept = Record.objects.only("drawn_hash").filter(pk=self.pk).first()
        if kept is not None and not kept.is_as_drawn(self.body):
            raise BodyDrawnElsewhere("这条信息的正文由系统按另一页面的内容生成，不能在这里改动。请到生成它的页面修改。")
        return super().save_revision(*args, **kwargs)

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> None:
        """Refuse Wagtail's own way to publish: it knows neither the round nor the publisher (use `actions.publish`)."""
        raise NotProven("请通过“发布”办理：只有完成审校的内容可以由发布员发布。")

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        """Refuse Wagtail's own way to unpublish: a retraction has a reason and a person (use `actions.withdraw`)."""
        raise NotProven("请通过“撤回”办理，并说明理由。")

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False) -> Any:
        """Return the record that the data tell, without asking for each row it points to: all of them are protected."""
        return super().from_serializable_data(data, check_fks=False, strict_fks=strict_fks)

    def with_content_json(self, content: dict[str, Any]) -> Record:
        record = super().with_content_json(content)
        for name in KEPT:
            setattr(record, name, getattr(self, name))
        self._hand_on(record)
        return record

    def _hand_on(self, record: Record) -> None:
        """Let the draft point to the rows that were fetched with this record, where they are the same."""
        for name in POINTING:
            field = self._meta.get_field(name)
            same = getattr(self, field.attname) == getattr(record, field.attname)  # type: ignore[union-attr]
            if same and field.is_cached(self):  # type: ignore[union-attr]
                setattr(record, name, getattr(self, name))

    def get_lock(self) -> Any:
        """Return the lock of the running or closed round, else Wagtail's own (somebody keeps the text)."""
        if self.stage in {WorkStage.IN_REVIEW, WorkStage.APPROVED}:
            return RoundLock(self)
        return super().get_lock()

    # Questions

    @property
    def is_proactive(self) -> bool:
        return self.attribute == Attribute.PROACTIVE.value

    def is_as_drawn(self, body: str) -> bool:
        """Test if this is the body that was drawn elsewhere; any is where it is written in the editor."""
        return not self.drawn_hash or self.drawn_hash == body_hash(body)

    def draft(self) -> Record:
        """Return the record as its latest draft reads."""
        if self.latest_revision is None or not self.has_unpublished_changes:
            return self
        return self.with_content_json(self.latest_revision.content)

    def content(self) -> dict[str, Any]:
        """Return what a reader will see and what a reviewer answers for, in canonical form."""
        return {
            "title": self.title,
            "body": clean_body(self.body),
            "kind": self.kind,
            "column": self.column.path,
            "facts": self.facts(),
            "attachments": [each.content() for each in self.attachments.standing()] if self.pk else [],
        }

    def facts(self) -> dict[str, str]:
        """Return the index facts under the labels of the public page; empty where they do not apply."""
        normative = {True: "是", False: "否", None: ""}[self.is_normative_document]
        return {
            "信息类别": self.get_kind_display(),
            "栏目": self.column.name,
            "来源": self.source_name,
            "产生方式": self.get_source_display(),
            "发文字号": self.document_number,
            "成文日期": self.made_on.isoformat(),
            "主题分类": self.topic.name if self.topic else "",
            "体裁分类": self.genre.name if self.genre else "",
            "责任科室": self.department.name,
            "行政规范性文件": normative,
            "内容概述": self.summary,
            "关键词": self.keywords,
            "公开属性": self.get_attribute_display(),
            "附注": annex_line(Attribute(self.attribute)) if self.attribute and self.document_number else "",
        }

    # What `review` asks of a subject

    def review_office(self) -> Office:
        return self.office

    def review_department(self) -> Department:
        return self.department

    def review_author(self) -> User:
        return self.author

    def review_editors(self) -> list[User]:
        wrote = self.revisions.exclude(user=None).values_list("user_id", flat=True).distinct()
        return list(User.objects.filter(pk__in=list(wrote)).exclude(pk=self.author_id))

    def review_title(self) -> str:
        return self.draft().title

    def review_class(self) -> str:
        return self.kind

    def review_content(self) -> dict[str, Any]:
        return self.draft().content()

    def review_render(self) -> str:
        return pages.preview(self.draft())

    def review_address(self) -> str:
        return self.desk_address()

    def review_sheet_facts(self) -> SheetFacts:
        return sheet_facts(self)

    def review_started(self, round: Round) -> None:
        self._move(WorkStage.IN_REVIEW)

    def review_closed(self, round: Round) -> None:
        self._move(WorkStage.APPROVED)

    def review_returned(self, round: Round, opinion: Opinion) -> None:
        self._move(WorkStage.RETURNED)

    def review_cancelled(self, round: Round) -> None:
        self._move(WorkStage.COMPILING)

    def _move(self, stage: WorkStage) -> None:
        """Move the work on; the row's other columns, which may be in another draft's hands, stay untouched."""
        Record.objects.filter(pk=self.pk).update(stage=stage)
        self.stage = stage

    def desk_address(self) -> str:
        return f"/desk/records/{self.pk}/"

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        return pages.serve_preview(self, request)

    def may_edit(self, user: User) -> bool:
        """Tell if the person writes this record: its author, the writers of its department, the disclosure officer."""
        writers = (Role.CONTRIBUTOR, Role.DEPARTMENT_HEAD)
        return (
            (self.author_id == user.pk and self.office_id in user.office_ids())
            or any(user.has_role(role, self.office, self.department) for role in writers)
            or user.has_role(Role.DISCLOSURE_OFFICER, self.office)
        )


def body_hash(body: str) -> str:
    """Return the digest of the body as a reader will see it."""
    return hash_of({"body": clean_body(body)})


def sheet_facts(record: Record) -> SheetFacts:
    """Return what the 审校单 prints about the record besides the review."""
    signed = record.determinations.order_by("id").last()
    publication = getattr(record, "publication", None)
    due = due_of(record, work_calendar(record.office))
    public_at = publication.published_at if publication else timezone.now()
    return SheetFacts(
        category=record.get_kind_display(),
        column=record.column.name,
        source=f"{record.source_name}（{record.department.name}）",
        attribute=record.get_attribute_display(),
        basis=basis_said(signed.attribute, signed.basis) if signed else "",
        attachments=tuple(each.title for each in record.attachments.standing()),
        planned_at=record.schedule.at if hasattr(record, "schedule") else None,
        published_at=publication.published_at if publication else None,
        publisher=publication.published_by.name if publication else "",
        address=pages.address(publication) if publication else "",
        due_at=due.at if due else None,
        is_overdue=public_at > due.at if due else None,
    )


def basis_said(attribute: str, basis: str) -> str:
    """Return the words of the basis on which the attribute rests; 第十九条 for proactive information without an item."""
    choices = dict(basis_choices(Attribute(attribute)))
    return choices.get(basis, cite("19") if attribute == Attribute.PROACTIVE.value else "")
