"""Forms that are sent at one moment, each over a connection of its own."""

from __future__ import annotations

from functools import partial

import pytest
from django.test import Client

from claims.models import Claim, Party, Verdict
from sources.models import Publisher
from tests.desk.forms import a_claim_form, opened
from tests.factories import a_claim, a_party, a_user, a_verdict, an_editor, an_incident
from tests.side_by_side import at_once

pytestmark = pytest.mark.django_db(transaction=True)

SIX = 6


def somebody(user):
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def statuses(answers):
    return sorted(answer.status_code for answer in answers)


def test_six_people_adding_the_same_party_get_no_error_and_are_offered_it():
    sent = {"name": "Valley Guard", "kind": "armed_group"}
    people = [somebody(a_user()) for _ in range(SIX)]
    answers = at_once([partial(one.post, "/desk/parties/new/", sent) for one in people])
    assert statuses(answers) == [302] + [422] * (SIX - 1)
    party = Party.objects.get()
    told = [answer.content.decode() for answer in answers if answer.status_code == 422]
    assert all(f'name="use_instead" value=":{party.pk}"' in text for text in told)
    assert all('value="Valley Guard"' in text for text in told)


def test_a_form_sent_six_times_at_once_is_done_once_and_leads_to_one_place():
    user = a_user()
    sent = a_claim_form(an_incident(), a_party()) | {"submission": "ab12"}
    answers = at_once([partial(somebody(user).post, "/desk/claims/new/", sent)] * SIX)
    assert statuses(answers) == [302] * SIX
    assert len({answer.headers["Location"] for answer in answers}) == Claim.objects.count() == 1


def test_six_editing_one_claim_one_is_saved_and_five_see_it():
    claim = a_claim(statement="Before.")
    url = f"/desk/claims/{claim.pk}/edit/"
    people = [somebody(an_editor()) for _ in range(SIX)]
    forms = [
        opened(one, url) | {"statement": f"Text {number}.", "reason": "Read again, as was said."}
        for number, one in enumerate(people)
    ]
    answers = at_once(
        [partial(one.post, url, sent) for one, sent in zip(people, forms, strict=True)]
    )
    assert statuses(answers) == [302] + [409] * (SIX - 1)
    claim.refresh_from_db()
    for number, answer in enumerate(answers):
        if answer.status_code == 409:
            text = answer.content.decode()
            assert claim.statement in text
            assert f"Text {number}." in text


def test_two_correcting_one_version_at_once_make_one_new_version():
    claim = a_verdict(summary="First.").claim
    url = f"/desk/claims/{claim.pk}/correct/"
    people = [somebody(an_editor()) for _ in range(2)]
    forms = [
        opened(one, url)
        | {
            "kind": "language",
            "summary": f"Text {number}.",
            "reason": "A misprint, as was said.",
            "publish": "1",
        }
        for number, one in enumerate(people)
    ]
    answers = at_once(
        [partial(one.post, url, sent) for one, sent in zip(people, forms, strict=True)]
    )
    assert statuses(answers) == [302, 409]
    assert Verdict.objects.count() == 2


def test_two_pairing_crosswise_at_the_desk_wait_for_nobody_for_ever():
    one, other = a_claim(), a_claim()
    people = [somebody(an_editor()) for _ in range(2)]
    sent = {"ground": "denial"}
    answers = at_once(
        [
            partial(people[0].post, f"/desk/claims/{one.pk}/pair/", sent | {"answers": other.pk}),
            partial(people[1].post, f"/desk/claims/{other.pk}/pair/", sent | {"answers": one.pk}),
        ]
    )
    assert statuses(answers) == [302, 302]


def test_the_same_publisher_named_in_two_forms_is_told_to_the_second():
    people = [somebody(an_editor()) for _ in range(2)]
    sent = {"name": "Valley Post", "kind": "newspaper"}
    answers = at_once([partial(one.post, "/desk/publishers/new/", sent) for one in people])
    assert statuses(answers) == [302, 422]
    assert Publisher.objects.count() == 1
