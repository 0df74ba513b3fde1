"""人员与岗位: people, and the posts from which alone their authority flows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from .offices import Department, Office, OfficeKind


class Role(models.TextChoices):
    """The roles of a sub-district, as its paper rules name them."""

    CONTRIBUTOR = "CONTRIBUTOR", "拟稿人（信息员）"
    DEPARTMENT_HEAD = "DEPARTMENT_HEAD", "科室负责人"
    PROOFREADER = "PROOFREADER", "校对员"
    DISCLOSURE_OFFICER = "DISCLOSURE_OFFICER", "信息公开专员"
    SECRECY_REVIEWER = "SECRECY_REVIEWER", "保密审查员"
    LEGAL_REVIEWER = "LEGAL_REVIEWER", "法制审核员"
    LEADER_IN_CHARGE = "LEADER_IN_CHARGE", "分管领导"
    PRINCIPAL_LEADER = "PRINCIPAL_LEADER", "主要领导"
    PUBLISHER = "PUBLISHER", "发布员"
    INSPECTOR = "INSPECTOR", "监督检查员"
    DISTRICT_SUPERVISOR = "DISTRICT_SUPERVISOR", "区县主管部门"
    SYSADMIN = "SYSADMIN", "系统管理员"


class User(AbstractUser):
    """A person. A person who leaves is closed (`is_active`), never deleted: their signatures stay."""

    name = models.CharField("姓名", max_length=40)

    class Meta:
        verbose_name = verbose_name_plural = "人员"

    def __str__(self) -> str:
        return self.name or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.first_name = self.name  # Wagtail's screens greet people by get_full_name
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise PersonNotDeletable("人员不能删除，只能停用：其签名和记录须长期保存。")

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        self.__dict__.pop("_posts", None)
        self.__dict__.pop("_below", None)
        super().refresh_from_db(*args, **kwargs)

    def active_posts(self, on: date | None = None) -> list[Post]:
        """Return the posts held on the day (today where None), stand-ins included; none for a closed person.

        Kept on the instance for the day, since a screen asks many times.
        """
        day = on or timezone.localdate()
        kept = self.__dict__.setdefault("_posts", {})
        if day not in kept:
            held = Post.objects.active(on=day).filter(user=self).select_related("office", "department")
            kept[day] = list(held) if self.is_active else []
        return kept[day]

    def post_as(self, role: str, office: Office, department: Department | None = None) -> Post | None:
        """Return the post that gives this role in this office today, own posts before stand-ins; None without one.

        A post without a department serves the whole office.
        """
        fitting = [
            post
            for post in self.active_posts()
            if post.role == role
            and post.office_id == office.pk
            and (department is None or post.department_id in (None, department.pk))
        ]
        return min(fitting, key=lambda post: post.stands_in_for_id is not None, default=None)

    def has_role(self, role: str, office: Office, department: Department | None = None) -> bool:
        return self.post_as(role, office, department) is not None

    def office_ids(self) -> set[int]:
        return {post.office_id for post in self.active_posts()}

    def supervised_ids(self) -> set[int]:
        """The districts whose offices the person sees without editing them."""
        return {post.office_id for post in self.active_posts() if post.role == Role.DISTRICT_SUPERVISOR}

    def below_ids(self) -> set[int]:
        """The offices of those districts, kept on the instance, since a menu asks for each of its entries."""
        districts = self.supervised_ids()
        if districts and "_below" not in self.__dict__:
            self.__dict__["_below"] = set(Office.objects.filter(parent_id__in=districts).values_list("pk", flat=True))
        return self.__dict__["_below"] if districts else set()


class PersonNotDeletable(Exception):
    """People are closed, never deleted."""


class PostQuerySet(models.QuerySet["Post"]):
    def active(self, *, on: date) -> PostQuerySet:
        """Return the posts held on the day; the first and the last day count."""
        return self.filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=on), starts_on__lte=on)


class Post(models.Model):
    """岗位: role × office × department × period. A stand-in (AB岗) names whose post it serves, why, and until when."""

    user = models.ForeignKey(User, verbose_name="人员", on_delete=models.PROTECT, related_name="posts")
    role = models.CharField("岗位", max_length=24, choices=Role.choices)
    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="posts")
    department = models.ForeignKey(
        Department, verbose_name="科室", null=True, blank=True, on_delete=models.PROTECT, help_text="留空表示全机构。"
    )
    starts_on = models.DateField("开始日期", help_text="当天起有效。")
    ends_on = models.DateField("结束日期", null=True, blank=True, help_text="当天仍有效；留空表示长期。")
    stands_in_for = models.ForeignKey(
        "self", verbose_name="代行（AB岗）", null=True, blank=True, on_delete=models.PROTECT, related_name="stand_ins"
    )
    reason = models.CharField("代行理由", max_length=200, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "岗位"
        ordering = ["office", "role", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="post_ends_after_it_starts",
                violation_error_message="结束日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=models.Q(stands_in_for__isnull=True)
                | (models.Q(ends_on__isnull=False) & ~models.Q(reason="")),
                name="post_stand_in_has_end_and_reason",
                violation_error_message="代行（AB岗）必须写明理由和结束日期。",
            ),
        ]

    def __str__(self) -> str:
        place = self.department.name if self.department else str(self.office)
        return f"{place}{self.get_role_display()}" + ("（代行）" if self.stands_in_for_id else "")

    def clean(self) -> None:
        self._clean_department()
        self._clean_stand_in()
        if self.role == Role.DISTRICT_SUPERVISOR and self.office.kind != OfficeKind.DISTRICT:
            raise ValidationError({"role": "“区县主管部门”岗位只能设在区县。"})

    def _clean_department(self) -> None:
        if self.department and self.department.office_id != self.office_id:
            raise ValidationError({"department": "该科室不属于所选机构，请重新选择。"})

    def _clean_stand_in(self) -> None:
        principal = self.stands_in_for
        if principal is None:
            return
        if (principal.role, principal.office_id) != (self.role, self.office_id):
            raise ValidationError({"stands_in_for": "代行的岗位和机构必须与被代行的一致。"})
        if principal.user_id == self.user_id:
            raise ValidationError({"stands_in_for": "不能代行本人的岗位。"})
