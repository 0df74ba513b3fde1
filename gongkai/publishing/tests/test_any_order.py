"""Whatever is published, withdrawn and published again, in whatever order: the site is the one a full rebuild gives."""

import shutil
from itertools import count
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.publishing import follow, index
from gongkai.publishing.models import OfficeSite, PublicFile, SiteState
from gongkai.publishing.tests.filling import fill, put_out, put_out_again, settle, take_back
from gongkai.publishing.verify import differences, stale_pages
from gongkai.records.models import Publication

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

COLUMNS = ("tzgg", "zfxxgk/fdzdgknr/zcwj/qtwj")
_titles = count(1)

steps = st.lists(
    st.one_of(
        st.tuples(st.just("publish"), st.sampled_from(COLUMNS)),
        st.tuples(st.sampled_from(["withdraw", "republish"]), st.integers(0, 60)),
        st.tuples(st.just("catch up"), st.none()),
        st.tuples(st.just("sweep"), st.none()),
    ),
    min_size=1,
    max_size=25,
)


def do(town, step: str, what) -> None:
    if step == "publish":
        put_out(town, town.chaotianmen.columns.get(path=what), f"新{next(_titles)}（示例）")
    elif step == "catch up":
        follow.catch_up()
    elif step == "sweep":
        follow.sweep_a_stretch()
    else:
        _change(step, what)


def _change(step: str, number: int) -> None:
    publications = Publication.objects.order_by("pk")
    publication = publications[number % publications.count()]
    if step == "republish":
        put_out_again(publication, f"改{next(_titles)}（示例）")
    elif publication.stands:
        take_back(publication)


def contents(public: Path) -> dict[str, bytes]:
    return {str(file.relative_to(public)): file.read_bytes() for file in public.rglob("*") if file.is_file()}


def emptied(public: Path) -> None:
    """Forget all that was ever written."""
    for file in public.rglob("*"):
        if file.is_file():
            file.unlink()
    (public.parent / "private" / "manifest.jsonl").unlink(missing_ok=True)
    shutil.rmtree(public.parent / "search", ignore_errors=True)
    index.engine.cache_clear()
    for model in (PublicFile, SiteState, OfficeSite):
        model.objects.all().delete()


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
def test_site_equals_a_full_rebuild(street, public, acts):
    emptied(public)
    example = transaction.savepoint()
    try:
        fill(street, street.chaotianmen.columns.get(path="tzgg"), 38)
        settle()
        for step, what in acts:
            do(street, step, what)
        settle()
        followed = contents(public)
        assert list(differences()) == []
        assert list(stale_pages()) == []

        emptied(public)
        settle()

        assert list(differences()) == []
        assert contents(public) == followed
    finally:
        transaction.savepoint_rollback(example)
