"""Depositing a copy of a page that cannot be fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims.desk.coming_back import OpenedWhileQuoting
from claims.operations.hold import ask_page
from claims.reads.desk.evidence import all_pages
from sources.archiver.deposits.deposit import REFUSED
from sources.operations.deposits.hold import hold
from sources.operations.deposits.receive import LONGEST_STATEMENT
from tracker.base.values.refusal import Refusal
from tracker.base.web.act_view import Words
from tracker.base.web.fields import LongTextField, PartialDateField
from tracker.base.web.forms import DeskForm, worded
from tracker.base.web.uploads import was_too_large

if TYPE_CHECKING:
    from sources.models import HeldDeposit


class FilesInput(forms.FileInput):
    """A field in which several files are chosen at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each is looked at by itself."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Read each as a file.

        Raises:
            ValidationError: there is none, or one is none.
        """
        return [super(FilesField, self).clean(one, initial) for one in data or [None]]


class DepositForm(DeskForm):
    """Files, and the word of whoever brings them."""

    file = FilesField(
        label=_("Files"),
        allow_empty_file=True,  # the operation says what is wrong with it, in our words
        help_text=_(
            "A saved web page (HTML or MHTML), a PDF, a picture (PNG, JPEG, GIF or WebP), plain "
            "text, or a web archive (WARC or WACZ). What it is is decided by its content, not its "
            "name. Several at once share what you write below; together they may be as large as "
            "one."
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


class PageDeposit(OpenedWhileQuoting):
    """Take files as copies of a page, with a statement of how they were obtained.

    A file that is refused keeps none of the others back, unless all of them are.
    """

    template_name = "desk/evidence/deposit.html"
    form_class = DepositForm
    said: Words = _("The file has arrived. Choose what is public of it.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the page that is copied."""
        super().setup(request, *args, **kwargs)
        self.copied = get_object_or_404(all_pages(), pk=kwargs["pk"])
        self.back = self.quoting or reverse("desk:captures")

    def get_form(self, form_class: type[forms.Form] | None = None) -> DepositForm:
        """Say of a file that was too large that it was."""
        form: DepositForm = super().get_form(form_class)
        if form.is_bound and was_too_large(self.request) and not self.request.FILES:
            form.refuse_size()
        return form

    def act(self, data: dict[str, Any]) -> str:
        """Hold each, and go on to the choice of what is public.

        Raises:
            Refusal: all of them were refused.
        """
        ask_page(self.copied, by=self.by)
        held, refused = [], []
        for file in data["file"]:
            try:
                held.append(self._hold(file, data))
            except Refusal as refusal:
                refused.append((file.name or "", refusal))
        if not held and len(refused) == 1:
            raise refused[0][1]
        said = [f"{name}: {worded(refusal)}" for name, refusal in refused]
        if was_too_large(self.request):
            said.append(gettext("Together the files were too large. Bring those left out again."))
        if not held:
            raise Refusal(" ".join(said), code="all_refused", field="file")
        for one in said:
            messages.error(self.request, one)
        if len(held) > 1:
            self.said = ngettext(
                "%(n)s file has arrived. Choose what is public of it.",
                "%(n)s files have arrived. Choose of each what is public.",
                len(held),
            ) % {"n": len(held)}
            return reverse("desk:deposits_held") + self.came_from
        return reverse("desk:deposit_choose", args=[held[0].pk]) + self.came_from

    def _hold(self, file: UploadedFile[Any], data: dict[str, Any]) -> HeldDeposit:
        return hold(
            page=self.copied,
            file=file.chunks(),
            original_name=file.name or "",
            statement=data["statement"],
            obtained=data["obtained"],
            by=self.by,
            at=self.at,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page."""
        return super().get_context_data(copied=self.copied, **kwargs)
