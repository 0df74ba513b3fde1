"""准入规则: which elements, attributes and addresses a body may hold. nh3 applies them last, whatever the tree did before."""

import re

import nh3

BLOCKS = frozenset({"p", "h2", "h3", "h4", "blockquote", "ul", "ol", "table", "figure"})
MARKS = frozenset({"strong", "em", "u", "s", "sub", "sup", "a"})
TABLE_PARTS = frozenset({"caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"})
ALLOWED = BLOCKS | MARKS | TABLE_PARTS | {"br", "img", "li", "figcaption"}

# What a paste brings and the tree turns into something allowed; everything else loses its tag and keeps its text.
TRANSLATED = frozenset({
    "b", "i", "del", "strike", "ins", "font", "span", "h1", "h5", "h6", "div", "section", "article", "header", "footer",
    "main", "nav", "aside", "address", "center", "pre", "dl", "dt", "dd", "form", "fieldset",
})  # fmt: skip
# What never carries text of the document.
DROPPED = frozenset({
    "script", "style", "title", "xml", "svg", "math", "template", "noscript", "iframe", "object", "embed", "noembed",
    "noframes", "select", "button", "audio", "video", "canvas", "textarea",
})  # fmt: skip

ALIGNMENTS = ("align-center", "align-right")
CLASSES = frozenset({*ALIGNMENTS, "no-indent"})
EXTERNAL_REL = "noopener noreferrer"

_CELL = frozenset({"class", "colspan", "rowspan", "scope", "headers", "id", "abbr"})
_TEXT_BLOCK = frozenset({"class"})
ATTRIBUTES = {
    "p": _TEXT_BLOCK,
    "h2": _TEXT_BLOCK,
    "h3": _TEXT_BLOCK,
    "h4": _TEXT_BLOCK,
    "a": frozenset({"href", "rel"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "ol": frozenset({"start", "type"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "th": _CELL,
    "td": _CELL,
}

ORDER = (
    "class", "href", "rel", "src", "alt", "width", "height", "start", "type",
    "span", "colspan", "rowspan", "scope", "id", "headers", "abbr",
)  # fmt: skip
"""In which order attributes are written: the same content has one form, whoever wrote it."""

_LINK = re.compile(r"(?:https?://|mailto:)[^\s\\]+|/(?![/\\])[^\s\\]*|(?![/\\#])[^\s:\\]+", re.IGNORECASE)
_IMAGE = re.compile(r"/desk/attachments/[0-9A-Za-z-]+/[^\s\\:?#]*|(?![/\\.])[^\s:\\?#]+")
_VALUES = {
    "colspan": re.compile(r"[1-9]\d{0,2}"),
    "rowspan": re.compile(r"\d{1,3}"),
    "span": re.compile(r"[1-9]\d{0,2}"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
    "id": re.compile(r"[A-Za-z][\w-]{0,63}", re.ASCII),
    "headers": re.compile(r"[A-Za-z][\w-]{0,63}(?: [A-Za-z][\w-]{0,63})*", re.ASCII),
    "width": re.compile(r"[1-9]\d{0,3}"),
    "height": re.compile(r"[1-9]\d{0,3}"),
    "start": re.compile(r"\d{1,4}"),
    "type": re.compile(r"[1aAiI]"),
    "rel": re.compile(EXTERNAL_REL),
    "href": _LINK,
    "src": _IMAGE,
}


def admit(tag: str, name: str, value: str) -> str | None:
    """Return the value an attribute may keep, or None where the attribute must go."""
    if name == "class":
        return " ".join(word for word in value.split() if word in CLASSES) or None
    if name in {"alt", "abbr"}:
        return " ".join(value.split())
    if name == "src" and ".." in value:
        return None
    pattern = _VALUES.get(name)
    return value if pattern and pattern.fullmatch(value) else None


def _admit_readable(tag: str, name: str, value: str) -> str | None:
    return value if name in {"class", "style", "align", "face"} else admit(tag, name, value)


def is_external(address: str) -> bool:
    """Test if a link leaves the site."""
    return address.lower().startswith(("http://", "https://"))


def strict(html: str) -> str:
    """Return ``html`` with nothing but what a body may hold. This is the authority."""
    return _STRICT.clean(html)


def loose(html: str) -> str:
    """Return well-formed HTML that still shows how a word processor marked things, for the tree to read."""
    return _LOOSE.clean(html)


_STRICT = nh3.Cleaner(
    tags=set(ALLOWED),
    clean_content_tags=set(DROPPED),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    attribute_filter=admit,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
_LOOSE = nh3.Cleaner(
    tags=set(ALLOWED | TRANSLATED),
    clean_content_tags=set(DROPPED),
    attributes={"*": {"class", "style", "align"}, "font": {"face"}}
    | {tag: set(names | {"style", "align"}) for tag, names in ATTRIBUTES.items()},
    attribute_filter=_admit_readable,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
