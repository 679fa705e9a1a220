"""Puts each event of each commit on the bus, in the order of the stream. docs/events.md says what arrives there."""
import base64
import gzip
import json
import os
import zlib

import boto3

BUS = os.environ["BUS"]
# A request to the bus takes 256 KB and ten entries; what an entry needs besides its detail is a few hundred bytes.
LARGEST_DETAIL = 200_000
LARGEST_REQUEST = 250_000
MOST_ENTRIES = 10
events = boto3.client("events")


def entries(data):
    """The events of a commit; a large commit is gzip, which is why no pipe can read it."""
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    commit = json.loads(data)
    about = commit["metadata"]
    for position, event in enumerate(commit["events"]):
        detail = {
            "streamId": commit["streamId"],
            "version": commit["firstVersion"] + position,
            "recordedAt": about["recordedAt"],
            "correlationId": about["correlationId"],
            "causationId": about["causationId"],
            "data": event["data"],
        }
        text = json.dumps(detail, ensure_ascii=False, separators=(",", ":"))
        if len(text.encode()) > LARGEST_DETAIL:
            # Too large for the bus: GET /v1/streams/{streamId}/events has it.
            text = json.dumps({**detail, "data": None}, ensure_ascii=False, separators=(",", ":"))
        yield {
            "EventBusName": BUS,
            "Source": "orderflow",
            "DetailType": event["type"],
            "Resources": [commit["streamId"]],
            "Time": about["recordedAt"],
            "Detail": text,
        }


def send(waiting):
    while waiting:
        request, size = [], 0
        while waiting and len(request) < MOST_ENTRIES and size + len(waiting[0]["Detail"].encode()) < LARGEST_REQUEST:
            size += len(waiting[0]["Detail"].encode()) + 500
            request.append(waiting.pop(0))
        answer = events.put_events(Entries=request)
        if answer["FailedEntryCount"]:
            # All of the commit comes again: consumers know an event by its stream and version.
            raise RuntimeError("not taken: %s" % [entry for entry in answer["Entries"] if "ErrorCode" in entry])


def handler(batch, context):
    for record in batch["Records"]:
        sequence = record["kinesis"]["sequenceNumber"]
        try:
            commit = list(entries(base64.b64decode(record["kinesis"]["data"])))
        except (ValueError, KeyError, TypeError, OSError, EOFError, zlib.error) as e:
            # The archive keeps it and the auditor tells of it; here it must not hold up what follows.
            print(json.dumps({"level": "ERROR", "message": "no commit", "sequence": sequence, "why": repr(e)}))
            continue
        try:
            send(commit)
        except Exception as e:
            print(json.dumps({"level": "WARN", "message": "again later", "sequence": sequence, "why": repr(e)}))
            return {"batchItemFailures": [{"itemIdentifier": sequence}]}
    return {"batchItemFailures": []}
