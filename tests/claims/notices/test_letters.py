"""An e-mail says what may still be said, in the person's way, and is sent once."""

from __future__ import annotations

from email.utils import parseaddr
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone, translation

from claims.models import Letter, Notice
from claims.notices.standing import standing_of_letters
from claims.operations.notices import post
from claims.operations.notices.choose import choose_ways
from claims.operations.notices.read import read_notices
from claims.operations.reviews.rounds import cancel_round
from claims.rules.notices import NoticeKind, NoticeWay
from claims.tasks import send_letter, sweep_notices
from tests.claims.notices.telling import SOON, ends, send_all, sweep
from tests.factories import AT, a_claim, a_user, an_assignment, an_editor, later, sealed
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db


def chosen(person, kind, way):
    choose_ways(ways={kind: way}, by=person, at=AT)
    return person


def parts(message):
    return message.body, message.alternatives[0].content


def test_who_is_asked_gets_one_email_that_says_so():
    assignment = an_assignment(by=an_editor(name="Boubou Editor"))

    send_all()

    (message,) = mail.outbox
    assert message.to == [assignment.reviewer.email]
    assert message.subject == "[Counterclaim] Please review: Twenty men were killed."
    for text in parts(message):
        assert "Boubou Editor asks you to review this claim by 8 March 2026." in text
        assert "Twenty men were killed." in text
        assert f"http://localhost:8000/desk/reviews/{assignment.pk}/" in text
    assert ends() == ["sent"]


def test_a_task_that_is_delivered_twice_sends_once():
    an_assignment(at=timezone.now(), due=timezone.localdate())
    sweep(timezone.now())
    letter = Letter.objects.get()

    send_letter(letter.pk)
    send_letter(letter.pk)

    assert len(mail.outbox) == 1


def test_the_clock_makes_notices_and_tells_workers_of_their_emails(monkeypatch):
    told: list[int] = []
    monkeypatch.setattr(send_letter, "delay", told.append)
    an_assignment(at=timezone.now(), due=timezone.localdate())

    sweep_notices()

    letter = Letter.objects.get()
    assert told == [letter.pk]
    assert letter.notices.count() == 1


def test_what_comes_at_once_comes_in_one_email():
    person = a_user()
    for _ in range(3):
        an_assignment(reviewer=person)

    send_all()

    (message,) = mail.outbox
    assert message.subject == "[Counterclaim] Please review, and 2 more"


def test_the_daily_email_comes_at_the_hour_and_once_a_day():
    person = chosen(a_user(daily_mail_hour=14), NoticeKind.ASSIGNMENT, NoticeWay.DAILY)
    an_assignment(reviewer=person)

    send_all(later(hours=1))
    assert mail.outbox == []
    send_all(later(hours=2))
    an_assignment(reviewer=person)
    send_all(later(hours=5))
    assert [one.subject for one in mail.outbox] == [
        "[Counterclaim] Please review: Twenty men were killed."
    ]
    assert "Today’s notices" in mail.outbox[0].body
    send_all(later(days=1, hours=2))
    assert len(mail.outbox) == 2


def test_nothing_is_mailed_that_is_wanted_at_the_desk_only():
    chosen(person := a_user(), NoticeKind.ASSIGNMENT, NoticeWay.DESK_ONLY)
    an_assignment(reviewer=person)

    send_all()

    assert mail.outbox == []
    assert Notice.objects.filter(person=person).count() == 1


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda row: chosen(row.reviewer, NoticeKind.ASSIGNMENT, NoticeWay.DESK_ONLY),
        lambda row: read_notices(by=row.reviewer, at=AT),
        lambda row: cancel_round(
            claim=row.claim, reason="Anew, as was said.", by=an_editor(), at=AT
        ),
        sealed,
        lambda row: _closed(row.reviewer),
        lambda row: _now_a(row.reviewer, Role.READER),
    ],
    ids=["switched off", "read", "cancelled", "sealed", "account closed", "a reader now"],
)
def test_what_is_overtaken_before_it_is_sent_is_not_sent(meanwhile):
    assignment = an_assignment()
    sweep()

    meanwhile(assignment)
    send_all()

    assert not any("Please review" in one.subject for one in mail.outbox)
    assert ends()[0] == "not_needed"


def _closed(person):
    person.is_active = False
    person.save()


def _now_a(person, role):
    person.role = role.value
    person.save()


def test_people_of_the_demonstration_have_no_address_in_the_world():
    an_assignment(reviewer=a_user(is_demonstration=True))

    send_all()

    assert mail.outbox == []


def test_a_demonstration_without_a_mail_server_puts_emails_into_a_folder(settings, tmp_path):
    settings.MAIL_CONFIGURED, settings.MAIL_FOLDER = False, str(tmp_path / "mail")
    an_assignment(reviewer=a_user(is_demonstration=True))

    send_all()

    (file,) = (tmp_path / "mail").iterdir()
    assert "Twenty men were killed." in file.read_text()
    assert mail.outbox == []


def test_without_a_way_out_nothing_waits_to_be_sent(settings):
    settings.MAIL_CONFIGURED, settings.MAIL_FOLDER = False, ""
    an_assignment()

    send_all()

    assert not Letter.objects.exists()
    assert Notice.objects.count() == 1


def test_a_claim_is_worded_in_one_line_of_a_subject():
    an_assignment(a_claim(statement="Twenty men\r\nBcc: all@example.org\nwere killed."))

    send_all()

    assert mail.outbox[0].subject.endswith("Twenty men Bcc: all@example.org were killed.")
    assert parseaddr(mail.outbox[0].message()["To"])[1] == mail.outbox[0].to[0]
    assert "Bcc" not in mail.outbox[0].message()


def test_markup_in_a_claim_is_words():
    an_assignment(a_claim(statement="<b>Twenty</b> men & more were killed."))

    send_all()

    text, html = parts(mail.outbox[0])
    assert "<b>Twenty</b> men & more" in text
    assert "&lt;b&gt;Twenty&lt;/b&gt; men &amp; more" in html


def test_nothing_in_it_is_fetched_from_anywhere():
    an_assignment()

    send_all()

    html = parts(mail.outbox[0])[1]
    for sign in ("<img", "url(", "<script", "<link", "src=", "@import"):
        assert sign not in html


def test_it_is_worded_and_dated_as_the_person_reads(settings, monkeypatch):
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic")]
    languages = []
    laid_out = post.composed

    def composed(*args, **kwargs):
        languages.append((translation.get_language(), str(timezone.get_current_timezone())))
        return laid_out(*args, **kwargs)

    monkeypatch.setattr(post, "composed", composed)
    an_assignment(reviewer=a_user(language="ar", time_zone="Asia/Tokyo"))

    send_all()

    assert languages == [("ar", "Asia/Tokyo")]
    html = parts(mail.outbox[0])[1]
    assert '<html lang="ar" dir="rtl">' in html
    assert ", 21:00" in html  # noon in UTC


def test_a_language_and_a_time_zone_that_are_gone_are_the_houses():
    an_assignment(reviewer=a_user(language="xx", time_zone="Atlantis/Capital"))

    send_all()

    assert '<html lang="en" dir="ltr">' in parts(mail.outbox[0])[1]


# --- servers that fail, workers that die


class Failing(EmailBackend):
    """A mail server that raises what it is told to."""

    error: Exception | None = None

    def send_messages(self, messages):
        if Failing.error is not None:
            raise Failing.error
        return super().send_messages(messages)


@pytest.fixture
def failing(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Failing"
    yield Failing
    Failing.error = None


def test_a_server_that_fails_is_asked_again_later_with_the_same_name(failing):
    an_assignment()
    failing.error = SMTPServerDisconnected("gone")
    send_all()
    letter = Letter.objects.get()
    assert (letter.status, letter.reason) == ("waiting", "SMTPServerDisconnected")

    failing.error = None
    send_all(SOON)
    assert mail.outbox == []
    send_all(later(minutes=2))

    assert mail.outbox[0].message()["Message-ID"] == letter.message_id
    assert ends() == ["sent"]


def test_a_server_that_fails_for_a_day_is_given_up_and_health_says_so(failing):
    an_assignment()
    failing.error = ConnectionRefusedError()
    for hour in range(0, 40, 2):
        send_all(later(hours=hour))

    letter = Letter.objects.get()
    assert (letter.status, letter.attempts) == ("failed", post.ATTEMPTS)
    standing = standing_of_letters(at=later(hours=40))
    assert (standing["ok"], standing["failed"]) == (False, 1)


def test_an_address_that_is_refused_for_good_is_not_tried_again(failing):
    an_assignment()
    failing.error = SMTPRecipientsRefused({"x@example.org": (550, b"No such person")})

    send_all()

    assert ends() == ["failed"]


def test_an_address_that_is_refused_for_now_is_tried_again(failing):
    an_assignment()
    failing.error = SMTPRecipientsRefused({"x@example.org": (451, b"Later")})

    send_all()

    assert ends() == ["waiting"]


class KilledError(BaseException):
    """The worker's process ends here."""


def test_a_worker_that_dies_before_it_speaks_to_the_server_loses_nothing(monkeypatch):
    an_assignment()
    sweep()

    def killed(*_args, **_kwargs):
        raise KilledError

    monkeypatch.setattr(post, "_message", killed)
    with pytest.raises(KilledError):
        send_all()
    monkeypatch.undo()
    send_all(later(minutes=2))
    assert mail.outbox == []  # it may be alive
    send_all(later(minutes=10))
    send_all(later(minutes=20))

    assert len(mail.outbox) == 1
    assert ends() == ["sent"]


def test_a_worker_that_dies_while_it_speaks_to_the_server_sends_nothing_twice(failing, caplog):
    an_assignment()
    failing.error = KilledError()
    with pytest.raises(KilledError):
        send_all()
    failing.error = None

    send_all(later(minutes=10))
    send_all(later(minutes=20))

    assert mail.outbox == []
    assert ends() == ["in_doubt"]
    assert standing_of_letters(at=later(hours=1))["in_doubt"] == 1
    assert "it is not sent again" in caplog.text


def test_a_worker_that_was_taken_for_dead_hands_nothing_over(monkeypatch):
    an_assignment()
    sweep()
    letter = Letter.objects.get()
    laid_out = post._message

    def slow(taken):
        monkeypatch.undo()
        post.letters_to_send(at=later(minutes=10))
        post.send(letter_id=letter.pk, worker="another", at=later(minutes=12))
        return laid_out(taken)

    monkeypatch.setattr(post, "_message", slow)
    post.send(letter_id=letter.pk, worker="slow", at=SOON)

    assert len(mail.outbox) == 1
    assert ends() == ["sent"]
