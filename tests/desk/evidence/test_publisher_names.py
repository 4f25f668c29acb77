"""The desk says by which other names a publisher goes, a name a line."""

import pytest

from sources.models import PublisherAlias
from tests.desk.forms import errors, opened
from tests.factories import a_publisher

pytestmark = pytest.mark.django_db


def sent(client, url, **changes):
    return client.post(url, opened(client, url) | changes)


def test_names_are_recorded_and_stand_in_the_form_and_the_list(sign_in, checker):
    client, publisher = sign_in(checker), a_publisher("Agence de la vallée")
    url = f"/desk/publishers/{publisher.slug}/names/"
    lines = "ru: Вестник долины\n\nen: Valley Wire, Inc.\nen: VW"

    sent(client, url, aliases=lines, reason="As it signs.")

    known = {(row.language, row.name) for row in PublisherAlias.objects.all()}
    assert known == {("ru", "Вестник долины"), ("en", "Valley Wire, Inc."), ("en", "VW")}
    assert set(opened(client, url)["aliases"].splitlines()) == set(lines.split("\n")) - {""}
    assert "Вестник долины" in client.get("/desk/publishers/").content.decode()


def test_a_line_without_a_language_is_told_at_the_field(sign_in, checker):
    client, publisher = sign_in(checker), a_publisher()
    url = f"/desk/publishers/{publisher.slug}/names/"

    answer = sent(client, url, aliases="Valley Wire", reason="As it signs.")

    assert answer.status_code == 422
    assert "aliases" in errors(answer)
