"""A cancelled round says why."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0011_parts_people_had")]

    operations = [
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('result', 'cancelled'), _negated=True), ('closing_reason', '')), models.Q(('closing_reason__regex', '\\S'), ('result', 'cancelled')), _connector='OR'), name='round_cancelled_for_a_reason'),
        ),
    ]
