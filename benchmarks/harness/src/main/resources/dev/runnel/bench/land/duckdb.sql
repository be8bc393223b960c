SET threads = ${parallelism};
SET preserve_insertion_order = false;
COPY (
  SELECT * FROM read_ndjson('${from}', columns = {
    id: 'BIGINT', type: 'VARCHAR', package_id: 'VARCHAR',
    event: 'STRUCT(user_agent VARCHAR, ip VARCHAR, customer_id BIGINT, "timestamp" BIGINT, page VARCHAR, query VARCHAR, product BIGINT, price DOUBLE, referrer VARCHAR)'})
) TO '${to}' (FORMAT parquet, COMPRESSION zstd);
