"""The test database: a fresh copy, for every run and every worker, of a template that was migrated once.

Migrating takes ten seconds of processor time or more; copying a file takes none. `pytest --create-db` migrates all the same. On
PostgreSQL nothing of this applies. `python -m gongkai.office.tests.database` makes the template beforehand.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from django.conf import settings

PACKAGE = Path(__file__).parents[2]


def _is_sqlite() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb, django_db_createdb):
    """Let Django take the copy as it is."""
    return django_db_keepdb or (_is_sqlite() and not django_db_createdb)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_createdb):
    """Lay the copy where the test database belongs, under this worker's own name."""
    if _is_sqlite() and not django_db_createdb:
        place = Path(settings.DATABASES["default"]["TEST"]["NAME"])
        for leftover in ("-wal", "-shm"):
            Path(f"{place}{leftover}").unlink(missing_ok=True)
        shutil.copyfile(template(), place)


def template() -> Path:
    """Return the template of the present migrations; one worker makes it, the others wait."""
    place = settings.VAR_DIR / f"template-{_fingerprint()}.sqlite3"
    with open(settings.VAR_DIR / "template.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            for outdated in settings.VAR_DIR.glob("template-*.sqlite3*"):
                outdated.unlink()
            _migrate(place)
    return place


def _migrate(place: Path) -> None:
    unfinished = place.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    command = [sys.executable, str(PACKAGE.parent / "manage.py"), "migrate", "--verbosity", "0"]
    subprocess.run(command, check=True, env={**os.environ, "GONGKAI_DATABASE": f"sqlite:///{unfinished}"})
    unfinished.rename(place)


def _fingerprint() -> str:
    """Return a digest that changes with any migration, ours or a library's."""
    digest = hashlib.sha256(f"{version('django')} {version('wagtail')}".encode())
    for file in sorted(PACKAGE.glob("*/migrations/*.py")):
        digest.update(str(file).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


if __name__ == "__main__":
    template()
