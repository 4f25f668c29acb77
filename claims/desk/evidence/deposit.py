"""Depositing a copy of a page that cannot be fetched."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.operations.hold import ask_page
from claims.reads.desk.evidence import all_pages
from sources.archiver.deposits.deposit import REFUSED
from sources.operations.deposits.hold import hold
from sources.operations.deposits.receive import LONGEST_STATEMENT
from tracker.base.web.act_view import ActView
from tracker.base.web.fields import LongTextField, PartialDateField
from tracker.base.web.forms import DeskForm
from tracker.base.web.uploads import was_too_large


class DepositForm(DeskForm):
    """A file, and the word of whoever brings it."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,  # the operation says what is wrong with it, in our words
        help_text=_(
            "A saved web page (HTML or MHTML), a PDF, a picture (PNG, JPEG, GIF or WebP), plain "
            "text, or a web archive (WARC or WACZ). What it is is decided by its content, not its "
            "name."
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


class PageDeposit(ActView):
    """Take a file as a copy of a page, with a statement of how it was obtained."""

    template_name = "desk/evidence/deposit.html"
    form_class = DepositForm
    said = _("The file has arrived. Choose what is public of it.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the page that is copied."""
        super().setup(request, *args, **kwargs)
        self.copied = get_object_or_404(all_pages(), pk=kwargs["pk"])

    def get_form(self, form_class: type[forms.Form] | None = None) -> DepositForm:
        """Say of a file that was too large that it was."""
        form: DepositForm = super().get_form(form_class)
        if was_too_large(self.request):
            form.refuse_size()
        return form

    def act(self, data: dict[str, Any]) -> str:
        """Hold it, and go on to the choice of what is public."""
        ask_page(self.copied, by=self.by)
        held = hold(
            page=self.copied,
            file=data["file"].chunks(),
            original_name=data["file"].name or "",
            statement=data["statement"],
            obtained=data["obtained"],
            by=self.by,
            at=self.at,
        )
        return reverse("desk:deposit_choose", args=[held.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page."""
        return super().get_context_data(copied=self.copied, **kwargs)
