-- What lay in the warehouses at a moment: pieces on hand, and those of them held for orders. Asked from the first day on.
-- A record can come twice, so each commit counts once: the first copy. Parameters: first and last day, such as '2026-01-05'.;
-- then the moment, such as '2026-01-05T12:00:00Z'.
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
  sku,
  sum(on_hand) AS on_hand,
  sum(reserved) AS reserved
FROM (
  SELECT
    json_extract_scalar(line, '$.sku') AS sku,
    CAST(json_extract_scalar(line, '$.quantity') AS BIGINT)
      * CASE type WHEN 'warehouse.stock-received.v1' THEN 1 WHEN 'warehouse.shipment-dispatched.v1' THEN -1 ELSE 0 END AS on_hand,
    CAST(json_extract_scalar(line, '$.quantity') AS BIGINT)
      * CASE type WHEN 'warehouse.stock-reserved.v1' THEN 1 WHEN 'warehouse.stock-received.v1' THEN 0 ELSE -1 END AS reserved,
    recorded_at
  FROM events
  CROSS JOIN UNNEST(CAST(json_extract(data, '$.lines') AS ARRAY(JSON))) AS t (line)
  WHERE type IN (
    'warehouse.stock-received.v1',
    'warehouse.stock-reserved.v1',
    'warehouse.stock-released.v1',
    'warehouse.shipment-dispatched.v1'
  )
  UNION ALL
  SELECT
    json_extract_scalar(data, '$.sku') AS sku,
    CAST(json_extract_scalar(data, '$.delta') AS BIGINT) AS on_hand,
    0 AS reserved,
    recorded_at
  FROM events
  WHERE type = 'warehouse.stock-adjusted.v1'
) AS movements
WHERE recorded_at <= from_iso8601_timestamp(?)
GROUP BY sku
ORDER BY sku
