"""The demonstration, loaded once for the tests that only read it."""

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from gongkai.desk.demo import plans
from gongkai.desk.demo.loading import load

PLAIN_STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(scope="package")
def demonstration(django_db_setup, django_db_blocker, tmp_path_factory):
    """A year with fewer news and notices than the real demonstration has; everything else is whole."""
    private = tmp_path_factory.mktemp("private")
    kept = override_settings(
        PRIVATE_DIR=private,
        MEDIA_ROOT=private / "media",
        STORAGES={**settings.STORAGES, "staticfiles": PLAIN_STATIC},
    )
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, kept, transaction.atomic():
        patch.setattr(plans, "NEWS", {slug: count // 6 for slug, count in plans.NEWS.items()})
        patch.setattr(plans, "NOTICES", {slug: count // 2 for slug, count in plans.NOTICES.items()})
        now = timezone.now()
        load(now)
        yield now
        transaction.set_rollback(True)
