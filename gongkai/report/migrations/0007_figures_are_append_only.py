from django.db import migrations

from gongkai.office.protection import protect, unprotect

TABLES = ("report_ledgerfile", "report_monthlyfigure", "report_override", "report_openingbalance")


def forwards(apps, schema_editor):
    for table in TABLES:
        protect(schema_editor.connection, table)


def backwards(apps, schema_editor):
    for table in TABLES:
        unprotect(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("report", "0006_monthly_figures_overrides_opening")]
    operations = [migrations.RunPython(forwards, backwards)]
