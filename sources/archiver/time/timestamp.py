"""Trusted time: an authority's signed word that a digest existed at a moment (RFC 3161).

The request carries a SHA-256 digest and never the file. The answer is kept as it came (a
`TimeStampResp`, what `openssl ts -verify -in` reads) once it has been checked; the same check can
be made at any later time without a network. A certificate that has run out since is no trouble:
it must have been valid at the moment that was signed. Revocation is not looked up.
"""

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response
from rfc3161_client.tsp import PKIStatus, TimeStampResponse

from sources.archiver.network.guard import RefusedAddressError, check
from sources.archiver.network.wire import Deadline, Posted, WireError, exchange
from sources.archiver.sentences import TEXTS, Said, english, say
from sources.archiver.values import Allowance, Hop, Limits, Resolver, Target

LIMITS = Limits(
    wire_bytes=256 * 1024, header_bytes=16 * 1024, total_seconds=20.0, connect_seconds=5.0
)
TOLERANCE = timedelta(minutes=5)
"""How far the authority's time may lie from ours: a wrong clock is found, a slow one forgiven."""
QUERY_TYPE = "application/timestamp-query"
REPLY_TYPE = "application/timestamp-reply"
SHA256_OID = "2.16.840.1.101.3.4.2.1"
# Failures of RFC 3161 2.4.2 that say "later": the time source is not available; system failure.
PASSING_FAILURES = frozenset({14, 25})
BUSY_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})

# DER of MessageImprint up to the digest: SHA-256 with its (null) parameters, 32 octets.
_IMPRINT = bytes.fromhex("3031300d060960864801650304020105000420")
_VERSION = bytes.fromhex("020101")
_CERTIFICATE_WANTED = bytes.fromhex("0101ff")


class Trouble(StrEnum):
    """Why there is no timestamp, or why one does not hold."""

    UNREACHABLE = "unreachable"
    BUSY = "busy"
    HTTP_ERROR = "http_error"
    REJECTED = "rejected"
    NOT_A_TIMESTAMP = "not_a_timestamp"
    WRONG_DIGEST = "wrong_digest"
    WRONG_NONCE = "wrong_nonce"
    UNTRUSTED = "untrusted"
    EXPIRED = "expired"
    IMPLAUSIBLE_TIME = "implausible_time"
    NO_ROOTS = "no_roots"

    @property
    def sentence(self) -> str:
        """What is wrong, in one sentence for people (English; marked for translation)."""
        return TEXTS[f"stamp.{self.name.lower()}"]

    @property
    def is_refusal(self) -> bool:
        """Whether the authority said no: asked for a few times and then given up.

        Everything else may mend without it: the authority, the way to it or our settings.
        """
        return self is Trouble.REJECTED


class TimestampError(Exception):
    """There is no timestamp, or it does not hold.

    Attributes:
        trouble: which of the named troubles.
        said: what it says for people, with the particulars.
    """

    def __init__(self, trouble: Trouble, particulars: Said = ()) -> None:
        self.trouble = trouble
        self.said = say(f"stamp.{trouble.name.lower()}") + particulars
        super().__init__(english(self.said))


@dataclass(frozen=True)
class Authority:
    """Whom we ask for the time, and whose word we take for it."""

    name: str
    url: str
    roots: tuple[x509.Certificate, ...] = ()
    """Certificates its signature must lead to, and any between; empty if none are configured."""


@dataclass(frozen=True)
class Facts:
    """What a checked timestamp says."""

    time: datetime
    """The authority's time (aware, UTC)."""
    serial: str
    policy: str
    """The policy it was given under, as a dotted object identifier."""
    accuracy_seconds: float | None
    """How far off the authority says it may be; None if it does not say."""
    certificate: bytes
    """The certificate that signed (DER), as it stands in the answer."""

    @property
    def certificate_sha256(self) -> str:
        """SHA-256 (hex) of the certificate that signed."""
        return hashlib.sha256(self.certificate).hexdigest()

    @property
    def certificate_pem(self) -> bytes:
        """The certificate that signed, as PEM."""
        return x509.load_der_x509_certificate(self.certificate).public_bytes(Encoding.PEM)


@dataclass(frozen=True)
class Granted:
    """A timestamp on its way into the storage: the authority's answer, byte for byte."""

    token: bytes
    facts: Facts


def read_roots(pem: bytes) -> tuple[x509.Certificate, ...]:
    """Read the certificates of a PEM file.

    Raises:
        ValueError: there is none in it, or one is damaged.
    """
    return tuple(x509.load_pem_x509_certificates(pem))


def request(sha256: str, nonce: int) -> bytes:
    """Write a request (RFC 3161 2.4.1): version 1, the digest, a nonce, the certificate wanted.

    The library would take the whole file to hash it again; this needs its digest only.

    Args:
        sha256: digest, 64 hex digits.
        nonce: a positive number below 2**64 that was never used before.
    """
    number = nonce.to_bytes(nonce.bit_length() // 8 + 1, "big")
    body = _VERSION + _IMPRINT + bytes.fromhex(sha256)
    body += bytes([0x02, len(number)]) + number + _CERTIFICATE_WANTED
    return bytes([0x30, len(body)]) + body


def new_nonce() -> int:
    """A number nobody can guess: 64 bits."""
    return secrets.randbits(63) | 1 << 63


def ask(
    authority: Authority,
    sha256: str,
    *,
    allowance: Allowance,
    resolver: Resolver,
    agent: str,
    at: datetime,
    limits: Limits = LIMITS,
) -> Granted:
    """Have a digest timestamped, and check the answer before it is believed.

    Args:
        authority: whom to ask; its address passes the guard like any other.
        sha256: digest, 64 hex digits.
        allowance: addresses admitted although they are not public.
        resolver: looks names up.
        agent: the User-Agent header.
        at: the present moment (aware).
        limits: what the exchange may cost.

    Raises:
        TimestampError: with the trouble; nothing is to be kept then.
    """
    if not authority.roots:
        raise TimestampError(Trouble.NO_ROOTS, say("stamp.authority", name=authority.name))
    nonce = new_nonce()
    deadline = Deadline.after(limits.total_seconds)
    began = deadline.clock()
    posted = Posted(request(sha256, nonce), QUERY_TYPE, REPLY_TYPE)
    try:
        target = _target(authority, resolver, allowance, deadline)
        hop = exchange(
            target, agent=agent, limits=limits, deadline=deadline, started_at=at, posted=posted
        )
    except WireError as error:
        raise TimestampError(Trouble.UNREACHABLE, error.reason) from error
    _check_status(hop)
    facts = verify(hop.payload, sha256, authority.roots, nonce=nonce)
    _check_time(facts, at, at + timedelta(seconds=deadline.clock() - began))
    return Granted(hop.payload, facts)


def _target(
    authority: Authority, resolver: Resolver, allowance: Allowance, deadline: Deadline
) -> Target:
    try:
        return check(authority.url, resolver=resolver, allowance=allowance, seconds=deadline.left())
    except RefusedAddressError as error:
        raise TimestampError(Trouble.UNREACHABLE, error.said) from error
    except OSError as error:
        reason = say("stamp.look_up", why=error.strerror or os.strerror(errno.ETIMEDOUT))
        raise TimestampError(Trouble.UNREACHABLE, reason) from error


def _check_status(hop: Hop) -> None:
    if hop.status == HTTPStatus.OK:
        return
    # A redirect is an error here: the address is a setting, and settings can be mended.
    trouble = Trouble.BUSY if hop.status in BUSY_STATUSES else Trouble.HTTP_ERROR
    raise TimestampError(trouble, say("stamp.status", status=hop.status))


def _check_time(facts: Facts, began: datetime, ended: datetime) -> None:
    slack = TOLERANCE + timedelta(seconds=facts.accuracy_seconds or 0)
    if not began - slack <= facts.time <= ended + slack:
        clocks = say("stamp.clocks", said=facts.time.isoformat(), here=began.isoformat())
        raise TimestampError(Trouble.IMPLAUSIBLE_TIME, clocks)


def verify(
    token: bytes, sha256: str, roots: Sequence[x509.Certificate], *, nonce: int | None = None
) -> Facts:
    """Check a timestamp against a digest and the certificates that are trusted; needs no network.

    Args:
        token: the authority's answer (a `TimeStampResp` in DER).
        sha256: the digest it must be over, 64 hex digits.
        roots: certificates its signature must lead to.
        nonce: the number that was sent with the request, where it is still known.

    Raises:
        TimestampError: it does not hold, with the first trouble found.
    """
    if not roots:
        raise TimestampError(Trouble.NO_ROOTS)
    try:
        return _verified(_read(token), sha256, roots, nonce)
    except TimestampError:
        raise
    except Exception as error:
        # The parsers read some parts only when asked for them, and of a damaged one they raise
        # what they like: ValueError, KeyError, TypeError were seen.
        raise TimestampError(Trouble.NOT_A_TIMESTAMP) from error


def _verified(
    answer: TimeStampResponse, sha256: str, roots: Sequence[x509.Certificate], nonce: int | None
) -> Facts:
    try:
        VerifierBuilder(roots=list(roots)).build().verify(answer, _imprint(answer))
    except (VerificationError, ValueError) as error:
        raise _untrusted(answer, str(error)) from error
    if _imprint(answer) != bytes.fromhex(sha256):
        raise TimestampError(Trouble.WRONG_DIGEST)
    if nonce is not None and answer.tst_info.nonce != nonce:
        raise TimestampError(Trouble.WRONG_NONCE)
    return _facts(answer)


def _read(token: bytes) -> TimeStampResponse:
    """Decode an answer that grants a timestamp."""
    answer = _decoded(token)
    status = PKIStatus(answer.status)
    if status is not PKIStatus.GRANTED:
        later = status is PKIStatus.WAITING or bool(_failures(token) & PASSING_FAILURES)
        said = "; ".join(answer.status_string)[:200] or status.name.lower().replace("_", " ")
        trouble = Trouble.BUSY if later else Trouble.REJECTED
        raise TimestampError(trouble, say("stamp.words", why=said))
    algorithm = answer.tst_info.message_imprint.hash_algorithm
    if len(answer.signed_data.signer_infos) != 1 or algorithm.dotted_string != SHA256_OID:
        raise TimestampError(Trouble.NOT_A_TIMESTAMP)
    return answer


def _decoded(token: bytes) -> TimeStampResponse:
    try:
        return decode_timestamp_response(token)
    except ValueError:
        return decode_timestamp_response(_with_sorted_certificates(token))


def _with_sorted_certificates(token: bytes) -> bytes:
    """Put the certificates in the order that DER wants of a set, and the library insists on.

    Many authorities send them in the order of the chain. They are no part of what is signed, and
    the answer is kept as it came.
    """
    place = _element(token, 0)[1]  # into TimeStampResp
    place = _element(token, place)[2]  # past the status
    place = _element(token, place)[1]  # into ContentInfo
    place = _element(token, place)[2]  # past its type
    place = _element(token, place)[1]  # into its content
    _tag, place, end = _element(token, place)  # into SignedData
    while place < end:
        tag, start, place = _element(token, place)
        if tag == 0xA0:  # noqa: PLR2004 - CertificateSet
            return token[:start] + b"".join(sorted(_members(token, start, place))) + token[place:]
    return token


def _members(data: bytes, place: int, end: int) -> Iterator[bytes]:
    while place < end:
        start, place = place, _element(data, place)[2]
        yield data[start:place]


def _failures(token: bytes) -> frozenset[int]:
    """The numbers of the failures in the answer's status (PKIFailureInfo, a bit string).

    The library reads the status and its words, but not these.
    """
    _tag, start, _end = _element(token, 0)
    _tag, place, end = _element(token, start)
    while place < end:
        tag, start, place = _element(token, place)
        if tag == 0x03:  # noqa: PLR2004 - a bit string: the number of unused bits, then the bits
            bits = "".join(f"{byte:08b}" for byte in token[start + 1 : place])
            return frozenset(number for number, bit in enumerate(bits) if bit == "1")
    return frozenset()


def _element(data: bytes, place: int) -> tuple[int, int, int]:
    """Tag, start and end of the content of the DER element at a place; IndexError if none is."""
    length = data[place + 1]
    start = place + 2
    if length & 0x80:
        start += length & 0x7F
        length = int.from_bytes(data[place + 2 : start], "big")
    return data[place], start, start + length


def _imprint(answer: TimeStampResponse) -> bytes:
    return bytes(answer.tst_info.message_imprint.message)


def _untrusted(answer: TimeStampResponse, why: str) -> TimestampError:
    try:
        signer = _signer(answer)
    except TimestampError:
        return TimestampError(Trouble.UNTRUSTED, say("stamp.no_signer"))
    moment = answer.tst_info.gen_time
    if not signer.not_valid_before_utc <= moment < signer.not_valid_after_utc:  # as OpenSSL does
        since, until = signer.not_valid_before_utc.date(), signer.not_valid_after_utc.date()
        return TimestampError(Trouble.EXPIRED, say("stamp.validity", since=since, until=until))
    words = say("stamp.words", why=why.splitlines()[0][:200]) if why else ()
    return TimestampError(Trouble.UNTRUSTED, words)


def _signer(answer: TimeStampResponse) -> x509.Certificate:
    by = next(iter(answer.signed_data.signer_infos))
    for content in answer.signed_data.certificates:
        certificate = x509.load_der_x509_certificate(content)
        if (certificate.issuer, certificate.serial_number) == (by.issuer, by.serial_number):
            return certificate
    raise TimestampError(Trouble.UNTRUSTED)


def _facts(answer: TimeStampResponse) -> Facts:
    info = answer.tst_info
    accuracy = info.accuracy
    seconds = None
    if accuracy is not None:
        seconds = (accuracy.seconds or 0) + (accuracy.millis or 0) / 1e3
        seconds += (accuracy.micros or 0) / 1e6
    return Facts(
        time=info.gen_time,
        serial=str(info.serial_number),
        policy=info.policy.dotted_string,
        accuracy_seconds=seconds,
        certificate=_signer(answer).public_bytes(Encoding.DER),
    )
