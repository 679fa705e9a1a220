"""Starts MiniStack so that it neither outlives the process that started it nor takes its Ctrl-C.

With the argument stop-with-parent it stops in order when its standard input ends, which happens when the parent dies
in whatever way.
"""

import os
import signal
import sys
import threading
import time

import ministack_repairs


def stop_when_parent_ends():
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main():
    arguments = sys.argv[1:]
    sys.argv = [sys.argv[0]]
    try:
        os.setsid()
    except OSError:
        pass  # it already leads a session
    if "stop-with-parent" in arguments:
        threading.Thread(target=stop_when_parent_ends, name="stop-with-parent", daemon=True).start()

    import json

    import cbor2
    from ministack.app import main as serve
    from ministack.services import kinesis

    ministack_repairs.tell_times_as_kinesis_does(cbor2)
    ministack_repairs.expire_in_the_background_of_calls(kinesis, time.time)
    ministack_repairs.keep_closed_shards(kinesis, json)

    serve()


if __name__ == "__main__":
    main()
