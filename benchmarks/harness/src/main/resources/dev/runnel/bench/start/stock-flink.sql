SET 'parallelism.default' = '2';
CREATE TEMPORARY TABLE events (type STRING) WITH (
  'connector' = 'kafka',
  'topic' = '${in}',
  'properties.bootstrap.servers' = '${bootstrap}',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json'
);
CREATE TEMPORARY TABLE totals (type STRING, events BIGINT, PRIMARY KEY (type) NOT ENFORCED) WITH (
  'connector' = 'upsert-kafka',
  'topic' = '${out}',
  'properties.bootstrap.servers' = '${bootstrap}',
  'key.format' = 'json',
  'value.format' = 'json'
);
INSERT INTO totals SELECT type, COUNT(*) AS events FROM events GROUP BY type;
