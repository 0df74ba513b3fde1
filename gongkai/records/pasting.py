"""粘贴: the editor asks here what a paste from Word, WPS or a web page comes to, so that one program decides it."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from .cleaning import clean_body, images_left_behind

MAX_CHARACTERS = 5_000_000


@require_POST
def clean_paste_view(request: HttpRequest) -> JsonResponse:
    """Answer with the clean HTML of what was pasted and with sentences on what did not come along."""
    pasted = request.POST.get("html", "")
    if not request.user.is_authenticated:
        return JsonResponse({"error": "登录已失效，请在新窗口重新登录后再粘贴。"}, status=403)
    if len(pasted) > MAX_CHARACTERS:
        return JsonResponse({"error": "粘贴的内容太大，请分几次粘贴。"}, status=400)
    cleaned = clean_body(pasted)
    missing = images_left_behind(cleaned)
    problems = [f"其中{missing}张图片不能随粘贴带入，请选中占位框后用“图片”上传。"] if missing else []
    return JsonResponse({"html": cleaned, "problems": problems})
