SET threads = ${parallelism};
SET preserve_insertion_order = false;
COPY (
  SELECT * FROM ${reads}('${from}'${header}, columns = {
    id: 'BIGINT', customer_id: 'BIGINT', day: 'DATE', product: 'INTEGER', price: 'DECIMAL(9,2)', quantity: 'INTEGER',
    status: 'VARCHAR', city: 'VARCHAR', note: 'VARCHAR', referrer: 'VARCHAR'})
) TO '${to}' (FORMAT parquet, COMPRESSION zstd);
