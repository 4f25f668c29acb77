"""Nothing: 0001 makes the tables whole. The name stays for databases and states that know it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]

    operations = []
