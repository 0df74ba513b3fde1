from django.db import migrations

from gongkai.office.protection import protect, unprotect

TABLE = "office_event"


def forwards(apps, schema_editor):
    protect(schema_editor.connection, TABLE)


def backwards(apps, schema_editor):
    unprotect(schema_editor.connection, TABLE)


class Migration(migrations.Migration):
    dependencies = [("office", "0001_offices_people_events")]
    operations = [migrations.RunPython(forwards, backwards)]
