"""Take from a process, before it looks at hostile bytes, what reading them does not need.

Limits of the kernel on CPU, memory and files come first. On Linux a filter of system calls
(seccomp) then leaves only what computing needs: no file can be opened, no socket made, no program
started, no other process reached, not even by root. What the process already holds keeps working.
"""

import ctypes
import os
import platform
import resource
import signal
import sys

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2
ALLOW, REFUSE = 0x7FFF0000, 0x00050001  # SECCOMP_RET_ALLOW; SECCOMP_RET_ERRNO with EPERM
LOAD, JUMP_IF_SAME, RETURN = 0x20, 0x15, 0x06  # BPF_LD|W|ABS, BPF_JMP|JEQ|K, BPF_RET|K

# Numbers of linux/audit.h and of each architecture's table of system calls: read, write, writev,
# close, lseek, fstat; mmap, mprotect, munmap, mremap, brk, madvise; signals of its own; clocks;
# futex, sched_yield, getrandom, getpid, gettid, getrusage; exit. Neither open, socket, clone,
# execve, kill nor prlimit is among them.
_CALLS = {
    "x86_64": (
        0xC000003E,
        (0, 1, 20, 3, 8, 5, 9, 10, 11, 25, 12, 28, 13, 14, 15, 131, 96, 100, 228, 202, 24, 318,
         39, 186, 98, 219, 324, 334, 60, 231),
    ),
    "aarch64": (
        0xC00000B7,
        (63, 64, 66, 57, 62, 80, 222, 226, 215, 216, 214, 233, 134, 135, 139, 132, 169, 153, 113,
         98, 124, 278, 172, 178, 165, 128, 283, 293, 93, 94),
    ),
}  # fmt: skip


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("filter", ctypes.POINTER(_Instruction)))


def _filter(architecture: int, calls: tuple[int, ...]) -> _Program:
    # struct seccomp_data: the number of the call at offset 0, the architecture at offset 4.
    lines = [(LOAD, 0, 0, 4), (JUMP_IF_SAME, 1, 0, architecture), (RETURN, 0, 0, REFUSE)]
    lines.append((LOAD, 0, 0, 0))
    for place, call in enumerate(calls):
        lines.append((JUMP_IF_SAME, len(calls) - place, 0, call))
    lines += [(RETURN, 0, 0, REFUSE), (RETURN, 0, 0, ALLOW)]
    program = (_Instruction * len(lines))(*(_Instruction(*line) for line in lines))
    return _Program(len(lines), program)


_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
_FILTER = _filter(*_CALLS[platform.machine()]) if _LIBC and platform.machine() in _CALLS else None


def end_with_parent(parent: int) -> None:
    """Have the kernel kill this process when its parent ends; Linux only.

    Args:
        parent: process id of the parent; if it is gone already, this process ends here.
    """
    if _LIBC is not None:
        _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def confine(*, cpu_seconds: int, memory_bytes: int, more_seconds: int = 1) -> None:
    """Limit this process for the rest of its life.

    Args:
        cpu_seconds: seconds of CPU after which the kernel ends it.
        memory_bytes: largest address space, libraries included.
        more_seconds: seconds of CPU that its parent may add.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + more_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    for nothing in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC):
        resource.setrlimit(nothing, (0, 0))
    # Files that are open stay so; no further one can be opened, and no socket made.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    if _LIBC is None:
        return
    _LIBC.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    _LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if _FILTER is not None:
        _LIBC.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(_FILTER), 0, 0)
