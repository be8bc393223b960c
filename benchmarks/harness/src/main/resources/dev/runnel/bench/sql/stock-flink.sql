-- Flink SQL as its manual has it, with mini-batches and what else a careful user sets for throughput.
SET 'parallelism.default' = '${parallelism}';
SET 'execution.checkpointing.interval' = '1s';
SET 'execution.checkpointing.storage' = 'filesystem';
SET 'execution.checkpointing.dir' = '${checkpoints}';
SET 'state.backend.type' = 'hashmap';
SET 'pipeline.object-reuse' = 'true';
SET 'table.local-time-zone' = 'UTC';
SET 'table.exec.mini-batch.enabled' = 'true';
SET 'table.exec.mini-batch.allow-latency' = '1s';
SET 'table.exec.mini-batch.size' = '5000';
SET 'table.optimizer.agg-phase-strategy' = 'TWO_PHASE';

CREATE TEMPORARY TABLE bid (
  auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING, date_time BIGINT, extra STRING,
  ts AS TO_TIMESTAMP_LTZ(date_time, 3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka', 'topic' = '${prefix}_bid', ${source}
);
CREATE TEMPORARY TABLE auction (
  id BIGINT, item_name STRING, initial_bid BIGINT, seller BIGINT, category BIGINT, date_time BIGINT,
  ts AS TO_TIMESTAMP_LTZ(date_time, 3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka', 'topic' = '${prefix}_auction', ${source}
);
CREATE TEMPORARY TABLE person (
  id BIGINT, name STRING, email_address STRING, state STRING, date_time BIGINT,
  ts AS TO_TIMESTAMP_LTZ(date_time, 3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH (
  'connector' = 'kafka', 'topic' = '${prefix}_person', ${source}
);
CREATE TEMPORARY TABLE answer (
  ${columns}
) WITH (
  'topic' = '${out}',
  'properties.bootstrap.servers' = '${bootstrap}',
  ${sink}
);
INSERT INTO answer
${sql};
