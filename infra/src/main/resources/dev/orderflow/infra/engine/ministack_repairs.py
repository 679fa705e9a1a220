"""What MiniStack's Kinesis, in the pinned version, does otherwise than Kinesis, put right from outside."""

# How often what is old is looked for. MiniStack looks at every iterator and every record with every call, which makes
# each call slower the more there were before it.
LOOK_EVERY_SECONDS = 30


def tell_times_as_kinesis_does(cbor2):
    """Times in CBOR are milliseconds; MiniStack tells seconds, which a client reads as January 1970."""
    dumps = cbor2.dumps
    cbor2.dumps = lambda value, *rest, **options: dumps(_millis(value), *rest, **options)


def _millis(value):
    if isinstance(value, dict):
        return {
            key: round(each * 1000) if key.endswith("Timestamp") and isinstance(each, (int, float)) else _millis(each)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [_millis(each) for each in value]
    return value


def expire_in_the_background_of_calls(kinesis, now):
    """Iterators and records expire as before, but are looked for seldom, and no reader loses its place.

    An iterator is a position in its shard's list of records. MiniStack drops old records from the list and leaves the
    positions as they are: a reader at the end then passes over as many new records as old ones were dropped.
    """
    expire_iterators = kinesis._expire_iterators
    looked = {"iterators": now(), "records": {}}

    def iterators():
        if now() - looked["iterators"] >= LOOK_EVERY_SECONDS:
            looked["iterators"] = now()
            expire_iterators()

    def records(stream):
        name = stream["StreamName"]
        if now() - looked["records"].get(name, 0) < LOOK_EVERY_SECONDS:
            return
        looked["records"][name] = now()
        oldest = now() - stream["RetentionPeriodHours"] * 3600
        for shard_id, shard in stream["shards"].items():
            kept = [record for record in shard["records"] if record["ApproximateArrivalTimestamp"] >= oldest]
            dropped = len(shard["records"]) - len(kept)
            if dropped:
                shard["records"] = kept
                _move_readers_back(kinesis, name, shard_id, dropped)

    kinesis._expire_iterators = iterators
    kinesis._expire_records = records


def _move_readers_back(kinesis, stream, shard_id, dropped):
    for iterator in list(kinesis._shard_iterators.values()):
        if iterator["stream"] == stream and iterator["shard_id"] == shard_id:
            iterator["position"] = max(0, iterator["position"] - dropped)
