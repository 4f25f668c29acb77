"""What a browser sends of a form that is not sent yet, and of the page that it stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.http import HttpRequest, QueryDict

from tracker.base.acts.unsent.keep import Opening, TypedForm, Unsent
from tracker.base.languages.pages import unspoken
from tracker.base.ledger.chain import canonical
from tracker.base.people.limits import caller_of
from tracker.base.people.models import User
from tracker.base.web.kept import PARAMETER as KEPT_PARAMETER
from tracker.base.web.typed import is_secret

MARK = "unsent"
"""The hidden field that says which opening of the form this is; in a link, which to show."""
OF_FORMS = frozenset({KEPT_PARAMETER, MARK})
"""In a link to any form: which one that was kept it is filled with."""
KEEP, DROP = "keep_unsent", "drop_unsent"
"""The buttons that keep what was typed, and throw it away."""
BY_ITSELF = "X-Unsent-Form"
"""The header of what a page sends by itself while somebody types."""
_OURS = frozenset({"csrfmiddlewaretoken", MARK, KEEP, DROP})
BUTTONS = frozenset(
    {
        *("add_figure", "all", "another", "cite", "dismiss", "draft", "fill_in", "look", "page"),
        *("preview", "proposed", "publish", "read", "record", "save", "schedule", "seal", "take"),
        "use_instead",
    }
)
"""The buttons of forms of the desk: which was pressed is nothing that somebody typed."""


def is_by_itself(request: HttpRequest) -> bool:
    """Whether a page sends by itself what is typed on it, so that nobody reads a whole page."""
    return BY_ITSELF in request.headers


def new_mark(person: User, filled_with: Unsent | None = None) -> str:
    """The hidden field of a form that is opened now.

    Args:
        person: who opens it. Where somebody else is signed in later, nothing is kept for them.
        filled_with: what it is filled with, where something was found again.
    """
    goes_on = None if filled_with is None else (filled_with.number, filled_with.page)
    return mark_of(person, Opening(uuid4(), goes_on))


def mark_of(person: User, opening: Opening) -> str:
    """The hidden field by which a form says that it is this opening."""
    return "|".join([str(person.pk), str(opening.page), *map(str, opening.goes_on or ())])


def opening_of(request: HttpRequest, person: User) -> Opening | None:
    """Which opening of its form was sent; None if it was opened by somebody else.

    A form that does not say so is known by its own key, or else by its address.
    """
    whose, *numbers = request.POST.get(MARK, "").split("|")
    if whose and whose != str(person.pk):
        return None
    try:
        match [UUID(number) for number in numbers]:
            case [page, number, page_before]:
                return Opening(page, (number, page_before))
            case [page]:
                return Opening(page)
    except ValueError:
        pass
    return Opening(uuid5(NAMESPACE_URL, typed_by(request).key or unspoken(request.path)))


def typed_by(
    request: HttpRequest,
    *,
    query: str = "",
    plain: frozenset[str] = frozenset(),
    sent: QueryDict | None = None,
) -> TypedForm:
    """What was typed, without secrets and files.

    Args:
        request: the sending.
        query: what a link had filled in.
        plain: names of fields that hold no secret although they are called as if they did.
        sent: what the form is filled with, where that is not what was sent.
    """
    fields = {
        name: [str(value) for value in values]
        for name, values in (request.POST if sent is None else sent).lists()
        if name not in _OURS and (name in plain or not is_secret(name))
    }
    path, device = unspoken(request.path), caller_of(request).browser
    return TypedForm(path, query, fields, device, _digest_of(fields))


def _digest_of(fields: Mapping[str, Sequence[str]]) -> str:
    """A digest of what was typed, whichever button was pressed and whichever opening it is."""
    own = BUTTONS | {"submission"}
    said = sorted([name, list(values)] for name, values in fields.items() if name not in own)
    return sha256(canonical(said).encode()).hexdigest()


def as_sent(typed: TypedForm) -> QueryDict:
    """The same as if a browser sent it."""
    result = QueryDict(mutable=True)
    for name, values in typed.fields.items():
        result.setlist(name, list(values))
    return result
