from django.db import migrations

from gongkai.office.protection import append_only


class Migration(migrations.Migration):
    dependencies = [("review", "0001_rounds_and_opinions")]
    operations = [append_only("review_roundstage", "review_manuscript", "review_opinion")]
