"""出错页面: what people read when a request cannot be served."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from gongkai.publishing import addresses, assets

BRIEF = "没有找到这个页面。网址可能有误，或者页面已经移走。"


def csrf_failure(request: HttpRequest, reason: str = "", **kwargs: Any) -> HttpResponse:
    """Answer a form that came without its token: nothing is lost, the page has to be opened again."""
    text = "页面停留时间过长或浏览器禁用了Cookie，本次提交未被接受。请返回上一页刷新后重新提交，所填内容仍在原页面。"
    return HttpResponse(text, status=HTTPStatus.FORBIDDEN, content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that cannot be read: too many fields, too large, broken on the way."""
    message = "提交的内容不完整或者过大，没有被接受。请返回上一页，检查附件的个数和大小（每个20MB以内）后重新提交。"
    return HttpResponse(_error_page("这次提交没有被接受", message), status=HTTPStatus.BAD_REQUEST)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a wrong address with the page that was written for it, so that this works without the database."""
    written = settings.PUBLIC_DIR / addresses.place(addresses.NOT_FOUND)
    page = written.read_text() if written.is_file() else _error_page("没有找到这个页面", BRIEF)
    said = "" if request.method == "HEAD" else page
    return HttpResponse(said, status=HTTPStatus.NOT_FOUND, headers={"Cache-Control": "no-cache"})


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when the program failed: no details, no database."""
    message = "服务暂时中断，请稍后再试。已经提交的内容不会因此丢失。"
    return HttpResponse(_error_page("页面暂时无法打开", message), status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _error_page(title: str, message: str) -> str:
    values = {
        "assets": assets.ADDRESS,
        "asset_version": assets.asset_version(),
        "page": {"title": title, "noindex": True},
        "error": {"title": title, "message": message},
    }
    return render_to_string("publishing/error.html", values)
