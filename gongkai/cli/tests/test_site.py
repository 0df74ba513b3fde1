"""gongkai site: rebuild, check and verify, with the three exit codes."""

import json

import pytest

from gongkai.cli import CANNOT_RUN, FINDINGS, FINE, main
from gongkai.publishing import index
from gongkai.publishing.tests.filling import fill, settle
from gongkai.records.models import Publication, Record
from gongkai.records.tests.stories import open_office


@pytest.fixture
def public(tmp_path, settings):
    settings.PUBLIC_DIR, settings.PRIVATE_DIR = tmp_path / "public", tmp_path / "private"
    settings.SEARCH_DIR = tmp_path / "search"
    for folder in (settings.PUBLIC_DIR, settings.PRIVATE_DIR, settings.SEARCH_DIR):
        folder.mkdir()
    index.engine.cache_clear()
    yield settings.PUBLIC_DIR
    index.engine.cache_clear()


@pytest.fixture
def site(town, public):
    open_office(town)
    fill(town, town.chaotianmen.columns.get(path="tzgg"), 3)
    settle()
    return public


def test_clean_site_is_fine(site, capsys):
    assert main(["site", "verify", "--deep"]) == FINE
    assert capsys.readouterr().out.strip() == "登记簿、文件、发布清单、检索索引没有发现问题。"


def test_differences_are_findings(site, capsys):
    (site / "chaotianmen" / "planted.html").write_text("<p>")

    assert main(["site", "verify", "--json"]) == FINDINGS
    found = json.loads(capsys.readouterr().out)
    assert [(each["rule"], each["severity"]) for each in found] == [("file_stray", "error")]


def test_live_row_without_proof_is_a_finding(site, capsys):
    record = Record.objects.order_by("pk").first()
    Publication.objects.filter(record=record).update(withdrawn_at=record.registered_at)

    assert main(["site", "verify"]) == FINDINGS
    assert "标为公开，却没有公开记录" in capsys.readouterr().out


def test_links_are_checked(site, capsys):
    assert main(["site", "check"]) == FINE
    assert "没有发现问题" in capsys.readouterr().out

    (site / "chaotianmen" / "contact.html").unlink()
    assert main(["site", "check"]) == FINDINGS
    assert "contact.html" in capsys.readouterr().out


def test_broken_manifest_stops_the_build_and_a_new_one_can_be_begun(transactional_db, town, public, capsys):
    open_office(town)
    fill(town, town.chaotianmen.columns.get(path="tzgg"), 45)
    assert main(["site", "build", "--processes", "2", "--json"]) == FINE
    built = json.loads(capsys.readouterr().out)
    assert built["pages"] > 100
    assert built["indexed"] == 45
    manifest = public.parent / "private" / "manifest.jsonl"
    manifest.write_text(manifest.read_text()[:500])

    assert main(["site", "build"]) == CANNOT_RUN
    assert "--new-manifest" in capsys.readouterr().err

    assert main(["site", "build", "--processes", "2", "--new-manifest"]) == FINE
    assert main(["site", "verify", "--deep"]) == FINE


def test_rebuild_removes_what_belongs_to_no_page(transactional_db, town, public, capsys):
    open_office(town)
    fill(town, town.chaotianmen.columns.get(path="tzgg"), 3)
    (public / "planted.html").write_text("<p>")

    assert main(["site", "build", "--processes", "1"]) == FINE

    assert not (public / "planted.html").exists()
    assert "清除 1 个多余文件" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["site"], ["site", "build", "--processes", "0"], ["serve", "--port", "99999"]])
def test_wrong_words_are_answered_in_chinese(words, capsys):
    with pytest.raises(SystemExit) as left:
        main(words)

    assert left.value.code == CANNOT_RUN
    assert "错误：" in capsys.readouterr().err
