"""The demonstration, loaded once for the tests that only read it."""

import pytest
from django.db import transaction
from django.utils import timezone

from gongkai.desk.demo import plans
from gongkai.desk.demo.loading import load


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker, tmp_path_factory):
    """A year with fewer news and notices than the real demonstration has; everything else is whole."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(plans, "NEWS", {slug: count // 6 for slug, count in plans.NEWS.items()})
        patch.setattr(plans, "NOTICES", {slug: count // 2 for slug, count in plans.NOTICES.items()})
        patch.setattr("django.conf.settings.MEDIA_ROOT", tmp_path_factory.mktemp("media"))
        now = timezone.now()
        load(now)
        yield now
        transaction.set_rollback(True)
