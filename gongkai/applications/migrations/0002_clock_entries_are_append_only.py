from django.db import migrations

from gongkai.office.protection import append_only


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_applications")]

    operations = [append_only("applications_clockentry", "applications_deadlinechange")]
