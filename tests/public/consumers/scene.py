"""A site with something on every kind of page: an exercise, and a dispute that really happened."""

from __future__ import annotations

from typing import Any

from claims.models import Claim, Incident, Party
from claims.operations.record import record_place, translate, withdraw
from claims.operations.release import withdraw_dossier
from sources.models import Page
from sources.operations.deposits.withhold import withhold
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_correction,
    a_figure,
    a_page,
    a_pair,
    a_party,
    a_publisher,
    a_quotation,
    a_reply,
    a_reply_request,
    a_settled_claim,
    a_user,
    a_verdict,
    a_verdict_again,
    an_assignment,
    an_editor,
    an_incident,
    later,
)
from tests.public.captures import a_capture, a_finding, failed, waiting
from tests.public.looks import BEFORE, NOW, QUOTED, a_change, a_look
from tests.public.opening.scenes import judged, says
from tests.ratings import Rating
from tests.sources.depositing import HTML, bring, read
from tests.sources.sealed_pages import keep, sealed_page, warc_of
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.precision import DatePrecision

TITLE = 'Raid at the "ford" & what <b>followed</b>'
FRENCH = "Nos forces ont perdu vingt hommes <au moins>, & l’ennemi « des dizaines »."


def make() -> None:
    """Fill the tables."""
    a_pair(answers=a_claim(incident=an_incident("A raid that nobody made", is_exercise=True)))
    ford = record_place(name="Ford", slug="ford", latitude=18.2, longitude=-1.4, by=a_user(), at=AT)
    raid = an_incident(TITLE, start=PartialDate(AT.date(), DatePrecision.MONTH), place=ford)
    army, rebels = a_party("Army of Northland", kind="state_armed_forces"), a_party("The rebels")
    _disputed(raid, army, rebels)
    _judged_again(raid, rebels, army)
    _gone()
    an_assignment(says(raid, a_party("Its ally"), 3, army))  # a round that is open


def _disputed(raid: Incident, army: Party, rebels: Party) -> None:
    """What the army says in French, translated, is answered by the rebels and corrected since."""
    figures = [
        a_figure(best=20, subjects=[army]),
        a_figure("wounded", None, low=5, qualifier="at_least", subjects=[army]),
        a_figure("killed", None, qualifier="vague", wording="des dizaines", subjects=[rebels]),
    ]
    said = a_claim(
        incident=raid,
        claimant=army,
        figures=figures,
        statement=FRENCH,
        language="fr",
        made_on=PartialDate(AT.date(), DatePrecision.DAY),
        spokesperson="Dara Melkhova",
    )
    for language, text in (
        ("en", "Our forces lost twenty men."),
        ("ar", "خسرت قواتنا عشرين رجلا."),
    ):
        translate(
            claim=said,
            language=language,
            text_=text,
            translator="A. Diallo",
            by=said.created_by,
            at=AT,
        )
    answer = says(raid, rebels, 84, army, on="2026-03")
    a_pair(claim=answer, answers=said)
    _cited(said)
    verdict = a_verdict(said, summary='Two films show "about" 20 dead & no more.')
    a_correction(
        verdict, rating="refuted", summary="A list <of> names.", reason="A list was found."
    )
    a_reply(a_reply_request(said))
    judged(answer, Rating.CONTESTED)


def _judged_again(raid: Incident, rebels: Party, army: Party) -> None:
    """Verdicts of each sort: with a range, after another review, of an outlet, of nobody named."""
    judged(
        says(raid, a_party("Observers", kind="ngo"), 24, army, least=True), Rating.SUPPORTED, 10, 47
    )
    a_verdict_again(a_verdict(says(raid, rebels, None, army, words="dozens")))
    a_verdict(a_claim(incident=raid, outlet=a_publisher("The Gazette")))
    a_verdict(a_claim(incident=raid, claimant=a_party("A passer-by", kind="anonymous_source")))
    a_verdict(a_settled_claim())


def _cited(claim: Claim) -> None:
    """Pages in every state: sealed, changed since, gone, failed, waiting, brought, withheld."""
    page = a_page(publisher=a_publisher("The Daily <Wire>"), title="« Vingt morts » & plus")
    quotation = a_quotation(page, exact="Twenty men")
    copy = sealed_page(b"<p>Twenty men were killed.", page=page, text="Twenty men were killed.")
    a_finding(quotation, copy, matched="Twenty men")
    a_citation(claim, page=page, quotation=quotation)
    changed, brought, withheld, *others = (_quoted(claim) for _ in range(6))
    a_look(changed, BEFORE, at=AT, **_stored(BEFORE))
    a_change(changed, **_stored(NOW))
    read(bring(brought, HTML))
    withhold(
        capture=read(bring(withheld, HTML)),
        description="A post.",
        reason="It names a witness.",
        hides_page=False,
        by=an_editor(),
        at=later(hours=1),
    )
    a_capture(others[0], "Gone", outcome="error_page", http_status=410, **_stored("Gone"))
    failed(others[1], "No answer in time.")
    waiting(others[2])


def _quoted(claim: Claim) -> Page:
    page = a_page()
    a_citation(claim, page=page, quotation=a_quotation(page, exact=QUOTED))
    return page


def _stored(text: str) -> dict[str, Any]:
    """The facts of a capture whose file stands in the storage."""
    name, digest, size = keep(warc_of(text.encode()))
    return {"file_name": name, "file_sha256": digest, "file_size": size}


def _gone() -> None:
    """A claim with a verdict and a whole dossier, both withdrawn."""
    withdraw(
        claim=a_verdict().claim,
        reason="Entered twice, as was said.",
        by=an_editor(),
        at=later(days=2),
    )
    withdraw_dossier(
        incident=a_verdict().claim.incident,
        reason="A source is in danger.",
        notice="We were asked to.",
        by=an_editor(),
        at=later(days=3),
    )
