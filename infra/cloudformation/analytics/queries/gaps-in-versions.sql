-- Streams with a version missing: never any. Asked of all days; a stream that began before the first one seems to lack its beginning.
-- A record can come twice, so each commit counts once: the first copy. Parameters: first and last day, such as '2026-01-05'.
WITH records AS (
  SELECT
    json_extract_scalar(line, '$.commit.streamId') AS stream_id,
    CAST(json_extract_scalar(line, '$.commit.firstVersion') AS BIGINT) AS first_version,
    from_iso8601_timestamp(json_extract_scalar(line, '$.commit.metadata.recordedAt')) AS recorded_at,
    CAST(json_extract(line, '$.commit.events') AS ARRAY(JSON)) AS events,
    row_number() OVER (
      PARTITION BY json_extract_scalar(line, '$.commit.streamId'), json_extract_scalar(line, '$.commit.firstVersion')
      ORDER BY json_extract_scalar(line, '$.arrivedAt')
    ) AS copy
  FROM archive
  WHERE dt BETWEEN ? AND ? AND json_extract(line, '$.commit') IS NOT NULL
)
SELECT
  stream_id,
  expected AS missing_from,
  first_version - 1 AS missing_to
FROM (
  SELECT
    stream_id,
    first_version,
    coalesce(
      lag(first_version + cardinality(events)) OVER (PARTITION BY stream_id ORDER BY first_version),
      1
    ) AS expected
  FROM records
  WHERE copy = 1
) AS commits
WHERE first_version <> expected
ORDER BY stream_id, missing_from
