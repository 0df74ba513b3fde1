"""Registers with Wagtail: the register's screens, its policy, its style."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from gongkai.review.classes import name_classes

from . import views
from .models import Record, RecordKind
from .pasting import clean_paste_view
from .policy import policy
from .rates import rates_view
from .viewsets import BackToCard, RecordViewSet

register_permission_policy(Record, policy)
register_snippet(RecordViewSet)
name_classes(RecordKind.choices)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("records/clean-paste/", clean_paste_view, name="record_clean_paste"),
        path("records/<int:pk>/", views.card_view, name="record_card"),
        path("records/<int:pk>/act/<slug:act>/", views.act_view, name="record_act"),
        path("records/<int:pk>/images/", views.upload_image_view, name="record_upload_image"),
        path("timeliness/", rates_view, name="record_rates"),
        path("attachments/<int:pk>/<str:name>", views.attachment_view, name="record_attachment"),
    ]


@hooks.register("register_admin_menu_item")
def rates_entry() -> MenuItem:
    return MenuItem("公开及时率", reverse("record_rates"), name="rates", icon_name="time", order=350)


@hooks.register("register_snippet_action_menu_item")
def back_to_card(model: Any) -> BackToCard | None:
    return BackToCard() if model is Record else None


@hooks.register("construct_snippet_action_menu")
def only_save(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Leave saving and the way back; publishing is an act of its own."""
    if context.get("model") is Record:
        menu_items[:] = [item for item in menu_items if item.name in {"action-save", "action-locked", "action-card"}]


@hooks.register("insert_global_admin_css")
def style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("records/desk.css"))
