-- Orders by the day they were accepted and by how they ended; those that have not ended are UNDER WAY.
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
),
orders AS (
  SELECT
    stream_id,
    min(CASE WHEN type = 'order.placed.v1' THEN recorded_at END) AS accepted_at,
    max(CASE WHEN type IN ('order.completed.v1', 'order.rejected.v1', 'order.cancelled.v1') THEN recorded_at END) AS ended_at,
    max(CASE
      WHEN type = 'order.completed.v1' THEN 'COMPLETED'
      WHEN type = 'order.rejected.v1' THEN concat('REJECTED ', json_extract_scalar(data, '$.reason'))
      WHEN type = 'order.cancelled.v1' THEN 'CANCELLED'
    END) AS outcome
  FROM events
  WHERE type IN ('order.placed.v1', 'order.completed.v1', 'order.rejected.v1', 'order.cancelled.v1')
  GROUP BY stream_id
)
SELECT
  date_format(accepted_at, '%Y-%m-%d') AS day,
  coalesce(outcome, 'UNDER WAY') AS outcome,
  count(*) AS orders
FROM orders
WHERE accepted_at IS NOT NULL
GROUP BY 1, 2
ORDER BY 1, 2
