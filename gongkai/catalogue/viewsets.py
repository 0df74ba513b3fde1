"""栏目的屏幕: the office's column tree, each column with its limit, its cycle and its people."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column as TableColumn

from gongkai.office.authority import person
from gongkai.office.models import Department, Office, Role, User
from gongkai.office.viewsets import RecordedViewSet

from .models import Column

KEEPERS = (Role.DISCLOSURE_OFFICER, Role.SYSADMIN)


class ColumnForm(WagtailAdminModelForm):
    """A column of one of the keeper's offices; departments and people of the offices the keeper sees."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = Office.objects.visible_to(self.for_user)
        if self.instance.pk:
            offices = offices.filter(pk=self.instance.office_id)
        self.fields["office"].queryset = offices
        self.fields["parent"].queryset = Column.objects.filter(office__in=offices).order_by("office", "place")
        self.fields["department"].queryset = Department.objects.filter(office__in=offices)
        people = User.objects.filter(is_active=True, posts__office__in=offices).distinct()
        self.fields["responsible"].queryset = self.fields["monitor"].queryset = people


class ColumnViewSet(RecordedViewSet):
    model = Column
    icon = "list-ul"
    menu_label = "公开目录（栏目）"
    menu_order = 300
    add_to_admin_menu = True
    verb = "catalogue.column_changed"
    list_display = [
        TableColumn("indented_name", label="栏目"),
        "office",
        "kind",
        TableColumn("limit_said", label="公开时限"),
        "update_cycle_days",
        "department",
        "monitor",
    ]
    list_per_page = 60
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel(n) for n in ("office", "parent", "name", "slug", "kind", "order")], heading="位置"
            ),
            MultiFieldPanel(
                [FieldPanel(n) for n in ("art20_item", "key_area", "description", "keywords")], heading="内容"
            ),
            MultiFieldPanel(
                [FieldPanel(n) for n in ("limit_amount", "limit_unit", "limit_start", "limit_source")],
                heading="公开时限（不得长于法定时限）",
            ),
            MultiFieldPanel(
                [FieldPanel(n) for n in ("update_cycle_days", "department", "responsible", "monitor")],
                heading="更新与责任（专人专岗、专人监测）",
            ),
            MultiFieldPanel([FieldPanel("statement"), FieldPanel("stated_on")], heading="空栏目说明"),
        ],
        base_form_class=ColumnForm,
    )

    def rows(self, request: HttpRequest) -> QuerySet[Column]:
        return Column.objects.visible_to(person(request)).select_related("office", "department", "monitor")
