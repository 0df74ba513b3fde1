"""What changed, as people read it: sentences, then words; nothing that changed is left unsaid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.review.changes import Piece, changes, compared, readable


def content(body="<p>正文。</p>", title="通知", facts=None, attachments=(), **more):
    return {"title": title, "body": body, "facts": facts or {}, "attachments": list(attachments), **more}


def test_the_same_content_has_no_changes():
    assert changes(content(), content()) == []


def test_a_figure_is_marked_within_its_sentence():
    before, after = "全文。定于2025年6月3日开展演练。", "全文。定于2025年6月14日开展演练。"

    assert compared(before, after) == [
        Piece("same", "全文。定于2025年6月"),
        Piece("del", "3"),
        Piece("ins", "14"),
        Piece("same", "日开展演练。"),
    ]


def test_a_sentence_written_anew_is_shown_whole():
    assert [piece.kind for piece in compared("请按时参加。", "本周末停水，敬告居民。")] == ["del", "ins"]


@pytest.mark.parametrize(
    ("after", "label"),
    [
        (content(title="公告"), "标题"),
        (content(facts={"栏目": "公告"}), "栏目"),
        (content(attachments=[{"title": "附件1", "digest": "ab"}]), "附件"),
        (content(kind="NEWS"), "其他登记项"),
        (content(body="<p>正文！</p>"), "正文"),
        (content(body="<h2>正文。</h2>"), "正文"),
        (content(body='<p>正文。<img src="/a.png" alt="图"></p>'), "正文"),
        (content(body='<p><a href="/x">正文。</a></p>'), "正文"),
    ],
    ids=["标题", "登记项", "附件", "未列名的项", "标点", "版式", "图片", "链接"],
)
def test_whatever_changed_is_named(after, label):
    assert [change.label for change in changes(content(), after)] == [label]


def test_a_replaced_attachment_of_the_same_name_is_seen():
    before, after = ({"title": "附件1", "digest": digest} for digest in ("ab", "cd"))

    assert changes(content(attachments=[before]), content(attachments=[after]))


def test_a_fact_that_was_removed_is_shown_as_removed():
    change = changes(content(facts={"文号": "1号"}), content())[0]

    assert change.pieces == (Piece("del", "1号"),)


def test_a_table_reads_row_by_row():
    assert readable("<table><tr><th>时间</th><td>9:00</td></tr></table><p>完</p>") == "｜ 时间 ｜ 9:00\n完"


def test_long_unchanged_text_is_shortened_around_the_change():
    text = "".join(f"第{n}句不变。" for n in range(60))

    pieces = changes(content(body=text), content(body=text + "新增一句。"))[0].pieces

    assert pieces[-1] == Piece("ins", "新增一句。")
    assert "……" in pieces[0].text


@given(st.text("甲乙丙丁12。\n，", max_size=60), st.text("甲乙丙丁12。\n，", max_size=60))
def test_both_texts_can_be_read_out_of_the_comparison(old, new):
    pieces = compared(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != "ins") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "del") == new
