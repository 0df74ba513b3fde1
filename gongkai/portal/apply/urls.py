"""Addresses of disclosure on request, below those of the office; `publishing.addresses` says the same to the public files."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from . import answering, filing, handing, papers, progress, start

CASE = "<slug:office>/apply/case/"

urlpatterns = [
    path("<slug:office>/apply", RedirectView.as_view(pattern_name="apply")),
    path("<slug:office>/apply/", start.start, name="apply"),
    path("<slug:office>/apply/form/", filing.form, name="application_form"),
    re_path(r"^(?P<office>[-\w]+)/apply/blank\.(?P<suffix>pdf|docx)$", papers.blank, name="blank_application"),
    path("<slug:office>/apply/receipt/<slug:submission>/", filing.receipt, name="filed"),
    path("<slug:office>/apply/receipt/<slug:submission>/receipt.pdf", papers.receipt_paper, name="filed_paper"),
    path("<slug:office>/apply/status/", progress.query, name="progress"),
    path(CASE, progress.case, name="opened_case"),
    path(f"{CASE}leave/", progress.leave, name="leave"),
    *(path(f"{CASE}{part}/", answering.page(part), name=part) for part in answering.FORMS),
    path(f"{CASE}delivery/<int:delivery>/", handing.letter, name="delivery"),
    path(f"{CASE}delivery/<int:delivery>/<int:file>", handing.file, name="delivered_file"),
]
