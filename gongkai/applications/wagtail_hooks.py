"""Registers with Wagtail: the addresses of the case, its letters, its files and of intake, and their style."""

from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html_join
from wagtail import hooks

from gongkai.review.classes import name_classes

from .menu import ApplicationsMenuItem
from .models.letters import REVIEW_CLASS
from .screens import (
    archive_views,
    case_views,
    clock_views,
    decide_views,
    file_views,
    form_views,
    intake_views,
    ledger_views,
    letter_views,
    proactive_views,
    queue_views,
    rectification_views,
    redaction_views,
    remedy_views,
    rules_views,
)

CASE = "applications/<int:pk>/"
FILE = f"{CASE}files/<int:file_pk>/"
LETTER = "letters/<int:pk>/"
LEDGER = "applications/ledger/"
REMEDIES = "applications/remedies/"
RECTIFICATIONS = "applications/rectifications/"
RECTIFICATION = f"{RECTIFICATIONS}<int:pk>/"

name_classes([(REVIEW_CLASS, "依申请公开文书")])


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("applications/", queue_views.queues_view, name="application_queues"),
        path("applications/add/", intake_views.add_view, name="application_add"),
        path(LEDGER, ledger_views.ledger_view, name="application_ledger"),
        path(f"{LEDGER}print/", ledger_views.print_view, name="application_ledger_print"),
        path(f"{LEDGER}names/", ledger_views.export_names_view, name="application_ledger_names"),
        path(f"{LEDGER}ledger.<slug:suffix>", ledger_views.export_view, name="application_ledger_export"),
        path(REMEDIES, remedy_views.remedies_view, name="application_remedies"),
        path(f"{REMEDIES}find/", remedy_views.find_view, name="application_remedy_find"),
        path(f"{REMEDIES}<int:pk>/", remedy_views.edit_view, name="application_remedy"),
        path(f"{CASE}remedies/add/", remedy_views.add_view, name="application_remedy_add"),
        path(RECTIFICATIONS, rectification_views.list_view, name="application_rectifications"),
        path(f"{RECTIFICATIONS}add/", rectification_views.add_view, name="application_rectification_add"),
        path(RECTIFICATION, rectification_views.row_view, name="application_rectification"),
        path(f"{RECTIFICATION}reply/", rectification_views.reply_view, name="application_rectification_reply"),
        path(f"{RECTIFICATION}told/", rectification_views.told_view, name="application_rectification_told"),
        path(f"{RECTIFICATION}person/", rectification_views.person_view, name="application_rectification_person"),
        path(
            f"{RECTIFICATION}files/<int:file_pk>/",
            rectification_views.file_view,
            name="application_rectification_file",
        ),
        path("applications/rules/", rules_views.rules_view, name="application_rules"),
        path("applications/rules/<slug:which>.docx", rules_views.template_view, name="application_rules_template"),
        path("applications/retention/", archive_views.retention_view, name="application_retention"),
        path(f"{CASE}package.zip", archive_views.package_view, name="application_package"),
        path(CASE, case_views.case_view, name="application_case"),
        path(f"{CASE}person/", case_views.person_view, name="application_person"),
        path(f"{CASE}similar/", case_views.similar_view, name="application_similar"),
        path(f"{CASE}contact/", case_views.contact_view, name="application_contact"),
        path(f"{CASE}do/<slug:slug>/", case_views.act_view, name="application_act"),
        path(f"{CASE}decide/", decide_views.steps_view, name="application_decide"),
        path(f"{CASE}decide/draft/", decide_views.decision_view, name="application_decision"),
        path(f"{CASE}proactive/", proactive_views.proactive_view, name="application_make_proactive"),
        path(f"{CASE}clock/<int:entry_pk>/", clock_views.entry_view, name="application_clock_entry"),
        path(f"{CASE}files/add/", file_views.add_view, name="application_file_add"),
        path(FILE, file_views.file_view, name="application_file"),
        path(f"{FILE}withdraw/", file_views.withdraw_view, name="application_file_withdraw"),
        path(f"{FILE}redact/", redaction_views.redaction_view, name="application_redact"),
        path(f"{FILE}redact/<int:page>.png", redaction_views.page_view, name="application_redact_page"),
        path(f"{CASE}forms/<slug:slug>.pdf", form_views.case_form_view, name="application_form"),
        path(
            f"{CASE}deliveries/<int:delivery_pk>/record.pdf",
            form_views.service_record_view,
            name="application_service_record",
        ),
        path(LETTER, letter_views.letter_view, name="application_letter"),
        path(f"{LETTER}edit/", letter_views.edit_view, name="application_letter_edit"),
        path(f"{LETTER}submit/", letter_views.submit_view, name="application_letter_submit"),
        path(f"{LETTER}void/", letter_views.void_view, name="application_letter_void"),
        path(f"{LETTER}enclose/", letter_views.enclose_view, name="application_letter_enclose"),
        path(f"{LETTER}send/", letter_views.send_view, name="application_letter_send"),
        path(f"{LETTER}approval.pdf", form_views.approval_slip_view, name="application_approval_slip"),
        path(f"{LETTER}paper.pdf", letter_views.pdf_view, name="application_letter_pdf"),
        path(f"{LETTER}paper.docx", letter_views.docx_view, name="application_letter_docx"),
    ]


@hooks.register("register_admin_menu_item")
def entry() -> ApplicationsMenuItem:
    return ApplicationsMenuItem()


@hooks.register("insert_global_admin_css")
def style() -> str:
    sheets = ("applications/desk.css", "applications/lists.css")
    return format_html_join("", '<link rel="stylesheet" href="{}">', [(static(each),) for each in sheets])
