"""The nursery: a process that has all readers loaded and forks one child for every site.

Started by `extract`, once in every process that reads pages, with a socket as standard input. For
a page of another site than the last it gets the limits and a second socket; the child it forks
confines itself, reads bodies from that socket, writes the answers to it and ends when the worker
closes it. The nursery never looks at a page: what one site does to its child cannot reach another
site's pages. A child that outlives its deadline is killed. When the worker closes its end of the
socket or dies, the nursery kills its child and ends.
"""

import contextlib
import gc
import json
import os
import resource
import select
import signal
import socket
import sys
import time
from typing import NoReturn

from sources.archiver.reading.nursery_protocol import (
    ANSWER,
    ANSWERED,
    DIED,
    JOB,
    LATE,
    MOST_PAGES,
    READY,
    TASK,
    TOO_MUCH_MEMORY,
)
from sources.archiver.reading.read_body import read, rehearse
from sources.archiver.reading.sandbox import confine, end_with_parent

OUT_OF_MEMORY = 12
PIECE = 1024 * 1024


def serve(control: socket.socket) -> None:
    """Fork a child for every task until the worker is gone."""
    nothing = os.open(os.devnull, os.O_RDWR)
    control.sendall(READY)
    while True:
        task, files, _, _ = socket.recv_fds(control, TASK.size, 1)
        if len(task) < TASK.size:
            return
        if not files:
            continue  # for a child that has just ended; the worker sees that and asks again
        seconds, cpu_seconds, memory_bytes = TASK.unpack(task)
        # The child holds one end of a pipe: when it is gone, however that came, the other is shut.
        life, held = os.pipe()
        own = os.getpid()
        child = os.fork()
        if child == 0:
            for number in (0, 1, 2):
                os.dup2(nothing, number)
            os.close(life)
            _child(files[0], parent=own, cpu_seconds=cpu_seconds, memory_bytes=memory_bytes)
        os.close(held)
        os.close(files[0])
        status = _wait(child, life, control, time.monotonic() + seconds)
        os.close(life)
        control.sendall(status)


def _wait(child: int, life: int, control: socket.socket, deadline: float) -> bytes:
    """Wait for a child; kill it at the deadline, or at once when the worker is gone."""
    waiting = select.poll()
    waiting.register(life, select.POLLIN)
    # While it waits for an answer nothing comes from the worker, but the end of it.
    waiting.register(control, select.POLLIN)
    while True:
        ready = {number for number, _ in waiting.poll(max(deadline - time.monotonic(), 0) * 1000)}
        ended = life in ready
        task = control.recv(TASK.size) if control.fileno() in ready and not ended else b""
        if len(task) < TASK.size:
            break
        # Another page of the same site.
        deadline = time.monotonic() + TASK.unpack(task)[0]
        _allow_one_more(child)
    if not ended:
        os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if not ended or code == -signal.SIGXCPU:
        return LATE
    return {0: ANSWERED, OUT_OF_MEMORY: TOO_MUCH_MEMORY}.get(code, DIED)


def _allow_one_more(child: int) -> None:
    """A page costs far less than a second; one that took more leaves less to those after it."""
    with contextlib.suppress(OSError, ValueError):  # it has just ended
        soft, hard = resource.prlimit(child, resource.RLIMIT_CPU)
        resource.prlimit(child, resource.RLIMIT_CPU, (min(soft + 1, hard), hard))


def _child(job: int, *, parent: int, cpu_seconds: int, memory_bytes: int) -> NoReturn:
    code = 1
    try:
        end_with_parent(parent)
        confine(cpu_seconds=cpu_seconds, memory_bytes=memory_bytes, more_seconds=MOST_PAGES)
        while _answer(job):
            pass
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    finally:
        os._exit(code)


def _answer(job: int) -> bool:
    """Answer the next page; whether there was one."""
    head = os.read(job, JOB.size)
    if not head:
        return False
    longest, type_length, body_length = JOB.unpack(head + _take(job, JOB.size - len(head)))
    content_type = _take(job, type_length).decode("utf-8", "replace")
    body = _take(job, body_length)
    facts = read(body, content_type, longest)
    text = facts.pop("text").encode()
    said = json.dumps(facts, ensure_ascii=False).encode()
    for part in (ANSWER.pack(len(said), len(text)), said, text):
        view = memoryview(part)
        while view:
            view = view[os.write(job, view) :]
    return True


def _take(job: int, length: int) -> bytes:
    pieces = []
    while length:
        piece = os.read(job, min(length, PIECE))
        if not piece:
            raise EOFError
        pieces.append(piece)
        length -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def main() -> None:
    """Serve the worker whose socket is standard input."""
    # If memory runs out, the children are to go before anything else on the machine does.
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:  # noqa: PTH123
        file.write("1000")
    rehearse()
    # What is loaded now is never collected, so that children share it instead of copying it.
    gc.collect()
    gc.freeze()
    gc.disable()
    with contextlib.suppress(BrokenPipeError, ConnectionResetError), socket.socket(fileno=0) as end:
        serve(end)
    sys.exit(0)


if __name__ == "__main__":
    main()
