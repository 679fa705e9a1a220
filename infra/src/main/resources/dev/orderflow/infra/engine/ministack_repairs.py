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


def keep_closed_shards(kinesis, json):
    """A shard that was split or merged stays readable to its end, and then names its children.

    MiniStack removes it, with every record that was not read yet.
    """
    split, merge = kinesis._split_shard, kinesis._merge_shards
    get_records, shard_out, summary = kinesis._get_records, kinesis._shard_out, kinesis._describe_stream_summary

    def closing(call, *names):
        def closed(data):
            _, stream = kinesis._resolve_stream(data)
            parents = {} if stream is None else {
                data.get(name): stream["shards"][data.get(name)] for name in names if data.get(name) in stream["shards"]
            }
            if any(_is_closed(shard) for shard in parents.values()):
                return kinesis.error_response_json("ResourceInUseException", "The shard is closed", 400)
            # Taken before the children's first numbers, as theirs are higher than all of their parents.
            end = kinesis._next_sequence_number()
            answer = call(data)
            if answer[0] == 200:
                for shard_id, shard in parents.items():
                    shard["ending_sequence_number"] = end
                    stream["shards"][shard_id] = shard
            return answer

        return closed

    def route(hash_key, stream):
        for shard_id, shard in stream["shards"].items():
            if not _is_closed(shard) and int(shard["starting_hash_key"]) <= hash_key <= int(shard["ending_hash_key"]):
                return shard_id
        raise KeyError("no open shard takes %d" % hash_key)

    def records(data):
        status, headers, body = get_records(data)
        state = kinesis._shard_iterators.get(data.get("ShardIterator"))
        stream = state and kinesis._streams.get(state["stream"])
        shard = stream and stream["shards"].get(state["shard_id"])
        if status != 200 or not shard or not _is_closed(shard):
            return status, headers, body
        answer = json.loads(body)
        following = kinesis._shard_iterators[answer["NextShardIterator"]]
        if following["position"] >= len(shard["records"]):
            del kinesis._shard_iterators[answer.pop("NextShardIterator")]
            answer["ChildShards"] = _children(stream, state["shard_id"])
        return kinesis.json_response(answer)

    def out(shard_id, shard):
        told = shard_out(shard_id, shard)
        if _is_closed(shard):
            told["SequenceNumberRange"]["EndingSequenceNumber"] = shard["ending_sequence_number"]
        return told

    def described(data):
        status, headers, body = summary(data)
        if status != 200:
            return status, headers, body
        answer = json.loads(body)
        shards = kinesis._resolve_stream(data)[1]["shards"].values()
        answer["StreamDescriptionSummary"]["OpenShardCount"] = sum(not _is_closed(shard) for shard in shards)
        return kinesis.json_response(answer)

    kinesis._split_shard = closing(split, "ShardToSplit")
    kinesis._merge_shards = closing(merge, "ShardToMerge", "AdjacentShardToMerge")
    kinesis._route_to_shard = route
    kinesis._get_records = records
    kinesis._shard_out = out
    kinesis._describe_stream_summary = described


def _is_closed(shard):
    return "ending_sequence_number" in shard


def _children(stream, parent):
    return [
        {
            "ShardId": shard_id,
            "ParentShards": [shard[key] for key in ("parent_shard_id", "adjacent_parent_shard_id") if shard.get(key)],
            "HashKeyRange": {
                "StartingHashKey": shard["starting_hash_key"],
                "EndingHashKey": shard["ending_hash_key"],
            },
        }
        for shard_id, shard in stream["shards"].items()
        if parent in (shard.get("parent_shard_id"), shard.get("adjacent_parent_shard_id"))
    ]
