from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0049_texts_searched_since'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='capture',
            index=models.Index(fields=['-requested_at', 'id'], name='capture_asked'),
        ),
    ]
