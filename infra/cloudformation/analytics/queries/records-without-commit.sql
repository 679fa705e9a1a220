-- Records of the stream that are no commit at all: poison, kept as bytes. Never any, unless somebody else writes to the stream.
-- Parameters: first and last day, such as '2026-01-05'.
SELECT
  json_extract_scalar(line, '$.arrivedAt') AS arrived_at,
  json_extract_scalar(line, '$.shardId') AS shard_id,
  json_extract_scalar(line, '$.sequenceNumber') AS sequence_number,
  json_extract_scalar(line, '$.partitionKey') AS partition_key,
  json_extract_scalar(line, '$.bytes') AS base64
FROM archive
WHERE dt BETWEEN ? AND ? AND json_extract(line, '$.commit') IS NULL
ORDER BY 1, 2, 3
