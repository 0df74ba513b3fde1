"""检索请求: what a visitor wants to find, read from the address. Whatever stands there, it can be answered.

What cannot be followed (an unknown office, a foreign column, a page that is no number) is left aside, and said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from gongkai.search.port import Scope
from gongkai.search.query import LONGEST_QUESTION, Question, read_question

SCOPES: dict[Scope, str] = {"all": "标题和正文", "title": "只查标题"}
LONGEST_PAGE = 9


@dataclass(frozen=True, slots=True)
class Wish:
    """A question with its filters; "" means no filter. `remarks` tell the visitor what was left aside."""

    question: Question
    scope: Scope = "all"
    office: str = ""
    column: str = ""
    page: int = 1
    remarks: tuple[str, ...] = field(default=(), compare=False)

    @property
    def is_filtered(self) -> bool:
        """Test if without the filters more might be found."""
        return bool(self.office or self.column) or self.scope != "all"

    def on_page(self, number: int) -> Wish:
        return replace(self, page=number)

    def unfiltered(self) -> Wish:
        return Wish(self.question)

    def as_query(self) -> str:
        """Return the query string of an address, starting with a question mark."""
        page = str(self.page) if self.page > 1 else ""
        scope = self.scope if self.scope != "all" else ""
        values = {"q": self.question.text, "scope": scope, "office": self.office, "column": self.column, "page": page}
        return "?" + urlencode({name: value for name, value in values.items() if value})


def read_wish(given: Mapping[str, str], *, offices: Mapping[str, str], columns: Mapping[str, str]) -> Wish:
    """Return the wish of the address' parameters; offices and columns are those offered, by slug and by path."""
    typed = given.get("q", "")
    office, column = (given.get(name, "") for name in ("office", "column"))
    remarks = {
        f"检索词过长，只按前{LONGEST_QUESTION}个字查找。": len(typed) > LONGEST_QUESTION,
        "没有您所选的机构，已在全部机构中查找。": offices and office and office not in offices,
        "没有您所选的栏目，已在全部栏目中查找。": columns and column and column not in columns,
    }
    return Wish(
        question=read_question(typed),
        scope="title" if given.get("scope") == "title" else "all",
        office=office if office in offices else "",
        column=column if column in columns else "",
        page=_page(given.get("page", "")),
        remarks=tuple(sentence for sentence, applies in remarks.items() if applies),
    )


def _page(text: str) -> int:
    """Return the number of the page; 1 for whatever is none."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) <= LONGEST_PAGE else 1
