"""Starts the programs that are to be killed: each is a fork of one process that has read every module.

Reading them takes two seconds, which two hundred starts need not pay. ``multiprocessing`` has such a
server too, but its folder and process outlive whoever used them; this one ends with its block.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from tests.campaigns._kill_talk import Life

_ROOT = Path(__file__).resolve().parents[2]


class Server:
    """The process that forks, as the campaign sees it."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def start(self, life: Life) -> tuple[int, Connection]:
        """Begin a life; its process id, and the pipe on which it tells."""
        ours, theirs = os.pipe()
        try:
            socket.send_fds(self._line, [pickle.dumps(life)], [theirs])
        finally:
            os.close(theirs)
        pipe = Connection(ours, writable=False)
        return int(pipe.recv()), pipe


def end(pid: int) -> None:
    """SIGKILL, and wait until nothing of the process is left: its lock on the folder goes last."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        while True:
            os.kill(pid, 0)
            time.sleep(0.002)


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """A server for the length of a block."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-m", __spec__.name, str(theirs.fileno())]
    with ours, subprocess.Popen(command, cwd=_ROOT, pass_fds=[theirs.fileno()]) as process:
        theirs.close()
        try:
            yield Server(ours)
        finally:
            # The server ends when nobody is at the other end of the line.
            ours.close()
            process.wait()


def _serve(line: socket.socket) -> None:
    from tests.campaigns import _kill_child  # noqa: PLC0415 - only the server needs it

    # The system clears away children that are gone; nobody here waits for them.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        message, descriptors, _, _ = socket.recv_fds(line, 65_536, 1)
        if not message:
            return
        if os.fork() == 0:
            line.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            pipe = Connection(descriptors[0], readable=False)
            pipe.send(os.getpid())
            _kill_child.live(pickle.loads(message), pipe)  # noqa: S301 - from the campaign
            os._exit(0)
        os.close(descriptors[0])


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as line_to_campaign:
        _serve(line_to_campaign)
