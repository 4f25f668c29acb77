"""What claims share of their evidence: pages, publishers, later looks at pages.

Sources know no claims, so that evidence does not know what it is for. Where a claim rests on what
is changed, this asks whether it holds still, does it, and writes it into the journal of every
claim that rests on it, all in one transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import Affiliation, Citation, Claim, Party
from claims.models.matching.index import IndexedKind
from claims.operations.doubts.of_origin import asking_if_round
from claims.operations.hold import ask
from claims.operations.journal import journal
from claims.operations.matching.index import index_named, is_indexed
from claims.operations.matching.near import refuse_near
from claims.rules import acts
from claims.rules.grants import ClaimFacts
from sources.acts import REGISTER_PUBLISHER
from sources.models import (
    OTHER_KIND,
    Confirmation,
    Derivation,
    DerivationKind,
    Page,
    Publisher,
    PublisherGrade,
    PublisherKind,
    Quotation,
    Recheck,
    Watch,
)
from sources.operations.register.derivations import (
    credited_already,
    derive,
    mend_derivation,
    remove_derivation,
    state_origin,
)
from sources.operations.register.pages import describe_page
from sources.operations.register.publishers import (
    grade_publisher,
    name_publisher,
    register_publisher,
)
from sources.operations.register.quotations import confirm
from sources.operations.watching.schedule import acknowledge, acknowledge_not, start, stop
from sources.reads.chains import pages_from
from tracker.base.acts.law import refuse
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
    author: str | None = None,
    language: LanguageTag | str | None = None,
    published: PartialDate | None = None,
) -> Page:
    """Record what a page says of itself. Refuses with what `describe_page` and `hold.ask` do."""
    given = {"title": title, "author": author, "language": language, "published": published}
    with _openly(
        acts.DESCRIBE_CITED_PAGE,
        citing=Q(page=page),
        verb="page_described",
        target=page,
        by=by,
        at=at,
        reason=reason,
        data={
            "page": page.pk,
            "changed": [name for name, value in given.items() if value is not None],
        },
    ):
        return describe_page(
            page=page,
            title=title,
            author=author,
            language=language,
            published=published,
            reason=reason,
            by=by,
            at=at,
        )


def credit(
    *,
    page: Page,
    credited_to: str,
    reason: str,
    by: User,
    at: datetime,
    kind: str = DerivationKind.UNSPECIFIED.value,
    from_page: Page | None = None,
    from_publisher: Publisher | None = None,
    goes_round: bool = False,
) -> Derivation:
    """Say whom a page credits; what is said already changes nothing and is open to everybody.

    It decides how many origins every claim has that rests on the page, or on one that has it from
    there. Refuses with what `derive` refuses, at `credited_to` with what `hold.ask` does, and with
    `credited_already` who says more, or something else, of a credit that is recorded, and with
    `goes_round` where pages would have it from each other and nobody says that they do.
    """
    known = Derivation.objects.filter(page=page, credited_to=credited_to.strip()).first()
    if known is not None:
        said = (kind, from_page, from_publisher)
        same = (known.kind, known.from_page, known.from_publisher)
        if said not in {same, (DerivationKind.UNSPECIFIED.value, None, None)}:
            raise credited_already()
        return known
    with (
        _crediting(page, credited_to, verb="page_credited", by=by, at=at, reason=reason),
        asking_if_round(page, is_meant=goes_round, field=_named_by(from_page, from_publisher)),
    ):
        return derive(
            page=page,
            kind=kind,
            credited_to=credited_to,
            from_page=from_page,
            from_publisher=from_publisher,
            by=by,
            at=at,
        )


def why_not_to_credit(page: Page, *, by: User, credited_to: str = "") -> str:
    """Why somebody may not say now where a page has it from; "" where they may.

    Args:
        page: the page.
        by: who would say it.
        credited_to: whom it would be said to credit: what is recorded already changes nothing.
    """
    said = credited_to.strip()
    if said and Derivation.objects.filter(page=page, credited_to=said).exists():
        return ""
    keys = Citation.objects.filter(page__in=pages_from(page.pk)).order_by().values("claim")
    known: Involvement | None = None
    for claim in Claim.objects.filter(pk__in=keys).order_by("pk"):
        known = known or Involvement(by, claim)
        if why := refuse(by, acts.CREDIT_CITED_PAGE, known.beside(claim)):
            return _rests_on_it(claim, why)
    return ""


def mend_credit(
    *,
    derivation: Derivation,
    credited_to: str,
    kind: str,
    from_page: Page | None,
    from_publisher: Publisher | None,
    reason: str,
    by: User,
    at: datetime,
    goes_round: bool = False,
) -> Derivation:
    """Correct whom a page credits. Refuses with what `mend_derivation` and `credit` refuse."""
    page = derivation.page
    with (
        _crediting(page, credited_to, verb="page_credit_mended", by=by, at=at, reason=reason),
        asking_if_round(page, is_meant=goes_round, field=_named_by(from_page, from_publisher)),
    ):
        return mend_derivation(
            derivation=derivation,
            credited_to=credited_to,
            kind=kind,
            from_page=from_page,
            from_publisher=from_publisher,
            by=by,
            at=at,
        )


def remove_credit(*, derivation: Derivation, reason: str, by: User, at: datetime) -> None:
    """Take a credit back. Refuses with what `remove_derivation` and `hold.ask` refuse."""
    page, said = derivation.page, derivation.credited_to
    with _crediting(page, said, verb="page_credit_taken_back", by=by, at=at, reason=reason):
        remove_derivation(derivation=derivation, reason=reason, by=by, at=at)


def _named_by(from_page: Page | None, from_publisher: Publisher | None) -> str:
    """The field that says most of whom a page credits."""
    if from_page is not None:
        return "from_page"
    return "credited_to" if from_publisher is None else "from_publisher"


def state_page_origin(
    *,
    page: Page,
    origin: str,
    reason: str,
    by: User,
    at: datetime,
    goes_round: bool = False,
) -> Page:
    """Record whether a page is its own reporting.

    Refuses with what `hold.ask` refuses, and with `goes_round` as `credit` does.
    """
    verb = "page_origin_stated"
    with (
        _crediting(page, origin, verb=verb, by=by, at=at, reason=reason, field="origin"),
        asking_if_round(page, is_meant=goes_round, field="origin"),
    ):
        return state_origin(page=page, origin=origin, by=by, at=at)


@contextmanager
def _crediting(
    page: Page,
    said: str,
    *,
    verb: str,
    by: User,
    at: datetime,
    reason: str,
    field: str = "credited_to",
) -> Iterator[None]:
    """Change where a page has it from, openly to every claim whose origins that decides.

    What refuses it and names no field is said at `field`.
    """
    try:
        with _openly(
            acts.CREDIT_CITED_PAGE,
            citing=Q(page__in=pages_from(page.pk)),
            verb=verb,
            target=page,
            by=by,
            at=at,
            reason=reason,
            data={"page": page.pk, "credited_to": said},
        ):
            yield
    except Refusal as refusal:
        raise refusal.at(refusal.field or field) from None


def add_publisher(
    *,
    name: str,
    by: User,
    at: datetime,
    slug: str = "",
    kind: PublisherKind | str = OTHER_KIND,
    country: str = "",
    homepage: str = "",
    aliases: Iterable[tuple[str, str]] = (),
    internal_note: str = "",
    public_note: str = "",
    another: bool = False,
) -> Publisher:
    """Register a publisher, and make it one that is found by its names.

    Evidence does not know that its rows are looked up, so whoever adds one for claims does it here.
    Without a `slug`, one of much the same name is offered, unless this is `another` one. Refuses
    with what `register_publisher` refuses, and `name_near`.
    """
    with act(REGISTER_PUBLISHER, by=by):
        publisher = register_publisher(
            name=name,
            slug=slug,
            kind=kind,
            country=country,
            homepage=homepage,
            aliases=aliases,
            internal_note=internal_note,
            public_note=public_note,
            another=another,
            by=by,
            at=at,
        )
        take_in_publisher(publisher, another=another or bool(slug))
    return publisher


def take_in_publisher(publisher: Publisher, *, another: bool) -> None:
    """Let a publisher that was registered just now be found by its names.

    Args:
        publisher: one that is found already is left alone.
        another: whether it is said to be another than those of much the same name.

    Raises:
        NameNear: there may be one already; nothing of the act is kept then.
    """
    if is_indexed(publisher):
        return
    if not another:
        refuse_near(IndexedKind.PUBLISHER, publisher.name, field="name")
    index_named(publisher)


def name_otherwise(
    *,
    publisher: Publisher,
    aliases: Collection[tuple[str, str]],
    reason: str,
    by: User,
    at: datetime,
) -> Publisher:
    """Say by which other names a publisher goes: pages that credit one of them credit it.

    Refuses with what `name_publisher` refuses, and with what `hold.ask` does of a claim whose
    origins that decides.
    """
    with _openly(
        acts.NAME_CITED_PUBLISHER,
        citing=_told_by(publisher, aliases),
        verb="publisher_named",
        target=publisher,
        by=by,
        at=at,
        reason=reason,
        data={"publisher": publisher.slug, "names": [name for _tag, name in aliases]},
    ):
        row = name_publisher(publisher=publisher, aliases=aliases, reason=reason, by=by, at=at)
        index_named(row)
        return row


def _told_by(publisher: Publisher, aliases: Collection[tuple[str, str]]) -> Q:
    """Citations of its pages, and of pages that have it from what credits it by a changed name."""
    known = set(publisher.aliases.values_list("language", "name"))
    crediting = Q(from_publisher=publisher)
    for _tag, name in known.symmetric_difference(aliases):
        crediting |= Q(credited_to__icontains=name)
    pages = Derivation.objects.filter(crediting).values("page")
    return Q(page__publisher=publisher) | Q(page__in=pages)


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
    """Mark what a look found as seen. Refuses with what `acknowledge` and `hold.ask` refuse."""
    verb = "gone_seen" if recheck.is_gone else "change_seen"
    with _about(recheck, acts.SEE_CHANGE, verb=verb, by=by, at=at, reason=note, field="note"):
        return acknowledge(recheck=recheck, note=note, by=by, at=at)


def unsee_change(*, recheck: Recheck, reason: str, by: User, at: datetime) -> Recheck:
    """Bring the alarm back. Refuses with what `acknowledge_not` and `hold.ask` refuse."""
    verb = "gone_unseen" if recheck.is_gone else "change_unseen"
    with _about(recheck, acts.UNSEE_CHANGE, verb=verb, by=by, at=at, reason=reason):
        return acknowledge_not(recheck=recheck, reason=reason, by=by, at=at)


def _about(
    recheck: Recheck,
    what: Act[ClaimFacts],
    *,
    verb: str,
    by: User,
    at: datetime,
    reason: str,
    field: str = "reason",
) -> AbstractContextManager[None]:
    """Mark what a later look showed, openly to every claim that rests on the page."""
    return _openly(
        what,
        citing=Q(page=recheck.page_id),
        verb=verb,
        target=recheck,
        by=by,
        at=at,
        reason=reason,
        data={"page": recheck.page_id, "change": recheck.pk},
        field=field,
    )


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
    field: str = "reason",
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
        field: where the reason is typed.
    """
    with act(what, by=by, reason=reason, field=field):
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
            refusal.message = _rests_on_it(claim, refusal.message)
        raise


def _rests_on_it(claim: Claim, why: str) -> str:
    return _("Claim %(n)s rests on this. %(why)s") % {"n": claim.pk, "why": why}


def _resting(citing: Q) -> QuerySet[Claim]:
    """The claims that rest on it, their rows locked in one order."""
    keys = Citation.objects.filter(citing).order_by().values("claim")
    return Claim.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
