"""Add a quotation of a page and check it in the sealed copies that are there."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sources import acts
from sources.archiver.outcomes import Outcome
from sources.archiver.values import Check
from sources.models import (
    Capture,
    CaptureStatus,
    ChangedTextError,
    Confirmation,
    Finding,
    Page,
    Quotation,
)
from sources.operations.renderings.shown_words import look_in_kept
from sources.operations.sealing.seal import check_in
from sources.reads.ledger_kinds import FINDING
from tracker.base.acts.transaction import act
from tracker.base.ledger.operations import enter_rows
from tracker.base.people.models import User
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text

log = logging.getLogger(__name__)

LONGEST = 2000
LONGEST_CONTEXT = 300
MOST_BYTES = 2600
"""Of the three parts together: their index holds no more in one row."""


@dataclass(frozen=True, slots=True)
class Words:
    """Exact words of a page with a few words around them, as somebody gives them."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    language: LanguageTag | str = ""


Checked = Mapping[object, Check]
"""What was found of some words in whole copies of a page, by capture."""


def check_beforehand(*, page: Page, words: Words) -> Checked:
    """Look for words in every whole copy of a page, before any row is locked for their sake.

    Args:
        page: the page.
        words: as somebody gives them; nothing is found of words that `quote` would refuse.

    Returns:
        What was found; nothing where the words are a quotation already.
    """
    exact, prefix, suffix = (one.strip() for one in (words.exact, words.prefix, words.suffix))
    if not exact or len(exact) > LONGEST or max(len(prefix), len(suffix)) > LONGEST_CONTEXT:
        return {}
    if "\0" in exact + prefix + suffix:
        return {}
    quotation = Quotation(page=page, exact=exact, prefix=prefix, suffix=suffix)
    known = Quotation.objects.filter(page=page, exact=exact, prefix=prefix, suffix=suffix)
    return {} if known.exists() else _checks(quotation, {})


def quote(
    *,
    page: Page,
    exact: str,
    by: User,
    at: datetime,
    prefix: str = "",
    suffix: str = "",
    language: LanguageTag | str = "",
    checked: Checked | None = None,
) -> Quotation:
    """Get or create a quotation (a W3C TextQuoteSelector), checked in every whole copy.

    Args:
        page: the page the words stand on.
        exact: the words, at most 2,000 characters.
        by: who quotes.
        at: the present moment.
        prefix: a few words before, to choose between several places.
        suffix: a few words after.
        language: BCP 47 tag, or nothing.
        checked: what `check_beforehand` found, for a caller that locks rows of its own.

    Raises:
        Refusal: `required`, `too_long`, `unreadable`, `language_tag`, `not_allowed`.
    """
    exact = text(exact, field="exact", required=True, longest=LONGEST)
    prefix = text(prefix, field="prefix", longest=LONGEST_CONTEXT)
    suffix = text(suffix, field="suffix", longest=LONGEST_CONTEXT)
    tag = str(LanguageTag.parse(language, field="language")) if language else ""
    if len((exact + prefix + suffix).encode()) > MOST_BYTES:
        raise Refusal(
            _("This is too long. Quote fewer words, or cite the page as a whole."),
            code="too_long",
            field="exact",
        )
    if checked is None:
        checked = check_beforehand(page=page, words=Words(exact, prefix, suffix))
    with act(acts.QUOTE, by=by):
        # The same lock as where a capture is finished: no copy is left unchecked between the two.
        Page.objects.select_for_update(no_key=True).get(pk=page.pk)
        quotation, created = Quotation.objects.get_or_create(
            page=page,
            exact=exact,
            prefix=prefix,
            suffix=suffix,
            defaults={"language": tag, "added_by": by, "added_at": at},
        )
        if created:
            _write(quotation, checked, at=at)
    return quotation


def confirm(*, quotation: Quotation, reason: str, by: User, at: datetime) -> Confirmation:
    """Confirm that words were written down as the page had them: a mismatch is then the page's.

    Args:
        quotation: the words.
        reason: how the person knows.
        by: who confirms.
        at: the present moment.

    Raises:
        Refusal: `wrong_role`, `required`, `too_long`, `unreadable`, `confirmed_already`,
            `nothing_to_confirm` (no copy differs, or one has the words).
    """
    reason = text(reason, field="reason", required=True, longest=LONGEST)
    with act(acts.CONFIRM_QUOTATION, by=by, reason=reason):
        # Its words are sealed, and no row of theirs is locked: its page is, as where one is quoted.
        Page.objects.select_for_update(no_key=True).get(pk=quotation.page_id)
        row = Quotation.objects.get(pk=quotation.pk)
        if Confirmation.objects.filter(quotation=row).exists():
            raise Refusal(_("Somebody has confirmed this already."), code="confirmed_already")
        if not is_being_checked(row):
            raise Refusal(
                _("No copy differs from these words, or one has them."), code="nothing_to_confirm"
            )
        return Confirmation.objects.create(quotation=row, reason=reason, by=by, at=at)


def is_being_checked(quotation: Quotation) -> bool:
    """Whether a copy differs from the words, none has them, and nobody has confirmed them."""
    return Finding.objects.being_checked().filter(quotation=quotation).exists()


def _write(quotation: Quotation, checked: Checked, *, at: datetime) -> None:
    """Write what was found in every whole copy; only such as came meanwhile are read here."""
    checks = _checks(quotation, checked)
    captures = Capture.objects.in_bulk(list(checks))
    rows = [
        Finding.of(quotation, captures[key], check, at=at)
        for key, check in checks.items()
        if key in captures
    ]
    enter_rows((FINDING, Finding.objects.bulk_create(rows)), at=at)
    look_in_kept(quotation, at=at)


def _checks(quotation: Quotation, known: Checked) -> dict[object, Check]:
    """Check a quotation in every whole copy; copies of one text are read once."""
    whole = Capture.objects.filter(
        page=quotation.page_id,
        status=CaptureStatus.SEALED,
        outcome__in=(Outcome.CAPTURED.value, Outcome.DEPOSITED.value),
    )
    texts: dict[str, Check] = {}
    checks: dict[object, Check] = {}
    for capture in whole.defer("provenance", "metadata").iterator(chunk_size=10):
        check = known.get(capture.pk) or texts.get(capture.text_sha256 or "")
        check = check or _check(quotation, capture)
        if capture.text_sha256:
            texts[capture.text_sha256] = check
        checks[capture.pk] = check
    return checks


def _check(quotation: Quotation, capture: Capture) -> Check:
    try:
        return check_in(capture, [quotation])[0]
    except ChangedTextError as error:
        log.exception("A quotation is not looked for in what was not sealed")
        sentence = _(
            "The stored text of a copy of this page no longer fits its digest. Tell an "
            "administrator; nothing can be quoted from it until it is mended."
        )
        raise Refusal(sentence, code="changed_text", field="exact") from error
