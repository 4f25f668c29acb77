"""One request at a time and a pause at each host, across all workers; kept in Valkey.

Three keys a host, all of which expire by themselves:

- `turn` holds the token of the capture that asks the host now, or `-` while the host has its pause;
- `line` holds the captures that found the host busy, in the order in which they came;
- `called` names the one that was told that it is next.

Whoever gives a turn back calls the first of the line, so that 500 pages of one host go one pause
apart and no two wake up for the same moment. Nothing here is needed to lose nothing: a row that was
put off carries a moment in PostgreSQL, and the sweep finds it when nobody calls. If Valkey was
emptied, a host may be asked once without its pause; if it does not answer, captures go on without.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import redis
from django.conf import settings

log = logging.getLogger(__name__)

Nudge = Callable[[uuid.UUID, float], None]
"""(capture, seconds from now): tell a worker of a capture."""

PAUSED = "-"
LEASE_MARGIN = 15.0
"""Seconds a turn outlives the deadline of a capture; after that its worker is taken for dead."""
CALL_AHEAD = 60.0
"""Seconds: whoever's turn is further off is left to the sweep, not to a message that waits."""
GRACE = 20.0
"""Seconds after which a call that nobody answered is forgotten: a little more than a sweep."""
LEAST_SPACING = 0.05
"""Seconds between two slots of a line where no pause is set."""
LONGEST_WAIT = 24 * 3600.0
"""Seconds a host can ask for all of its pages to be left alone."""
POLL = 0.1

# KEYS turn, line, called; ARGV token, capture, lease, pause, spacing, ahead, grace (ms), due (0|1),
# now (ms). Gives back a word and milliseconds.
_ASK = """
local called = redis.call('GET', KEYS[3])
local mine = called == ARGV[2]
if ARGV[8] == '0' and not mine then return {'not_due', 0} end
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[3]) then
  redis.call('ZREM', KEYS[2], ARGV[2])
  if mine then redis.call('DEL', KEYS[3]) end
  return {'go', 0}
end
local left = redis.call('PTTL', KEYS[1])
local held = redis.call('GET', KEYS[1]) ~= '-'
if not held and (mine or not called) and left <= tonumber(ARGV[6]) then
  redis.call('SET', KEYS[3], ARGV[2], 'PX', left + ARGV[7])
  redis.call('ZREM', KEYS[2], ARGV[2])
  return {'called', left}
end
if mine then
  redis.call('DEL', KEYS[3])
  redis.call('ZADD', KEYS[2], 0, ARGV[2])
else
  local last = redis.call('ZRANGE', KEYS[2], -1, -1, 'WITHSCORES')
  local place = math.max(tonumber(ARGV[9]), tonumber(last[2] or 0) + 1)
  redis.call('ZADD', KEYS[2], 'NX', place, ARGV[2])
end
local before = redis.call('ZRANK', KEYS[2], ARGV[2])
if called and not mine then before = before + 1 end
local wait = (held and tonumber(ARGV[4]) or left) + before * tonumber(ARGV[5])
redis.call('PEXPIRE', KEYS[2], wait + ARGV[3] + ARGV[7])
return {'in_line', wait}
"""
# KEYS turn, line, called; ARGV token, capture, pause, ahead, grace (ms). Gives back the capture
# that is called now, or an empty word, and the milliseconds until its turn.
_LEAVE = """
local wait = tonumber(ARGV[3])
if redis.call('GET', KEYS[1]) == ARGV[1] then
  if wait > 0 then redis.call('SET', KEYS[1], '-', 'PX', wait) else redis.call('DEL', KEYS[1]) end
elseif redis.call('GET', KEYS[3]) == ARGV[2] then
  redis.call('DEL', KEYS[3])
  wait = math.max(redis.call('PTTL', KEYS[1]), 0)
  if wait > 0 and redis.call('GET', KEYS[1]) ~= '-' then return {'', 0} end
else
  return {'', 0}
end
if wait > tonumber(ARGV[4]) or redis.call('EXISTS', KEYS[3]) == 1 then return {'', 0} end
local first = redis.call('ZPOPMIN', KEYS[2])
if not first[1] then return {'', 0} end
redis.call('SET', KEYS[3], first[1], 'PX', wait + ARGV[5])
return {first[1], wait}
"""


class Word(StrEnum):
    """What a capture that asks for its turn is told."""

    GO = "go"
    CALLED = "called"
    """The host has its pause; this one is next."""
    IN_LINE = "in_line"
    """The host is busy; whoever finishes there will call."""
    NOT_DUE = "not_due"
    """It waits for its next attempt and nobody has called it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A word, and the seconds until its turn comes, as far as can be said."""

    word: Word
    seconds: float = 0.0


class HostTurns:
    """The turns of one attempt at one capture; plain `Turns` to the fetch.

    Args:
        capture_id: the capture, by which it is called; None for one that stands in no line.
        nudge: tells a worker of the capture that is next.
    """

    def __init__(self, capture_id: uuid.UUID | None = None, *, nudge: Nudge | None = None) -> None:
        self._id = str(capture_id or "")
        self._token = uuid.uuid4().hex
        self._nudge = nudge
        self._host = ""
        self._asked = False
        self._renewed = 0.0
        self.stays = False
        """Whether other pages of the host are asked for under this turn, until `end`."""
        self.is_over = False
        """Whether the host asked to be left alone."""

    def ask(self, host: str, *, due: bool, now: float) -> Answer:
        """Ask for the turn of a host without waiting for it; stand in its line if it is busy.

        Args:
            host: the host that the capture asks first.
            due: False if the capture's own pause is not over: only a call can then let it go.
            now: seconds since the epoch; orders the line.
        """
        arguments = [self._token, self._id, _ms(_lease()), _ms(_pause()), _ms(_spacing())]
        arguments += [_ms(CALL_AHEAD), _ms(GRACE), int(due), _ms(now)]
        told = _call(_ASK, host, arguments)
        if told is None:
            return Answer(Word.GO if due else Word.NOT_DUE)
        answer = Answer(Word(told[0]), int(told[1]) / 1000)
        if answer.word is Word.GO:
            self._hold(host)
        return answer

    def _hold(self, host: str) -> None:
        self._host, self._asked, self._renewed = host, False, time.monotonic()

    def take(self, host: str, seconds: float) -> None:
        """Wait for the turn of a host; see `Turns.take`."""
        if host == self._host:
            if self._asked:
                _sleep(_pause(), seconds)
            self._renew()
        else:
            self._give_back(self._host, _pause())
            end = time.monotonic() + seconds
            while (wait := self._try(host)) > 0:
                _sleep(wait, end - time.monotonic())
            self._hold(host)
        self._asked = True

    def leave(self, wait: float | None = None) -> None:
        """Give the turn back and call the next of the line; see `Turns.leave`.

        A turn that `stays` is kept for the next page, unless the host asks to be left alone.
        """
        self.is_over = self.is_over or wait is not None
        if self.stays and wait is None:
            return
        self._give_back(self._host, max(_pause(), min(wait or 0.0, LONGEST_WAIT)))

    def end(self) -> None:
        """Give the turn back for good, after the last page of a visit."""
        self.stays = False
        self.leave()

    def _renew(self) -> None:
        """Keep a turn that several pages share from running out; each may take its whole time."""
        if time.monotonic() - self._renewed < LEASE_MARGIN / 2:
            return
        self._renewed = time.monotonic()
        try:
            _client(settings.REDIS_URL).pexpire(host_keys(self._host)[0], _ms(_lease()))
        except redis.RedisError as error:
            _warn(error)

    def line_up(self, host: str, capture_ids: Sequence[uuid.UUID], *, now: float) -> None:
        """Let captures stand in the line of a busy host, behind those that are there.

        Args:
            host: the host.
            capture_ids: in order.
            now: seconds since the epoch.
        """
        if not capture_ids:
            return
        line = host_keys(host)[1]
        places = {str(each): _ms(now) + place for place, each in enumerate(capture_ids, start=1)}
        try:
            with _client(settings.REDIS_URL).pipeline(transaction=False) as pipe:
                pipe.zadd(line, places, nx=True)
                pipe.pexpire(line, _ms(_lease() + GRACE))
                pipe.execute()
        except redis.RedisError as error:
            _warn(error)

    def along(self, most: int) -> list[uuid.UUID]:
        """Take captures out of the line of the host whose turn this is, those in front first.

        Args:
            most: how many; whoever takes them asks for them under this turn.
        """
        if most <= 0 or not self._host:
            return []
        try:
            front: Any = _client(settings.REDIS_URL).zpopmin(host_keys(self._host)[1], most)
        except redis.RedisError as error:
            _warn(error)
            return []
        return [uuid.UUID(capture_id) for capture_id, _place in front]

    def pass_on(self, host: str) -> None:
        """Let the next of the line go: this capture was called, or let through, for nothing."""
        self._give_back(host, 0.0)

    def _give_back(self, host: str, pause: float) -> None:
        self._host = ""
        if not host:
            return
        arguments = [self._token, self._id, _ms(pause), _ms(CALL_AHEAD), _ms(GRACE)]
        told = _call(_LEAVE, host, arguments)
        if told and told[0] and self._nudge is not None:
            self._nudge(uuid.UUID(told[0]), int(told[1]) / 1000)

    def _try(self, host: str) -> float:
        """Take a free turn; else the seconds after which to try again."""
        turn = host_keys(host)[0]
        try:
            with _client(settings.REDIS_URL).pipeline(transaction=False) as pipe:
                pipe.set(turn, self._token, nx=True, px=_ms(_lease()))
                pipe.get(turn)
                pipe.pttl(turn)
                taken, holder, left = pipe.execute()
        except redis.RedisError as error:
            _warn(error)
            return 0.0
        if taken:
            return 0.0
        return max(int(left), 1) / 1000 if holder == PAUSED else POLL


def host_keys(host: str) -> list[str]:
    """The keys of a host; the braces keep them on one server of a cluster."""
    return [f"counterclaim:{{{host}}}:{name}" for name in ("turn", "line", "called")]


def _call(script: str, host: str, arguments: list[Any]) -> list[Any] | None:
    """Run a script; None if Valkey did not answer: losing a capture would be worse than haste."""
    try:
        told: list[Any] = _script(settings.REDIS_URL, script)(keys=host_keys(host), args=arguments)
    except redis.RedisError as error:
        _warn(error)
        return None
    return told


def _warn(error: redis.RedisError) -> None:
    log.warning("No turns are kept, captures go on without: %s", error)


@lru_cache(maxsize=4)
def _client(url: str) -> redis.Redis:
    return redis.Redis.from_url(
        url, decode_responses=True, socket_timeout=2, socket_connect_timeout=2
    )


@lru_cache(maxsize=8)
def _script(url: str, script: str) -> Callable[..., Any]:
    return _client(url).register_script(script)


def _sleep(wait: float, seconds: float) -> None:
    if wait > seconds:
        raise TimeoutError
    time.sleep(wait)


def needs_no_pause() -> bool:
    """Whether hosts are asked one thing after the other without a pause between."""
    return _pause() == 0


def _pause() -> float:
    return max(float(settings.HOST_PAUSE_SECONDS), 0.0)


def _spacing() -> float:
    return max(_pause(), LEAST_SPACING)


def _lease() -> float:
    return float(settings.CAPTURE_DEADLINE_SECONDS) + LEASE_MARGIN


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
