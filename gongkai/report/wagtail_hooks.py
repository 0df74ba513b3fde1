"""Registers with Wagtail: the addresses of the reports' screens and their entry in the menu."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.report import campaign_views, cell_views, source_views, version_views, views


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("reports/", views.reports_view, name="annual_reports"),
        path("reports/<int:pk>/", views.report_view, name="annual_report"),
        path("reports/<int:pk>/cells/<str:address>/", cell_views.report_cell_view, name="annual_report_cell"),
        path("reports/<int:pk>/correct/", version_views.correct_view, name="annual_report_correct"),
        path("reports/<int:pk>/send-back/", version_views.send_back_view, name="annual_report_send_back"),
        path("reports/campaign/<int:year>/", campaign_views.campaign_view, name="report_campaign"),
        path("reports/live/<slug:slug>/<int:year>/", cell_views.live_report_view, name="live_report"),
        path("reports/live/<slug:slug>/<int:year>/freeze/", version_views.freeze_again_view, name="freeze_again"),
        path(
            "reports/live/<slug:slug>/<int:year>/cells/<str:address>/",
            cell_views.live_cell_view,
            name="live_report_cell",
        ),
        path(
            "reports/live/<slug:slug>/<int:year>/figures/<path:key>/",
            source_views.live_source_view,
            name="live_report_source",
        ),
    ]


@hooks.register("register_admin_menu_item")
def entry() -> MenuItem:
    return MenuItem("年报", reverse("annual_reports"), name="annual-reports", icon_name="table", order=500)
