"""机构、人员、岗位、节假日的屏幕: what an office keeps about itself, each change recorded as an event."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils import timezone
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from . import events
from .access_viewsets import AccessLogViewSet
from .authority import person
from .models import Department, HolidayNotice, Office, Post, Role, User

RANGE = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:\s*(?:至|到|~|—|-{1,2})\s*(\d{4}-\d{2}-\d{2}))?$")

KEPT_ADDRESSES = {"index", "index_results", "add", "edit"}
"""Wagtail's addresses that a register keeps: rows are listed, added and changed, never deleted or copied."""


def guarded(address: URLPattern, admit: Callable[[HttpRequest, Any], None]) -> URLPattern:
    """Ask `admit` (which raises) before Wagtail's view, which asks the model's policy and then takes any row."""
    view = address.callback

    @wraps(view)
    def guard(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "pk" in kwargs:
            admit(request, kwargs["pk"])
        return view(request, *args, **kwargs)

    return URLPattern(address.pattern, guard, address.default_args, address.name)


class Recorded:
    """Mixed into a generic view: a save records the event `verb` in the same transaction."""

    verb = ""
    request: HttpRequest

    @transaction.atomic
    def save_instance(self) -> Any:
        instance = super().save_instance()  # type: ignore[misc]
        office = instance if isinstance(instance, Office) else getattr(instance, "office", None)
        events.record(self.verb, instance, office=office, by=person(self.request))
        return instance


class RecordedViewSet(ModelViewSet):
    """A register of one model: list, add, change; nothing is deleted or copied."""

    verb = ""
    copy_view_enabled = False
    list_export: list[str] = []

    @property
    def add_view_class(self) -> type:  # type: ignore[override]
        return type("AddView", (Recorded, generic.CreateView), {"verb": self.verb})

    @property
    def edit_view_class(self) -> type:  # type: ignore[override]
        return type("ChangeView", (Recorded, generic.EditView), {"verb": self.verb})

    @property
    def index_view_class(self) -> type:  # type: ignore[override]
        rows = self.rows
        return type("Register", (generic.IndexView,), {"get_base_queryset": lambda view: rows(view.request)})

    def rows(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows that the person may see."""
        return self.model._default_manager.filter(office__in=Office.objects.visible_to(person(request)))

    def get_url_name(self, view_name: str) -> str:
        return super().get_url_name(view_name) if view_name in KEPT_ADDRESSES else ""

    def admit(self, request: HttpRequest, pk: Any) -> None:
        """Let nobody at a row whom the policy does not let change this very row."""
        row = get_object_or_404(self.rows(request), pk=pk)
        if not self.permission_policy.user_has_permission_for_instance(person(request), "change", row):
            raise PermissionDenied("您没有可以修改这一条的岗位。")

    def get_urlpatterns(self) -> list[Any]:
        return [guarded(each, self.admit) for each in super().get_urlpatterns() if each.name in KEPT_ADDRESSES]


class OfficeForm(WagtailAdminModelForm):
    """The office's own data. How few people may review is the district's word, not the office's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = self.for_user
        supervised = user is not None and self.instance.parent_id in user.supervised_ids()
        self.fields["min_distinct_people"].disabled = not supervised


class OfficeViewSet(RecordedViewSet):
    model = Office
    icon = "home"
    menu_label = "机构"
    verb = "office.changed"
    list_display = ["name", "kind", "phone", "complaint_phone"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("name"), FieldPanel("short_name")], heading="名称"),
            MultiFieldPanel(
                [FieldPanel(n) for n in ("address", "postcode", "hours", "phone", "complaint_phone", "fax", "email")],
                heading="对外联系方式（每个公开页面都显示）",
            ),
            MultiFieldPanel(
                [FieldPanel(n) for n in ("site_id_code", "icp_number", "police_number")], heading="网站标识"
            ),
            MultiFieldPanel([FieldPanel("code"), FieldPanel("index_format")], heading="索引号"),
            MultiFieldPanel([FieldPanel("min_distinct_people")], heading="审校人数（区县主管部门批准）"),
        ],
        base_form_class=OfficeForm,
    )

    def rows(self, request: HttpRequest) -> QuerySet[Office]:
        return Office.objects.visible_to(person(request))


class DepartmentForm(WagtailAdminModelForm):
    class Meta:
        model = Department
        fields = ["office", "name", "order"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is not None:
            self.fields["office"].queryset = Office.objects.visible_to(self.for_user)


class DepartmentViewSet(RecordedViewSet):
    model = Department
    icon = "group"
    menu_label = "科室"
    verb = "office.department_changed"
    list_display = ["name", "office", "order"]

    def get_form_class(self, for_update: bool = False) -> type:
        return DepartmentForm


class PersonForm(WagtailAdminModelForm):
    """A person's name and log-in; the password is set here once and changed by the person."""

    password = forms.CharField(
        label="初始密码", required=False, widget=forms.PasswordInput, help_text="至少10位；修改时留空表示不变。"
    )

    class Meta:
        model = User
        fields = ["username", "name", "is_active"]

    def clean_password(self) -> str:
        given = self.cleaned_data["password"]
        if given:
            validate_password(given, self.instance)
        elif not self.instance.pk:
            raise forms.ValidationError("请设置初始密码。")
        return given

    def save(self, commit: bool = True) -> User:
        if self.cleaned_data["password"]:
            self.instance.set_password(self.cleaned_data["password"])
        return super().save(commit)


def posts_said(user: User) -> str:
    """Return the posts with which a row of the register was read; a closed person holds none."""
    return "、".join(map(str, user.held if user.is_active else ())) or "无"  # type: ignore[attr-defined]


class PersonViewSet(RecordedViewSet):
    model = User
    icon = "user"
    menu_label = "人员"
    name = "people"
    verb = "office.person_changed"
    list_display = ["name", "username", Column("held", label="现任岗位", accessor=posts_said), "is_active"]
    search_fields = ["name", "username"]

    def rows(self, request: HttpRequest) -> QuerySet[User]:
        offices = Office.objects.visible_to(person(request))
        found = User.objects.filter(Q(posts__office__in=offices) | Q(posts__isnull=True)).distinct().order_by("name")
        held = Post.objects.active(on=timezone.localdate()).select_related("office", "department")
        return found.prefetch_related(Prefetch("posts", held, to_attr="held"))

    def get_form_class(self, for_update: bool = False) -> type:
        return PersonForm


class PostForm(WagtailAdminModelForm):
    class Meta:
        model = Post
        fields = ["user", "role", "office", "department", "starts_on", "ends_on", "stands_in_for", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is not None:
            kept = [post.office_id for post in self.for_user.active_posts() if post.role in ACCOUNT_KEEPERS]
            self.fields["office"].queryset = Office.objects.filter(Q(pk__in=kept) | Q(parent_id__in=kept))
            held = Post.objects.select_related("office", "department")
            self.fields["stands_in_for"].queryset = held.filter(office__in=self.fields["office"].queryset)


ACCOUNT_KEEPERS = (Role.SYSADMIN, Role.DISTRICT_SUPERVISOR)


class PostViewSet(RecordedViewSet):
    model = Post
    icon = "key"
    menu_label = "岗位"
    verb = "office.post_changed"
    list_display = ["user", "role", "office", "department", "starts_on", "ends_on", "stands_in_for"]

    def rows(self, request: HttpRequest) -> QuerySet[Post]:
        return super().rows(request).select_related("user", "office", "department", "stands_in_for__user")

    def get_form_class(self, for_update: bool = False) -> type:
        return PostForm


class DatesField(forms.CharField):
    """Days written one a line, or as 2027-01-01 至 2027-01-03; kept as a list of ISO dates."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]
        return sorted({day.isoformat() for line in lines for day in self._days(line)})

    def _days(self, line: str) -> list[date]:
        try:
            first, last = RANGE.match(line).groups()  # type: ignore[union-attr]
            start, end = date.fromisoformat(first), date.fromisoformat(last or first)
        except (AttributeError, ValueError) as wrong:
            said = f"“{line}”读不懂。请每行写一个日期，如 2027-01-01，或一段，如 2027-01-01 至 2027-01-03。"
            raise forms.ValidationError(said) from wrong
        if not 0 <= (end - start).days <= 31:
            raise forms.ValidationError(f"“{line}”的起止日期不对，请核对。")
        return [start + timedelta(days=n) for n in range((end - start).days + 1)]


class HolidayNoticeForm(WagtailAdminModelForm):
    off = DatesField(label="放假日期", help_text="每行一个日期，或一段：2027-01-01 至 2027-01-03。")
    work = DatesField(label="调休上班日期", required=False, help_text="周末上班的日期，每行一个。")

    class Meta:
        model = HolidayNotice
        fields = ["year", "number", "office", "off", "work"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is not None:
            visible = Office.objects.visible_to(self.for_user)
            self.fields["office"].queryset = visible
            self.fields["office"].required = not self.for_user.supervised_ids()

    def save(self, commit: bool = True) -> HolidayNotice:
        self.instance.entered_by = self.for_user
        return super().save(commit)


class HolidayNoticeViewSet(RecordedViewSet):
    model = HolidayNotice
    icon = "calendar"
    menu_label = "节假日安排"
    verb = "office.holiday_notice_entered"
    list_display = ["year", "number", "office", "entered_by", "entered_at"]

    def rows(self, request: HttpRequest) -> QuerySet[HolidayNotice]:
        return HolidayNotice.objects.filter(Q(office=None) | Q(office__in=Office.objects.visible_to(person(request))))

    def get_form_class(self, for_update: bool = False) -> type:
        return HolidayNoticeForm


class OfficeGroup(ViewSetGroup):
    menu_label = "机构与人员"
    menu_icon = "group"
    menu_order = 800
    items = (OfficeViewSet, DepartmentViewSet, PersonViewSet, PostViewSet, HolidayNoticeViewSet, AccessLogViewSet)
