"""文书的网页: the text of a letter as HTML, for reviewers on a screen or a phone, and for the applicant's preview.

`content` is the plain data of a version: title, addressee, body (one paragraph a line), enclosures, remedy, contact, note.
"""

from __future__ import annotations

import re
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join

HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)\S{1,30}$")


def is_heading(line: str) -> bool:
    """Test if the paragraph is a numbered heading (一、…… or （一）……) without a full stop."""
    return bool(HEADING.match(line)) and not line.endswith(("。", "；", "："))


def paragraphs(content: dict[str, Any]) -> list[str]:
    """Return the paragraphs of the letter, with the remedy paragraph as the last one."""
    lines = [line.strip() for line in [*content["body"].splitlines(), content.get("remedy", "")]]
    return [line for line in lines if line]


def body_html(content: dict[str, Any]) -> str:
    """Return the text as clean HTML, one paragraph a block."""
    addressed = format_html("<p>{}：</p>", content["addressee"])
    blocks = ((("h2" if is_heading(line) else "p"), line) for line in paragraphs(content))
    text = format_html_join("", "<{0}>{1}</{0}>", blocks)
    return addressed + text + format_html_join("", "<p>附件：{}</p>", ((each,) for each in content["enclosures"]))


def letter_page(content: dict[str, Any]) -> str:
    """Return the letter as a whole page, as the reviewer reads it before number, date and seal are set."""
    return render_to_string("applications/letter_page.html", {"content": content, "body": body_html(content)})
