from django.db import migrations

from gongkai.office.protection import append_only


class Migration(migrations.Migration):
    dependencies = [("office", "0001_offices_people_events")]
    operations = [append_only("office_event")]
