"""One valid row of every table, made past the operations: for tests of the tables themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime
from inspect import isfunction
from itertools import count
from typing import Any
from uuid import uuid4

from django.db import transaction

from claims import models as claims
from sources import models as sources
from tracker.base.acts.models import KeptForm, SentForm, SharedPage, TableMark, UnsentForm
from tracker.base.ledger.models import Entry, Standing
from tracker.base.people.models import SecurityEvent, User

AT = datetime(2026, 3, 16, 12, 0, tzinfo=UTC)
DIGEST = "ab" * 32
_number = count(10_000)
"""Far from those of `tests.factories`, so that both can be used in one test."""


def n() -> int:
    return next(_number)


def user(**given: Any) -> User:
    return User.objects.create(**{"username": f"person-{n()}", "role": "editor"} | given)


def security_event(**given: Any) -> SecurityEvent:
    return SecurityEvent.objects.create(**{"at": AT, "kind": "signed_in"} | given)


def publisher_kind(**given: Any) -> sources.PublisherKind:
    facts = {"code": f"kind_{n()}", "labels": {"en": "A kind"}}
    return sources.PublisherKind.objects.create(**facts | given)


def publisher(*, kind: str = "newspaper", **given: Any) -> sources.Publisher:
    i = n()
    return sources.Publisher.objects.create(
        **{"slug": f"publisher-{i}", "name": f"Publisher {i}", "kind_id": kind} | given
    )


def grade(**given: Any) -> sources.PublisherGrade:
    return sources.PublisherGrade.objects.create(
        **{"grade": "B", "reason": "Corrects itself.", "at": AT}
        | _owned(given, publisher=publisher, author=user)
    )


def page(**given: Any) -> sources.Page:
    return sources.Page.objects.create(
        **{"url": f"https://example.org/{n()}", "language": "en", "added_at": AT}
        | _owned(given, publisher=publisher, added_by=user)
    )


def derivation(**given: Any) -> sources.Derivation:
    return sources.Derivation.objects.create(
        **{"credited_to": "an agency", "added_at": AT} | _owned(given, page=page, added_by=user)
    )


def capture(**given: Any) -> sources.Capture:
    return sources.Capture.objects.create(
        **{"cause": "cited", "requested_at": AT} | _owned(given, page=page, requested_by=user)
    )


SEALED = {
    "status": "sealed",
    "outcome": "captured",
    "finished_at": AT,
    "taken_at": AT,
    "taken_by": "worker",
    "file_name": f"warc/ab/{DIGEST}.warc.gz",
    "file_sha256": DIGEST,
    "file_size": 100,
    "extraction": "done",
}


def sealed_capture(**given: Any) -> sources.Capture:
    return capture(**SEALED | given)


def sealed_file(**given: Any) -> sources.SealedFile:
    return sources.SealedFile.objects.create(
        **{
            "name": f"warc/ab/{n()}.warc.gz",
            "sha256": DIGEST,
            "size": 1,
            "kind": "warc",
            "sealed_at": AT,
        }
        | given
    )


def announced_file(**given: Any) -> sources.AnnouncedFile:
    facts = {"name": f"warc/ab/{n()}.warc.gz", "announced_at": AT}
    return sources.AnnouncedFile.objects.create(**facts | given)


def deposited_capture(**given: Any) -> sources.Capture:
    return sealed_capture(**{"cause": "deposited", "outcome": "deposited"} | given)


def deposit(**given: Any) -> sources.Deposit:
    return sources.Deposit.objects.create(
        **{
            "statement": "Saved from the channel.",
            "kind": "html",
            "media_type": "text/html",
            "deposited_at": AT,
        }
        | _owned(given, capture=deposited_capture, deposited_by=user)
    )


def held_deposit(**given: Any) -> sources.HeldDeposit:
    return sources.HeldDeposit.objects.create(
        **{
            "statement": "Saved from the channel.",
            "kind": "html",
            "media_type": "text/html",
            "brought_at": AT,
            "expires_at": AT,
            "sha256": "ab" * 32,
            "size": 1,
            "file_name": "held/one",
        }
        | _owned(given, page=page, brought_by=user)
    )


def withheld_original(**given: Any) -> sources.WithheldOriginal:
    return sources.WithheldOriginal.objects.create(
        **{"program": "Pillow", "at": AT} | _owned(given, deposit=deposit, file=sealed_file)
    )


def withholding(**given: Any) -> sources.Withholding:
    return sources.Withholding.objects.create(
        **{"description": "A photograph.", "reason": "A source.", "begun_at": AT}
        | _owned(given, capture=deposited_capture, begun_by=user)
    )


def ended_withholding() -> sources.Withholding:
    return withholding(ended_by=user(), ended_at=AT, end_reason="No longer needed.")


def rendering(**given: Any) -> sources.Rendering:
    return sources.Rendering.objects.create(
        **{"requested_at": AT} | _owned(given, capture=sealed_capture)
    )


def rendered_file(**given: Any) -> sources.RenderedFile:
    return sources.RenderedFile.objects.create(
        **{"kind": "print"} | _owned(given, rendering=rendering, file=sealed_file)
    )


def timestamp(**given: Any) -> sources.Timestamp:
    return sources.Timestamp.objects.create(
        **{"sha256": DIGEST, "subject": "file", "authority": f"authority-{n()}"}
        | {"requested_at": AT}
        | given
    )


GRANTED = {
    "status": "granted",
    "finished_at": AT,
    "granted_at": AT,
    "token_name": "a.tsr",
    "token_sha256": DIGEST,
}


def capture_text(**given: Any) -> sources.CaptureText:
    return sources.CaptureText.objects.create(
        **{"text": "Words."} | _owned(given, capture=sealed_capture)
    )


def watch(**given: Any) -> sources.Watch:
    return sources.Watch.objects.create(**{"updated_at": AT} | _owned(given, page=page))


def recheck(**given: Any) -> sources.Recheck:
    of = given.get("page") or page()
    given = {"page": of} | given
    for side in ("earlier", "later"):
        given.setdefault(side, None)
        given[side] = given[side] or sealed_capture(page=of)
    return sources.Recheck.objects.create(**{"kind": "unchanged", "at": AT} | given)


def entry(**given: Any) -> Entry:
    position = n()
    return Entry.objects.create(
        **{
            "position": position,
            "at": AT,
            "kind": "capture",
            "subject": "1",
            "content": "{}",
            "content_sha256": DIGEST,
            "previous_sha256": f"{position:064x}",
            "sha256": f"{position + 2**128:064x}",
        }
        | given
    )


def standing(**given: Any) -> Standing:
    """There is one, of the one ledger."""
    return Standing.objects.create(**{"pk": 1} | given)


def sent_form(**given: Any) -> SentForm:
    return SentForm.objects.create(
        **{"key": f"{n():032x}", "content_sha256": DIGEST, "at": AT} | _owned(given, by=user)
    )


def kept_form(**given: Any) -> KeptForm:
    return KeptForm.objects.create(
        **{"key_sha256": DIGEST, "path": "/desk/claims/new/", "sealed": b"?", "at": AT} | given
    )


def unsent_form(**given: Any) -> UnsentForm:
    facts = {"pk": uuid4(), "path": "/desk/claims/new/", "sealed": b"?", "page": uuid4(), "at": AT}
    return UnsentForm.objects.create(**facts | _owned(given, by=user))


def table_mark(**given: Any) -> TableMark:
    facts = {"of_table": "claims_claim", "mark": uuid4(), "changed_in": 1, "changed_at": AT}
    return TableMark.objects.create(**facts | given)


def shared_page(**given: Any) -> SharedPage:
    facts = {"key": f"{n():032x}", "build": "cd" * 16, "asked": {}, "made_in": "2026-03-16"}
    facts |= {"marks": {}, "headers": {}, "body": b"?", "read_at": AT}
    return SharedPage.objects.create(**facts | given)


def quotation(**given: Any) -> sources.Quotation:
    return sources.Quotation.objects.create(
        **{"exact": "lost 12 men", "added_at": AT} | _owned(given, page=page, added_by=user)
    )


def finding(**given: Any) -> sources.Finding:
    return sources.Finding.objects.create(
        **{"kind": "verbatim", "start": 9, "end": 20, "at": AT}
        | _owned(given, quotation=quotation, capture=sealed_capture)
    )


def confirmation(**given: Any) -> sources.Confirmation:
    return sources.Confirmation.objects.create(
        **{"reason": "A reader sent a picture of the page.", "at": AT}
        | _owned(given, quotation=quotation, by=user)
    )


def party_kind(**given: Any) -> claims.PartyKind:
    facts = {"code": f"kind_{n()}", "labels": {"en": "A kind"}}
    return claims.PartyKind.objects.create(**facts | given)


def party(*, kind: str = "armed_group", **given: Any) -> claims.Party:
    i = n()
    return claims.Party.objects.create(
        **{"slug": f"party-{i}", "name": f"Party {i}", "kind_id": kind} | given
    )


def party_alias(**given: Any) -> claims.PartyAlias:
    return claims.PartyAlias.objects.create(
        **{"language": "fr", "name": "Le groupe"} | _owned(given, party=party)
    )


def publisher_alias(**given: Any) -> sources.PublisherAlias:
    return sources.PublisherAlias.objects.create(
        **{"language": "fr", "name": "Le journal"} | _owned(given, publisher=publisher)
    )


def affiliation(**given: Any) -> claims.Affiliation:
    return claims.Affiliation.objects.create(**_owned(given, party=party, publisher=publisher))


def place(**given: Any) -> claims.Place:
    i = n()
    return claims.Place.objects.create(**{"slug": f"place-{i}", "name": f"Place {i}"} | given)


def place_alias(**given: Any) -> claims.PlaceAlias:
    return claims.PlaceAlias.objects.create(
        **{"language": "fr", "name": "La vallée"} | _owned(given, place=place)
    )


def former_address(**given: Any) -> claims.FormerAddress:
    facts = {"kind": "party", "slug": f"former-{n()}", "thing": 1, "left_at": AT}
    return claims.FormerAddress.objects.create(**facts | _owned(given, left_by=user))


def merge(**given: Any) -> claims.Merge:
    facts = {"kind": "party", "gone": n(), "kept": n(), "reason": "One and the same.", "at": AT}
    return claims.Merge.objects.create(**facts | _owned(given, by=user))


def indexed(**given: Any) -> claims.Indexed:
    return claims.Indexed.objects.create(**{"kind": "claim", "subject": 1} | given)


def spelt_name(**given: Any) -> claims.SpeltName:
    facts = {"kind": "party", "subject": 1, "written": "Army", "folded": " army"}
    return claims.SpeltName.objects.create(**facts | given)


def posting(**given: Any) -> claims.Posting:
    return claims.Posting.objects.create(**{"term": n(), "indexed": 1, "impact": 1} | given)


def sentence_vector(**given: Any) -> claims.SentenceVector:
    return claims.SentenceVector.objects.create(
        **{"indexed": n(), "subject": 1, "numbers": bytes(768)} | given
    )


def term_count(**given: Any) -> claims.TermCount:
    return claims.TermCount.objects.create(**{"term": n(), "rows": 1, "counted_to": 1} | given)


def incident(**given: Any) -> claims.Incident:
    """A released one, unless it is told otherwise: `released_at=None`."""
    i = n()
    facts = {"slug": f"incident-{i}", "title": f"Incident {i}", "created_at": AT, "released_at": AT}
    facts |= _owned(given, created_by=user)
    return claims.Incident.objects.create(**_released(facts))


def _released(facts: dict[str, Any]) -> dict[str, Any]:
    """Who and when come together."""
    by = facts["created_by"] if facts["released_at"] else None
    return {"released_by": by} | facts


def claim(**given: Any) -> claims.Claim:
    """A released one, unless it is a draft or told otherwise: `released_at=None`."""
    facts = {"statement": "We lost nobody.", "wording": "paraphrase", "status": "recorded"}
    facts |= {"created_at": AT, "released_at": None if given.get("status") == "draft" else AT}
    facts |= _owned(given, incident=incident, claimant=party, created_by=user)
    with transaction.atomic():
        made = claims.Claim.objects.create(**_released(facts))
        if made.status == "in_review":
            round_(claim=made)
    return made


def translation(**given: Any) -> claims.Translation:
    return claims.Translation.objects.create(
        **{"language": "fr", "text": "Aucune perte.", "translator": "A. B.", "added_at": AT}
        | _owned(given, claim=claim, added_by=user)
    )


def measure(**given: Any) -> claims.Measure:
    facts = {"code": f"measure_{n()}", "labels": {"en": "A measure"}}
    return claims.Measure.objects.create(**facts | given)


def rating(**given: Any) -> claims.Rating:
    facts = {"code": f"rating_{n()}", "labels": {"en": "A rating"}, "meanings": {"en": "So."}}
    return claims.Rating.objects.create(**facts | given)


def figure(*, measure: str = "killed", **given: Any) -> claims.Figure:
    return claims.Figure.objects.create(
        **{"measure_id": measure, "qualifier": "exact", "best": 12} | _owned(given, claim=claim)
    )


def figure_subject(**given: Any) -> claims.FigureSubject:
    return claims.FigureSubject.objects.create(**_owned(given, figure=figure, party=party))


def counterclaim(**given: Any) -> claims.Counterclaim:
    return claims.Counterclaim.objects.create(
        **{"ground": "different_figure", "added_at": AT}
        | _owned(given, claim=claim, answers=claim, added_by=user)
    )


def citation(**given: Any) -> claims.Citation:
    return claims.Citation.objects.create(
        **{"stance": "reports", "added_at": AT}
        | _owned(given, claim=claim, page=page, added_by=user)
    )


def evidence_proposal(**given: Any) -> claims.EvidenceProposal:
    return claims.EvidenceProposal.objects.create(
        **{"url": "https://example.org/x", "evidence": {}, "proposed_at": AT}
        | _owned(given, claim=claim, proposed_by=user)
    )


def refused_proposal(**given: Any) -> claims.EvidenceProposal:
    facts = {"status": "refused", "closed_by": user(), "closed_at": AT, "closing_reason": "No."}
    return evidence_proposal(**facts | given)


def version(**given: Any) -> claims.Version:
    return claims.Version.objects.create(
        **{"number": n(), "content": "{}", "sha256": DIGEST, "made_at": AT}
        | _owned(given, claim=claim, made_by=user)
    )


def round_(**given: Any) -> claims.Round:
    """An open round, of a claim that is then in review, unless it is told how it ended."""
    given = _owned(given, claim=claim, opened_by=user)
    given.setdefault("version", None)
    given["version"] = given["version"] or version(claim=given["claim"])
    facts = {"number": 1, "opened_from": "recorded", "opened_at": AT}
    with transaction.atomic():
        made = claims.Round.objects.create(**facts | given)
        if made.closed_at is None:
            claims.Claim.objects.filter(pk=made.claim_id).update(status="in_review")
    return made


def ended_round(result: str = "agreed", **given: Any) -> claims.Round:
    if result == "cancelled":
        given = {"closing_reason": "The wrong claim."} | given
    return round_(**{"result": result, "closed_at": AT} | _owned(given, closed_by=user))


def settled_round(**given: Any) -> claims.Round:
    facts = {"settled_rating": "refuted", "settlement": "One copies the other.", "settled_at": AT}
    return ended_round(**{"result": "split"} | facts | _owned(given, settled_by=user))


def authorship(**given: Any) -> claims.Authorship:
    return claims.Authorship.objects.create(
        **{"since": AT} | _owned(given, claim=claim, person=user)
    )


def reading(**given: Any) -> claims.Reading:
    return claims.Reading.objects.create(
        **{"at": AT} | _owned(given, round=ended_round, reader=user)
    )


def dismissal(**given: Any) -> claims.Dismissal:
    return claims.Dismissal.objects.create(
        **{"kind": "claim", "subject": f"page:7:{next(_number)}", "at": AT} | _owned(given, by=user)
    )


def error_report(**given: Any) -> claims.ErrorReport:
    facts = {"key": f"{next(_number):032x}", "about": "figure", "words": "It was ten."}
    return claims.ErrorReport.objects.create(
        **facts | {"received_at": AT} | _owned(given, claim=claim)
    )


def closed_report(**given: Any) -> claims.ErrorReport:
    facts = {"outcome": "unchanged", "answer": "It was twenty.", "closed_at": AT}
    return error_report(**facts | _owned(given, closed_by=user))


def trust_text(**given: Any) -> claims.TrustText:
    facts = {"page": "about", "language": "en", "number": next(_number), "reason": "New address."}
    return claims.TrustText.objects.create(
        **facts | {"body": "We are a newsroom.", "at": AT} | _owned(given, by=user)
    )


def letter(**given: Any) -> claims.Letter:
    return claims.Letter.objects.create(
        **{"message_id": f"<{n()}@example.org>", "requested_at": AT} | _owned(given, person=user)
    )


def notice(**given: Any) -> claims.Notice:
    facts = {"code": "assigned", "kind": "assignment", "source": f"event:{n()}", "way": "at_once"}
    return claims.Notice.objects.create(
        **facts | {"at": AT, "made_at": AT} | _owned(given, person=user)
    )


def notice_choice(**given: Any) -> claims.NoticeChoice:
    return claims.NoticeChoice.objects.create(
        **{"kind": "verdict", "way": "daily", "chosen_at": AT} | _owned(given, person=user)
    )


def followed(**given: Any) -> claims.Followed:
    return claims.Followed.objects.create(**{"pk": 1} | given)


def waiver(**given: Any) -> claims.Waiver:
    return claims.Waiver.objects.create(
        **{"number": 2, "rule": "knows_earlier", "reason": "Nobody is left.", "waived_at": AT}
        | _owned(given, claim=claim, person=user, waived_by=user)
    )


def reply_request(**given: Any) -> claims.ReplyRequest:
    return claims.ReplyRequest.objects.create(
        **{
            "text": "What do you say?",
            "channel": "email",
            "asked_on": date(2026, 3, 2),
            "due": date(2026, 3, 9),
            "asked_at": AT,
        }
        | _owned(given, claim=claim, party=party, asked_by=user)
    )


def reply(**given: Any) -> claims.Reply:
    return claims.Reply.objects.create(
        **{
            "kind": "answered",
            "words": "Nothing of it is true.",
            "language": "en",
            "received_on": date(2026, 3, 8),
            "how": "By e-mail.",
            "recorded_at": AT,
        }
        | _owned(given, request=reply_request, recorded_by=user)
    )


def corrected_reply(**given: Any) -> claims.Reply:
    first = reply()
    facts = {
        "request": first.request,
        "corrects": first,
        "correction_reason": "A word was left out.",
    }
    return reply(**facts | given)


def interest(**given: Any) -> claims.Interest:
    if "incident" not in given:
        given = _owned(given, party=party)
    return claims.Interest.objects.create(
        **{"effect": "warns", "words": "My brother serves there.", "declared_at": AT}
        | _owned(given, person=user)
    )


def vacancy(**given: Any) -> claims.Vacancy:
    return claims.Vacancy.objects.create(
        **{"free": 2, "due": date(2026, 4, 1), "put_up_at": AT}
        | _owned(given, round=round_, put_up_by=user)
    )


def saved_view(**given: Any) -> claims.SavedView:
    return claims.SavedView.objects.create(
        **{"queue": "unassigned", "name": "Urgent", "saved_at": AT} | _owned(given, person=user)
    )


def assignment(**given: Any) -> claims.Assignment:
    return claims.Assignment.objects.create(
        **{"assigned_at": AT, "due": date(2026, 4, 1)}
        | _owned(given, round=round_, reviewer=user, assigned_by=user)
    )


def review(**given: Any) -> claims.Review:
    return claims.Review.objects.create(
        **{"rating": "supported", "reasoning": "Two reports.", "saved_at": AT}
        | _owned(given, assignment=assignment)
    )


def review_citation(**given: Any) -> claims.ReviewCitation:
    return claims.ReviewCitation.objects.create(**_owned(given, review=review, citation=citation))


def review_range(**given: Any) -> claims.ReviewRange:
    given = {"low": 3} | _owned(given, review=review, figure=figure)
    return claims.ReviewRange.objects.create(**given)


def verdict(**given: Any) -> claims.Verdict:
    """A verdict on a round that agreed: that of the verdict it supersedes, if there is one."""
    given = _owned(given, claim=claim, published_by=user)
    if "round" not in given:
        over = given["claim"].rounds.first()
        given["round"] = over or ended_round(claim=given["claim"])
    said = claims.Rating.objects.get(pk=given.get("rating") or "supported")
    return claims.Verdict.objects.create(
        **{
            "version": 1,
            "rating": said.code,
            "rating_labels": said.labels,
            "rating_meanings": said.meanings,
            "rating_number": said.number,
            "summary": "Borne out.",
            "basis": "agreement",
            "published_at": AT,
        }
        | given
    )


def scheduled_verdict(**given: Any) -> claims.ScheduledVerdict:
    facts = {"summary": "It is so.", "seen": 0, "due_at": AT, "planned_at": AT}
    return claims.ScheduledVerdict.objects.create(
        **facts | _owned(given, round=ended_round, planned_by=user)
    )


def waived_point(**given: Any) -> claims.WaivedPoint:
    return claims.WaivedPoint.objects.create(
        **{"point": "reply", "reason": "They have no address."} | _owned(given, verdict=verdict)
    )


def corrected_wording(**given: Any) -> claims.Verdict:
    """A verdict that one editor corrected: rating and range are those of the one before."""
    first = verdict()
    facts = {"claim": first.claim, "version": 2, "supersedes": first, "change_reason": "Unclear."}
    return verdict(**facts | {"basis": "correction", "correction_kind": "clarity"} | given)


def proposed_correction(**given: Any) -> claims.ProposedCorrection:
    facts = {"rating": "refuted", "summary": "It is not.", "reason": "New.", "proposed_at": AT}
    return claims.ProposedCorrection.objects.create(
        **facts | _owned(given, verdict=verdict, proposed_by=user)
    )


def verdict_range(**given: Any) -> claims.VerdictRange:
    given = {"low": 3} | _owned(given, verdict=verdict, figure=figure)
    return claims.VerdictRange.objects.create(**given)


def scheduled_range(**given: Any) -> claims.ScheduledRange:
    given = {"low": 3} | _owned(given, scheduled=scheduled_verdict, figure=figure)
    return claims.ScheduledRange.objects.create(**given)


def proposed_range(**given: Any) -> claims.ProposedRange:
    given = {"low": 3} | _owned(given, proposal=proposed_correction, figure=figure)
    return claims.ProposedRange.objects.create(**given)


def event(**given: Any) -> claims.Event:
    return claims.Event.objects.create(
        **{"at": AT, "actor_name": "A. B.", "verb": "submitted"} | given
    )


def _owned(given: dict[str, Any], **makers: Any) -> dict[str, Any]:
    """``given``, with a row made for each foreign key that it does not name."""
    made = {name: make() for name, make in makers.items() if name not in given}
    return given | made


MAKERS = tuple(
    make
    for name, make in list(vars().items())
    if isfunction(make) and make.__module__ == __name__ and name[0] != "_" and make is not n
)
"""Every maker above; called without arguments, together they fill every table."""
