from django.db import migrations

from gongkai.office.protection import protect, unprotect

TABLES = ("records_determination", "records_withdrawal", "records_validitychange")


def forwards(apps, schema_editor):
    for table in TABLES:
        protect(schema_editor.connection, table)


def backwards(apps, schema_editor):
    for table in TABLES:
        unprotect(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_records_and_publications"), ("office", "0002_events_are_append_only")]
    operations = [migrations.RunPython(forwards, backwards)]
