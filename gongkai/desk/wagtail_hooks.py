"""Registers with Wagtail: the menu without what our users don't need, and the desk's own style and script."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

NOT_OURS = frozenset({"explorer", "images", "documents", "snippets", "reports", "settings", "help"})
"""Wagtail's own entries of the main menu."""


@hooks.register("construct_main_menu")
def leave_our_entries(request: HttpRequest, menu_items: list[Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in NOT_OURS]


@hooks.register("insert_global_admin_css")
def style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))


@hooks.register("insert_global_admin_js")
def script() -> str:
    return format_html('<script src="{}"></script>', static("desk/desk.js"))
