"""The journal of the desk: who did what to which thing, as far as its reader may know."""

import csv
import io
import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from claims.operations.cite import uncite
from claims.operations.mending.edit import mend_party
from claims.operations.mending.merge import merge_things
from claims.operations.mending.remove import delete_draft
from claims.operations.reviews.asked import move_due
from claims.operations.reviews.assign import decline
from claims.reads.journal.events import SHARED
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_page,
    a_pair,
    a_party,
    a_quotation,
    a_user,
    an_assignment,
    an_editor,
    later,
)
from tests.public.captures import waiting
from tracker.base.people.models import Role
from tracker.base.terms import Term

pytestmark = pytest.mark.django_db

URL = "/desk/journal/"
EXPORT = f"{URL}export/"


def lines(client, **query):
    return client.get(URL, query).context["lines"]


def things(client, verb, **query):
    (line,) = [one for one in lines(client, **query) if one.verb == verb]
    return [thing.words for thing in line.things]


def test_a_line_names_the_page_the_words_and_how_they_stand(sign_in, editor):
    page = a_page(title="Twelve dead")
    claim = a_claim()
    a_citation(claim, page=page, quotation=a_quotation(page, "twelve soldiers"))
    client = sign_in(editor)
    assert things(client, "cited", claim=claim.pk) == [
        "Twelve dead",
        "“twelve soldiers”",
        "reports the claim",
    ]
    shown = client.get(URL, {"claim": claim.pk}).content.decode()
    assert f'href="/evidence/{page.pk}/"' in shown
    assert f'href="/desk/claims/{claim.pk}/"' in shown


def test_a_line_names_the_pair_and_its_ground_on_both_sides(sign_in, editor):
    pair = a_pair(ground="denial")
    client = sign_in(editor)
    mine = things(client, "contested", claim=pair.claim_id)
    theirs = things(client, "answered", claim=pair.answers_id)
    assert f"Claim {pair.answers_id} " in mine[0]
    assert f"Claim {pair.claim_id} " in theirs[0]
    assert mine[1] == theirs[1] == "denial"


def test_a_line_of_asking_names_the_person_and_the_day_in_words(sign_in, editor):
    asked = an_assignment(reviewer=a_user(name="Ines"), due=date(2026, 3, 8))
    claim = asked.claim
    move_due(assignment=asked, due=date(2026, 3, 9), by=editor, at=AT)
    said = {line.verb: line.detail for line in lines(sign_in(editor), claim=claim.pk)}
    assert said["assigned"] == "(Ines, due 8 March 2026)"
    assert said["due_moved"] == "from 8 March 2026 to 9 March 2026"


def test_what_was_taken_back_is_still_named(sign_in, editor):
    page = a_page(title="Twelve dead")
    citation = a_citation(page=page)
    uncite(citation=citation, reason="Another bridge, as was said.", by=editor, at=later(hours=1))
    assert things(sign_in(editor), "uncited", page=page.pk)[0] == "Twelve dead"


def test_it_is_narrowed_by_person_act_period_reason_claim_and_page(sign_in, editor):
    claim, other = a_claim(), a_claim()
    citation = a_citation(claim)
    uncite(citation=citation, reason="Another bridge, as was said.", by=editor, at=later(days=2))
    client = sign_in(editor)
    for narrowed in (
        {"person": editor.pk, "claim": claim.pk},
        {"act": "uncite"},
        {"since": "2026-03-03"},
        {"q": "another BRIDGE"},
    ):
        assert [one.verb for one in lines(client, **narrowed)] == ["uncited"], narrowed
    assert {one.claim for one in lines(client, claim=other.pk)} == {other.pk}
    assert {one.verb for one in lines(client, page=citation.page_id)} == {"cited", "uncited"}
    assert [one.verb for one in lines(client, until="2026-03-02", act="uncite")] == []


def test_a_filter_that_is_none_is_refused(sign_in, editor):
    assert sign_in(editor).get(URL, {"persn": "1"}).status_code == 400


def test_nothing_that_fits_says_so(sign_in, editor):
    assert "No line of the journal fits" in sign_in(editor).get(URL, {"q": "x"}).content.decode()


def test_a_draft_of_somebody_else_has_no_line(sign_in, checker):
    draft = a_claim(draft=True)
    assert lines(sign_in(checker), claim=draft.pk) == []
    assert lines(sign_in(an_editor()), claim=draft.pk) != []


def test_that_a_draft_was_deleted_is_read_by_its_author_and_by_editors(sign_in, checker):
    draft = a_claim(by=checker, draft=True)
    delete_draft(claim=draft, by=checker, at=later(hours=1))
    for reader in (checker, an_editor()):
        (line, *others) = lines(sign_in(reader), claim=draft.pk)
        assert (line.verb, line.subject.url) == ("draft_deleted", "")
        assert line.subject.words.startswith(f"Claim {draft.pk},")
        assert others
    assert lines(sign_in(a_user()), claim=draft.pk) == []


def test_what_was_done_to_any_term_is_read_by_everybody_at_the_desk():
    assert {term._meta.model_name for term in Term.__subclasses__()} <= set(SHARED)


def test_what_a_thing_said_before_is_told_and_taken_along(sign_in, editor):
    party = a_party("Valley Guard")
    mend_party(party=party, name="The Guard", kind="other", reason="So it signs.", by=editor, at=AT)
    client = sign_in(editor)
    query = {"q": "so it signs"}
    shown = LexborHTMLParser(client.get(URL, query).content.decode())
    assert [node.text() for node in shown.css("main ol del")][:1] == ["Valley Guard"]
    assert [node.text() for node in shown.css("main ol ins")][:1] == ["The Guard"]
    (row,) = csv.DictReader(io.StringIO(b"".join(client.get(EXPORT, query)).decode()))
    assert "“Valley Guard”, now “The Guard”" in row["changes"]
    (line,) = json.loads(client.get(EXPORT, query | {"as": "json"}).content)["lines"]
    assert {"label": "Name", "before": "Valley Guard", "now": "The Guard"} in line["changes"]


def test_what_was_merged_since_is_still_named(sign_in, editor):
    gone, kept = a_party("Valley Guard"), a_party("The Guard")
    mend_party(party=gone, name="VG", kind="other", reason="So it signs.", by=editor, at=AT)
    merge_things(gone=gone, kept=kept, reason="One and the same.", by=editor, at=later(hours=1))
    client = sign_in(editor)
    assert things(client, "party_changed") == ["VG"]
    assert client.get(f"/desk/parties/{gone.slug}/").url == f"/desk/parties/{kept.slug}/"


def test_a_reviewer_of_an_open_round_reads_only_what_is_open_to_them(sign_in):
    claim = a_claim()
    first, second = an_assignment(claim), an_assignment(claim)
    decline(assignment=first, reason="I know the colonel.", by=first.reviewer, at=AT)
    client = sign_in(second.reviewer)
    assert "declined" not in {one.verb for one in lines(client, claim=claim.pk)}
    assert lines(client, q="colonel") == []
    for kind in ("csv", "json"):
        answer = client.get(EXPORT, {"claim": claim.pk, "as": kind})
        assert b"colonel" not in b"".join(answer)
    assert "recorded" in {one.verb for one in lines(client, claim=claim.pk)}


def test_why_somebody_declined_is_found_by_editors_alone(sign_in, editor, checker):
    assignment = an_assignment()
    decline(assignment=assignment, reason="I know the colonel.", by=assignment.reviewer, at=AT)
    assert [one.verb for one in lines(sign_in(editor), q="colonel")] == ["declined"]
    assert lines(sign_in(checker), q="colonel") == []
    assert "colonel" not in sign_in(checker).get(URL).content.decode()


def test_a_page_has_its_copies_and_who_quoted_it(sign_in, editor):
    page = a_page()
    capture = waiting(page)
    claim = a_claim()
    a_citation(claim, page=page, quotation=a_quotation(page, "twelve soldiers"))
    hidden = a_quotation(page, "only in a draft")
    a_citation(a_claim(draft=True), page=page, quotation=hidden)
    shown = sign_in(a_user()).get(URL, {"page": page.pk}).content.decode()
    assert f"/desk/captures/{capture.pk}/" in shown
    assert "twelve soldiers" in shown
    assert "only in a draft" not in shown


def test_the_export_has_every_line_in_both_forms(sign_in, editor):
    citation = a_citation()
    client = sign_in(editor)
    written = b"".join(client.get(EXPORT, {"claim": citation.claim_id})).decode()
    rows = list(csv.DictReader(io.StringIO(written)))
    found = json.loads(client.get(EXPORT, {"claim": citation.claim_id, "as": "json"}).content)
    assert [row["verb"] for row in rows] == [line["verb"] for line in found["lines"]]
    assert rows[0]["verb"] == "cited"
    assert "attachment" in client.get(EXPORT)["Content-Disposition"]


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(1)", " =1", "\t=1"])
def test_no_cell_is_taken_for_a_formula(sign_in, editor, formula):
    citation = a_citation()
    uncite(citation=citation, reason=f"{formula} is the sum.", by=editor, at=later(hours=1))
    answer = sign_in(editor).get(EXPORT, {"act": "uncite"})
    (row,) = csv.DictReader(io.StringIO(b"".join(answer).decode()))
    assert row["why"].startswith("'")


def test_it_takes_a_fixed_number_of_queries(sign_in, editor):
    client, counted = sign_in(editor), []
    client.get(URL)  # what is loaded once is not of the list
    for number in (1, 4):
        for _ in range(number):
            a_pair(ground="denial")
            a_citation()
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_readers_have_no_journal(sign_in):
    assert sign_in(a_user(Role.READER)).get(URL).status_code == 403
