"""Why the system refused a file, in words that say what can be done about it."""

from __future__ import annotations

import errno

from workbench.errors import Message, message

_REASONS = {
    errno.ENOSPC: message("the disk is full"),
    errno.EDQUOT: message("your share of the disk is full"),
    errno.EFBIG: message("the file would be larger than it may be"),
    errno.EROFS: message("the disk can only be read"),
    errno.EACCES: message("you may not do that there"),
    errno.EPERM: message("you may not do that there"),
    errno.ENOENT: message("there is no such file or folder"),
    errno.ENOTDIR: message("a part of the path is no folder"),
    errno.EISDIR: message("it is a folder"),
    errno.ENAMETOOLONG: message("the name is too long"),
    errno.EIO: message("the disk does not answer as it should"),
    errno.ELOOP: message("the path leads back to itself"),
}


def reason_of(error: OSError) -> Message:
    """Say why the system refused, as part of a sentence; what it says itself where the reason is a rare one."""
    known = _REASONS.get(error.errno or 0)
    return known or message("{reason}", reason=error.strerror or str(error))
