from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("sources", "0050_authors_and_merged_publishers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='capture',
            index=models.Index(fields=['-requested_at', 'id'], name='capture_asked'),
        ),
    ]
