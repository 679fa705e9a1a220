-- How many events of each type were recorded each day.
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
),
events AS (
  SELECT
    stream_id,
    first_version + position - 1 AS version,
    recorded_at,
    json_extract_scalar(event, '$.type') AS type,
    json_extract(event, '$.data') AS data
  FROM records
  CROSS JOIN UNNEST(events) WITH ORDINALITY AS t (event, position)
  WHERE copy = 1
)
SELECT
  date_format(recorded_at, '%Y-%m-%d') AS day,
  type,
  count(*) AS events
FROM events
GROUP BY 1, 2
ORDER BY 1, 2
