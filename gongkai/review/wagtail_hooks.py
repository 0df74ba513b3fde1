"""Registers with Wagtail: addresses, two entries of the menu, the style."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import procedure_views, views


class ProceduresItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return procedure_views.configures(request.user)  # type: ignore[arg-type]


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("review/", views.ledger_view, name="review_ledger"),
        path("review/<int:pk>/", views.round_view, name="review_round"),
        path("review/<int:pk>/page/", views.page_view, name="review_page"),
        path("review/<int:pk>/sheet.pdf", views.sheet_view, name="review_sheet"),
        path("review/<int:pk>/withdraw/", views.withdraw_view, name="review_withdraw"),
        path("review/procedures/", procedure_views.procedures_view, name="review_procedures"),
        path("review/procedures/<int:pk>/", procedure_views.edit_view, name="review_procedure"),
        path("review/procedures/<int:pk>/use/", procedure_views.use_view, name="review_procedure_use"),
        path("review/procedures/<int:pk>/adopt/", procedure_views.adopt_view, name="review_procedure_adopt"),
    ]


@hooks.register("register_admin_menu_item")
def ledger() -> Any:
    return MenuItem("审校台账", reverse("review_ledger"), name="review-ledger", icon_name="list-ul", order=300)


@hooks.register("register_admin_menu_item")
def procedures() -> Any:
    return ProceduresItem(
        "审校流程", reverse("review_procedures"), name="review-procedures", icon_name="cogs", order=900
    )


@hooks.register("insert_global_admin_css")
def style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("review/review.css"))
