"""Registers with Wagtail: the addresses of the reports' screens and their entry in the menu."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.report.screens import (
    aggregate_views,
    campaign_views,
    cell_views,
    export_views,
    monthly_views,
    opening_views,
    roster_views,
    source_views,
    version_views,
    views,
)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("reports/", views.reports_view, name="annual_reports"),
        path("reports/<int:pk>/", views.report_view, name="annual_report"),
        path("reports/<int:pk>/export/<slug:kind>/", export_views.export_view, name="annual_report_export"),
        path("reports/<int:pk>/cells/<str:address>/", cell_views.report_cell_view, name="annual_report_cell"),
        path("reports/<int:pk>/correct/", version_views.correct_view, name="annual_report_correct"),
        path("reports/<int:pk>/enclose/", version_views.enclose_view, name="annual_report_enclose"),
        path("reports/<int:pk>/recount/", version_views.recount_view, name="annual_report_recount"),
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
        path("reports/monthly/<slug:slug>/<int:year>/", monthly_views.monthly_view, name="monthly_figures"),
        path("reports/ledgers/<int:pk>/", monthly_views.ledger_file_view, name="ledger_file"),
        path("reports/opening/<slug:slug>/<int:year>/", opening_views.opening_view, name="opening_balance"),
        *_aggregate_addresses(),
    ]


def _aggregate_addresses() -> list[URLPattern]:
    year, unit = "reports/aggregate/<int:year>/", "units/<slug:key>/"
    return [
        path("reports/aggregate/", aggregate_views.latest_view, name="report_aggregate_latest"),
        path(year, aggregate_views.aggregate_view, name="report_aggregate"),
        path(f"{year}{unit}", aggregate_views.aggregate_unit_view, name="report_aggregate_unit"),
        path(f"{year}{unit}letter/", aggregate_views.aggregate_letter_view, name="report_aggregate_letter"),
        path(f"{year}cells/<str:address>/", aggregate_views.aggregate_cell_view, name="report_aggregate_cell"),
        path("reports/collected/<int:pk>/", aggregate_views.collected_file_view, name="collected_report_file"),
        path(f"{year}workbook/", aggregate_views.aggregate_workbook_view, name="report_aggregate_workbook"),
        path(f"{year}roster/", roster_views.roster_view, name="report_roster"),
        path(f"{year}roster/<int:pk>/strike/", roster_views.strike_view, name="report_succession_strike"),
    ]


@hooks.register("register_admin_menu_item")
def entry() -> MenuItem:
    return MenuItem("年报", reverse("annual_reports"), name="annual-reports", icon_name="table", order=500)
