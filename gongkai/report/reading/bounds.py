"""界限: how long a text and how deep a page may be before it is no annual report, so that no file keeps the reader busy."""

import re

from gongkai.report.reading.answer import ReportNotReadable

_LONGEST_TEXT = 500_000
_LONGEST_PAGE = 3_000_000
_DEEPEST = 300
_MOST_TABLES = 1_000
_AGAIN = "请只选取年度报告的部分，另存为网页或纯文本后再读。"
_PICTURE = re.compile(r"data:image/[a-z0-9.+-]{1,20};base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
# Only what must be closed again: a page may leave its paragraphs and cells open.
_NESTED = re.compile(
    r"<(?P<close>/?)(?P<name>div|span|table|section|article|font|b|i|u|strong|em|ul|ol|dl|form|center|blockquote)\b"
    r"[^<>]*(?P<void>/?)>",
    re.IGNORECASE,
)


def bounded_text(text: str) -> str:
    """Return the text.

    :raises ReportNotReadable: when it is longer than any report.
    """
    if len(text) > _LONGEST_TEXT:
        raise ReportNotReadable(f"文字超过{_LONGEST_TEXT // 10_000}万字，不像是一份年度报告；{_AGAIN}")
    return text


def bounded_page(page: str) -> str:
    """Return the page without the pictures written into it.

    :raises ReportNotReadable: when it is longer, deeper or has more tables than any report.
    """
    bare = _PICTURE.sub("", page)
    if len(bare) > _LONGEST_PAGE:
        raise ReportNotReadable(f"网页超过{_LONGEST_PAGE // 10_000}万字符，不像是一份年度报告；{_AGAIN}")
    depth = deepest = tables = 0
    for tag in _NESTED.finditer(bare):
        depth = max(depth - 1, 0) if tag["close"] else depth + (not tag["void"])
        deepest = max(deepest, depth)
        tables += tag["name"].lower() == "table" and not tag["close"]
    if deepest > _DEEPEST or tables > _MOST_TABLES:
        raise ReportNotReadable(f"网页的标签嵌套过深或表格过多，不像是一份年度报告；{_AGAIN}")
    return bare
