"""A form that is kept while somebody types in it, and found again.

What is typed is sent to the form's own address, by the page itself (`unsent.js`) or by a button
for people without JavaScript. So whoever may do the act may keep its form, and nobody else.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.forms import PasswordInput
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tracker.base.acts.snapshot import same
from tracker.base.acts.submission import Submission
from tracker.base.acts.unsent.keep import (
    Unsent,
    drop_unsent,
    forget_sent,
    forget_typed,
    keep_unsent,
    unsent_at,
)
from tracker.base.languages.pages import unspoken
from tracker.base.values.refusal import Refusal
from tracker.base.web.together.shown import fields_of
from tracker.base.web.typed import is_ours, is_secret
from tracker.base.web.unsent.sent import (
    BUTTONS,
    DROP,
    KEEP,
    MARK,
    as_sent,
    is_by_itself,
    mark_of,
    new_mark,
    opening_of,
    typed_by,
)
from tracker.base.web.unsent.shown import NEW, Begun, address_with, unsent_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from tracker.base.acts.unsent.keep import Opening, TypedForm
    from tracker.base.people.models import User
    from tracker.base.web.forms import DeskForm

NOT_KEPT = 409


class KeepsUnsent:
    """A page whose form is kept while somebody types in it.

    Attributes:
        by: who types.
        at: when.
        request: what was sent.
        prefilled: fields that a link may fill in.
        has_page: whether the form stands at its own address.
    """

    by: User
    at: datetime
    request: HttpRequest
    prefilled: ClassVar[tuple[str, ...]] = ()
    has_page = True

    def keep_or_drop(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Keep what was typed, or throw it away: in place of what is done with a form."""
        return self._keep_typed() if KEEP in request.POST else self._drop_typed()

    def _filled(self, sent: QueryDict | None) -> DeskForm:
        raise NotImplementedError

    def begun(self) -> list[Unsent]:
        """What this person has typed here and not sent, the newest first; read once."""
        if not hasattr(self, "_begun"):
            self._begun = unsent_at(unspoken(self.request.path), by=self.by, at=self.at)
        return self._begun

    def found_again(self) -> Unsent | None:
        """What the form is filled with: the one that a link names, else the newest."""
        if not hasattr(self, "_found_again"):
            self._found_again = self._find()
        return self._found_again

    def _find(self) -> Unsent | None:
        if self.request.method == "POST":
            return None
        wanted = self.request.GET.get(MARK)
        if wanted:
            return next((one for one in self.begun() if str(one.number) == wanted), None)
        return next((one for one in self.begun() if one.typed.query == self._query()), None)

    def typed_before(self) -> QueryDict | None:
        """The same as if a browser sent it."""
        found = self.found_again()
        return None if found is None else as_sent(found.typed)

    def go_on_with(self, sent: QueryDict) -> None:
        """Say that the form is filled otherwise; what was kept of the same form is gone on with."""
        key = Submission.read(sent.get("submission", "")).key
        same_form = (one for one in self.begun() if key and one.typed.key == key)
        self._found_again = next(same_form, None)

    def forget_unsent(self) -> None:
        """Forget what was kept of a form that is sent and done."""
        opening = opening_of(self.request, self.by)
        if opening is not None:
            with suppress(Refusal):  # it is done already; what was kept of it is only left over
                forget_sent(typed_by(self.request), opening, by=self.by, at=self.at)

    def keep_rest(self, form: DeskForm) -> None:
        """Keep what a form still asks for that was done in part, in place of all of it.

        Args:
            form: as it is shown again, under a key of its own.
        """
        opening = opening_of(self.request, self.by)
        fields = fields_of(form) | {"submission": [form.data["submission"]]}
        if opening is not None:
            rest = replace(typed_by(self.request, query=self._query()), fields=fields)
            with suppress(Refusal):  # it is on the page, and kept once there is room
                keep_unsent(rest, opening, by=self.by, at=self.at)

    def keep_refused(self, sent: Mapping[str, Any]) -> str:
        """Keep what is shown again because it was not accepted, so that it outlives the page.

        Args:
            sent: what the form is filled with.

        Returns:
            What is said of it: that it is kept, or why it cannot be; nothing where nothing was
            typed.
        """
        opening = opening_of(self.request, self.by)
        if opening is None or not isinstance(sent, QueryDict):
            return ""
        fresh = fields_of(self._filled(None)) if self.has_page else {}
        typed = typed_by(self.request, query=self._query(), plain=self._plain_names(), sent=sent)
        fields = {
            name: values
            for name, values in typed.fields.items()
            if name in fresh or name not in BUTTONS
        }
        typed = replace(typed, fields=fields)
        try:
            if not self._says_something(typed):
                return ""
            key = Submission.read(self.request.POST.get("submission", "")).key
            keep_unsent(typed, opening, by=self.by, at=self.at, sent_as=key)
        except Refusal as refused:
            return "" if refused.code == "sent" else refused.message
        return _("What you typed is kept.")

    def begun_words(self) -> Begun:
        """What the form says of what was begun here."""
        found = self.found_again()
        others = [unsent_words(one) for one in self._others(found)]
        return Begun(
            mark=self._mark(found),
            filled_with=None if found is None else unsent_words(found),
            others=others,
            fresh=address_with(self.request.path, self._query(), NEW),
        )

    def _mark(self, found: Unsent | None) -> str:
        """Which opening the form is: the one that was sent, also if it did not say so."""
        if self.request.method != "POST":
            return new_mark(self.by, found)
        opening = opening_of(self.request, self.by)
        return self.request.POST.get(MARK, "") if opening is None else mark_of(self.by, opening)

    def _others(self, found: Unsent | None) -> list[Unsent]:
        if self.request.method == "POST":
            return []
        return [one for one in self.begun() if one is not found]

    def _query(self) -> str:
        """What a link fills in here, in one order."""
        given = QueryDict(mutable=True)
        for name in self.prefilled:
            if name in self.request.GET:
                given[name] = self.request.GET[name]
        return given.urlencode()

    def _keep_typed(self) -> HttpResponse:
        try:
            said, is_beside = self._kept()
        except Refusal as refused:
            return self._not_kept(refused)
        if is_by_itself(self.request):
            return JsonResponse({"said": said, "beside": is_beside})
        messages.success(self.request, said)
        return redirect(self._address())

    def _kept(self) -> tuple[str, bool]:
        """Keep what was typed.

        Returns:
            What is said of it, and whether another opening of the form keeps something, too.

        Raises:
            Refusal: it cannot be kept.
        """
        opening = opening_of(self.request, self.by)
        if opening is None:
            said = _("Somebody else is signed in by now. What stands here is not kept for them.")
            raise Refusal(said, code="another_person")
        typed = typed_by(self.request, query=self._query(), plain=self._plain_names())
        if not self._says_something(typed):
            forget_typed(typed, opening, by=self.by)
            return _("Nothing has been typed yet."), False
        is_beside = keep_unsent(typed, opening, by=self.by, at=self.at)
        time = time_format(localtime(self.at), "H:i")
        if is_beside:
            said = _(
                "Kept at %(time)s, beside what you typed into this form on another page. Both are "
                "under “Forms you began” in My work."
            )
        else:
            said = _("Kept at %(time)s. Nothing is sent yet, and only you see it.")
        return said % {"time": time}, is_beside

    def _not_kept(self, refused: Refusal) -> HttpResponse:
        if is_by_itself(self.request):
            answer = {"said": refused.message, "code": refused.code}
            return JsonResponse(answer, status=NOT_KEPT)
        messages.error(self.request, refused.message)
        return self._show_typed()

    def _show_typed(self) -> HttpResponse:
        """Show the form with what was sent, unjudged."""
        form = self._filled(self.request.POST)
        form.show_only()
        answer: HttpResponse = self.render_to_response(self.get_context_data(form=form))  # type: ignore[attr-defined]
        return answer

    def _drop_typed(self) -> HttpResponse:
        try:
            number = UUID(self.request.POST[DROP])
        except ValueError:
            return redirect(self._address())
        opening = opening_of(self.request, self.by)
        try:
            if drop_unsent(number, by=self.by, at=self.at, opening=opening):
                messages.info(self.request, _("What you had typed is thrown away."))
        except Refusal as refused:
            messages.error(self.request, refused.message)
            return redirect(self._address())
        which = NEW if opening is None else self._stands_in(opening, without=number)
        return redirect(address_with(self.request.path, self._query(), which))

    def _stands_in(self, opening: Opening, *, without: UUID) -> str:
        """Which form a page is filled with once one is thrown away: its own, else a new one."""
        known = opening.known_to(self.by)
        if without in known:
            return NEW
        written = (one.number for one in self.begun() if one.page == opening.page)
        # What the page has sent by itself just now may arrive a moment later: under its number.
        return str(next(written, known[-1]))

    def _address(self) -> str:
        query = self._query()
        return f"{self.request.path}?{query}" if query else self.request.path

    def _says_something(self, typed: TypedForm) -> bool:
        """Whether anything was typed that the form does not begin with."""
        begins = fields_of(self._filled(None)) if self.has_page else {}
        names = {*typed.fields, *begins} if self.has_page else typed.fields.keys()
        return any(
            same(typed.fields.get(name, ())) != same(begins.get(name, ()))
            for name in names
            if not is_ours(name)
        )

    def _plain_names(self) -> frozenset[str]:
        """Fields of the form that are called like secrets and are none, such as a term's code."""
        if not self.has_page or not any(is_secret(name) for name in self.request.POST):
            return frozenset()
        return frozenset(
            bound.html_name
            for _label, part in self._filled(None).parts()
            for bound in part
            if not isinstance(bound.field.widget, PasswordInput)
        )
