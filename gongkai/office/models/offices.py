"""机构与科室: the tree of a district and its offices, with the contacts that the public reads on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, validate_slug
from django.db import models

if TYPE_CHECKING:
    from .people import User


RESERVED_SLUGS = frozenset({"api", "apply", "correct", "desk", "messages", "search", "static"})
"""What stands first in an address that is not an office's: the desk and the portal answer there."""


class OfficeKind(models.TextChoices):
    DISTRICT = "DISTRICT", "区县人民政府（主管部门）"
    SUBDISTRICT = "SUBDISTRICT", "街道办事处"
    TOWNSHIP = "TOWNSHIP", "乡镇人民政府"
    BUREAU = "BUREAU", "区直部门"


class OfficeQuerySet(models.QuerySet["Office"]):
    def visible_to(self, user: User) -> OfficeQuerySet:
        """Return the offices where the user holds an active post, and below a district post all its offices."""
        own, districts = user.office_ids(), user.supervised_ids()
        return self.filter(models.Q(pk__in=own) | models.Q(parent_id__in=districts)).distinct()

    def publishing(self) -> OfficeQuerySet:
        """Return the offices that have a public site of their own: all but the district itself."""
        return self.exclude(kind=OfficeKind.DISTRICT)


class Office(models.Model):
    """One office, or the district above it. `slug` starts every public address and never changes after use."""

    name = models.CharField("机构全称", max_length=100, unique=True)
    short_name = models.CharField("简称", max_length=30)
    kind = models.CharField("类型", max_length=12, choices=OfficeKind.choices)
    parent = models.ForeignKey(
        "self", verbose_name="主管区县", null=True, blank=True, on_delete=models.PROTECT, related_name="offices"
    )
    slug = models.CharField(
        "网址标识", max_length=40, unique=True, validators=[validate_slug], help_text="只用小写字母、数字和连字符。"
    )
    code = models.CharField("机构代码", max_length=18, blank=True, help_text="统一社会信用代码或9位组织机构代码。")
    index_format = models.CharField("索引号格式", max_length=80, default="{code}/{year}-{sequence:05d}")
    min_distinct_people = models.PositiveSmallIntegerField(
        "审校最少人数", default=3, help_text="少于3人须由区县主管部门批准，并在审校单上注明。"
    )
    address = models.CharField("办公地址", max_length=200, blank=True)
    postcode = models.CharField("邮政编码", max_length=6, blank=True)
    hours = models.CharField("办公时间", max_length=100, blank=True)
    phone = models.CharField("咨询电话", max_length=40, blank=True)
    complaint_phone = models.CharField("投诉举报电话", max_length=40, blank=True)
    fax = models.CharField("传真", max_length=40, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    site_id_code = models.CharField(
        "网站标识码", max_length=10, blank=True, validators=[RegexValidator(r"^\d{10}$", "网站标识码是10位数字。")]
    )
    icp_number = models.CharField("ICP备案号", max_length=40, blank=True)
    police_number = models.CharField("公安备案号", max_length=40, blank=True)
    order = models.PositiveSmallIntegerField("排序", default=0)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "机构"
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(min_distinct_people__gte=1, min_distinct_people__lte=6),
                name="office_min_distinct_people_between_1_and_6",
                violation_error_message="审校最少人数应在1至6之间。",
            )
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def clean(self) -> None:
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": f"“{self.slug}”是系统自用的网址，请另取一个标识。"})
        if self.kind == OfficeKind.DISTRICT and self.parent_id:
            raise ValidationError({"parent": "区县本身没有上级机构，请留空。"})

    @property
    def district(self) -> Office:
        """The district above this office, or the office itself where it stands alone."""
        return self.parent or self

    @property
    def site_name(self) -> str:
        return self.name


class Department(models.Model):
    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="departments")
    name = models.CharField("科室名称", max_length=60)
    order = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "科室"
        ordering = ["office", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["office", "name"], name="department_named_once_per_office")]

    def __str__(self) -> str:
        return self.name
