import json
import types
import unittest

import ministack_repairs

HOUR = 3600


class Cbor:
    @staticmethod
    def dumps(value):
        return value


class Repairs(unittest.TestCase):
    def setUp(self):
        self.time = 0.0
        self.iterators_expired = 0
        self.kinesis = types.SimpleNamespace(
            _shard_iterators={}, _expire_iterators=self.count, _expire_records=lambda stream: self.fail("not replaced")
        )
        ministack_repairs.expire_in_the_background_of_calls(self.kinesis, lambda: self.time)
        self.shard = {"records": []}
        self.stream = {"StreamName": "s", "RetentionPeriodHours": 24, "shards": {"shard-0": self.shard}}

    def count(self):
        self.iterators_expired += 1

    def put(self, count):
        self.shard["records"] += [{"ApproximateArrivalTimestamp": self.time} for _ in range(count)]

    def call(self, position):
        self.kinesis._shard_iterators["i"] = {"stream": "s", "shard_id": "shard-0", "position": position}
        self.kinesis._expire_iterators()
        self.kinesis._expire_records(self.stream)
        return self.kinesis._shard_iterators["i"]["position"]

    def test_times_are_told_in_milliseconds(self):
        cbor = types.SimpleNamespace(dumps=Cbor.dumps)
        ministack_repairs.tell_times_as_kinesis_does(cbor)
        self.assertEqual(
            cbor.dumps({"Records": [{"ApproximateArrivalTimestamp": 1.5, "Data": "x"}], "MillisBehindLatest": 7}),
            {"Records": [{"ApproximateArrivalTimestamp": 1500, "Data": "x"}], "MillisBehindLatest": 7},
        )

    def test_a_reader_at_the_end_stays_before_what_comes_next_when_old_records_go(self):
        self.put(10)
        self.time = 23 * HOUR
        self.put(3)
        self.assertEqual(self.call(13), 13)
        self.time = 25 * HOUR
        self.put(5)
        self.assertEqual(self.call(13), 3)
        self.assertEqual(len(self.shard["records"]), 8)

    def test_a_reader_of_what_is_gone_goes_on_with_the_oldest_that_is_left(self):
        self.put(10)
        self.time = 25 * HOUR
        self.put(2)
        self.assertEqual(self.call(4), 0)

    def test_what_is_old_is_looked_for_seldom(self):
        for second in range(60):
            self.time = float(second)
            self.call(0)
        self.assertLessEqual(self.iterators_expired, 2)


class Shards(unittest.TestCase):
    """A stream of one shard, and as much of MiniStack as keeps it."""

    def setUp(self):
        self.numbers = 0
        self.stream = {"shards": {"shard-0": self.shard(0, 99)}}
        self.kinesis = types.SimpleNamespace(
            _streams={"s": self.stream},
            _shard_iterators={"start": {"stream": "s", "shard_id": "shard-0", "position": 0}},
            _resolve_stream=lambda data: ("s", self.stream),
            _next_sequence_number=self.number,
            _split_shard=self.split,
            _merge_shards=self.merge,
            _route_to_shard=lambda hash_key, stream: self.fail("not replaced"),
            _get_records=self.get_records,
            _shard_out=lambda shard_id, shard: {"ShardId": shard_id, "SequenceNumberRange": {}},
            _describe_stream_summary=lambda data: self.answer({"StreamDescriptionSummary": {"OpenShardCount": -1}}),
            json_response=self.answer,
            error_response_json=lambda code, message, status: (status, {}, code),
        )
        ministack_repairs.keep_closed_shards(self.kinesis, json)

    def number(self):
        self.numbers += 1
        return self.numbers

    def shard(self, start, end, *parents):
        shard = {"records": [], "starting_hash_key": str(start), "ending_hash_key": str(end), "first": self.number()}
        return shard | dict(zip(("parent_shard_id", "adjacent_parent_shard_id"), parents))

    @staticmethod
    def answer(body):
        return 200, {}, json.dumps(body)

    def split(self, data):
        del self.stream["shards"]["shard-0"]
        self.stream["shards"]["shard-1"] = self.shard(0, 49, "shard-0")
        self.stream["shards"]["shard-2"] = self.shard(50, 99, "shard-0")
        return self.answer({})

    def merge(self, data):
        del self.stream["shards"]["shard-1"]
        del self.stream["shards"]["shard-2"]
        self.stream["shards"]["shard-3"] = self.shard(0, 99, "shard-1", "shard-2")
        return self.answer({})

    def get_records(self, data):
        state = self.kinesis._shard_iterators[data["ShardIterator"]]
        records = self.stream["shards"][state["shard_id"]]["records"]
        position = min(state["position"] + 2, len(records))
        self.kinesis._shard_iterators["next"] = state | {"position": position}
        return self.answer({"Records": records[state["position"]:position], "NextShardIterator": "next"})

    def read(self, iterator):
        return json.loads(self.kinesis._get_records({"ShardIterator": iterator})[2])

    def test_a_closed_shard_is_read_to_its_end_and_then_names_its_children(self):
        self.stream["shards"]["shard-0"]["records"] = [1, 2, 3]
        self.kinesis._split_shard({"ShardToSplit": "shard-0"})
        first = self.read("start")
        self.assertEqual(first, {"Records": [1, 2], "NextShardIterator": "next"})
        last = self.read("next")
        self.assertEqual(last["Records"], [3])
        self.assertNotIn("NextShardIterator", last)
        self.assertEqual([child["ShardId"] for child in last["ChildShards"]], ["shard-1", "shard-2"])

    def test_an_open_shard_never_ends(self):
        self.assertEqual(self.read("start"), {"Records": [], "NextShardIterator": "next"})

    def test_what_comes_goes_to_open_shards_only(self):
        self.kinesis._split_shard({"ShardToSplit": "shard-0"})
        self.assertEqual(self.kinesis._route_to_shard(10, self.stream), "shard-1")
        self.assertEqual(self.kinesis._route_to_shard(60, self.stream), "shard-2")
        self.kinesis._merge_shards({"ShardToMerge": "shard-1", "AdjacentShardToMerge": "shard-2"})
        self.assertEqual(self.kinesis._route_to_shard(60, self.stream), "shard-3")

    def test_a_closed_shard_has_an_end_before_its_children_begin_and_does_not_count_as_open(self):
        self.kinesis._split_shard({"ShardToSplit": "shard-0"})
        closed = self.kinesis._shard_out("shard-0", self.stream["shards"]["shard-0"])
        end = closed["SequenceNumberRange"]["EndingSequenceNumber"]
        self.assertLess(end, self.stream["shards"]["shard-1"]["first"])
        self.assertNotIn("EndingSequenceNumber", self.kinesis._shard_out("x", self.stream["shards"]["shard-1"])["SequenceNumberRange"])
        summary = json.loads(self.kinesis._describe_stream_summary({})[2])
        self.assertEqual(summary["StreamDescriptionSummary"]["OpenShardCount"], 2)

    def test_a_closed_shard_is_not_split_again(self):
        self.kinesis._split_shard({"ShardToSplit": "shard-0"})
        self.assertEqual(self.kinesis._split_shard({"ShardToSplit": "shard-0"})[0], 400)


if __name__ == "__main__":
    unittest.main()
