"""Finding a free port, and the addresses others on the same network can type."""

import contextlib
import errno
import socket
import sys

import tornado.netutil

THIS_MACHINE = "127.0.0.1"
EVERYWHERE = "0.0.0.0"
_PORTS_TO_TRY = 50
# A phone has two connections: one to listen on, one to answer.
_CONNECTIONS = 10_000
# A whole hall may come in the same moment, as when the Wi-Fi is back.
_AT_THE_DOOR = 1_024


def sockets_at_or_after(port: int, ip: str) -> tuple[list[socket.socket], int]:
    """Open sockets on the first free port, counting up from the one asked for.

    Parameters
    ----------
    port
        The port to try first. 0 takes any free one.
    ip
        The address to listen on.

    Returns
    -------
    tuple
        The sockets, and the port they are on.

    Raises
    ------
    OSError
        If none of fifty ports in a row is free, or the ip is not this machine's.
    """
    for candidate in range(port, min(port + _PORTS_TO_TRY, 65_536)):
        try:
            sockets = tornado.netutil.bind_sockets(candidate, ip, backlog=_AT_THE_DOOR)
        except OSError as problem:
            if problem.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
        else:
            return sockets, sockets[0].getsockname()[1]
    raise OSError(
        f"No free port was found from {port} upwards. "
        "Close a program that uses one, or choose another with --port."
    )


def allow_many_connections() -> None:
    """Let this process hold 10,000 connections, or as many as the system lets it.

    Many systems begin with 256 or 1,024 and let each program ask for more; Windows
    has no such limit.
    """
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _CONNECTIONS
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def network_addresses() -> list[str]:
    """Addresses of this machine on its local networks, the most likely first.

    Nothing is sent: a socket is only asked which of its addresses it would use.
    """
    found = []
    with (
        contextlib.suppress(OSError),
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe,
    ):
        probe.connect(("192.0.2.1", 9))  # reserved for documentation: nobody there
        found.append(probe.getsockname()[0])
    with contextlib.suppress(OSError):
        found += socket.gethostbyname_ex(socket.gethostname())[2]
    return [ip for ip in dict.fromkeys(found) if not ip.startswith("127.")]
