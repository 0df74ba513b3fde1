"""内嵌检索: what is found, in which order, and how it changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.search.documents import NaivePublicationTime, SearchDocument
from gongkai.search.embedded import EmbeddedSearch
from gongkai.search.query import read_question
from gongkai.search.tests.invented import FIRST, document
from gongkai.search.tests.test_query import HOSTILE
from gongkai.search.tests.truth import stands_in


@pytest.fixture
def engine(tmp_path):
    engine = EmbeddedSearch(tmp_path / "search")
    engine.rebuild([])
    return engine


def ids(results) -> list[str]:
    return [hit.id for hit in results.hits]


def everything(engine, typed, **filters) -> list[str]:
    first = engine.search(typed, per_page=7, **filters)
    rest = (engine.search(typed, page=page, per_page=7, **filters) for page in range(2, first.pages + 1))
    return [*ids(first), *(found for results in rest for found in ids(results))]


TEXTS = st.lists(st.sampled_from([*"公开年报区5a12，", "（2025）", "信息", "〔2024〕3号"]), max_size=12).map("".join)
ASKED = st.lists(st.text("公开年报区5a12", min_size=1, max_size=3), min_size=1, max_size=2)


@given(texts=st.lists(st.tuples(TEXTS, TEXTS), max_size=12), asked=ASKED)
@settings(max_examples=60, deadline=None)
def test_found_is_what_holds_every_part_and_nothing_else(tmp_path_factory, texts, asked):
    engine = EmbeddedSearch(tmp_path_factory.mktemp("index"))
    engine.rebuild(document(place, title=title, text=text) for place, (title, text) in enumerate(texts))

    found = everything(engine, " ".join(asked))

    held = [
        f"d{place}"
        for place, (title, text) in enumerate(texts)
        if all(stands_in(part, title) or stands_in(part, text) for part in asked)
    ]
    if held:
        assert sorted(found) == sorted(held)
    else:
        assert not found or engine.search(" ".join(asked)).loose


@pytest.mark.parametrize(
    "typed",
    [
        "信息公开",
        "公开工作年度",
        "年度报告",
        "开",
        "2025年",
        "5g",
        "5G基站",
        "基站 年度",
        "站",
        "告",
        "政府信息公开工作年度报告",
    ],
)
def test_a_piece_of_the_text_finds_it(engine, typed):
    engine.replace([document(1, title="2025年政府信息公开工作年度报告", text="新建５Ｇ基站。"), document(2)])
    engine.commit()

    assert ids(engine.search(typed)) == ["d1"]


@pytest.mark.parametrize("typed", ["报告公", "议服", "25年", "信息公告", "基站5g"])
def test_what_does_not_stand_there_is_no_strict_hit(engine, typed):
    engine.replace([document(1, title="2025年政府信息公开工作年度报告", text="会议，服务。新建5G基站。")])
    engine.commit()

    results = engine.search(typed)

    assert results.loose or results.total == 0


@pytest.mark.parametrize(
    "typed",
    [
        "渝中朝街办[2025]12号", "渝中朝街办〔２０２５〕１２号", "渝中朝街办（2025）12号", "渝中朝街办【2025】12 号", "渝中朝街办2025年12号",
        "[2025]12号", "朝街办〔2025〕12", "渝中朝街办〔2025〕012号",
    ],
)  # fmt: skip
def test_a_document_number_is_found_in_any_brackets_and_width(engine, typed):
    engine.replace(
        [
            document(1, document_number="渝中朝街办〔2025〕12号"),
            document(2, document_number="渝中朝街办〔2025〕112号"),
            document(3, document_number="渝中朝街办〔2024〕12号"),
        ]
    )
    engine.commit()

    assert ids(engine.search(typed)) == ["d1"]


def test_an_index_number_is_found_however_it_is_set(engine):
    engine.replace([document(1, index_number="11500103MB0/2025-00012"), document(2)])
    engine.commit()

    assert ids(engine.search("11500103mb0 2025 00012")) == ["d1"]
    assert ids(engine.search("11500103MB02025-00012")) == ["d1"]


def test_the_number_comes_first_then_titles_then_texts_newest_first_in_each(engine):
    number = "渝中朝街办〔2025〕12号"
    engine.replace(
        [
            document(1, document_number=number),
            document(2, text=f"根据{number}文件"),
            document(3, title=f"关于{number}的解读"),
            document(4, title=f"关于{number}的补充"),
            document(5, text=f"见{number}"),
            document(6),
        ]
    )
    engine.commit()

    assert ids(engine.search(number)) == ["d1", "d4", "d3", "d5", "d2"]
    assert ids(engine.search(number, scope="title")) == ["d1", "d4", "d3"]


def test_pages_follow_each_other_without_loss_or_repetition(engine):
    engine.rebuild(
        document(place, title="公开通知" if place % 3 == 0 else "通知", text="信息公开" if place % 2 == 0 else "信息")
        for place in range(40)
    )

    found = everything(engine, "公开")

    titles = [f"d{place}" for place in range(39, -1, -1) if place % 3 == 0]
    texts = [f"d{place}" for place in range(39, -1, -1) if place % 3 and place % 2 == 0]
    assert found == titles + texts


def test_equal_times_keep_one_order_over_all_pages(engine):
    same = [
        SearchDocument(
            id=f"s{place}", office="cyt", columns=(), title="公开", body_text="", published_at=FIRST, url="/s.html"
        )
        for place in range(30)
    ]
    engine.rebuild(same)

    found = everything(engine, "公开")

    assert sorted(found) == sorted(each.id for each in same)


@pytest.mark.parametrize(("page", "shown"), [(-3, 1), (0, 1), (2, 2), (3, 3), (4, 3), (10**30, 3)])
def test_a_page_beyond_the_end_is_the_last(engine, page, shown):
    engine.rebuild(document(place, title="公开") for place in range(25))

    results = engine.search("公开", page=page, per_page=10)

    assert (results.page, results.pages, results.total) == (shown, 3, 25)
    assert len(results.hits) == (5 if shown == 3 else 10)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["d4", "d3", "d2", "d1"]),
        ({"office": "cyt"}, ["d3", "d2", "d1"]),
        ({"column": "cyt/zc"}, ["d3", "d2"]),
        ({"column": "cyt/zc/jd"}, ["d3"]),
        ({"office": "jfb", "column": "cyt/zc"}, []),
        ({"office": "没有这个机构"}, []),
        ({"column": '"; DROP'}, []),
        ({"office": "\ud800"}, []),
        ({"office": "", "column": ""}, ["d4", "d3", "d2", "d1"]),
    ],
)
def test_filters_keep_to_an_office_and_a_column_with_all_below(engine, filters, expected):
    engine.replace(
        [
            document(1, title="公开", columns=("cyt/tz",)),
            document(2, title="公开", columns=("cyt/zc",)),
            document(3, title="公开", columns=("cyt/zc", "cyt/zc/jd")),
            document(4, title="公开", office="jfb", columns=("jfb/zc",)),
        ]
    )
    engine.commit()

    assert ids(engine.search("公开", **filters)) == expected


def test_a_hit_shows_where(engine):
    engine.replace([document(7, title="年报<通知>", text="公开年报", document_number="渝府〔2025〕1号", kind="文件")])
    engine.commit()

    (hit,) = engine.search("年报").hits

    assert hit.url == "/cyt/tzgg/d7.html"
    assert hit.columns == ("cyt", "cyt/tzgg")
    assert (hit.office, hit.kind, hit.published_at) == ("cyt", "文件", document(7).published_at)
    assert [tuple(fragment) for fragment in hit.title] == [("年报", True), ("<通知>", False)]
    assert [tuple(fragment) for fragment in hit.snippet] == [("公开", False), ("年报", True)]
    assert [tuple(fragment) for fragment in hit.document_number] == [("渝府〔2025〕1号", False)]


def test_a_changed_document_is_found_by_its_new_words_only(engine):
    engine.replace([document(1, title="旧的题目")])
    engine.commit()

    engine.replace([document(1, title="新的名称")])
    engine.commit()

    assert ids(engine.search("新的名称")) == ["d1"]
    assert engine.search("旧的题目").loose or not engine.search("旧的题目").total
    assert engine.ids() == {"d1"}


def test_a_removed_document_is_gone_and_unknown_ids_do_no_harm(engine):
    engine.replace([document(1, title="公开"), document(2, title="公开")])
    engine.commit()

    engine.remove(["d1", "从未有过"])
    engine.commit()

    assert ids(engine.search("公开")) == ["d2"]
    assert engine.ids() == {"d2"}


def test_nothing_changes_before_commit_and_never_when_abandoned(engine):
    engine.replace([document(1, title="公开")])
    assert engine.ids() == frozenset()

    engine.abandon()
    engine.commit()

    assert engine.ids() == frozenset()


def test_another_process_sees_what_was_committed(engine, tmp_path):
    reader = EmbeddedSearch(tmp_path / "search")
    assert reader.search("公开").total == 0

    engine.replace([document(1, title="公开")])
    engine.commit()

    assert reader.search("公开").total == 1


def test_a_rebuild_forgets_what_is_not_given(engine):
    engine.replace([document(1, title="公开")])
    engine.commit()

    assert engine.rebuild([document(2, title="公开"), document(3)]) == 2
    assert engine.ids() == {"d2", "d3"}


def test_a_loose_question_finds_the_nearest_first(engine):
    engine.replace(
        [
            document(1, title="北京市城市道路管理条例"),
            document(2, title="道路施工公告"),
            document(3, title="年度报告"),
        ]
    )
    engine.commit()

    results = engine.search("北京市道路条例")

    assert results.loose
    assert ids(results)[0] == "d1"
    assert "d3" not in ids(results)
    assert [fragment.text for fragment in results.hits[0].title if fragment.is_hit] == ["北京市", "市道路", "条例"]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_input_is_answered(engine, typed):
    engine.replace([document(1, title="公开", text="年报"), document(2, title="a b c")])
    engine.commit()

    results = engine.search(typed)

    assert results.total >= len(results.hits)


@given(typed=st.text(st.characters(), max_size=400), page=st.integers(), per_page=st.integers())
@settings(max_examples=200, deadline=None)
def test_no_input_is_an_error(tmp_path_factory, typed, page, per_page):
    engine = EmbeddedSearch(tmp_path_factory.getbasetemp() / "one-index")
    if not engine.root.exists():
        engine.rebuild([document(1, title="公开年报a1", text="公开")])

    results = engine.search(typed, page=page, per_page=per_page, office=typed[:3], column=typed[3:5])

    assert results.page >= 1
    assert not read_question(typed).is_empty or results.total == 0


def test_odd_documents_are_taken(engine):
    engine.replace([document(1, title="\ud800公开\x00", text="长" * 200_000 + "尾巴"), document(2, text="a" * 70_000)])
    engine.commit()

    assert ids(engine.search("公开")) == ["d1"]
    assert ids(engine.search("尾巴")) == ["d1"]
    assert ids(engine.search("aaaa")) == ["d2"]


def test_a_time_without_zone_is_refused():
    with pytest.raises(NaivePublicationTime, match="缺少时区"):
        SearchDocument(
            id="x",
            office="cyt",
            columns=(),
            title="",
            body_text="",
            published_at=FIRST.replace(tzinfo=None),
            url="/",
        )
