"""信息的登记簿与编撰: Wagtail's list and editor for records, with our policy, our editor, and no way to publish."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import ChecksSidePanel
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, DateColumn, TitleColumn
from wagtail.admin.ui.tables import Column as TableColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.views import snippets

from gongkai.catalogue.models import Column
from gongkai.office.authority import person
from gongkai.office.viewsets import guarded

from .cleaning import clean_body
from .drawn import workplace_of
from .forms import bind_to_office
from .models import Record, RecordKind, WorkStage
from .views import register_view
from .widgets import BodyEditor, DrawnBody

KEPT_ADDRESSES = {
    "list",
    "list_results",
    "edit",
    "history",
    "history_results",
    "preview_on_edit",
    "revisions_view",
    "revisions_compare",
    "lock",
    "unlock",
}
"""Wagtail's addresses for a record that stay; registering is our own screen, and nothing is published or deleted there."""


WRITING = {"edit", "lock", "preview_on_edit"}


def admit_readers(request: HttpRequest, pk: Any) -> None:
    """Let only those at a record who may see it; for everybody else there is none."""
    get_object_or_404(Record.objects.visible_to(person(request)), pk=pk)


def admit_writers(request: HttpRequest, pk: Any) -> None:
    """Let only those at a draft who write it."""
    visible = Record.objects.visible_to(person(request)).select_related("office", "department")
    record = get_object_or_404(visible, pk=pk)
    if not record.may_edit(person(request)):
        raise PermissionDenied("只有拟稿人、本科室人员或信息公开专员可以编撰这条信息。")


class RecordEditForm(WagtailAdminModelForm):
    """The draft's form: the office's own columns and departments, and the body cleaned on the server.

    A body that is drawn elsewhere is not asked for, and not taken from whoever sends one all the same.
    """

    class Meta:
        widgets = {"is_normative_document": forms.NullBooleanSelect(), "body": BodyEditor()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bind_to_office(self, self.instance.office)
        self.fields["body"].disabled = bool(self.instance.drawn_hash)
        self.fields["body"].widget = self._body_widget()

    def _body_widget(self) -> forms.Widget:
        if self.instance.drawn_hash:
            return DrawnBody(workplace_of(self.instance))
        return BodyEditor(
            upload_url=reverse("record_upload_image", args=[self.instance.pk]), clean_url=reverse("record_clean_paste")
        )

    def clean_body(self) -> str:
        sent = self.data.get(self.add_prefix("body"))
        if self.instance.drawn_hash and sent is not None and not self.instance.is_as_drawn(sent):
            raise forms.ValidationError("正文由另一页面生成，不能在这里改动，没有保存。请到生成它的页面修改。")
        return clean_body(self.cleaned_data["body"])


class RecordFilters(WagtailFilterSet):
    title = django_filters.CharFilter(label="标题包含", lookup_expr="icontains")
    stage = django_filters.ChoiceFilter(label="办理环节", choices=WorkStage.choices)
    kind = django_filters.ChoiceFilter(label="信息类别", choices=RecordKind.choices)
    live = django_filters.BooleanFilter(label="已公开")
    column = django_filters.ModelChoiceFilter(
        label="栏目", queryset=lambda request: Column.objects.visible_to(person(request))
    )

    class Meta:
        model = Record
        fields = ["title", "stage", "kind", "column", "live"]


class ListView(snippets.IndexView):
    """登记簿: newest first, of the offices that the person sees."""

    def get_base_queryset(self) -> QuerySet[Record]:
        visible = Record.objects.visible_to(person(self.request))
        return visible.select_related("office", "column", "department", "author").defer("body")

    @cached_property
    def columns(self) -> list[Any]:
        return [column for column in super().columns if not isinstance(column, BulkActionsCheckboxColumn)]

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [HeaderButton("登记信息", url=self.add_url, icon_name="plus")] if self.add_url else []

    def get_list_buttons(self, instance: Record) -> list[Any]:
        return []

    def get_edit_url(self, instance: Record) -> str:
        return instance.desk_address()


class EditView(snippets.EditView):
    """编撰: the draft under the editor; a save leads to the record's card, where the next act waits."""

    def get_success_url(self) -> str:
        return self.object.desk_address()

    def get_side_panels(self) -> MediaContainer:
        """Leave out Wagtail's content checks, which count English words and point to a guide outside."""
        shown = super().get_side_panels()
        return MediaContainer([panel for panel in shown if not isinstance(panel, ChecksSidePanel)])

    def get_success_message(self, instance: Any = None) -> str:
        return "草稿已保存。"


class RecordViewSet(snippets.SnippetViewSet):
    """The register and the editor at /desk/records/."""

    model = Record
    base_url_path = "records"
    copy_view_enabled = False
    icon = "doc-full"
    menu_label = "信息登记簿"
    menu_order = 100
    add_to_admin_menu = True
    index_view_class = ListView
    edit_view_class = EditView
    filterset_class = RecordFilters
    list_display = [
        TitleColumn("title", label="标题", get_url=lambda record: record.desk_address()),
        TableColumn("office", label="机构"),
        TableColumn("column", label="栏目"),
        TableColumn("get_stage_display", label="办理环节"),
        TableColumn("get_attribute_display", label="公开属性"),
        TableColumn("author", label="拟稿人"),
        DateColumn("registered_at", label="登记时间"),
    ]
    list_per_page = 20
    edit_handler = ObjectList(
        [
            FieldPanel("title", required_on_save=True),
            FieldPanel("body"),
            MultiFieldPanel(
                [
                    FieldPanel(name, required_on_save=True)
                    for name in (
                        "kind",
                        "column",
                        "document_number",
                        "made_on",
                        "source",
                        "source_name",
                        "department",
                        "topic",
                        "genre",
                        "is_normative_document",
                        "summary",
                        "keywords",
                    )
                ],
                heading="登记项",
            ),
        ],
        base_form_class=RecordEditForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Record]:
        return Record.objects.visible_to(person(request))

    def get_url_name(self, view_name: str) -> str:
        """Return the name of an address that is kept, and nothing for the rest, so that no screen links to it."""
        return super().get_url_name(view_name) if view_name in {*KEPT_ADDRESSES, "add"} else ""

    def get_urlpatterns(self) -> list[Any]:
        kept = [each for each in super().get_urlpatterns() if each.name in KEPT_ADDRESSES]
        own = [guarded(each, admit_writers if each.name in WRITING else admit_readers) for each in kept]
        return [*own, path("add/", register_view, name="add")]


class BackToCard(ActionMenuItem):
    """The way from the editor back to the record's card without saving."""

    name = "action-card"
    label = "返回信息卡片"
    order = 90
    icon_name = "arrow-left"

    def is_shown(self, context: dict[str, Any]) -> bool:
        return context.get("view") == "edit" and isinstance(context.get("instance"), Record)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return parent_context["instance"].desk_address()
