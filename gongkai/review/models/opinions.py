"""审校意见: what a person in a post decided at a stage. Append-only, chained within the round."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from gongkai.office.models import AppendOnly, Post, User


class Verdict(models.TextChoices):
    AGREE = "AGREE", "同意"
    RETURN_TO_AUTHOR = "RETURN_TO_AUTHOR", "退回拟稿人"
    RETURN_TO_STAGE = "RETURN_TO_STAGE", "退回前面环节"


class SecrecyConclusion(models.TextChoices):
    """保密审查结论: only the first lets a text become public (《保守国家秘密法》第三十五条)."""

    PUBLIC = "PUBLIC", "可公开"
    AFTER_TREATMENT = "AFTER_TREATMENT", "处理后可公开"
    WITHHELD = "WITHHELD", "不予公开"
    REFERRED = "REFERRED", "报请确定"


class ErrorKind(models.TextChoices):
    TYPO = "TYPO", "错别字"
    PUNCTUATION = "PUNCTUATION", "标点"
    NUMBER = "NUMBER", "数字"
    DATE = "DATE", "日期"
    PERSON = "PERSON", "人名职务"
    PLACE = "PLACE", "地名机构"
    LINK = "LINK", "链接附件"
    FORMAT = "FORMAT", "格式"
    OTHER = "OTHER", "其他"


class Mark(models.TextChoices):
    """The three ticks of the 审校单."""

    SECRET = "SECRET", "涉密"
    SENSITIVE = "SENSITIVE", "敏感信息"
    PERSONAL = "PERSONAL", "个人信息"


class Opinion(AppendOnly):
    """One act at one stage. Names are copied, so that the paper reads the same in ten years.

    An agreement stands until a later row of the round sends the text back to its step or before it.
    """

    round = models.ForeignKey("review.Round", verbose_name="轮次", on_delete=models.PROTECT, related_name="opinions")
    stage = models.ForeignKey(
        "review.RoundStage", verbose_name="环节", on_delete=models.PROTECT, related_name="opinions"
    )
    sequence = models.PositiveSmallIntegerField("序号")
    user = models.ForeignKey(User, verbose_name="人员", on_delete=models.PROTECT, related_name="opinions")
    post = models.ForeignKey(Post, verbose_name="岗位", on_delete=models.PROTECT, related_name="opinions")
    user_name = models.CharField("姓名", max_length=40)
    post_name = models.CharField("岗位名称", max_length=120)
    is_stand_in = models.BooleanField("代行（AB岗）", default=False)
    verdict = models.CharField("意见", max_length=20, choices=Verdict.choices)
    target = models.ForeignKey(
        "review.RoundStage", verbose_name="退回至", null=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField("具体意见", blank=True)
    checked = models.JSONField("已核对要点", default=list)
    error_count = models.PositiveSmallIntegerField("差错数", null=True)
    error_kinds = models.JSONField("差错类型", default=list)
    secrecy = models.CharField("保密审查结论", max_length=16, blank=True, choices=SecrecyConclusion.choices)
    marks = models.JSONField("涉及情形", default=list)
    deviation = models.CharField("例外说明", max_length=300, blank=True)
    content_hash = models.CharField("内容摘要", max_length=64)
    at = models.DateTimeField("时间")
    previous = models.CharField("前一摘要", max_length=64)
    digest = models.CharField("摘要", max_length=64, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "审校意见"
        ordering = ["round", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["round", "sequence"], name="opinion_sequence_once"),
            models.CheckConstraint(
                condition=models.Q(verdict="RETURN_TO_STAGE", target__isnull=False)
                | (~models.Q(verdict="RETURN_TO_STAGE") & models.Q(target__isnull=True)),
                name="opinion_names_a_target_exactly_when_sent_to_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage.name} {self.user_name} {self.get_verdict_display()}"

    @property
    def agrees(self) -> bool:
        return self.verdict == Verdict.AGREE

    @property
    def error_kind_names(self) -> str:
        return "、".join(str(ErrorKind(kind).label) for kind in self.error_kinds)

    @property
    def mark_names(self) -> str:
        return "、".join(str(Mark(mark).label) for mark in self.marks)


def standing_among(opinions: Iterable[Opinion]) -> dict[int, Opinion]:
    """Return, by stage id, the agreements that later returns have not undone; opinions come in their sequence."""
    standing: dict[int, Opinion] = {}
    for opinion in opinions:
        if opinion.agrees:
            standing[opinion.stage_id] = opinion
            continue
        first_undone = opinion.target.step if opinion.target else 0
        standing = {pk: kept for pk, kept in standing.items() if kept.stage.step < first_undone}
    return standing
