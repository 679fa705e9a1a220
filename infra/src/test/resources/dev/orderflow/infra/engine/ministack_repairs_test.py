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


if __name__ == "__main__":
    unittest.main()
