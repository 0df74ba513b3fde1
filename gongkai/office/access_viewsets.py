"""查阅记录的屏幕: who looked at personal data in full; it is read and filtered, nothing else."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput

from .authority import person
from .models import AccessLog, Office, User


def _offices(request: HttpRequest) -> QuerySet[Office]:
    return Office.objects.visible_to(person(request))


def _people(request: HttpRequest) -> QuerySet[User]:
    """The people whose looks the reader may see."""
    seen = AccessLog.objects.visible_to(person(request)).order_by().values("person")
    return User.objects.filter(pk__in=seen).order_by("name")


class AccessLogFilters(WagtailFilterSet):
    office = django_filters.ModelChoiceFilter(label="机构", queryset=_offices)
    person = django_filters.ModelChoiceFilter(label="人员", queryset=_people)
    what = django_filters.CharFilter(label="查阅事项包含", lookup_expr="icontains")
    subject_id = django_filters.CharFilter(label="对象编号")
    since = django_filters.DateFilter(label="起始日期", field_name="at", lookup_expr="date__gte", widget=AdminDateInput)
    until = django_filters.DateFilter(label="截止日期", field_name="at", lookup_expr="date__lte", widget=AdminDateInput)

    class Meta:
        model = AccessLog
        fields = ["office", "person", "what", "subject_id"]


class AccessLogListView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        visible = AccessLog.objects.visible_to(person(self.request))
        return visible.select_related("person", "post__office", "post__department", "office")


class AccessLogViewSet(ModelViewSet):
    model = AccessLog
    icon = "view"
    menu_label = "查阅记录"
    index_view_class = AccessLogListView
    filterset_class = AccessLogFilters
    list_export: list[str] = []
    list_per_page = 50
    list_display = [
        Column("at", label="时间"),
        Column("person", label="人员"),
        Column("post", label="岗位"),
        Column("office", label="机构"),
        Column("what", label="查阅事项"),
        Column("subject_said", label="对象"),
        Column("reason", label="理由"),
    ]

    def get_url_name(self, view_name: str) -> str:
        return super().get_url_name(view_name) if view_name.startswith("index") else ""

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]
