"""For every test with Django: the town and its people, the lifting of evidence protection, plain static files, quick passwords."""

import pytest
from django.apps import apps
from django.db import connection

from gongkai.office.models import AppendOnly
from gongkai.office.protection import protect, unprotect
from gongkai.office.tests.people import Town, make_town


def _protected_tables() -> list[str]:
    return [model._meta.db_table for model in apps.get_models() if issubclass(model, AppendOnly)]


def protect_evidence() -> None:
    for table in _protected_tables():
        unprotect(connection, table)
        protect(connection, table)


def _is_transactional(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return "transactional_db" in item.fixturenames or bool(marker and marker.kwargs.get("transaction"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that all workers end together; transactional tests, which empty the tables, stay last."""
    items.sort(key=lambda item: (_is_transactional(item), item.get_closest_marker("slow") is None))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Protect evidence anew in a database that an earlier run left behind."""
    with django_db_blocker.unblock():
        protect_evidence()


@pytest.fixture
def town(db) -> Town:
    return make_town()


@pytest.fixture(autouse=True)
def _evidence_protection(request):
    """A transactional test ends by emptying every table, which the triggers rightly refuse: lift them for that moment."""
    if not _is_transactional(request.node):
        yield
        return
    request.getfixturevalue("transactional_db")
    protect_evidence()
    yield
    for table in _protected_tables():
        unprotect(connection, table)


@pytest.fixture(autouse=True)
def _plain_static(settings):
    """Serve static files under their plain names: no test waits for collectstatic."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Hash passwords in no time: half a second for each that logs in is against thieves, of whom there are none here."""
    quick = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [quick, *settings.PASSWORD_HASHERS]
