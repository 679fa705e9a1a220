"""Starts MiniStack so that it neither outlives the process that started it nor takes its Ctrl-C.

With the argument stop-with-parent it stops in order when its standard input ends, which happens when the parent dies
in whatever way.
"""

import os
import signal
import sys
import threading


def stop_when_parent_ends():
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def millis(value):
    """Kinesis tells times in CBOR as milliseconds; MiniStack tells seconds, which a client reads as January 1970."""
    if isinstance(value, dict):
        return {
            key: round(each * 1000) if key.endswith("Timestamp") and isinstance(each, (int, float)) else millis(each)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [millis(each) for each in value]
    return value


def tell_times_as_kinesis_does():
    import cbor2

    dumps = cbor2.dumps
    cbor2.dumps = lambda value, *rest, **options: dumps(millis(value), *rest, **options)


def main():
    arguments = sys.argv[1:]
    sys.argv = [sys.argv[0]]
    try:
        os.setsid()
    except OSError:
        pass  # it already leads a session
    if "stop-with-parent" in arguments:
        threading.Thread(target=stop_when_parent_ends, name="stop-with-parent", daemon=True).start()

    tell_times_as_kinesis_does()
    from ministack.app import main as serve

    serve()


if __name__ == "__main__":
    main()
