"""正文清理 (docs/adr/0010-editor.md): what holds for every input, however it was written."""

import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongkai.records.cleaning import body_problems, clean_body, plain_text
from gongkai.records.cleaning.rules import ALLOWED, ATTRIBUTES, CLASSES
from gongkai.records.cleaning.tree import parse

TAGS = [
    *sorted(ALLOWED),
    "b", "i", "span", "font", "div", "h1", "h5", "h6", "section", "pre", "center", "dl", "dd", "form", "script",
    "style", "svg", "math", "iframe", "o:p", "xml", "template", "select", "option", "textarea", "noscript", "mtext",
    "foreignObject", "annotation-xml", "body", "html", "frameset", "input", "button", "marquee", "nobr", "plaintext",
]  # fmt: skip
ATTRIBUTE_TEXTS = [
    "class=MsoNormal", 'class="align-right no-indent x"', "style='mso-list:l0 level1 lfo1'", "align=center",
    "style='mso-list:l0 level2 lfo1;text-indent:2pt'", "style='mso-list:Ignore'", "style='font-weight:bold'",
    "style='font-family:黑体;mso-x:1'", "href='https://a.gov.cn/'", "href=javascript:alert(1)", "href='x.html'",
    "href='#a'", "src='/desk/attachments/7/a.png'", "src='file:///c'", "alt='图'", "onclick=alert(1)", "colspan=2",
    "rowspan=3", "scope=foo", "scope=col", "id=a1", "headers='a1 b'", "start=3", "type=a", "span=2", "style='x'",
]  # fmt: skip
WORDS = [
    "一、标题",
    "（二）标题",
    "1.",
    "l",
    "·",
    " ",
    "\n",
    "\xa0",
    "　　",
    "中\n文",
    "a b",
    "<",
    "&lt;",
    "&#0;",
    "&nbsp;",
]

opening = st.builds(
    lambda tag, attributes: f"<{tag} {' '.join(attributes)}>",
    st.sampled_from(TAGS),
    st.lists(st.sampled_from(ATTRIBUTE_TEXTS), max_size=3),
)
closing = st.sampled_from(TAGS).map(lambda tag: f"</{tag}>")
other = st.sampled_from(["<!--x-->", "<![if !supportLists]>", "<![endif]>", "<!--[if gte mso 9]>", "<![CDATA[", "-->"])
pieces = st.one_of(opening, opening, closing, st.sampled_from(WORDS), other, st.text(max_size=8))
soup = st.lists(pieces, max_size=40).map("".join)
thorough = settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@thorough
@given(soup)
def test_cleaning_again_changes_nothing(html):
    once = clean_body(html)

    assert clean_body(once) == once


@thorough
@given(soup)
def test_only_what_is_allowed_comes_out(html):
    for element in parse(clean_body(html)).walk():
        assert element.tag in ALLOWED
        assert element.attributes.keys() <= ATTRIBUTES.get(element.tag, frozenset())
        assert set(element.attributes.get("class", "").split()) <= CLASSES
        assert re.match(r"https?://|mailto:|[^:]*$", element.attributes.get("href", ""), re.IGNORECASE)
        assert ":" not in element.attributes.get("src", "")


@thorough
@given(soup)
def test_every_text_and_image_stands_in_a_block(html):
    root = parse(clean_body(html))

    assert all(
        not isinstance(child, str) and child.tag not in {"img", "br", "li", "td", "tr"} for child in root.children
    )


@given(st.text())
@example("\ud800\x00<p>\udfff")
def test_no_text_raises(text):
    clean_body(text)
    plain_text(text)
    body_problems(text)


@pytest.mark.parametrize("tag", ["div", "ul><li", "blockquote", "b", "span", "table><tr><td", "a href=x", "p", "o:p"])
def test_deep_nesting_is_flattened_and_nothing_lost(tag):
    html = f"{f'<{tag}>' * 3000}字"
    once = clean_body(html)

    assert plain_text(once) == "字"
    assert clean_body(once) == once
    assert plain_text(html) == "字"


@given(st.text(st.characters(categories=("L", "N")), min_size=1))
def test_words_survive(word):
    assert plain_text(clean_body(f"<table><tr><td><div><font>{word}")) == word
