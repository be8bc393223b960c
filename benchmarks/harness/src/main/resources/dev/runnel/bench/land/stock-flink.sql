-- Flink SQL as its manual has it, with what a careful user sets for throughput.
SET 'parallelism.default' = '${parallelism}';
SET 'execution.checkpointing.interval' = '${commit}';
SET 'execution.checkpointing.mode' = 'EXACTLY_ONCE';
SET 'execution.checkpointing.storage' = 'filesystem';
SET 'execution.checkpointing.dir' = '${checkpoints}';
SET 'state.backend.type' = 'hashmap';
-- Rows are handed from operator to operator without a copy.
SET 'pipeline.object-reuse' = 'true';

CREATE TEMPORARY TABLE events (
  id BIGINT,
  type STRING,
  package_id STRING,
  event ROW<
    user_agent STRING, ip STRING, customer_id BIGINT, `timestamp` BIGINT, page STRING, query STRING, product BIGINT,
    price DOUBLE, referrer STRING>
) WITH (
  'connector' = 'kafka',
  'topic' = '${topic}',
  'properties.bootstrap.servers' = '${bootstrap}',
  'properties.group.id' = 'stock-flink',
  -- The same fetches as Runnel's.
  'properties.max.poll.records' = '5000',
  'properties.max.partition.fetch.bytes' = '4194304',
  'properties.fetch.max.bytes' = '16777216',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = 'latest-offset',
  'format' = 'json'
);

CREATE TEMPORARY TABLE lake (
  id BIGINT,
  type STRING,
  package_id STRING,
  event ROW<
    user_agent STRING, ip STRING, customer_id BIGINT, `timestamp` BIGINT, page STRING, query STRING, product BIGINT,
    price DOUBLE, referrer STRING>
) WITH (
  'connector' = 'filesystem',
  'path' = '${to}',
  'format' = 'parquet',
  'parquet.compression' = 'ZSTD'
);

INSERT INTO lake SELECT * FROM events;
