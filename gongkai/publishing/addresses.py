"""网址: every public address of the site as a pure function, and the file that stands behind it.

An address starts with a slash and is relative to the site's root. `place` tells the file's path below the public folder.
Dates in addresses are those of Shanghai, whatever zone the given moment carries.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import quote
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
SITE_HOME = "/"
SITEMAP = "/sitemap.xml"
SITEMAP_OF_LISTS = "/sitemap-lists.xml"
ROBOTS = "/robots.txt"
NOT_FOUND = "/404.html"
STATIC = "/static/"

_SUFFIX = re.compile(r"[0-9A-Za-z]{1,8}")
_DOCUMENT = re.compile(r"(?P<stem>/(?:[\w-]+/)+\d{6}/t\d{8}_\d+)(?:_\d+)?\.(?P<suffix>\w+)", re.ASCII)


def site_home() -> str:
    return SITE_HOME


def office_home(office: str) -> str:
    return f"/{office}/"


def column_home(office: str, column: str) -> str:
    """Return the address of a column's list; `column` is its path below the office's own."""
    return f"/{office}/{column}/"


def archive_page(office: str, column: str, number: int) -> str:
    """Return the address of a column's archive page; pages are numbered from the oldest and keep their number."""
    return f"{column_home(office, column)}index_{number}.html"


def catalogue(office: str) -> str:
    """Return the address of the whole column tree on one page, which is the office's map too."""
    return f"/{office}/catalogue.html"


def feed(office: str, column: str) -> str:
    return f"{column_home(office, column)}feed.xml"


def document(office: str, column: str, published_at: datetime, record_id: int) -> str:
    """Return the address of a document: by the day of its first publication, which never changes."""
    day = published_at.astimezone(SHANGHAI)
    return f"{column_home(office, column)}{day:%Y%m}/t{day:%Y%m%d}_{record_id}.html"


def stem(document_address: str) -> str:
    """Return what the addresses of a document and of everything beside it start with."""
    return document_address.removesuffix(".html")


def attachment(document_address: str, attachment_id: int, suffix: str) -> str:
    """Return the address of an attachment or image, beside its document."""
    plain = suffix.lower() if _SUFFIX.fullmatch(suffix) else "bin"
    return f"{stem(document_address)}_{attachment_id}.{plain}"


def qr_code(document_address: str) -> str:
    """Return the address of the code that opens the document on a phone (扫一扫在手机打开当前页)."""
    return f"{stem(document_address)}.svg"


def tombstone(document_address: str) -> str:
    """Return where the notice of a withdrawal lies; it is answered, with status 410, at the document's own address."""
    return f"{stem(document_address)}.gone"


def tombstone_for(address: str) -> str | None:
    """Return where the tombstone lies for the address of a document or of something beside it; None for others."""
    found = _DOCUMENT.fullmatch(address)
    return tombstone(found["stem"]) if found else None


def sitemap_chunk(number: int) -> str:
    return f"/sitemap-{number}.xml"


def search(office: str | None = None) -> str:
    """Return the address of the search page, of one office or of the whole site."""
    return f"/{office}/search" if office else "/search"


def contact(office: str) -> str:
    """Return the address of the page that says whom to ask (联系我们)."""
    return f"/{office}/contact.html"


def correct(office: str) -> str:
    """Return the address that tells a reader how to report an error (纠错)."""
    return f"{contact(office)}#correct"


def apply(office: str) -> str:
    """Return the address of disclosure on request (依申请公开): the notice, and what leads on from there."""
    return f"/{office}/apply/"


def application_form(office: str, kind: str = "") -> str:
    """Return the address of the form; `kind` (person, organisation) leads past the question who applies."""
    return f"{apply(office)}form/" + (f"?kind={kind}" if kind else "")


def blank_application(office: str, suffix: str) -> str:
    """Return the address of the blank form to print (pdf) or to fill in with a word processor (docx)."""
    return f"{apply(office)}blank.{suffix}"


def filed(office: str, submission: str) -> str:
    """Return the address of the receipt; only the browser that filed is shown it."""
    return f"{apply(office)}receipt/{submission}/"


def filed_paper(office: str, submission: str) -> str:
    """Return the address of the receipt to print."""
    return f"{filed(office, submission)}receipt.pdf"


def progress(office: str) -> str:
    """Return the address at which number and query code open an application (办理进度查询)."""
    return f"{apply(office)}status/"


def opened_case(office: str, part: str = "") -> str:
    """Return the address of the application that was opened, or of a part of it: correction, reasons, withdrawal."""
    return f"{apply(office)}case/" + (f"{part}/" if part else "")


def delivery(office: str, delivery_id: int) -> str:
    """Return the address of a letter with its enclosures, in the opened application."""
    return f"{opened_case(office)}delivery/{delivery_id}/"


def delivered_file(office: str, delivery_id: int, file_id: int) -> str:
    return f"{delivery(office, delivery_id)}{file_id}"


def absolute(site: str, address: str) -> str:
    """Return the address with the site's scheme and host before it, as feeds, codes and sitemaps want it."""
    return site.rstrip("/") + quote(address)


def place(address: str) -> str:
    """Return the path, below the public folder, of the file that answers at the address."""
    path = address.removeprefix("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def folder(address: str) -> str:
    """Return the path, below the public folder, of the folder that the address lies in."""
    return str(PurePosixPath(place(address)).parent)
