"""Bringing a copy from the desk: the form, and the nudge for a worker that reads it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.archiver.deposits.deposit import REFUSED
from sources.models import Capture, Page
from sources.operations.deposits.receive import LONGEST_STATEMENT, deposit
from sources.tasks import run_capture
from tracker.base.people.models import User
from tracker.base.web.fields import LongTextField, PartialDateField
from tracker.base.web.submissions import DeskForm


class DepositForm(DeskForm):
    """A file, and the word of whoever brings it."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,  # the operation says what is wrong with it, in our words
        help_text=_(
            "A saved web page (HTML), a PDF, a picture (PNG, JPEG, GIF or WebP), plain text, or a "
            "web archive (WARC or WACZ). What it is is decided by its content, not its name."
        ),
        error_messages={"required": _("Choose the file.")},
    )
    statement = LongTextField(
        label=_("How it was obtained"),
        max_length=LONGEST_STATEMENT,
        rows=5,
        help_text=_(
            "How, when and by whom, with which program, and why the page cannot be fetched. "
            "Readers see these words beside the copy; they do not see your name."
        ),
    )
    obtained = PartialDateField(label=_("Obtained on"))

    def refuse_size(self) -> None:
        """Say that the file was dropped for its size, in place of saying that there is none."""
        self.errors.pop("file", None)
        most = gettext("At most %(size)s.") % {"size": filesizeformat(settings.DEPOSIT_MAX_BYTES)}
        self.add_error("file", f"{gettext(REFUSED['too_large'])} {most}")


def bring(page: Page, data: dict[str, Any], *, by: User, at: datetime) -> Capture:
    """Deposit what a form gave, and nudge a worker once the row is there.

    Args:
        page: the page it is a copy of.
        data: the form's cleaned data.
        by: who brings it.
        at: the present moment.

    Raises:
        Refusal: the file is not taken, or something said of it is wrong.
    """
    obtained_on, precision = data["obtained"]
    capture = deposit(
        page=page,
        file=data["file"].chunks(),
        original_name=data["file"].name or "",
        statement=data["statement"],
        obtained_on=obtained_on,
        obtained_precision=precision,
        by=by,
        at=at,
    )

    def nudge() -> None:
        run_capture.delay(str(capture.pk))

    transaction.on_commit(nudge, robust=True)
    return capture
