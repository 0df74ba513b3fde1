from django.db import migrations

from gongkai.office.protection import protect, unprotect

TABLES = ["report_snapshot", "report_reportreturn"]


def forwards(apps, schema_editor):
    for table in TABLES:
        protect(schema_editor.connection, table)


def backwards(apps, schema_editor):
    for table in TABLES:
        unprotect(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("report", "0003_versions_and_campaign")]

    operations = [migrations.RunPython(forwards, backwards)]
