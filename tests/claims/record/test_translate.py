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
    facts["by"] = fields.pop("by", None) or a_user(fields.pop("role", Role.FACT_CHECKER))
    return translate(claim=claim, **(facts | fields))


def test_a_translation_names_its_translator():
    translation = translating(a_claim())

    assert (translation.language, translation.translator) == ("fr", "A. Person")


def test_a_name_that_was_typed_is_one_that_nobody_has_confirmed():
    by = a_user(name="Awa")

    typed = translating(a_claim(), by=by, translator="Boubou")
    own = translating(a_claim(), by=by, translator="")

    assert (typed.translator, typed.translated_by) == ("Boubou", None)
    assert (own.translator, own.translated_by) == ("Awa", by)


def test_the_same_twice_changes_nothing():
    claim = a_claim()

    assert translating(claim) == translating(claim)
    assert Event.objects.filter(verb="translated").count() == 1


def test_who_translated_may_put_it_better():
    claim, by = a_claim(), a_user()
    translating(claim, by=by)

    translating(claim, by=by, text_="Vingt hommes sont morts.")

    assert Translation.objects.get().text == "Vingt hommes sont morts."


def test_nobody_writes_over_what_another_put_there_under_a_typed_name():
    claim = a_claim()
    translating(claim)

    with pytest.raises(Refusal) as refused:
        translating(claim, text_="Vingt hommes sont morts.")

    assert (refused.value.code, refused.value.field) == ("translated_already", "translator")
    assert Translation.objects.get().text == "Vingt morts."


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"text_": ""}, "required", "text"),
        ({"translator": "x" * 201}, "too_long", "translator"),
        ({"language": "en"}, "same_language", "language"),
        ({"role": Role.READER}, "wrong_role", None),
    ],
)
def test_what_is_missing_or_wrong_is_refused_at_its_field(fields, code, field):
    with pytest.raises(Refusal) as refused:
        translating(a_claim(), **fields)

    assert (refused.value.code, refused.value.field) == (code, field)
