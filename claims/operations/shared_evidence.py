"""What claims share of their evidence: pages, publishers, later looks at pages.

Sources know no claims, so that evidence does not know what it is for. Where a claim rests on what
is changed, this asks whether it holds still, does it, and writes it into the journal of every
claim that rests on it, all in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import Affiliation, Citation, Claim, Party
from claims.operations.hold import ask
from claims.operations.journal import journal
from claims.rules import acts
from claims.rules.grants import ClaimFacts
from sources.models import (
    Confirmation,
    Derivation,
    DerivationKind,
    Page,
    Publisher,
    PublisherGrade,
    Quotation,
    Recheck,
    Watch,
)
from sources.operations.register.derivations import derive
from sources.operations.register.pages import describe_page
from sources.operations.register.publishers import grade_publisher
from sources.operations.register.quotations import confirm
from sources.operations.watching.schedule import acknowledge, acknowledge_not, start, stop
from tracker.base.acts.table import Act
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text


def describe(
    *,
    page: Page,
    reason: str,
    by: User,
    at: datetime,
    title: str | None = None,
    language: LanguageTag | str | None = None,
    published: PartialDate | None = None,
) -> Page:
    """Record what a page says of itself. Refuses with what `describe_page` and `hold.ask` do."""
    given = {"title": title, "language": language, "published": published}
    with _openly(
        acts.DESCRIBE_CITED_PAGE,
        citing=Q(page=page),
        verb="page_described",
        target=page,
        by=by,
        at=at,
        reason=reason,
        data={"page": page.pk, "changed": [name for name, value in given.items() if value]},
    ):
        return describe_page(
            page=page, title=title, language=language, published=published, by=by, at=at
        )


def credit(*, page: Page, credited_to: str, reason: str, by: User, at: datetime) -> Derivation:
    """Say whom a page credits; what is said already changes nothing and is open to everybody.

    It decides how many origins every claim has that rests on the page, or on one that was taken
    from it. Refuses with what `derive` refuses, and at `credited_to` with what `hold.ask` does.
    """
    known = Derivation.objects.filter(page=page, credited_to=credited_to.strip()).first()
    if known is not None:
        return known
    try:
        with _openly(
            acts.CREDIT_CITED_PAGE,
            citing=_along_the_chain(page),
            verb="page_credited",
            target=page,
            by=by,
            at=at,
            reason=reason,
            data={"page": page.pk, "credited_to": credited_to},
        ):
            kind = DerivationKind.UNSPECIFIED.value
            return derive(page=page, kind=kind, credited_to=credited_to, by=by, at=at)
    except Refusal as refusal:
        raise refusal.at(refusal.field or "credited_to") from None


def grade(
    *, publisher: Publisher, letter: str, reason: str, by: User, at: datetime
) -> PublisherGrade:
    """Grade a publisher. Refuses with what `grade_publisher` and `hold.ask` refuse."""
    with _openly(
        acts.GRADE_CITED_PUBLISHER,
        citing=Q(page__publisher=publisher),
        verb="publisher_graded",
        target=publisher,
        by=by,
        at=at,
        reason=reason,
        data={"publisher": publisher.slug, "grade": letter},
    ):
        return grade_publisher(publisher=publisher, grade=letter, reason=reason, by=by, at=at)


def affiliate(
    *,
    party: Party,
    publisher: Publisher,
    by: User,
    at: datetime,
    internal_note: str = "",
    public_note: str = "",
    reason: str = "",
) -> Affiliation:
    """Say that a publisher belongs to a party or speaks for it; saying it twice changes nothing.

    Refuses with what `hold.ask` refuses of a claim that rests on a page of the publisher.
    """
    known = Affiliation.objects.filter(party=party, publisher=publisher).first()
    if known is not None:
        return known
    with _openly(
        acts.AFFILIATE,
        citing=Q(page__publisher=publisher),
        verb="publisher_affiliated",
        target=party,
        by=by,
        at=at,
        reason=reason,
        data={"publisher": publisher.slug, "party": party.slug},
    ):
        row, created = Affiliation.objects.get_or_create(
            party=party,
            publisher=publisher,
            defaults={
                "internal_note": text(internal_note, field="internal_note"),
                "public_note": text(public_note, field="public_note"),
            },
        )
        if created:
            journal(
                verb="affiliated", target=party, by=by, at=at, data={"publisher": publisher.slug}
            )
    return row


def stop_watching(*, page: Page, reason: str, by: User, at: datetime) -> Watch:
    """Stop the later looks at a page. Refuses with what `stop` and `hold.ask` refuse."""
    with _openly(
        acts.STOP_WATCHING_CITED_PAGE,
        citing=Q(page=page),
        verb="watch_stopped",
        target=page,
        by=by,
        at=at,
        reason=reason,
        data={"page": page.pk},
    ):
        return stop(page=page, reason=reason, by=by, at=at)


def watch_again(*, page: Page, by: User, at: datetime) -> Watch:
    """Have a page looked at again: open to everybody. Refuses with what `start` refuses."""
    with act(acts.WATCH_CITED_PAGE, by=by):
        watch = start(page=page, by=by, at=at)
        for claim in _resting(Q(page=page)):
            journal(
                verb="watch_started",
                target=page,
                claim_id=claim.pk,
                by=by,
                at=at,
                data={"page": page.pk},
            )
    return watch


def confirm_words(*, quotation: Quotation, reason: str, by: User, at: datetime) -> Confirmation:
    """Confirm words that claims rest on. Refuses with what `confirm` and `hold.ask` refuse."""
    with _openly(
        acts.CONFIRM_CITED_WORDS,
        citing=Q(quotation=quotation.pk),
        verb="words_confirmed",
        target=quotation,
        by=by,
        at=at,
        reason=reason,
        data={"page": quotation.page_id, "quotation": quotation.pk},
    ):
        return confirm(quotation=quotation, reason=reason, by=by, at=at)


def see_change(*, recheck: Recheck, note: str, by: User, at: datetime) -> Recheck:
    """Mark an altered number as seen. Refuses with what `acknowledge` and `hold.ask` refuse."""
    with _openly(
        acts.SEE_CHANGE,
        citing=Q(page=recheck.page_id),
        verb="change_seen",
        target=recheck,
        by=by,
        at=at,
        reason=note,
        data={"page": recheck.page_id, "change": recheck.pk},
    ):
        return acknowledge(recheck=recheck, note=note, by=by, at=at)


def unsee_change(*, recheck: Recheck, reason: str, by: User, at: datetime) -> Recheck:
    """Bring the alarm back. Refuses with what `acknowledge_not` and `hold.ask` refuse."""
    with _openly(
        acts.UNSEE_CHANGE,
        citing=Q(page=recheck.page_id),
        verb="change_unseen",
        target=recheck,
        by=by,
        at=at,
        reason=reason,
        data={"page": recheck.page_id, "change": recheck.pk},
    ):
        return acknowledge_not(recheck=recheck, reason=reason, by=by, at=at)


@contextmanager
def _openly(
    what: Act[ClaimFacts],
    *,
    citing: Q,
    verb: str,
    target: models.Model,
    by: User,
    at: datetime,
    reason: str,
    data: Mapping[str, object],
) -> Iterator[None]:
    """Ask every claim that rests on it first, and write it into the journal of each after it.

    Args:
        what: the act.
        citing: which citations make a claim rest on it.
        verb: what the journal of each claim says.
        target: what is changed.
        by: who acts.
        at: when.
        reason: why; needed where a claim holds still.
        data: more for the journal.
    """
    with act(what, by=by, reason=reason):
        claims = list(_resting(citing))
        known = Involvement(by, claims[0]) if claims else None
        for claim in claims:
            _ask(claim, what, by=by, reason=reason, beside=known)
        yield
        for claim in claims:
            journal(
                verb=verb,
                target=target,
                claim_id=claim.pk,
                by=by,
                at=at,
                reason=reason.strip(),
                data=data,
            )


def _ask(
    claim: Claim,
    what: Act[ClaimFacts],
    *,
    by: User,
    reason: str,
    beside: Involvement | None,
) -> None:
    try:
        ask(claim, what, by=by, reason=reason, beside=beside)
    except Refusal as refusal:
        if refusal.code != "required":
            refusal.message = _("Claim %(n)s rests on this. %(why)s") % {
                "n": claim.pk,
                "why": refusal.message,
            }
        raise


def _resting(citing: Q) -> QuerySet[Claim]:
    """The claims that rest on it, their rows locked in one order."""
    keys = Citation.objects.filter(citing).order_by().values("claim")
    return Claim.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")


def _along_the_chain(page: Page) -> Q:
    """Citations of a page, and of pages that were taken from it through the links we count."""
    return Q(page=page) | Q(page__derivations__from_page=page)
