"""Runs the events stack's function with a bus of its own: prints a line of JSON for each request to the bus, then the answer.

usage: forward_test.py <forward.py> <file with one record a line, Base64> <requests that the bus refuses>
"""

import json
import os
import sys
import types

requests = []
refusals = int(sys.argv[3])


class Bus:
    def put_events(self, Entries):
        requests.append(Entries)
        refused = len(requests) <= refusals
        return {"FailedEntryCount": 1 if refused else 0, "Entries": [{"ErrorCode": "ThrottlingException"}] if refused else []}


os.environ["BUS"] = "orderflow-test"
sys.modules["boto3"] = types.SimpleNamespace(client=lambda service: Bus())
function = types.ModuleType("index")
with open(sys.argv[1], encoding="utf-8") as source:
    exec(compile(source.read(), sys.argv[1], "exec"), function.__dict__)
with open(sys.argv[2], encoding="ascii") as lines:
    records = [
        {"kinesis": {"sequenceNumber": str(number), "data": line.strip()}} for number, line in enumerate(lines, start=1)
    ]
answer = function.handler({"Records": records}, None)
for entries in requests:
    print("request " + json.dumps(entries))
print("answer " + json.dumps(answer))
