"""One address, one account, before the tables hold it; second factors are no longer in clear."""

from cryptography.fernet import InvalidToken
from django.db import migrations

from tracker.base.people.factors import keys


def tidy(apps, schema_editor):
    """One address, one account; what every account has is a row of its own for its address."""
    here = schema_editor.connection.alias
    people = apps.get_model("people", "User").objects.using(here)
    addresses = apps.get_model("account", "EmailAddress").objects.using(here)
    taken = set()
    for person in people.exclude(email="").order_by("pk"):
        address = person.email.lower()
        if address in taken:  # whoever came first keeps it; the others ask for one of their own
            addresses.filter(user=person, email__iexact=address).delete()
            people.filter(pk=person.pk).update(email="")
            continue
        taken.add(address)
        addresses.filter(email__iexact=address).exclude(user=person).delete()
        own = addresses.filter(user=person, email__iexact=address).order_by("-verified")
        verified = own.filter(verified=True).exists()
        addresses.filter(user=person).delete()
        addresses.create(user=person, email=address, primary=True, verified=verified)
    addresses.filter(user__email="").delete()


def encrypt(apps, schema_editor):
    """Encrypt the seeds of second factors that stand there in clear."""
    factors = apps.get_model("mfa", "Authenticator").objects.using(schema_editor.connection.alias)
    for factor in factors.exclude(type="webauthn"):
        name = "secret" if factor.type == "totp" else "seed"
        seed = factor.data.get(name, "")
        try:
            keys().decrypt(seed.encode())
        except InvalidToken:
            factor.data[name] = keys().encrypt(seed.encode()).decode("ascii")
            factor.save(update_fields=["data"])


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('people', '0001_initial'),
        ('account', '0009_emailaddress_unique_primary_email'),
        ('mfa', '0003_authenticator_type_uniq'),
        ('sessions', '0001_initial'),
        ('usersessions', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(tidy, migrations.RunPython.noop),
        migrations.RunPython(encrypt, migrations.RunPython.noop),
    ]
