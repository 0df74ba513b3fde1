"""读网页: a report as a web page, its tables HTML tables or lines of text."""

import re
import warnings

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning

from gongkai.report.reading.answer import Reading
from gongkai.report.reading.gridded import is_statutory, read_grids
from gongkai.report.reading.markup import grid_of
from gongkai.report.reading.prose import office_and_year
from gongkai.report.reading.texts import assemble

_BLOCKS = ["article", "aside", "blockquote", "caption", "dd", "div", "dl", "dt", "footer", "header", "hr", "li", "main"]
_BLOCKS += ["nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul", "h1", "h2", "h3", "h4", "h5", "h6"]
_SOURCE_BREAK = re.compile(r"[^\S\n]*\n\s*")
_BETWEEN_HAN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SILENT = ["script", "style", "template", "noscript", "title"]


def read_html(page: str | bytes) -> Reading:
    """Return what a web page gives of a report; tables that are no HTML tables are read from its text."""
    soup = _soup(page)
    for tag in [*soup.find_all(_SILENT), *soup.find_all(_is_hidden_cell)]:
        tag.decompose()
    tables = soup.find_all("table")
    _join_source_lines(soup)
    _break_lines(soup)
    whole = _lines(soup)
    grids = [grid_of(table) for table in tables]
    read = read_grids(grids, whole)
    head = next((_lines(tag) for tag in soup.find_all("h1") if office_and_year(_lines(tag))[1]), "")
    for table, grid in zip(tables, grids, strict=True):
        if is_statutory(grid):  # a table that only lays out the page holds the prose
            table.decompose()
    return assemble(read, f"{head}\n{_lines(soup)}")


def _soup(page: str | bytes) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", XMLParsedAsHTMLWarning
        )  # a page that calls itself XML is read as a browser would
        return BeautifulSoup(page, "lxml")


def _is_hidden_cell(tag: Tag) -> bool:
    """Test if the tag is a cell that a browser leaves out; a hidden part of the page may be a tab not yet opened."""
    return tag.name in ("td", "th") and (tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style", "")))))


def _join_source_lines(soup: BeautifulSoup) -> None:
    """Take out the line breaks of the page's source: in a browser they break nothing, except where text is set as typed."""
    for text in soup.find_all(string=_SOURCE_BREAK):
        if text.find_parent(_is_set_as_typed) is None:
            text.replace_with(_SOURCE_BREAK.sub(" ", _BETWEEN_HAN.sub("", text)))


def _is_set_as_typed(tag: Tag) -> bool:
    return tag.name in ("pre", "textarea") or "white-space" in str(tag.get("style", ""))


def _break_lines(soup: BeautifulSoup) -> None:
    for tag in soup.find_all("br"):
        tag.replace_with("\n")
    for tag in soup.find_all(_BLOCKS):
        tag.insert_before("\n")
        tag.insert_after("\n")


def _lines(tag: Tag) -> str:
    lines = (" ".join(line.split()) for line in tag.get_text().splitlines())
    return "\n".join(line for line in lines if line)
