from django.db import migrations

from gongkai.office.protection import append_only


class Migration(migrations.Migration):
    dependencies = [("report", "0003_versions_and_campaign")]

    operations = [append_only("report_snapshot", "report_reportreturn")]
