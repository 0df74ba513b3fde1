"""出错页面: what people read when a request cannot be served."""

from typing import Any

from django.http import HttpRequest, HttpResponse


def csrf_failure(request: HttpRequest, reason: str = "", **kwargs: Any) -> HttpResponse:
    """Answer a form that came without its token: nothing is lost, the page has to be opened again."""
    text = "页面停留时间过长或浏览器禁用了Cookie，本次提交未被接受。请返回上一页刷新后重新提交，所填内容仍在原页面。"
    return HttpResponse(text, status=403, content_type="text/plain; charset=utf-8")
