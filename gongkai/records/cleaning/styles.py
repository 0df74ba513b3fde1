"""样式读取: what an inline style of pasted text says about the meaning of the text. Nothing of the style itself survives."""

from gongkai.records.cleaning.rules import ALIGNMENTS, CLASSES
from gongkai.records.cleaning.tree import Element

_BOLD = frozenset({"bold", "bolder", "600", "700", "800", "900"})


def declarations(element: Element) -> dict[str, str]:
    """Return the style of one element as property → value, in lower case."""
    pairs = (part.partition(":") for part in element.attributes.get("style", "").split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs if value.strip()}


def marks_of(element: Element) -> list[str]:
    """Return the marks that a styled span stands for, outermost first."""
    style = declarations(element)
    decoration = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    said = {
        "strong": style.get("font-weight") in _BOLD,
        "em": style.get("font-style") == "italic",
        "u": "underline" in decoration,
        "s": "line-through" in decoration,
        "sup": style.get("vertical-align") == "super",
        "sub": style.get("vertical-align") == "sub",
    }
    return [mark for mark, holds in said.items() if holds]


def is_unbolded(element: Element) -> bool:
    """Test if a bold element takes its boldness back, as an online editor's outermost b does."""
    return declarations(element).get("font-weight") in {"normal", "400"}


def block_class(element: Element) -> str:
    """Return the allowed classes of a block, with the alignment that its style or its align attribute asks for."""
    kept = [word for word in element.attributes.get("class", "").split() if word in CLASSES]
    if any(word in ALIGNMENTS for word in kept):
        return " ".join(dict.fromkeys(kept))
    asked = declarations(element).get("text-align") or element.attributes.get("align", "").lower()
    return " ".join(dict.fromkeys([*kept, *(word for word in ALIGNMENTS if word == f"align-{asked}")]))


def font_of(element: Element) -> str:
    """Return the first Chinese font family that an element names, or an empty string."""
    style = declarations(element)
    named = element.attributes.get("face") or style.get("mso-fareast-font-family") or style.get("font-family", "")
    return named.split(",")[0].strip("\"' ").lower()


def is_word(element: Element) -> bool:
    """Test if Word or WPS wrote this element."""
    return "mso" in element.attributes.get("class", "").lower() or "mso-" in element.attributes.get("style", "").lower()
