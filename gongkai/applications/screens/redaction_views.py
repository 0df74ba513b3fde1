"""区分处理的页面: masks over a source, by drawing, by text or by position; the file made of it, proven before it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.applications import acts
from gongkai.applications.acts.redacting import MASKABLE, PDF_FIRST, UNREADABLE, masks_of, working_on
from gongkai.applications.models import CaseFile, FileKind
from gongkai.applications.transitions import ActRefused
from gongkai.office.access import note
from gongkai.office.authority import person
from gongkai.office.models import User
from gongkai.papers.redaction import Mask, MaskOutsidePage, page_count, page_image, pages_without_text

from .case_views import REFUSALS, reasons_of
from .doors import file_of, require_handler, visible_application
from .fields import text_field


class TextMaskForm(forms.Form):
    text = forms.CharField(label="要遮盖的文字", max_length=200, help_text="全文中每一处都会遮盖；文字本身不会保存。")


class PlaceMaskForm(forms.Form):
    """A place on a page, in hundredths of its width and height."""

    page = forms.IntegerField(label="页", min_value=1)
    left = forms.FloatField(label="左边（%）", min_value=0, max_value=100)
    top = forms.FloatField(label="上边（%）", min_value=0, max_value=100)
    right = forms.FloatField(label="右边（%）", min_value=0, max_value=100)
    bottom = forms.FloatField(label="下边（%）", min_value=0, max_value=100)

    def mask(self) -> Mask:
        """Return the mask.

        :raises MaskOutsidePage: when it has no area.
        """
        given = self.cleaned_data
        sides = [given[side] / 100 for side in ("left", "top", "right", "bottom")]
        return Mask(given["page"] - 1, *sides)


class ReleaseForm(forms.Form):
    title = forms.CharField(label="提供时的名称", max_length=100)
    reasons = text_field("遮盖理由", rows=2, required=False, help_text="依据和理由，如：个人隐私，《条例》第十五条。")
    allowed = text_field(
        "已核对、可以保留的文字",
        rows=2,
        required=False,
        help_text="每行一个。遮盖的文字在别处也出现而不需要遮盖时填写。",
    )


@dataclass(frozen=True)
class PlacedMask:
    """A mask as the page draws and names it; the numbers are hundredths of the page."""

    number: int
    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Page:
    number: int
    masks: list[PlacedMask]


def _source(request: HttpRequest, pk: int, file_pk: int) -> CaseFile:
    application = visible_application(request, pk)
    require_handler(request, application)
    file = file_of(request, application, file_pk)
    if file.kind != FileKind.SOURCE or file.erased_at or file.withdrawn_at:
        raise Http404("没有这份原件。")
    return file


@require_http_methods(["GET", "POST"])
@never_cache
def redaction_view(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """Show the pages with their masks, or take one of the acts of this screen."""
    source = _source(request, pk, file_pk)
    if request.method == "POST":
        return _act(request, source)
    note(person(request), source, "查看拟提供的信息原件", office=source.application.office)  # type: ignore[union-attr]
    return _show(request, source, [], 200)


def _act(request: HttpRequest, source: CaseFile) -> HttpResponse:
    do = DOES.get(request.POST.get("do", ""))
    if do is None:
        raise Http404
    try:
        messages.success(request, do(request, source, person(request)))
    except (*REFUSALS, MaskOutsidePage) as refusal:
        return _show(request, source, reasons_of(refusal), 422)
    if do in (_release, _whole):
        return redirect(source.application.desk_address())  # type: ignore[union-attr]
    return redirect("application_redact", pk=source.application_id, file_pk=source.pk)


def _checked(form: forms.Form) -> dict[str, Any]:
    """Return what the form says.

    :raises ActRefused: with everything that is wrong in it.
    """
    if form.is_valid():
        return form.cleaned_data
    raise ActRefused(*[f"“{form.fields[name].label}”：{error}" for name, all_ in form.errors.items() for error in all_])


def _text(request: HttpRequest, source: CaseFile, by: User) -> str:
    given = _checked(TextMaskForm(request.POST))
    return f"已遮盖{acts.mask_text(source, given['text'], by=by)}处。"


def _place(request: HttpRequest, source: CaseFile, by: User) -> str:
    form = PlaceMaskForm(request.POST)
    _checked(form)
    acts.add_masks(source, [form.mask()], by=by)
    return "已遮盖1处。"


def _drawn(request: HttpRequest, source: CaseFile, by: User) -> str:
    masks = [_drawn_mask(text) for text in request.POST.getlist("box")]
    if not masks:
        raise ActRefused("还没有画出要遮盖的位置。请在页面上按住拖动。")
    acts.add_masks(source, masks, by=by)
    return f"已遮盖{len(masks)}处。"


def _drawn_mask(text: str) -> Mask:
    """Return the mask that the script wrote down: page from 0, left, top, right, bottom in fractions."""
    try:
        page, *sides = text.split(",")
        left, top, right, bottom = map(float, sides)
        return Mask(int(page), left, top, right, bottom)
    except MaskOutsidePage:
        raise
    except ValueError as unread:
        raise ActRefused("遮盖位置无法识别，请重新绘制。") from unread


def _remove(request: HttpRequest, source: CaseFile, by: User) -> str:
    number = request.POST.get("number", "")
    acts.remove_mask(source, int(number) if number.isdecimal() else -1, by=by)
    return "已移除1处遮盖。"


def _release(request: HttpRequest, source: CaseFile, by: User) -> str:
    given = _checked(ReleaseForm(request.POST))
    allowed = [line.strip() for line in given["allowed"].splitlines() if line.strip()]
    release = acts.release_masked(source, title=given["title"], reasons=given["reasons"], allowed=allowed, by=by)
    return f"已生成“{release.title}”，经核验遮盖的内容无法提取，可以随答复书提供。"


def _whole(request: HttpRequest, source: CaseFile, by: User) -> str:
    release = acts.release_whole(source, title=source.title, by=by)
    return f"已原样生成“{release.title}”，作者、修订等隐藏信息没有随附。"


DOES: dict[str, Callable[[HttpRequest, CaseFile, User], str]] = {
    "text": _text,
    "place": _place,
    "drawn": _drawn,
    "remove": _remove,
    "release": _release,
    "whole": _whole,
}


def _show(request: HttpRequest, source: CaseFile, reasons: list[str], status: int) -> HttpResponse:
    redaction = working_on(source)
    masks = masks_of(redaction)
    data = request.POST if reasons else None
    shown = {
        "application": source.application,
        "source": source,
        "reasons": reasons,
        "masks": _placed(masks),
        "text_form": TextMaskForm(data if _asked(request, "text") else None),
        "place_form": PlaceMaskForm(data if _asked(request, "place") else None),
        "release_form": ReleaseForm(
            data if _asked(request, "release") else None, initial={"title": source.title.removesuffix("（原件）")}
        ),
        **_pages(source, masks),
    }
    return render(request, "applications/redact.html", shown, status=status)


def _asked(request: HttpRequest, do: str) -> bool:
    return request.POST.get("do") == do


def _pages(source: CaseFile, masks: list[Mask]) -> dict[str, Any]:
    """Return the pages to draw on, or why there are none."""
    if source.media_type not in MASKABLE:
        return {"unreadable": PDF_FIRST}
    data = source.data()
    try:
        count, pictures = page_count(data), pages_without_text(data)
    except UNREADABLE as unread:
        return {"unreadable": str(unread)}
    placed = _placed(masks)
    pages = [Page(number, [mask for mask in placed if mask.page == number]) for number in range(1, count + 1)]
    return {"pages": pages, "scanned": "、".join(str(page + 1) for page in pictures)}


def _placed(masks: list[Mask]) -> list[PlacedMask]:
    return [
        PlacedMask(
            number,
            mask.page + 1,
            round(mask.left * 100, 2),
            round(mask.top * 100, 2),
            round((mask.right - mask.left) * 100, 2),
            round((mask.bottom - mask.top) * 100, 2),
        )
        for number, mask in enumerate(masks)
    ]


@require_GET
def page_view(request: HttpRequest, pk: int, file_pk: int, page: int) -> HttpResponse:
    """Answer one page of the source as a picture, pages counted from 1."""
    source = _source(request, pk, file_pk)
    try:
        data = source.data()
        if not 1 <= page <= page_count(data):
            raise Http404
        picture = page_image(data, page - 1)
    except UNREADABLE as unread:
        raise Http404(str(unread)) from unread
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": "no-store"})
