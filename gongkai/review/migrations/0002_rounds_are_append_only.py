from django.db import migrations

from gongkai.office.protection import protect, unprotect

TABLES = ["review_roundstage", "review_manuscript", "review_opinion"]


def forwards(apps, schema_editor):
    for table in TABLES:
        protect(schema_editor.connection, table)


def backwards(apps, schema_editor):
    for table in TABLES:
        unprotect(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("review", "0001_rounds_and_opinions")]
    operations = [migrations.RunPython(forwards, backwards)]
