"""Administrators keep ratings and the texts that people outside are sent; editors copy them."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.models import Event, Rating
from claims.operations.record import translate
from claims.operations.reviews.rounds import reopen
from claims.operations.terms.reply_texts import keep_reply_text
from claims.rules.reply_texts import Placeholder, filled, unknown_places
from tests.desk.forms import errors, opened
from tests.factories import AT, a_claim, a_reviewed_claim, a_user, a_verdict, an_editor, later
from tracker.base.people.models import Role, User
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db
REPLY = "/desk/terms/ratings/supported/reply/fr/"
MISLEADING = {
    "code": "misleading",
    "labels": "en: Misleading\nfr: Trompeur",
    "meanings": "en: True words that leave out what matters.",
    "asserts": "nothing",
    "number": "3",
    "position": "3",
}


@pytest.fixture
def keeper() -> User:
    return a_user(Role.ADMINISTRATOR)


def shown(client, verdict) -> LexborHTMLParser:
    page = client.get(f"/desk/claims/{verdict.claim_id}/")
    return LexborHTMLParser(page.content.decode())


def test_a_rating_is_added_and_stands_in_the_form_of_a_review(sign_in, keeper, checker):
    response = sign_in(keeper).post("/desk/terms/ratings/new/", MISLEADING)

    assert response.headers["Location"] == "/desk/terms/#ratings"
    row = Rating.objects.get(pk="misleading")
    assert (row.number, row.position, row.labels["fr"]) == (3, 3, "Trompeur")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"meanings": ""}, "meanings"),
        ({"number": "6"}, "number"),
        ({"leaves_open": "on"}, "leaves_open"),
        ({"code": "refuted"}, "code"),
    ],
)
def test_what_is_wrong_with_a_rating_is_said_at_the_field(sign_in, keeper, changes, field):
    response = sign_in(keeper).post("/desk/terms/ratings/new/", MISLEADING | changes)
    assert list(errors(response)) == [field]


def test_a_rating_is_changed_from_what_is_recorded_and_keeps_its_place(sign_in, keeper):
    client, url = sign_in(keeper), "/desk/terms/ratings/mostly_refuted/"
    sent = opened(client, url)
    assert (sent["number"], sent["position"]) == (["2"], "4")

    client.post(url, sent | {"labels": "en: Largely wrong", "reason": "Plainer."})

    row = Rating.objects.get(pk="mostly_refuted")
    assert (row.label, row.number, row.position) == ("Largely wrong", 2, 4)


def test_a_text_is_written_and_offered_for_a_published_verdict_filled_in(sign_in, keeper, editor):
    client = sign_in(keeper)
    sent = opened(client, REPLY) | {"body": "{claimant} : {verdict}. {summary}\n{link} {claim}"}
    assert client.post(REPLY, sent).headers["Location"] == "/desk/terms/ratings/supported/"
    claim = a_claim()
    facts = {"language": "fr", "text_": "Douze tués.", "at": AT}
    translate(claim=claim, by=claim.created_by, **facts)
    verdict = a_verdict(claim, summary="Deux sources le disent.")

    box = shown(sign_in(editor), verdict).css_first("textarea#reply-fr[readonly][lang=fr]")

    name = verdict.claim.claimant.short_name
    first, second = box.text().strip().splitlines()
    assert first == f"{name} : Étayé. Deux sources le disent."
    assert second.endswith(f"/claims/{verdict.claim_id}/ Douze tués.")
    assert Event.objects.filter(verb="reply_text_kept", target_id="supported").count() == 1


@pytest.mark.parametrize(
    "body", ["{clam}", "{claim", "claim}", "{claim.author}", "{}", "{{claim}}"]
)
def test_an_unknown_place_is_refused_at_the_field_with_those_there_are(sign_in, keeper, body):
    client = sign_in(keeper)
    said = errors(client.post(REPLY, opened(client, REPLY) | {"body": body}))

    assert list(said) == ["body"]
    assert "{claimant}" in said["body"][0]


def test_an_empty_text_is_taken_away(sign_in, keeper):
    client = sign_in(keeper)
    client.post(REPLY, opened(client, REPLY) | {"body": " "})

    assert set(Rating.objects.get(pk="supported").replies) == {"en", "ar", "ru"}


def test_a_text_names_the_rating_as_it_was_published(sign_in, editor):
    verdict = a_verdict()
    row = Rating.objects.get(pk="supported")
    row.labels |= {"en": "Borne out", "de": "Belegt"}
    row.replies |= {"de": "{verdict}"}
    row.save()

    page = shown(sign_in(editor), verdict)

    assert "What we found: Supported." in page.css_first("#reply-en").text()
    assert page.css_first("#reply-de") is None


def test_no_text_is_offered_before_a_verdict_nor_while_it_is_reviewed_again(sign_in, editor):
    client, verdict = sign_in(editor), a_verdict()
    assert shown(client, verdict).css_first("textarea[readonly]")

    reopen(claim=verdict.claim, reason="A list was found.", by=an_editor(), at=later(days=1))

    assert not shown(client, verdict).css_first("textarea[readonly]")
    page = client.get(f"/desk/claims/{a_reviewed_claim().pk}/").content.decode()
    assert "data-copies" not in page


def test_only_administrators_write_texts(sign_in, editor):
    assert sign_in(editor).get(REPLY).status_code == 403


@pytest.mark.parametrize("address", ["supported/reply/xx/", "half_true/reply/en/"])
def test_a_text_of_no_rating_or_in_no_language_of_it_is_not_found(sign_in, keeper, address):
    assert sign_in(keeper).get(f"/desk/terms/ratings/{address}").status_code == 404


def test_a_language_without_a_name_of_the_rating_is_refused(keeper):
    row = Rating.objects.get(pk="supported")
    with pytest.raises(Refusal, match="name in this language first"):
        keep_reply_text(row, language="de", body="{verdict}", by=keeper, at=AT)


def test_what_is_put_in_is_not_read_again_and_an_empty_line_is_dropped():
    values = dict.fromkeys(Placeholder, "") | {Placeholder.CLAIM: "{link}", Placeholder.LINK: "x"}

    assert filled("{claim}\n{summary}\n\n{link}", values) == "{link}\n\nx"
    assert unknown_places("{claim} {no} }") == ["{no}", "}"]
