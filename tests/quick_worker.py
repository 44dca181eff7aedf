"""Starts `workflow-app worker` in a moment: imports everything once, and forks for each line, which names a log.

The process that forks has set no letter yet: the threads that set one do not survive a fork. It answers with the id.
"""

import os
import signal
import sys

from workflow_app.cli import opening, worker
from workflow_app.cli.__main__ import program

READY = (opening, worker)


def run(log: str) -> None:
    """Be the worker, and write to its log."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (out, 1), (out, 2)):
        os.dup2(source, target)
    try:
        program.main(["worker"], standalone_mode=False)
    finally:
        os._exit(1)


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            run(line.strip())
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
