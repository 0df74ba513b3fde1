"""The smallest site around the editor: the page under the strict policy, a stub for uploads, the real cleaner."""

from django import forms
from django.http import HttpResponse, JsonResponse
from django.template import engines
from django.urls import path, reverse_lazy

from gongkai.records.cleaning import clean_body
from gongkai.records.pasting import clean_paste_view
from gongkai.records.widgets import BodyEditor

POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'"
PAGE = """<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>编辑</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{{ form.media }}</head><body><main><h1>编辑信息</h1>
<form method="post">{% csrf_token %}{{ form.as_div }}<button>保存</button></form>
{% if saved %}<h2>已保存</h2><article>{{ saved|safe }}</article>{% endif %}</main></body></html>"""


class BodyForm(forms.Form):
    body = forms.CharField(
        label="正文",
        required=False,
        widget=BodyEditor(upload_url=reverse_lazy("upload"), clean_url=reverse_lazy("clean")),
    )


def page(request):
    form = BodyForm(request.POST or None, initial={"body": request.GET.get("body", "<p>已有文字。</p>")})
    saved = clean_body(form.cleaned_data["body"]) if form.is_valid() else ""
    html = engines["django"].from_string(PAGE).render({"form": form, "saved": saved}, request)
    return HttpResponse(html, headers={"Content-Security-Policy": POLICY})


def upload(request):
    file = request.FILES.get("file")
    if file is None or file.size == 0:
        return JsonResponse({"error": "文件是空的，请换一个。"}, status=400)
    return JsonResponse({"url": f"/desk/attachments/7/{file.name}", "alt": request.POST["alt"]})


class _Clerk:
    is_authenticated = True


def clean(request):
    request.user = _Clerk()
    return clean_paste_view(request)


urlpatterns = [path("", page, name="page"), path("upload/", upload, name="upload"), path("clean/", clean, name="clean")]
