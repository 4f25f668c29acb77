"""Putting a statement into another language."""

import pytest

from claims.models import Event, Translation
from claims.operations.record import translate
from tests.factories import AT, a_claim, a_user
from tracker.base.people.models import Role
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def translating(claim, **fields):
    facts = {"language": "fr", "text_": "Vingt morts.", "translator": "A. Person", "at": AT}
    facts["by"] = a_user(fields.pop("role", Role.FACT_CHECKER))
    return translate(claim=claim, **(facts | fields))


def test_a_translation_names_its_translator():
    translation = translating(a_claim())

    assert (translation.language, translation.translator) == ("fr", "A. Person")


def test_the_same_twice_changes_nothing():
    claim = a_claim()

    assert translating(claim) == translating(claim)
    assert Event.objects.filter(verb="translated").count() == 1


def test_the_same_translator_may_put_it_better():
    claim = a_claim()
    translating(claim)

    translating(claim, text_="Vingt hommes sont morts.")

    assert Translation.objects.get().text == "Vingt hommes sont morts."


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"text_": ""}, "required", "text"),
        ({"translator": ""}, "required", "translator"),
        ({"language": "en"}, "same_language", "language"),
        ({"role": Role.READER}, "wrong_role", None),
    ],
)
def test_what_is_missing_or_wrong_is_refused_at_its_field(fields, code, field):
    with pytest.raises(Refusal) as refused:
        translating(a_claim(), **fields)

    assert (refused.value.code, refused.value.field) == (code, field)
