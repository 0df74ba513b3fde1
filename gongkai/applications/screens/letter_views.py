"""文书页面: read, edit, enclose, send to review, give up, send out; as PDF and DOCX."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.applications import acts
from gongkai.applications.acts.writing import ACT_OF
from gongkai.applications.case import Case
from gongkai.applications.composing import letter_document
from gongkai.applications.letter_pages import body_html
from gongkai.applications.models import Letter, LetterState
from gongkai.applications.transitions import HANDLERS, TABLE, entitled
from gongkai.office.access import note
from gongkai.office.authority import person
from gongkai.office.models import User
from gongkai.papers.typesetting import FontsMissing

from . import printing
from .case_views import REFUSALS, reasons_of
from .doors import NOT_YOURS, belongs_to_office, visible_letter
from .letter_forms import EnclosuresForm, SendForm, TextForm, VoidForm
from .next_steps import against_sending


def writes(user: User, letter: Letter) -> bool:
    """Test if the person handles the case of the letter; the acts decide what may be done to it."""
    if letter.application is None:
        return any(user.has_role(role, letter.office) for role in HANDLERS)
    return entitled(Case.now(letter.application, by=user), TABLE[ACT_OF[letter.kind]])


def written_letter(request: HttpRequest, pk: int) -> Letter:
    """Return a letter that this person writes.

    :raises PermissionDenied: for whoever only sees it.
    """
    letter = visible_letter(request, pk)
    if not writes(person(request), letter):
        raise PermissionDenied(NOT_YOURS)
    return letter


@require_GET
@never_cache
def letter_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the letter; whoever reads it is on record, for it names people."""
    letter = visible_letter(request, pk)
    note(person(request), letter, "查看文书", office=letter.office)
    return render(request, "applications/letter.html", _context(letter, person(request)))


def _context(letter: Letter, user: User) -> dict[str, Any]:
    content, may_write = letter.version().content, writes(user, letter)
    is_draft, is_signed = letter.state == LetterState.DRAFT, letter.state == LetterState.SIGNED
    return {
        "letter": letter,
        "content": content,
        "body": body_html(content) if content.get("body") is not None else "",
        "rounds": letter.rounds.order_by("-number"),
        "versions": letter.versions.select_related("by"),
        "deliveries": letter.deliveries.select_related("proof"),
        "may_edit": may_write and is_draft,
        "may_send": may_write and is_signed and letter.application is not None,
        "against_sending": _against_sending(letter, user) if is_signed else [],
        "may_void": may_write and (is_draft or (is_signed and not letter.is_reply)),
        "void_form": VoidForm(),
        "enclosures_form": _enclosures(letter) if may_write and is_draft else None,
        "is_reply": letter.is_reply,
        "prints_slip": letter.application is not None and belongs_to_office(user, letter.application),
        "enclosed": letter.enclosures.all(),
    }


def _enclosures(letter: Letter) -> EnclosuresForm | None:
    """Return the form for a reply of a case that has something to enclose."""
    form = EnclosuresForm(letter=letter) if letter.application and letter.is_reply else None
    return form if form and form.has_any() else None


def _against_sending(letter: Letter, user: User) -> list[str]:
    return against_sending(Case.now(letter.application, by=user), letter) if letter.application else []


@require_http_methods(["GET", "POST"])
@never_cache
def edit_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the text of a draft."""
    letter = written_letter(request, pk)
    content = letter.version().content
    form = TextForm(request.POST or None, initial={name: content.get(name, "") for name in TextForm.base_fields})
    if letter.state != LetterState.DRAFT:
        messages.error(request, f"文书{letter.get_state_display()}，不能修改。")
        return redirect(letter.desk_address())

    def change() -> str:
        acts.revise(letter, by=person(request), **form.cleaned_data)
        return "已保存。"

    return _filled(request, letter, form, change, title="修改文书", button="保存")


@require_http_methods(["GET", "POST"])
@never_cache
def send_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a signed letter, and with it do the act that it serves."""
    letter = written_letter(request, pk)
    if letter.state != LetterState.SIGNED or letter.application is None:
        messages.error(request, f"文书{letter.get_state_display()}，签发后才能发出。")
        return redirect(letter.desk_address())
    form = SendForm(request.POST or None, letter=letter)

    def send() -> str:
        acts.send(letter, form.dispatch(), by=person(request))
        return f"已登记发出{letter.get_kind_display()}。"

    return _filled(request, letter, form, send, title="发出文书", button="发出", back=letter.application.desk_address())


def _filled(
    request: HttpRequest,
    letter: Letter,
    form: Form,
    do: Callable[[], str],
    *,
    title: str,
    button: str,
    back: str = "",
) -> HttpResponse:
    """Do what the form says, or show it with every reason against it and everything that was typed."""
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, do())
            return redirect(back or letter.desk_address())
        except REFUSALS as refusal:
            reasons = reasons_of(refusal)
    shown = {"letter": letter, "form": form, "reasons": reasons, "title": title, "button": button}
    return render(request, "applications/letter_form.html", shown, status=422 if request.method == "POST" else 200)


@require_POST
def submit_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the draft to be reviewed and signed."""
    letter = written_letter(request, pk)
    return _done(request, letter, lambda: _submitted(letter, person(request)))


def _submitted(letter: Letter, by: User) -> str:
    round = acts.release_to_review(letter, by=by)
    return f"已送审签，等待{round.open_stages()[0].name}。"


@require_POST
def void_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the letter up, with the reason."""
    letter, form = written_letter(request, pk), VoidForm(request.POST)
    if not form.is_valid():
        messages.error(request, "作废文书须说明理由。")
        return redirect(letter.desk_address())

    def give_up() -> str:
        acts.void(letter, reason=form.cleaned_data["reason"], by=person(request))
        return "文书已作废，文号不再使用。"

    return _done(request, letter, give_up)


@require_POST
def enclose_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what goes with the letter."""
    letter = written_letter(request, pk)
    form = EnclosuresForm(request.POST, letter=letter)
    if not form.is_valid():
        messages.error(request, "所选材料不能随附，请重新选择。")
        return redirect(letter.desk_address())

    def enclose() -> str:
        acts.enclose(letter, list(form.cleaned_data["files"]), by=person(request))
        return "已选定随附材料。"

    return _done(request, letter, enclose)


def _done(request: HttpRequest, letter: Letter, do: Callable[[], str]) -> HttpResponse:
    try:
        messages.success(request, do())
    except REFUSALS as refusal:
        for reason in reasons_of(refusal):
            messages.error(request, reason)
    return redirect(letter.desk_address())


@require_GET
def pdf_view(request: HttpRequest, pk: int) -> HttpResponse:
    return _paper(request, pk, printing.pdf_of, suffix="pdf", media_type=printing.PDF, shown=True)


@require_GET
def docx_view(request: HttpRequest, pk: int) -> HttpResponse:
    return _paper(request, pk, letter_document, suffix="docx", media_type=printing.DOCX)


def _paper(
    request: HttpRequest, pk: int, make: Callable[[Letter], bytes], *, suffix: str, media_type: str, shown: bool = False
) -> HttpResponse:
    letter = visible_letter(request, pk)
    try:
        paper = make(letter)
    except FontsMissing as refusal:
        messages.error(request, str(refusal))
        return redirect(letter.desk_address())
    note(person(request), letter, f"取用文书（{suffix.upper()}）", office=letter.office)
    return printing.answer(paper, name=f"letter-{letter.pk}.{suffix}", media_type=media_type, shown=shown)
