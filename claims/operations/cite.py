"""Say what a claim rests on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db.models import Max
from django.utils.translation import gettext as _

from claims.models import Citation, Claim, Credibility
from claims.operations.doubts.of_origin import asking_if_round
from claims.operations.hold import ask, ask_page, still_there, take_back, was_public, write_down
from claims.operations.journal import journal
from claims.operations.shared_evidence import (
    credit,
    describe,
    state_page_origin,
    take_in_publisher,
)
from claims.operations.transition import locked
from claims.reads.evidence.origins import Trail
from claims.reads.evidence.otherwise import (
    LANGUAGE,
    ORIGIN,
    PUBLISHED,
    TITLE,
    Otherwise,
    described_otherwise,
)
from claims.reads.journal.said import said_otherwise
from claims.rules import acts
from claims.rules.grants import ClaimFacts
from claims.rules.grounds import LONGEST_LOCATOR, LONGEST_MEANS, REPORTING, Stance
from claims.rules.states import ClaimStatus
from sources.models import Origin, Page, PageKind, Publisher, Quotation
from sources.operations.register.addresses import check_fetchable, web_address
from sources.operations.register.pages import register_page
from sources.operations.register.publishers import NewPublisher
from sources.operations.register.quotations import (
    Checked,
    Words,
    check_beforehand,
    is_being_checked,
    quote,
)
from sources.reads.register import page_at
from tracker.base.acts.table import Act
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate
from tracker.base.values.refusal import Refusal, within
from tracker.base.values.text import text, word

_MARK = ("own_means", "means_marked_by", "means_marked_at")


@dataclass(frozen=True, slots=True)
class PageInput:
    """A page as somebody who cites it describes it; what is recorded of it already stays."""

    url: str
    publisher: Publisher | NewPublisher | None
    title: str = ""
    kind: str = PageKind.ARTICLE.value
    language: LanguageTag | str = ""
    published: PartialDate = UNKNOWN_DATE
    origin: str = Origin.UNKNOWN.value
    credited_to: str = ""
    is_another: bool = True
    """Whether a page that is most likely the same, at another address, need not be offered."""
    goes_round: bool = False
    """Whether somebody says that the page and others do have it from each other."""

    def without_credit(self) -> PageInput:
        """The same with nothing said of where the page has it from."""
        return replace(self, origin=Origin.UNKNOWN.value, credited_to="", goes_round=False)


KEEP, TAKE = "keep", "take"
"""What may be decided where a page is recorded in one way and described in another."""


class KnownOtherwise(Refusal):
    """A page is here already and is recorded in another way than it is described.

    Args:
        differences: all that is recorded otherwise, decided or not.
    """

    def __init__(self, differences: Sequence[Otherwise]) -> None:
        super().__init__(
            _("This page is here already and is recorded otherwise. Decide what is to stand."),
            code="known_otherwise",
        )
        self.differences = differences


class CitedAlready(Refusal):
    """The claim rests on this page, or on these words of it, already.

    Args:
        citation: the citation that is there: what is judged of it can be changed.
        field: where that is said.
    """

    def __init__(self, citation: Citation, *, field: str) -> None:
        super().__init__(_("The claim rests on this already."), code="already_cited", field=field)
        self.citation = citation


def cite_address(
    *,
    claim: Claim,
    page: PageInput,
    stance: str,
    by: User,
    at: datetime,
    words: Words | None = None,
    credibility: str = Credibility.CANNOT_BE_JUDGED.value,
    locator: str = "",
    internal_note: str = "",
    public_note: str = "",
    reason: str = "",
    decided: Mapping[str, str] | None = None,
) -> Citation:
    """Rest a claim on a page that may be new, with its publisher, its credit and the words quoted.

    Where the page is here already, `decided` says by field whether what is recorded stays (`KEEP`)
    or what is said of it now is recorded (`TAKE`); without it, what is recorded stays. All of it is
    recorded or nothing. Refuses with `known_otherwise` (something of it is not decided; a
    `KnownOtherwise`), `required` (the publisher; whom a derived page credits), `goes_round`, what
    `check_fetchable` (a page that is new), `register_page` and `credit` refuse, `name_near` (a
    publisher that is new, where neither page nor publisher is said to be another), and what `cite`
    does.
    """
    before = page_at(web_address(page.url))
    if before is None:
        check_fetchable(page.url)
    if page.publisher is None:
        raise Refusal(_("Say who publishes the page."), code="required", field="publisher")
    if page.origin == Origin.DERIVED and not page.credited_to:
        raise _credits_nobody()
    with act(acts.CITE, by=by):
        if before is not None and decided is not None:
            _decide(before, page, decided, reason=reason, by=by, at=at)
        row = register_page(
            url=page.url,
            publisher=page.publisher,
            title=page.title,
            language=page.language,
            kind=page.kind,
            published=page.published,
            origin=page.origin,
            offer_twins=not page.is_another,
            by=by,
            at=at,
        )
        if isinstance(page.publisher, NewPublisher):
            with within("publisher"):
                is_meant = page.publisher.another or page.is_another
                take_in_publisher(row.publisher, another=is_meant)
        is_meant = page.goes_round or not page.credited_to
        # The claim rests on the page only once it is cited, so it is asked after that.
        with asking_if_round(row, is_meant=is_meant, field="credited_to"):
            if page.credited_to:
                credit(
                    page=row,
                    credited_to=page.credited_to,
                    reason=reason,
                    goes_round=True,
                    by=by,
                    at=at,
                )
            return cite(
                claim=claim,
                page=row,
                words=words,
                stance=stance,
                credibility=credibility,
                locator=locator,
                internal_note=internal_note,
                public_note=public_note,
                reason=reason,
                by=by,
                at=at,
            )


def _decide(
    known: Page,
    given: PageInput,
    decided: Mapping[str, str],
    *,
    reason: str,
    by: User,
    at: datetime,
) -> None:
    """Record what was decided to be recorded of a page that is here already.

    Raises:
        KnownOtherwise: something is not decided.
    """
    differences = described_otherwise(
        known,
        title=given.title,
        published=given.published,
        language=str(given.language),
        origin=given.origin,
        publisher=given.publisher.name if given.publisher else "",
    )
    allowed = {one.field: (KEEP, TAKE) if one.can_be_taken else (KEEP,) for one in differences}
    if any(decided.get(field) not in answers for field, answers in allowed.items()):
        raise KnownOtherwise(differences)
    taken = {one.field for one in differences if decided[one.field] == TAKE}
    facts = {name: getattr(given, name) for name in taken & {TITLE, PUBLISHED, LANGUAGE}}
    if facts:
        describe(page=known, reason=reason, by=by, at=at, **facts)
    if ORIGIN in taken:
        state_page_origin(
            page=known,
            origin=given.origin,
            reason=reason,
            goes_round=given.goes_round,
            by=by,
            at=at,
        )


def cite(
    *,
    claim: Claim,
    page: Page,
    stance: str,
    by: User,
    at: datetime,
    credibility: str = Credibility.CANNOT_BE_JUDGED.value,
    quotation: Quotation | None = None,
    words: Words | None = None,
    locator: str = "",
    internal_note: str = "",
    public_note: str = "",
    reason: str = "",
) -> Citation:
    """Rest `claim` on a quotation of `page`, or on the page as a whole.

    `words` that nobody quoted yet are made a quotation; `locator` says where on the page to look
    where no quotation does; `reason` is needed where the claim holds still. Refuses with
    `withdrawn`, what `hold.ask` refuses, `other_page` (the quotation is of another page),
    `already_cited`, `unknown_value`, `too_long` and what `quote` refuses.
    """
    kind = word(stance, Stance, field="stance")
    grade = word(credibility, Credibility, field="credibility")
    where = text(locator, field="locator", longest=LONGEST_LOCATOR)
    if quotation is not None and quotation.page_id != page.pk:
        raise Refusal(
            _("These words are on another page. Choose a quotation of this one."),
            code="other_page",
            field="quotation",
        )
    # A long text is searched before the claim is locked.
    checked = check_beforehand(page=page, words=words) if words is not None else {}
    with act(acts.CITE, by=by, reason=reason):
        row = locked(claim)
        why = ask(row, acts.CITE, by=by, reason=reason)
        ask_page(page, by=by)
        if words is not None:
            quotation = _quoted(page, words, checked, by=by, at=at)
        _refuse_again(row, page, quotation, field="page")
        last = Citation.everything.filter(claim=row).aggregate(last=Max("position"))["last"]
        citation = Citation.objects.create(
            claim=row,
            page=page,
            quotation=quotation,
            stance=kind.value,
            credibility=grade,
            locator=where,
            internal_note=text(internal_note, field="internal_note"),
            public_note=text(public_note, field="public_note"),
            position=0 if last is None else last + 1,
            added_by=by,
            added_at=at,
        )
        journal(
            verb="cited",
            target=citation,
            claim_id=row.pk,
            by=by,
            at=at,
            reason=why,
            data={"page": page.pk, "quotation": citation.quotation_id, "stance": kind.value},
        )
        write_down(row, by=by, at=at)
    return citation


def quote_cited(
    *,
    citation: Citation,
    words: Words,
    stance: str,
    by: User,
    at: datetime,
    credibility: str = Credibility.CANNOT_BE_JUDGED.value,
    origin: str = "",
    credited_to: str = "",
    internal_note: str = "",
    public_note: str = "",
    reason: str = "",
    goes_round: bool = False,
) -> Citation:
    """Rest a claim on words of a page that it cites, and say where the page has it from.

    A citation of the page as a whole is given the words and what is judged of them. Where it says
    already which words, where to look or by which means the page confirms, it stays, and the words
    are cited beside it.

    Args:
        citation: a citation of the page.
        words: the words, with what stands around them.
        stance: how they stand to the claim, a `Stance`.
        by: who quotes.
        at: the present moment.
        credibility: of the information, a `Credibility`.
        origin: where the page has it from, an `Origin`; "" leaves what is recorded.
        credited_to: whom it credits for that, as it words it.
        internal_note: for colleagues.
        public_note: for readers.
        reason: needed where the claim holds still.
        goes_round: whether somebody says that the page and others do have it from each other.

    Raises:
        Refusal: `required` (whom a derived page credits), and what `cite`, `state_page_origin` and
            `credit` refuse.
    """
    page = citation.page
    kind = word(stance, Stance, field="stance")
    grade = word(credibility, Credibility, field="credibility")
    checked = check_beforehand(page=page, words=words)
    with act(acts.QUOTE_CITED, by=by, reason=reason):
        if origin == Origin.DERIVED and not credited_to and not page.derivations.exists():
            raise _credits_nobody()
        if origin not in ("", page.origin):
            state_page_origin(
                page=page, origin=origin, reason=reason, goes_round=goes_round, by=by, at=at
            )
        if credited_to:
            credit(
                page=page,
                credited_to=credited_to,
                reason=reason,
                goes_round=goes_round,
                by=by,
                at=at,
            )
        locked(citation.claim)  # of two people at once, the second finds the words of the first
        if not still_there(Citation.objects.filter(pk=citation.pk).first()).is_of_whole_page:
            return cite(
                claim=citation.claim,
                page=page,
                words=words,
                stance=stance,
                credibility=credibility,
                internal_note=internal_note,
                public_note=public_note,
                reason=reason,
                by=by,
                at=at,
            )
        columns = ["quotation", "stance", "credibility", "public_note"]
        with _changing(
            acts.QUOTE_CITED,
            citation,
            verb="words_quoted",
            columns=columns,
            reason=reason,
            by=by,
            at=at,
        ) as row:
            _give_words(row, words, checked, by=by, at=at)
            row.stance, row.credibility = kind.value, grade
            row.public_note = text(public_note, field="public_note")
        note = text(internal_note, field="internal_note")
        if row.internal_note != note:
            row = _noted(row, note, reason=reason, by=by, at=at)
    return row


def _credits_nobody() -> Refusal:
    return Refusal(_("Say whom the page credits."), code="required", field="credited_to")


def _give_words(row: Citation, words: Words, checked: Checked, *, by: User, at: datetime) -> None:
    """Let a citation quote some words; its row is kept by whoever calls this.

    Raises:
        Refusal: `already_cited`: the claim rests on them already.
    """
    ask_page(row.page, by=by)
    row.quotation = _quoted(row.page, words, checked, by=by, at=at)
    same = Citation.objects.filter(claim=row.claim, page=row.page, quotation=row.quotation)
    if (found := same.first()) is not None:
        raise CitedAlready(found, field="exact")
    _refuse_again(row.claim, row.page, row.quotation, field="exact", besides=row.pk)


def _refuse_again(
    claim: Claim,
    page: Page,
    quotation: Quotation | None,
    *,
    field: str,
    besides: int | None = None,
) -> None:
    """Refuse to cite a page as a whole twice, or the same words of it.

    They are the same wherever they were chosen on the page: readers would read them twice.

    Args:
        claim: the claim, its row locked.
        page: the page.
        quotation: the words; None for the page as a whole.
        field: where it is said.
        besides: the key of a citation that may have them.

    Raises:
        CitedAlready: with the citation.
    """
    rows = Citation.objects.filter(claim=claim, page=page).select_related("quotation")
    for row in rows.order_by("position", "pk"):
        if row.pk != besides and _spoken(row.quotation) == _spoken(quotation):
            raise CitedAlready(row, field=field)


def _spoken(quotation: Quotation | None) -> str:
    """Words as they are read: however the space between them is set."""
    return "" if quotation is None else " ".join(quotation.exact.split())


def _quoted(page: Page, words: Words, checked: Checked, *, by: User, at: datetime) -> Quotation:
    return quote(
        page=page,
        exact=words.exact,
        prefix=words.prefix,
        suffix=words.suffix,
        language=words.language,
        checked=checked,
        by=by,
        at=at,
    )


class CitationFields(TypedDict, total=False):
    """What is judged and noted of a citation: everything of it that may be changed later.

    The page and the words on it stay: what was found in sealed copies was found of them.
    """

    stance: str
    credibility: str
    locator: str
    internal_note: str
    public_note: str


def judge_citation(
    *, citation: Citation, by: User, at: datetime, reason: str = "", **said: Unpack[CitationFields]
) -> Citation:
    """Change what is judged and noted of a citation; what is not given stays.

    The internal note is no part of what a claim says: where it is changed the journal has a line
    of its own, which those who review the claim do not read, and no version is written.

    Args:
        citation: the citation.
        by: who judges so.
        at: the present moment.
        reason: why, in their words; needed where the claim holds still.
        said: what is said of it from now on.

    Raises:
        Refusal: `unknown_value`, `too_long`, `judged_so` (that is what stands there), `is_marked`
            (the page is marked as confirming the claim, and would report it no more),
            `already_taken_back` and what `hold.ask` refuses.
    """
    given = {name: _CHECKED[name](value) for name, value in said.items()}
    with act(acts.JUDGE_CITATION, by=by, reason=reason):
        claim = locked(citation.claim)
        row = still_there(Citation.objects.filter(pk=citation.pk).first())
        ask(claim, acts.JUDGE_CITATION, by=by, reason=reason, thing=row)
        other = {name for name, value in given.items() if getattr(row, name) != value}
        if not other:
            raise _judged_so(given)
        if row.means_marked_at is not None and given.get("stance", row.stance) not in REPORTING:
            raise Refusal(
                _(
                    "The page is marked as confirming the claim by its own means, so it reports or "
                    "supports it. Use “%(act)s” first."
                )
                % {"act": _(acts.UNCONFIRM.label)},
                code="is_marked",
                field="stance",
            )
        if columns := sorted(other - {"internal_note"}):
            with _changing(
                acts.JUDGE_CITATION,
                row,
                verb="citation_judged",
                columns=columns,
                reason=reason,
                by=by,
                at=at,
            ) as row:
                for name in columns:
                    setattr(row, name, given[name])
        if "internal_note" in other:
            row = _noted(row, given["internal_note"], reason=reason, by=by, at=at)
    return row


def _noted(citation: Citation, note: str, *, reason: str, by: User, at: datetime) -> Citation:
    """Change the internal note of a citation, in a line of the journal of its own."""
    with _changing(
        acts.NOTE_CITATION,
        citation,
        verb="citation_noted",
        columns=["internal_note"],
        reason=reason,
        by=by,
        at=at,
    ) as row:
        row.internal_note = note
    return row


_CHECKED: Mapping[str, Callable[[Any], str]] = {
    "stance": lambda said: word(said, Stance, field="stance").value,
    "credibility": lambda said: word(said, Credibility, field="credibility"),
    "locator": lambda said: text(said, field="locator", longest=LONGEST_LOCATOR),
    "internal_note": lambda said: text(said, field="internal_note"),
    "public_note": lambda said: text(said, field="public_note"),
}


def _judged_so(given: Collection[str]) -> Refusal:
    """What is said to a change that changes nothing, at the field if it is of one thing."""
    return Refusal(
        _("That is what is recorded already. Change something of it."),
        code="judged_so",
        field=next(iter(given)) if len(given) == 1 else None,
    )


def uncite(*, citation: Citation, reason: str, by: User, at: datetime) -> None:
    """Take a citation back; where readers may have seen it, its row stays and says why.

    Refuses with `required` without a why, `already_taken_back` (somebody else was quicker) and what
    `hold.ask` refuses. Whether a review rests on this very citation makes no difference: to say
    so would tell what a sealed review says.
    """
    why = text(reason, field="reason")
    with act(acts.UNCITE, by=by, reason=why):
        claim = locked(citation.claim)
        row = still_there(Citation.objects.filter(pk=citation.pk).first())
        row.claim = claim
        ask(claim, acts.UNCITE, by=by, reason=why, thing=row)
        journal(
            verb="uncited",
            target=row,
            claim_id=claim.pk,
            by=by,
            at=at,
            reason=why,
            data={"page": row.page_id, "quotation": row.quotation_id},
        )
        take_back(row, keep=was_public(claim), reason=why, by=by, at=at)
        write_down(claim, by=by, at=at)


def mend_words(
    *, citation: Citation, words: Words, reason: str, by: User, at: datetime
) -> Citation:
    """Rest a citation on other words than those that were written down and are being checked.

    What was quoted before, and what was found of it, stays as it is: the citation is taken over to
    the mended words.

    Args:
        citation: the citation.
        words: what the page says, as somebody gives it.
        reason: what was wrong.
        by: who mends it.
        at: the present moment.

    Raises:
        Refusal: `not_being_checked` (nothing is quoted, a copy has the words, or somebody confirmed
            them), `already_cited`, `already_taken_back`, and what `hold.ask`, `hold.ask_page` and
            `quote` refuse.
    """
    checked = check_beforehand(page=citation.page, words=words)
    with _changing(
        acts.MEND_WORDS,
        citation,
        verb="words_mended",
        columns=["quotation"],
        reason=reason,
        by=by,
        at=at,
    ) as row:
        if row.quotation is None or not is_being_checked(row.quotation):
            raise Refusal(
                _("These words are not being checked: a copy has them, or they are confirmed."),
                code="not_being_checked",
            )
        _give_words(row, words, checked, by=by, at=at)
    return row


def confirm(*, citation: Citation, means: str, by: User, at: datetime) -> Citation:
    """Mark a citation as confirming its claim by means of its page's own.

    Args:
        citation: the citation.
        means: which means ("its own satellite pictures"); readers read it, the journal keeps it.
        by: who judges so.
        at: the present moment.

    Raises:
        Refusal: `required` (the means), `already_marked`, `confirms_nothing` (it speaks against
            the claim, or only of what surrounds it), `of_the_claimant` (the page is the claimant's,
            or relays it), `already_taken_back` and what `hold.ask` refuses.
    """
    means = text(means, field="means", required=True, longest=LONGEST_MEANS)
    with _changing(
        acts.CONFIRM,
        citation,
        verb="confirming",
        columns=_MARK,
        reason=means,
        by=by,
        at=at,
    ) as row:
        if row.means_marked_at is not None:
            raise Refusal(
                _("It is marked already. Use “%(act)s” first.") % {"act": _(acts.UNCONFIRM.label)},
                code="already_marked",
            )
        if row.stance not in REPORTING:
            raise Refusal(
                _("Only a page that reports or supports the claim can confirm it."),
                code="confirms_nothing",
            )
        row.own_means, row.means_marked_by, row.means_marked_at = means, by, at
        others = Citation.objects.filter(claim=row.claim).exclude(pk=row.pk)
        resting = [row, *others.select_related("page")]
        if row.page_id in Trail.of(resting).origins(resting, [row.claim]).not_independent:
            raise Refusal(
                _(
                    "This page is the claimant’s, belongs to it, or has it from the claimant, as "
                    "far as is recorded. If that is wrong, first correct where it has it from."
                ),
                code="of_the_claimant",
            )
    return row


def unconfirm(*, citation: Citation, reason: str, by: User, at: datetime) -> Citation:
    """Take back that a citation confirms its claim by means of its page's own.

    Raises:
        Refusal: `required` (the reason), `not_marked`, `already_taken_back` and what `hold.ask`
            refuses.
    """
    reason = text(reason, field="reason")
    with _changing(
        acts.UNCONFIRM,
        citation,
        verb="not_confirming",
        columns=_MARK,
        reason=reason,
        by=by,
        at=at,
    ) as row:
        if row.means_marked_at is None:
            raise Refusal(_("It is not marked."), code="not_marked")
        row.own_means, row.means_marked_by, row.means_marked_at = "", None, None
    return row


@contextmanager
def _changing(
    what: Act[ClaimFacts],
    citation: Citation,
    *,
    verb: str,
    columns: Sequence[str],
    reason: str,
    by: User,
    at: datetime,
) -> Iterator[Citation]:
    """Change columns of a citation: asked, locked and loaded before; kept and journaled after.

    What it quoted, and what was judged and noted of it, stands in the journal, as it was and as it
    is; what stood in a draft is its author's alone.
    """
    with act(what, by=by, reason=reason):
        claim = locked(citation.claim)
        row = still_there(Citation.objects.filter(pk=citation.pk).first())
        row.claim = claim
        why = ask(claim, what, by=by, reason=reason, thing=row)
        before = _said_of(row)
        yield row
        row.save(update_fields=columns)
        data: dict[str, object] = {"page": row.page_id, "quotation": row.quotation_id}
        if changes := _told_of(before, row, columns):
            data["changes"] = changes
        journal(
            verb=verb,
            target=row,
            claim_id=claim.pk,
            by=by,
            at=at,
            reason=why,
            data=data,
        )
        write_down(claim, by=by, at=at)


_TOLD = ("quotation", "stance", "credibility", "locator", "internal_note", "public_note")


def _said_of(citation: Citation) -> dict[str, str]:
    """What a citation says that may be changed, each by the name of its column."""
    quotation = citation.quotation
    said = {name: str(getattr(citation, name)) for name in _TOLD}
    return said | {"quotation": quotation.exact if quotation else ""}


def _told_of(
    before: Mapping[str, str], citation: Citation, columns: Collection[str]
) -> list[list[str]]:
    """What the journal tells of a change: what stood in the columns, and what stands there now.

    What is quoted for the first time takes nothing's place.
    """
    if citation.claim.status == ClaimStatus.DRAFT:
        return []
    changes = said_otherwise(before, _said_of(citation))
    return [one for one in changes if one[0] in columns and (one[1] or one[0] != "quotation")]
