"""gongkai search：重建之后，已经公开的都找得到，没有公开的一件也找不到。"""

import json

import pytest

from gongkai.cli import CANNOT_RUN, FINE, main
from gongkai.publishing import index
from gongkai.records.tests.stories import open_office, published, registered
from gongkai.search import generations
from gongkai.search.documents import SearchDocument

pytestmark = pytest.mark.django_db


@pytest.fixture
def street(town, tmp_path, settings):
    """The town with its columns, and a search folder of this test alone."""
    settings.SEARCH_DIR = tmp_path / "search"
    index.engine.cache_clear()
    open_office(town)
    yield town
    index.engine.cache_clear()


def test_rebuild_finds_what_is_published_and_nothing_else(street, capsys):
    shown = published(street, title="已经公开的通知（示例）")
    registered(street, title="尚未公开的通知（示例）")

    assert main(["search", "rebuild", "--json"]) == FINE
    assert json.loads(capsys.readouterr().out)["documents"] == 1
    assert [hit.id for hit in index.engine().search("通知").hits] == [str(shown.pk)]


def test_rebuild_heals_a_damaged_index(street, capsys, settings):
    published(street)
    main(["search", "rebuild"])
    next(settings.SEARCH_DIR.glob("g*/meta.json")).write_text("")

    assert main(["search", "rebuild"]) == FINE
    assert "检索索引已重建，共1条" in capsys.readouterr().out
    assert index.engine().search("通知").total == 1


def test_rebuild_waits_for_another_writer_and_then_says_so(street, capsys, monkeypatch):
    monkeypatch.setattr(generations, "PATIENCE_SECONDS", 0.1)
    main(["search", "rebuild"])
    another = index.engine()
    another.replace([_document(street)])
    index.engine.cache_clear()

    code = main(["search", "rebuild"])

    assert code == CANNOT_RUN
    assert "另一进程正在写入检索索引" in capsys.readouterr().err
    another.commit()
    assert main(["search", "rebuild"]) == FINE


def _document(street) -> SearchDocument:
    shown = published(street).publication
    return SearchDocument(
        id="1", office="chaotianmen", columns=(), title="", body_text="", published_at=shown.published_at, url="/"
    )
