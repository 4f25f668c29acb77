"""The right of reply: ask a party, and write down what it says."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import Claim, Party, Reply, ReplyRequest, Round
from claims.operations.journal import journal
from claims.operations.transition import locked
from claims.rules import acts
from claims.rules.deciding.replies import ReplyChannel, ReplyKind
from claims.rules.states import ClaimStatus
from sources.models import Page
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.refusal import Refusal, Refusals
from tracker.base.values.text import text, whole_sentence, word


def ask_reply(
    *,
    claim: Claim,
    party: Party,
    text_: str,
    channel: str,
    asked_on: date,
    due: date,
    by: User,
    at: datetime,
) -> ReplyRequest:
    """Write down that `party` was asked on a day, in the words `text_`, to answer by the day `due`.

    Readers see it with the verdict. Refuses with what the act is refused for (the claim is a draft
    or withdrawn; reviewers judge it, and one has sealed), `required`, `unknown_value`, `in_future`
    (the day of asking) or `due_in_past`.
    """
    said = text(text_, field="text", required=True)
    how = word(channel, ReplyChannel, field="channel")
    if asked_on > timezone.localdate(at):
        raise Refusal(_("This day has not come yet."), code="in_future", field="asked_on")
    if due < timezone.localdate(at):
        raise Refusal(
            _("This day has passed. Choose today or a later one."), code="due_in_past", field="due"
        )
    with act(acts.ASK_REPLY, by=by):
        row = locked(claim)
        ensure(by, acts.ASK_REPLY, Involvement(by, row))
        request = ReplyRequest.objects.create(
            claim=row,
            party=party,
            text=said,
            channel=how.value,
            asked_on=asked_on,
            due=due,
            asked_by=by,
            asked_at=at,
        )
        journal(
            verb="reply_asked",
            target=request,
            claim_id=row.pk,
            by=by,
            at=at,
            data={"party": party.pk, "party_name": party.name, "due": due.isoformat()},
        )
    return request


def record_reply(
    *,
    request: ReplyRequest,
    kind: str,
    received_on: date,
    by: User,
    at: datetime,
    words: str = "",
    language: LanguageTag | str = "",
    page: Page | None = None,
    how: str = "",
    reason: str = "",
) -> Reply:
    """Write down what a party said to a request, or correct what was written down of it.

    A reply never changes: a second one corrects the first, with the `reason`. `page` is one that
    the claim cites; `how` says how the words came where no page has them. Once a review of the
    open round is sealed the reply is kept from its reviewers, and from readers, until the round has
    closed. Refuses with what the act is refused for, `unknown_value`, `required` (the words of an
    answer; page or `how`), `language_tag`, `in_future`, `before_asked`, `other_page`,
    `reply_there` (a second one needs its reason) or `no_sentence` (that reason).
    """
    done = word(kind, ReplyKind, field="kind")
    refused = lacking_in_reply(done, words=words, language=language, page=page, how=how)
    with refused.noted():
        _check_day(request, received_on, at)
    refused.ensure_none()
    said, came = text(words, field="words"), text(how, field="how")
    tag = str(LanguageTag.parse(language, field="language")) if said else ""
    why = whole_sentence(reason, field="reason", required=False)
    with transaction.atomic():
        claim = locked(request.claim)
        kept_in = _round_to_wait_for(claim, by)
        what = acts.RECORD_REPLY if kept_in is None else acts.KEEP_REPLY
        ensure(by, what, Involvement(by, claim))
        _check_page(claim, page)
        before = request.replies.order_by("-pk").first()
        _check_correction(before, why)
        with act(what, by=by, reason=why):
            reply = Reply.objects.create(
                request=request,
                kind=done.value,
                words=said,
                language=tag,
                received_on=received_on,
                page=page,
                how=came,
                recorded_by=by,
                recorded_at=at,
                kept_in=kept_in,
                corrects=before,
                correction_reason="" if before is None else why,
            )
            verb = "reply_recorded" if before is None else "reply_corrected"
            if kept_in is not None:
                verb = "reply_kept"
            journal(
                verb=verb,
                target=reply,
                claim_id=claim.pk,
                by=by,
                at=at,
                reason=reply.correction_reason,
                data={"party": request.party_id, "party_name": request.party.name},
            )
    return reply


def lacking_in_reply(
    kind: ReplyKind | None, *, words: str, language: LanguageTag | str, page: Page | None, how: str
) -> Refusals:
    """What a reply lacks to be written down, all of it.

    Args:
        kind: what the party did; None where that is not said.
        words: what it said: an answer has some.
        language: in which language.
        page: a page that has it.
        how: how it came where no page has it.
    """
    refused, answered = Refusals(), kind is ReplyKind.ANSWERED
    with refused.noted():
        text(words, field="words", required=answered)
    with refused.noted():
        if answered or words.strip():
            LanguageTag.parse(language, field="language")
    with refused.noted():
        text(how, field="how", required=page is None)
    return refused


def keeps_replies(claim: Claim, person: User) -> bool:
    """Whether a reply that comes now waits for the end of the claim's open round.

    Args:
        claim: the claim.
        person: who would write it down.
    """
    return claim.status == ClaimStatus.IN_REVIEW and Involvement(person, claim).any_sealed


def _round_to_wait_for(claim: Claim, person: User) -> Round | None:
    if not keeps_replies(claim, person):
        return None
    return claim.rounds.filter(closed_at=None).first()


def _check_day(request: ReplyRequest, day: date, at: datetime) -> None:
    if day > timezone.localdate(at):
        raise Refusal(_("This day has not come yet."), code="in_future", field="received_on")
    if day < request.asked_on:
        raise Refusal(
            _("They were asked later than this day."), code="before_asked", field="received_on"
        )


def _check_page(claim: Claim, page: Page | None) -> None:
    if page is not None and not claim.citations.filter(page=page).exists():
        raise Refusal(
            _("The claim does not cite this page. Use “%(act)s” first, for the words of the reply.")
            % {"act": _(acts.CITE.label)},
            code="other_page",
            field="page",
        )


def _check_correction(before: Reply | None, reason: str) -> None:
    if before is not None and not reason:
        raise Refusal(
            _("A reply to this request is written down. Say why it is corrected or added to."),
            code="reply_there",
            field="reason",
        )
