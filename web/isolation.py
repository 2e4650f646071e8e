"""What a process for queries does to itself before it takes any: it leaves the network, and stands back for the others.

Both are requests to the kernel, which may refuse them; whoever asks is told whether it did.
"""

from __future__ import annotations

import ctypes
import os
import resource
from contextlib import suppress
from pathlib import Path

NEW_NETWORK, NEW_USER = 0x40000000, 0x10000000
OWN = Path("/proc/self")


def leave_network() -> bool:
    """Whether this process is now in a network of its own, which leads nowhere; as a user's process where it is no root's.

    It must be called before other threads run: the kernel moves a whole process to a namespace of users, or none of it.
    """
    user, group = os.geteuid(), os.getegid()
    try:
        unshare = ctypes.CDLL(None, use_errno=True).unshare
    except (OSError, AttributeError):  # not Linux
        return False
    if unshare(NEW_NETWORK) == 0:
        return True
    if unshare(NEW_USER | NEW_NETWORK) != 0:
        return False
    _stay_oneself(user, group)
    return True


def _stay_oneself(user: int, group: int) -> None:
    # Without a name in the new namespace a process could make no file there, and large answers are files.
    with suppress(OSError):
        (OWN / "setgroups").write_text("deny")
        (OWN / "uid_map").write_text(f"{user} {user} 1")
        (OWN / "gid_map").write_text(f"{group} {group} 1")


def stand_back(megabytes: int) -> None:
    """Take no more memory than this, leave no dump, let the web's own processes go first, and be the first to end for want
    of memory.
    """
    most = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)
    with suppress(OSError):
        (OWN / "oom_score_adj").write_text("900")
