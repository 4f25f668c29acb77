"""An authority's timestamp is kept only if it holds; what does not hold has a name."""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rfc3161_client._rust import parse_timestamp_request

from sources.archiver.network.resolve import TableResolver
from sources.archiver.time.timestamp import (
    LIMITS,
    REPLY_TYPE,
    Granted,
    TimestampError,
    Trouble,
    ask,
    new_nonce,
    read_roots,
    request,
    verify,
)
from sources.archiver.values import Allowance
from tests.archiver.authority import Authority, openssl, openssl_accepts
from tests.archiver.waiting import IN_TIME

DIGEST = hashlib.sha256(b"a sealed file").hexdigest()
OTHER = hashlib.sha256(b"another file").hexdigest()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    authority = Authority(tmp_path_factory.mktemp("authority"))
    yield authority
    authority.close()


@pytest.fixture(autouse=True)
def good(authority: Authority) -> None:
    authority.answer = authority.reply


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    authority = Authority(tmp_path_factory.mktemp("foreign"))
    yield authority
    authority.close()


@pytest.fixture(scope="module")
def token(authority: Authority) -> bytes:
    return authority.stamp(request(DIGEST, new_nonce()))


def asking(authority: Authority, *, at: datetime | None = None, **limits: float) -> Granted:
    return ask(
        authority.known(),
        DIGEST,
        allowance=Allowance.parse([authority.place]),
        resolver=TableResolver({}),
        agent="Counterclaim-test/1",
        at=at or datetime.now(UTC),
        limits=replace(LIMITS, **limits),
    )


def trouble_with(authority: Authority, **given: object) -> Trouble:
    with pytest.raises(TimestampError) as caught:
        asking(authority, **given)  # type: ignore[arg-type]
    return caught.value.trouble


def trouble_in(token: bytes, sha256: str = DIGEST, **given: object) -> Trouble:
    with pytest.raises(TimestampError) as caught:
        verify(token, sha256, **given)  # type: ignore[arg-type]
    return caught.value.trouble


def test_a_digest_is_timestamped_and_openssl_agrees(authority: Authority, tmp_path: Path) -> None:
    granted = asking(authority)
    kept = tmp_path / "token.tsr"
    kept.write_bytes(granted.token)

    assert abs(granted.facts.time - datetime.now(UTC)) < timedelta(seconds=30)
    assert granted.facts.policy == "1.2.3.4.1"
    assert granted.facts.accuracy_seconds == 1
    assert granted.facts.certificate_pem.decode().strip() in authority.signer.read_text()
    assert openssl_accepts(kept, DIGEST, authority.root).returncode == 0
    assert openssl_accepts(kept, OTHER, authority.root).returncode != 0


def test_the_request_is_what_openssl_would_read(tmp_path: Path) -> None:
    query = tmp_path / "query.tsq"
    query.write_bytes(request(DIGEST, 0x8000_0000_0000_0001))

    said = openssl("ts", "-query", "-in", query, "-text").stdout

    assert "Hash Algorithm: sha256" in said
    assert "Nonce: 0x8000000000000001" in said
    assert "Certificate required: yes" in said


@pytest.mark.parametrize("nonce", [1, 127, 128, 255, 256, 2**63, 2**64 - 1])
def test_every_nonce_is_written_as_a_positive_number(nonce: int) -> None:
    asked = parse_timestamp_request(request(DIGEST, nonce))

    assert asked.nonce == nonce
    assert asked.cert_req
    assert asked.message_imprint.message.hex() == DIGEST


def test_no_two_requests_carry_the_same_nonce() -> None:
    assert len({new_nonce() for _ in range(200)}) == 200


def test_a_kept_timestamp_is_checked_without_a_network(authority: Authority, token: bytes) -> None:
    facts = verify(token, DIGEST, authority.known().roots)

    assert facts.serial.isdigit()
    assert facts.time.tzinfo is not None


def test_an_authority_may_send_its_chain_in_any_order(
    foreign: Authority, authority: Authority, tmp_path: Path
) -> None:
    for order in ((authority.root, foreign.root), (foreign.root, authority.root)):
        talkative = Authority(tmp_path / f"after {len(list(tmp_path.iterdir()))}", chain=order)
        talkative.close()
        token = talkative.stamp(request(DIGEST, new_nonce()))

        assert verify(token, DIGEST, talkative.known().roots).serial
        assert trouble_in(token, roots=foreign.known().roots) is Trouble.UNTRUSTED


def test_another_digest_is_not_vouched_for(authority: Authority, token: bytes) -> None:
    assert trouble_in(token, OTHER, roots=authority.known().roots) is Trouble.WRONG_DIGEST


def test_an_answer_to_another_request_is_not_taken(authority: Authority) -> None:
    authority.answer = lambda _: authority.reply(request(DIGEST, 77))

    assert trouble_with(authority) is Trouble.WRONG_NONCE


def test_a_timestamp_over_another_digest_is_not_taken(authority: Authority) -> None:
    authority.answer = lambda _: authority.reply(request(OTHER, 77))

    assert trouble_with(authority) is Trouble.WRONG_DIGEST


def test_a_signature_of_somebody_else_is_not_trusted(
    authority: Authority, foreign: Authority, token: bytes
) -> None:
    authority.answer = foreign.reply

    assert trouble_with(authority) is Trouble.UNTRUSTED
    assert trouble_in(token, roots=foreign.known().roots) is Trouble.UNTRUSTED


def test_without_a_root_nothing_is_asked_or_believed(authority: Authority, token: bytes) -> None:
    asked = len(authority.asked)
    with pytest.raises(TimestampError) as caught:
        ask(
            replace(authority.known(), roots=()),
            DIGEST,
            allowance=Allowance.parse([authority.place]),
            resolver=TableResolver({}),
            agent="Counterclaim-test/1",
            at=datetime.now(UTC),
        )

    assert caught.value.trouble is Trouble.NO_ROOTS
    assert len(authority.asked) == asked
    assert trouble_in(token, roots=()) is Trouble.NO_ROOTS


def test_a_certificate_that_had_run_out_when_it_signed_is_refused(tmp_path: Path) -> None:
    late = Authority(tmp_path / "late", until=datetime.now(UTC) - timedelta(minutes=1))
    try:
        assert trouble_with(late) is Trouble.EXPIRED
    finally:
        late.close()


def about_to_run_out(folder: Path) -> tuple[Authority, bytes]:
    """An authority, and a token it signed in the last seconds of its certificate; those are over.

    A busy machine may need longer than a second between the two: then it gets more of them.
    """
    for seconds in (1, 4, 16):
        until = datetime.now(UTC) + timedelta(seconds=seconds)
        short = Authority(folder / f"{seconds} s", until=until)
        try:
            token = asking(short).token
        except TimestampError as error:
            if error.trouble is not Trouble.EXPIRED:
                raise
            continue
        finally:
            short.close()
        while datetime.now(UTC) <= until:
            time.sleep(0.05)
        return short, token
    pytest.fail("The authority did not sign within 16 seconds.")


def test_a_certificate_that_ran_out_since_is_no_trouble(tmp_path: Path) -> None:
    short, token = about_to_run_out(tmp_path)
    kept = tmp_path / "token.tsr"
    kept.write_bytes(token)

    facts = verify(kept.read_bytes(), DIGEST, short.known().roots)

    # openssl looks at today unless it is told the moment: hence the moment in the line we print.
    assert openssl_accepts(kept, DIGEST, short.root).returncode != 0
    assert openssl_accepts(kept, DIGEST, short.root, at=facts.time).returncode == 0


def test_the_time_must_be_near_ours(authority: Authority) -> None:
    now = datetime.now(UTC)

    assert asking(authority, at=now - timedelta(minutes=3)).token
    late = trouble_with(authority, at=now - timedelta(minutes=30))
    early = trouble_with(authority, at=now + timedelta(minutes=30))
    assert {late, early} == {Trouble.IMPLAUSIBLE_TIME}


@pytest.mark.parametrize(
    "body",
    [b"", b"<!doctype html><title>Down</title>", b"\x30\x03\x02\x01\x00", b"\x00" * 5000],
    ids=["nothing", "a web page", "a grant of nothing", "zeros"],
)
def test_what_is_no_timestamp_is_called_so(authority: Authority, body: bytes) -> None:
    authority.answer = lambda _: (200, "text/html", body)

    assert trouble_with(authority) is Trouble.NOT_A_TIMESTAMP


def test_a_timestamp_that_is_cut_short_is_none(authority: Authority, token: bytes) -> None:
    for length in range(0, len(token), 37):
        assert trouble_in(token[:length], roots=authority.known().roots) is Trouble.NOT_A_TIMESTAMP


def test_a_changed_bit_never_changes_what_a_timestamp_says(
    authority: Authority, token: bytes
) -> None:
    roots = authority.known().roots
    true = verify(token, DIGEST, roots)
    chance = random.Random(3161)
    held = 0
    for _ in range(400):
        damaged = bytearray(token)
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        try:
            said = verify(bytes(damaged), DIGEST, roots)
        except TimestampError:
            continue
        held += 1
        assert said == true
    assert held < 40


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (500, Trouble.BUSY),
        (503, Trouble.BUSY),
        (429, Trouble.BUSY),
        (302, Trouble.HTTP_ERROR),
        (404, Trouble.HTTP_ERROR),
        (204, Trouble.HTTP_ERROR),
    ],
)
def test_an_error_page_is_an_error(authority: Authority, status: int, trouble: Trouble) -> None:
    authority.answer = lambda _: (status, "text/html", b"" if status == 204 else b"<h1>No</h1>")

    assert trouble_with(authority) is trouble


def test_an_authority_that_does_not_take_our_digest_refuses(tmp_path: Path) -> None:
    picky = Authority(tmp_path / "picky", digests="sha512")
    try:
        assert trouble_with(picky) is Trouble.REJECTED
    finally:
        picky.close()


def refusal(status: int, failure: int, words: bytes = b"Not now") -> bytes:
    """A `TimeStampResp` with a status, a text and one failure bit."""
    bits = bytearray(4)
    bits[failure // 8] |= 0x80 >> failure % 8
    text = bytes([0x0C, len(words)]) + words
    info = bytes([2, 1, status, 0x30, len(text)]) + text + bytes([3, 5, 0]) + bits
    return bytes([0x30, len(info) + 2, 0x30, len(info)]) + info


@pytest.mark.parametrize(
    ("status", "failure", "trouble"),
    [
        (2, 14, Trouble.BUSY),  # the time source is not available
        (2, 25, Trouble.BUSY),  # system failure
        (3, 2, Trouble.BUSY),  # waiting
        (2, 0, Trouble.REJECTED),  # bad algorithm
        (2, 15, Trouble.REJECTED),  # policy not accepted
    ],
)
def test_a_refusal_that_may_pass_is_told_from_one_that_will_not(
    authority: Authority, status: int, failure: int, trouble: Trouble
) -> None:
    authority.answer = lambda _: (200, REPLY_TYPE, refusal(status, failure))

    with pytest.raises(TimestampError, match="Not now") as caught:
        asking(authority)

    assert caught.value.trouble is trouble
    assert caught.value.trouble.is_refusal is (trouble is Trouble.REJECTED)


def test_an_endless_answer_is_given_up(authority: Authority) -> None:
    authority.answer = lambda _: (200, REPLY_TYPE, b"\x30" * 4_000_000)

    assert trouble_with(authority) is Trouble.UNREACHABLE


def test_a_slow_authority_is_given_up_in_time(authority: Authority) -> None:
    def slow(_: bytes) -> tuple[int, str, bytes]:
        time.sleep(3 * IN_TIME)
        return 200, REPLY_TYPE, b""

    authority.answer = slow
    began = time.monotonic()

    assert trouble_with(authority, total_seconds=0.4) is Trouble.UNREACHABLE
    assert time.monotonic() - began < IN_TIME


def test_an_authority_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    gone = Authority(tmp_path / "gone")
    gone.close()

    assert trouble_with(gone) is Trouble.UNREACHABLE


def test_the_address_of_an_authority_passes_the_guard_like_any_other(authority: Authority) -> None:
    asked = len(authority.asked)
    with pytest.raises(TimestampError, match="not on the public Internet") as caught:
        ask(
            authority.known(),
            DIGEST,
            allowance=Allowance(),
            resolver=TableResolver({}),
            agent="Counterclaim-test/1",
            at=datetime.now(UTC),
        )

    assert caught.value.trouble is Trouble.UNREACHABLE
    assert len(authority.asked) == asked


def test_a_file_without_a_certificate_holds_no_roots() -> None:
    with pytest.raises(ValueError, match="PEM"):
        read_roots(b"nothing of the kind")
