"""留痕保护: database triggers that refuse to change or delete the rows of an append-only table, below the ORM."""

from typing import Any

from django.db import migrations

SQLITE = """CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""

POSTGRES_FUNCTION = """CREATE OR REPLACE FUNCTION gongkai_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"""
POSTGRES = """CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION gongkai_append_only()"""

VERBS = ("UPDATE", "DELETE")


def protect(connection: Any, table: str) -> None:
    """Refuse UPDATE and DELETE on the table from now on, for whoever asks."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute(POSTGRES_FUNCTION)
        for verb in VERBS:
            cursor.execute((POSTGRES if postgres else SQLITE).format(table=table, verb=verb))


def unprotect(connection: Any, table: str) -> None:
    """Lift the protection: for migrations that rebuild the table, and for tests that empty it."""
    suffix = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for verb in VERBS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{suffix}")


def append_only(*tables: str) -> migrations.RunPython:
    """Return the step of a migration that protects the tables; taken back, it lifts the protection."""

    def forwards(apps: Any, schema_editor: Any) -> None:
        for table in tables:
            protect(schema_editor.connection, table)

    def backwards(apps: Any, schema_editor: Any) -> None:
        for table in tables:
            unprotect(schema_editor.connection, table)

    return migrations.RunPython(forwards, backwards)
