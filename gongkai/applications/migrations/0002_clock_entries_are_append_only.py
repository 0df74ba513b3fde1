from django.db import migrations

from gongkai.office.protection import protect, unprotect

TABLES = ["applications_clockentry", "applications_deadlinechange"]


def forwards(apps, schema_editor):
    for table in TABLES:
        protect(schema_editor.connection, table)


def backwards(apps, schema_editor):
    for table in TABLES:
        unprotect(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_applications")]

    operations = [migrations.RunPython(forwards, backwards)]
