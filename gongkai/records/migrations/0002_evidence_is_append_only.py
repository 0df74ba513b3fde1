from django.db import migrations

from gongkai.office.protection import append_only


class Migration(migrations.Migration):
    dependencies = [("records", "0001_records_and_publications"), ("office", "0002_events_are_append_only")]
    operations = [append_only("records_determination", "records_withdrawal", "records_validitychange")]
