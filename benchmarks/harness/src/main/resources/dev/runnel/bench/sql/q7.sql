SELECT B.auction, B.price, B.bidder, B.date_time, B.extra
FROM bid B
JOIN (
  SELECT MAX(price) AS maxprice, window_time AS closed
  FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(${time}), INTERVAL '10' SECOND))
  GROUP BY window_start, window_end, window_time
) AS B1
ON B.price = B1.maxprice
WHERE B.${time} BETWEEN B1.closed - INTERVAL '10' SECOND AND B1.closed
