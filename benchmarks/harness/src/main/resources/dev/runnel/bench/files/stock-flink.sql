-- Flink SQL as its manual has it for files that end, in batch mode.
SET 'parallelism.default' = '${parallelism}';
-- Rows are handed from operator to operator without a copy.
SET 'pipeline.object-reuse' = 'true';

CREATE TEMPORARY TABLE orders (
  id BIGINT, customer_id BIGINT, `day` DATE, product INT, price DECIMAL(9, 2), quantity INT,
  status STRING, city STRING, note STRING, referrer STRING
) WITH (
  'connector' = 'filesystem',
  'path' = '${from}',
  -- Its CSV has no word for a header: its fields cannot be parsed, and the row is left out.
  ${reads}
);

CREATE TEMPORARY TABLE lake (
  id BIGINT, customer_id BIGINT, `day` DATE, product INT, price DECIMAL(9, 2), quantity INT,
  status STRING, city STRING, note STRING, referrer STRING
) WITH (
  'connector' = 'filesystem',
  'path' = '${to}',
  'format' = 'parquet',
  'parquet.compression' = 'ZSTD'
);

INSERT INTO lake SELECT * FROM orders WHERE id IS NOT NULL;
