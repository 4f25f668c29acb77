"""What the archiver has to say: the one table from a code to its sentence.

A row that is sealed, or entered in the ledger, holds codes and values and no sentence of ours: it
is worded where it is shown, in the reader's language. A value is a number, an address, or words of
the page or of another program (`OTHERS`), never a phrase of ours.
"""

from collections.abc import Iterable
from typing import Any

from tracker.base.values import address
from tracker.base.values.sentence import Sentence, gettext_noop

Said = tuple[Sentence, ...]
"""What is said of one thing, sentence by sentence; empty where there is nothing to say."""

OTHERS = frozenset(
    {
        "why",  # an operating system, a library or an authority
        "phrase",  # HTTP, for a status
        "title",
        "mark",
        "said",
        "subject",
        "issuer",
        "because",  # a person
    }
)
"""Names of values that hold words of others, kept as they were said."""

TEXTS: dict[str, str] = {
    # How a capture ended: one of `Outcome` each.
    "outcome.captured": gettext_noop("The page was fetched whole and sealed."),
    "outcome.error_page": gettext_noop(
        "The site answered with an error page; the answer was sealed, the page itself was not seen."
    ),
    "outcome.empty": gettext_noop(
        "The site answered, but there was nothing to read in the answer."
    ),
    "outcome.challenge_suspected": gettext_noop(
        "The answer looks like a test for robots or a consent screen instead of the page."
    ),
    "outcome.sign_in": gettext_noop("The site asks visitors to sign in before it shows the page."),
    "outcome.paywall": gettext_noop(
        "The site shows the page to subscribers only; what it shows others is not the whole page."
    ),
    "outcome.not_here": gettext_noop(
        "The site does not show the page in the part of the world where the archiver stands."
    ),
    "outcome.gone": gettext_noop(
        "The site answered that the page is not there, or was taken back, without the status "
        "for that."
    ),
    "outcome.elsewhere": gettext_noop(
        "The address leads elsewhere; what answered is not the page."
    ),
    "outcome.needs_scripts": gettext_noop(
        "The page shows its text only where scripts run; without them there is nothing to read."
    ),
    "outcome.parked": gettext_noop(
        "The name of the site is for sale or stands empty; there is no site behind it."
    ),
    "outcome.truncated": gettext_noop(
        "The answer broke off before its end; what arrived was sealed and is marked incomplete."
    ),
    "outcome.refused": gettext_noop("The address is one that the archiver does not ask."),
    "outcome.name_not_found": gettext_noop("There is no site of this name."),
    "outcome.unreachable": gettext_noop("No connection to the site could be made."),
    "outcome.tls_failure": gettext_noop(
        "The site could not prove who it is, so its answer was not asked for."
    ),
    "outcome.timeout": gettext_noop("The site did not finish its answer within the time allowed."),
    "outcome.too_large": gettext_noop("The answer is larger than the archiver accepts."),
    "outcome.too_many_redirects": gettext_noop(
        "The site sent us from address to address too often."
    ),
    "outcome.blocked": gettext_noop("The site refused to show the page to the archiver."),
    "outcome.bad_response": gettext_noop(
        "The answer of the site does not follow the rules of HTTP."
    ),
    "outcome.network_down": gettext_noop("The archiver itself has no connection to the network."),
    "outcome.interrupted": gettext_noop(
        "The work on this capture broke off several times and was given up."
    ),
    "outcome.given_up": gettext_noop("A person took this capture out of the queue."),
    "outcome.deposited": gettext_noop(
        "A person brought this copy; it was not fetched by the archiver."
    ),
    # Rules of the guard.
    **{f"address.{rule}": text for rule, text in address.RULES.items()},
    "address.port": gettext_noop(
        "The port in the address belongs to a service other than the web."
    ),
    "address.host_name": gettext_noop(
        "The host in the address is not a name that a site can have."
    ),
    "address.single_label": gettext_noop("A name without a dot belongs to a local network."),
    "address.special_name": gettext_noop("Names of this kind belong to a local network."),
    "address.service_name": gettext_noop("The name belongs to a service of a hosting platform."),
    "address.address_name": gettext_noop("The name only spells out a network address."),
    "address.not_public": gettext_noop("The address is not on the public Internet."),
    "address.rebinding": gettext_noop(
        "The name leads to the public Internet at one look-up and elsewhere at the next."
    ),
    "address.unresolvable": gettext_noop("There is no site of this name."),
    # Their particulars.
    "detail": gettext_noop("(%(said)s)"),
    "detail.number": gettext_noop("(%(number)s characters)"),
    "detail.control_characters": gettext_noop("(it holds control characters)"),
    "detail.backslash": gettext_noop("(it holds a backslash)"),
    "detail.slashes": gettext_noop("(the host must follow two slashes)"),
    "detail.leads_to": gettext_noop("(%(host)s leads to %(answer)s)"),
    "detail.range.this_network": gettext_noop("(%(address)s: an address of this network)"),
    "detail.range.private": gettext_noop("(%(address)s: an address of private networks)"),
    "detail.range.carrier": gettext_noop("(%(address)s: an address of a carrier’s own network)"),
    "detail.range.this_machine": gettext_noop("(%(address)s: an address of this machine)"),
    "detail.range.cloud": gettext_noop("(%(address)s: an address of a hosting platform)"),
    "detail.range.link_local": gettext_noop("(%(address)s: an address of the local link)"),
    "detail.range.protocol": gettext_noop("(%(address)s: reserved for protocols)"),
    "detail.range.documentation": gettext_noop("(%(address)s: reserved for documentation)"),
    "detail.range.name_server_sink": gettext_noop("(%(address)s: a sink of name servers)"),
    "detail.range.multicast_relay": gettext_noop("(%(address)s: a multicast relay)"),
    "detail.range.6to4_relay": gettext_noop("(%(address)s: a 6to4 relay)"),
    "detail.range.benchmarking": gettext_noop("(%(address)s: reserved for measurements)"),
    "detail.range.multicast": gettext_noop("(%(address)s: a multicast address)"),
    "detail.range.reserved": gettext_noop("(%(address)s: a reserved address)"),
    "detail.range.embedded": gettext_noop("(%(address)s: an IPv4 address embedded in IPv6)"),
    "detail.range.translated": gettext_noop("(%(address)s: a translated IPv4 address)"),
    "detail.range.discard": gettext_noop("(%(address)s: an address whose traffic is discarded)"),
    "detail.range.teredo": gettext_noop("(%(address)s: an IPv4 address in a tunnel (Teredo))"),
    "detail.range.6to4": gettext_noop("(%(address)s: an IPv4 address in a tunnel (6to4))"),
    "detail.range.segment_routing": gettext_noop("(%(address)s: reserved for segment routing)"),
    "detail.range.site_local": gettext_noop("(%(address)s: an address of a site’s own network)"),
    "detail.range.isatap": gettext_noop("(%(address)s: an IPv4 address in a tunnel (ISATAP))"),
    # On the way to a page.
    "fetch.no_turn": gettext_noop("The time ran out before it was our turn to ask %(host)s."),
    "fetch.look_up_late": gettext_noop("The time ran out before the look-up ended."),
    "fetch.look_up_alone": gettext_noop(
        "The name could not be looked up, though there is a network: %(why)s."
    ),
    "fetch.look_up": gettext_noop("The name could not be looked up: %(why)s."),
    "fetch.redirects": gettext_noop("%(number)s redirects, the last to %(url)s."),
    "fetch.status": gettext_noop("The site answered with status %(status)s (%(phrase)s)."),
    "fetch.status_unnamed": gettext_noop("The site answered with status %(status)s."),
    "fetch.part": gettext_noop("The site sent only a part of the page."),
    "fetch.empty_body": gettext_noop("The body of the answer is empty."),
    "fetch.unknown_coding": gettext_noop("The body is in a coding that is not read: %(coding)s."),
    "fetch.unpacked_too_large": gettext_noop("Unpacked, the answer is too large."),
    "fetch.cut_short": gettext_noop("The answer is cut short: the compressed data end too early."),
    "fetch.not_unpacked": gettext_noop("The body cannot be unpacked: %(why)s."),
    "wire.connect_late": gettext_noop("The time ran out before a connection."),
    "wire.no_connection": gettext_noop("No connection to %(host)s, port %(port)s (%(why)s)."),
    "wire.certificate": gettext_noop("The certificate of %(host)s was not accepted: %(why)s."),
    "wire.greeting_late": gettext_noop("%(host)s did not finish the greeting."),
    "wire.greeting_failed": gettext_noop("No protected connection to %(host)s: %(why)s."),
    "wire.greeting_broke": gettext_noop(
        "The connection to %(host)s broke during the greeting: %(why)s."
    ),
    "wire.shown": gettext_noop(
        "It showed a certificate for %(subject)s, from %(issuer)s, valid %(not_before)s "
        "to %(not_after)s, SHA-256 %(sha256)s."
    ),
    "wire.late": gettext_noop("The time for the whole answer ran out."),
    "wire.broke": gettext_noop("The connection broke: %(why)s."),
    "wire.long_head": gettext_noop("The head of the answer is too long."),
    "wire.interim": gettext_noop("Too many interim responses."),
    "wire.protocol": gettext_noop("The server changed the protocol."),
    "wire.declared": gettext_noop("The answer declares %(bytes)s bytes."),
    "wire.too_long": gettext_noop("The answer is longer than %(bytes)s bytes."),
    "wire.declares_more": gettext_noop(
        "The answer declares %(megabytes)s MB, and at most %(most)s MB of a page are captured. "
        "Save it with a browser and deposit the file."
    ),
    "wire.longer": gettext_noop(
        "The answer is longer than %(most)s MB, the most that is captured of a page. "
        "Save it with a browser and deposit the file."
    ),
    "wire.closed": gettext_noop("The server closed the protected connection without notice."),
    "wire.no_answer": gettext_noop("The server closed without an answer."),
    "wire.cut": gettext_noop("The server closed the connection before the end of the answer."),
    "wire.improper": gettext_noop("The answer is not proper HTTP: %(why)s."),
    # What an answer looks like.
    "wall.title": gettext_noop("The page is titled: %(title)s"),
    "wall.error_title": gettext_noop(
        "The site answered with success, but titled the page: %(title)s"
    ),
    "wall.consent": gettext_noop("The site sent us to ask for consent: %(url)s"),
    "wall.asks_consent": gettext_noop("The page speaks of cookies alone and asks for consent."),
    "wall.cookies": gettext_noop("The page asks for a cookie before it can be read: %(mark)s"),
    "wall.sign_in_place": gettext_noop("The site sent us to sign in: %(url)s"),
    "wall.sign_in": gettext_noop("The page asks visitors to sign in: %(mark)s"),
    "wall.asks_password": gettext_noop("The page asks for a password and says little else."),
    "wall.paywall": gettext_noop("The page asks visitors to subscribe: %(mark)s"),
    "wall.region": gettext_noop("The site says that the page is not shown here: %(mark)s"),
    "wall.gone": gettext_noop("The site says that the page is not there: %(mark)s"),
    "wall.taken_back": gettext_noop("The site says that it was taken back: %(mark)s"),
    "wall.front_page": gettext_noop("The address leads to the front page of a site: %(url)s"),
    "wall.other_site": gettext_noop("The address leads to another site: %(url)s"),
    "wall.sends_on": gettext_noop("The page sends its visitors on: %(url)s"),
    "wall.script_sends_on": gettext_noop(
        "The page is short, and a script in it sends its visitors on to another address."
    ),
    "wall.scripts": gettext_noop("The page asks for scripts: %(mark)s"),
    "wall.parked": gettext_noop("The name of the site is offered or stands empty: %(mark)s"),
    "wall.upkeep": gettext_noop("The site is closed for a while, for upkeep: %(mark)s"),
    "wall.fault": gettext_noop("The site tells a fault of its own: %(mark)s"),
    "wall.markup": gettext_noop("The markup holds: %(mark)s"),
    "wall.words": gettext_noop("The page says: %(mark)s"),
    # Why a text could not be read.
    "page.no_text_shown": gettext_noop("The page shows no text."),
    "page.empty_without_scripts": gettext_noop("Without its scripts the page shows no text."),
    "page.not_decoded": gettext_noop("The body is in a coding that is not read."),
    "page.late": gettext_noop("Reading the page took too long."),
    "page.too_much": gettext_noop("Reading the page needs more memory than the reader is given."),
    "page.broke": gettext_noop("The page could not be read; the reader broke off."),
    "page.unsupported": gettext_noop("No text can be read from this kind of file."),
    "page.no_text": gettext_noop("The PDF holds no text, perhaps only pictures of it."),
    "page.locked": gettext_noop("The PDF is protected by a password."),
    "page.damaged": gettext_noop("The PDF is damaged or of a kind that is not read."),
    "page.too_long": gettext_noop("The text is longer than the archiver reads."),
    "page.not_xml": gettext_noop("The XML is damaged, so it was not read."),
    "page.not_json": gettext_noop("The JSON is damaged or nested too deeply, so it was not read."),
    "page.garbled": gettext_noop(
        "The text came damaged, or in another character set than it is said to be in."
    ),
    "page.no_page": gettext_noop("The saved file holds no page."),
    # Parts of a page that are not in the text that was read.
    "unread.frames": gettext_noop(
        "Not read: pages of other addresses that are shown within it (%(number)s)."
    ),
    "unread.pictures": gettext_noop("Not read: words in pictures (%(number)s)."),
    "unread.scripts": gettext_noop("Not read: what scripts add to the page."),
    "unread.styled": gettext_noop(
        "Not read: passages that the page’s own style sheet hides (%(number)s)."
    ),
    "unread.scanned": gettext_noop("Not read: pages that are pictures only (%(number)s)."),
    "unread.order": gettext_noop(
        "Not certain: the order of words written from right to left (on %(number)s pages)."
    ),
    "unread.characters": gettext_noop("Not read: characters that came damaged (%(number)s)."),
    "archive.not_there": gettext_noop("The archive holds no answer of the page's address."),
    "archive.damaged": gettext_noop(
        "The archive is damaged before its end, and what can be read of it holds no answer of the "
        "page’s address."
    ),
    "archive.too_many": gettext_noop(
        "The archive holds more records than are read, and those that were read hold no answer of "
        "the page’s address."
    ),
    "archive.leads_out": gettext_noop(
        "In the archive the page’s address leads on to %(url)s, of which it holds no answer."
    ),
    "archive.redirects_in_a_ring": gettext_noop(
        "In the archive the page’s address leads on in a ring, and nowhere to a page."
    ),
    "archive.posted": gettext_noop(
        "The archive holds only the answer to a form that was sent to the page’s address."
    ),
    "archive.revisit_alone": gettext_noop(
        "The archive says only that the page was the same as in an earlier answer (%(date)s), "
        "which it does not hold."
    ),
    "archive.record_cut": gettext_noop("The archive ends in the middle of the page."),
    "archive.record_too_large": gettext_noop(
        "The page takes %(megabytes)s MB in the archive, which is more than is read."
    ),
    "archive.coding_not_read": gettext_noop(
        "The page stands in the archive in a coding that is not read: %(coding)s."
    ),
    "archive.coding_damaged": gettext_noop(
        "The page stands in the archive in packed form, which is damaged or cut short."
    ),
    "archive.unpacked_too_large": gettext_noop(
        "Unpacked, the page in the archive is larger than is read."
    ),
    # Where an archive contradicts itself.
    "contradiction.block_digest_untrue": gettext_noop(
        "Records of the archive that do not fit the digest beside them: %(number)s."
    ),
    "contradiction.payload_digest_untrue": gettext_noop(
        "Records of the archive whose content does not fit the digest beside it: %(number)s."
    ),
    "contradiction.reference_wrong": gettext_noop(
        "Records of the archive that refer to another one and contradict it: %(number)s."
    ),
    "contradiction.id_repeated": gettext_noop(
        "Records of the archive that bear the identifier of another: %(number)s."
    ),
    "contradiction.truncation_undeclared": gettext_noop(
        "Answers in the archive that are shorter than they say: %(number)s."
    ),
    "contradiction.record_cut": gettext_noop("The archive ends in the middle of a record."),
    "contradiction.gzip_broken": gettext_noop("Damaged parts of the archive: %(number)s."),
    "contradiction.gzip_cut": gettext_noop("The archive has no end."),
    "contradiction.date_to_come": gettext_noop(
        "By the archive’s own date the page was fetched at a time that was still to come when the "
        "copy was brought."
    ),
    "contradiction.not_checked": gettext_noop(
        "The archive was not checked to its end for whether it contradicts itself."
    ),
    "archive.not_read": gettext_noop("The archive could not be unpacked within the limits."),
    "archive.not_decoded": gettext_noop(
        "The page stands in the archive in a coding that is not read."
    ),
    "archive.too_large": gettext_noop("The file is larger than is read."),
    "archive.cut_short": gettext_noop(
        "The archive says that its copy of the page was cut short (%(mark)s)."
    ),
    "archive.not_the_page": gettext_noop(
        "The archive holds an answer with status %(status)s, which is not the page."
    ),
    # Faults of our own.
    "work.file_not_read": gettext_noop("The sealed file could not be read: %(why)s."),
    "work.waits_for_storage": gettext_noop(
        "The sealed file could not be kept; the capture waits until it can be."
    ),
    "rendering.waits_for_storage": gettext_noop(
        "A file could not be read or kept; the rendering waits until it can be."
    ),
    "work.file_not_kept": gettext_noop("The sealed file could not be kept: %(why)s."),
    "work.broke_off": gettext_noop("An error of the archiver itself broke the work off."),
    "work.worker_lost": gettext_noop("The worker did not come back."),
    "work.given_up": gettext_noop("It was given up because: %(because)s"),
    # How a browser came to show a page, or why it did not.
    "rendering.broke": gettext_noop("The browser broke off."),
    "rendering.late": gettext_noop("The page was not shown within the time allowed."),
    "rendering.memory": gettext_noop("The page needed more memory than it is given."),
    "rendering.cpu": gettext_noop("The page kept the browser busier than it is allowed to."),
    "rendering.abandoned": gettext_noop("The worker that showed the page went away."),
    "rendering.unavailable": gettext_noop(
        "There is no browser on the machine that renders pages, so there is no picture "
        "of this page."
    ),
    "rendering.not_started": gettext_noop("The browser could not be started."),
    "rendering.too_large": gettext_noop("The page is too large to be shown."),
    "rendering.no_file": gettext_noop(
        "The sealed file could not be read, or the picture not be kept: %(why)s."
    ),
    "rendering.not_read": gettext_noop("The sealed page could not be read back from its file."),
    "rendering.broke_off": gettext_noop("An error of the archiver itself broke the work off."),
    "rendering.given_up": gettext_noop(
        "The work on this rendering broke off several times and was given up."
    ),
    "rendering.still_loading": gettext_noop("Not everything it asked for had arrived."),
    "rendering.still_active": gettext_noop("It went on asking for more."),
    "rendering.picture_cut": gettext_noop("The page is longer than the picture."),
    "rendering.picture_narrow": gettext_noop("The page is wider than the picture."),
    "rendering.scripts_off": gettext_noop(
        "Its scripts did not come to an end; it was shown without them."
    ),
    "rendering.hung": gettext_noop("The page stopped answering."),
    "rendering.moved": gettext_noop("The page put another one in its place."),
    "rendering.screenshot.png_too_large": gettext_noop("The picture is too large to keep."),
    "rendering.print.pdf_too_large": gettext_noop("The print is too large to keep."),
    "rendering.shown.html_too_large": gettext_noop(
        "The words of the page as shown are too many to keep."
    ),
    "rendering.dom.html_too_large": gettext_noop("The page as built is too large to keep."),
    # What a page shown in a browser may not ask for, or got no answer to.
    "request.request": gettext_noop("The request is not one that is passed on."),
    "request.method": gettext_noop("While a page is shown, nothing is sent to other sites."),
    "request.too_many_requests": gettext_noop(
        "The page asks for more than is fetched for one rendering."
    ),
    "request.too_many_connections": gettext_noop(
        "The page opens more connections than are allowed."
    ),
    "request.total_bytes": gettext_noop(
        "The page loads more bytes than are fetched for one rendering."
    ),
    "request.answer_bytes": gettext_noop("The answer is larger than is fetched for one rendering."),
    "request.sent_bytes": gettext_noop("The page sends more than it may."),
    "request.look_up": gettext_noop("The name could not be looked up."),
    "request.late": gettext_noop("The time ran out."),
    "request.unreachable": gettext_noop("No connection to the site could be made."),
    "request.bad_response": gettext_noop(
        "The answer of the site does not follow the rules of HTTP."
    ),
    "request.broke": gettext_noop("The connection broke: %(why)s."),
    # Why there is no timestamp.
    "stamp.unreachable": gettext_noop("The authority could not be asked."),
    "stamp.busy": gettext_noop("The authority cannot give the time at the moment."),
    "stamp.http_error": gettext_noop("The authority answered with an error page."),
    "stamp.rejected": gettext_noop("The authority refused the request."),
    "stamp.not_a_timestamp": gettext_noop("The answer is not a timestamp."),
    "stamp.wrong_digest": gettext_noop("The timestamp is over another digest."),
    "stamp.wrong_nonce": gettext_noop("The timestamp answers another request."),
    "stamp.untrusted": gettext_noop(
        "The signature of the timestamp does not lead to a certificate that is trusted."
    ),
    "stamp.expired": gettext_noop(
        "The certificate of the authority was not valid at the time it signed."
    ),
    "stamp.implausible_time": gettext_noop("The authority’s time is too far from ours."),
    "stamp.no_roots": gettext_noop(
        "There is no certificate of this authority to check its timestamps with."
    ),
    "stamp.authority": gettext_noop("(%(name)s)"),
    "stamp.look_up": gettext_noop("(the name could not be looked up: %(why)s)"),
    "stamp.status": gettext_noop("(HTTP status %(status)s)"),
    "stamp.clocks": gettext_noop("(%(said)s, here it was %(here)s)"),
    "stamp.words": gettext_noop("(%(why)s)"),
    "stamp.no_signer": gettext_noop("(the certificate that signed is not in it)"),
    "stamp.validity": gettext_noop("(%(since)s to %(until)s)"),
    "stamp.not_kept": gettext_noop("(not kept here: %(why)s)"),
    "stamp.not_kept_here": gettext_noop("The answer could not be kept."),
    # The storage of files.
    "store.refused": gettext_noop("The storage of files refused: %(why)s."),
    "store.away": gettext_noop("The storage of files did not answer: %(why)s."),
    "store.cut_short": gettext_noop("The storage of files ended its answer too early."),
    "store.differs": gettext_noop(
        "What the storage of files gives back as %(name)s is not what was kept."
    ),
    "store.changed": gettext_noop(
        "The stored file %(name)s no longer fits the digest it was sealed under."
    ),
    "store.cleared": gettext_noop("The stored file was cleared away before its row was written."),
    "store.other": gettext_noop("Another file was sealed under the name %(name)s."),
}


def say(code: str, **values: object) -> Said:
    """Make one sentence of the table.

    Args:
        code: a key of `TEXTS`.
        values: what the sentence names; control characters that no database keeps are replaced.

    Raises:
        KeyError: there is no such sentence.
    """
    clean = {name: str(value).replace("\x00", "\ufffd") for name, value in values.items()}
    return (Sentence(code, TEXTS[code], clean),)


def english(said: Iterable[Sentence]) -> str:
    """Say it in English, for logs and for people at a shell."""
    return " ".join(map(str, said))


def as_json(said: Iterable[Sentence]) -> list[dict[str, Any]]:
    """For a column or a sheet: codes and values."""
    return [{"code": one.code, "values": dict(one.values)} for one in said]


def from_json(stored: object) -> Said:
    """Read what `as_json` wrote; a sentence that this version does not know says its code."""
    rows = stored if isinstance(stored, list) else []
    return tuple(
        Sentence(code, TEXTS.get(code, code), one.get("values", {}))
        for one in rows
        if isinstance(one, dict) and (code := str(one.get("code", "")))
    )
