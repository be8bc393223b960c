SELECT auction, CAST(window_end AS TIMESTAMP(3)) AS window_end, AVG(price) AS price
FROM TABLE(HOP(TABLE bid, DESCRIPTOR(${time}), INTERVAL '2' SECOND, INTERVAL '10' SECOND))
GROUP BY auction, window_start, window_end
