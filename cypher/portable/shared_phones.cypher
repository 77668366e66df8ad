// name:    portable/shared_phones
// asks:    Which pairs of accounts wrote the same telephone number, and in how many adverts?
// params:  $min_adverts INT  fewest adverts, over both accounts, that carry it (2 or more)
// returns: left_id STRING, right_id STRING, phone STRING (E.164), adverts INT
// order:   adverts descending, then left_id, right_id, phone: total, so results can be compared
MATCH (a:Account)-[:POSTED]->(p:Advert)-[:MENTIONS]->(n:Phone)
MATCH (b:Account)-[:POSTED]->(q:Advert)-[:MENTIONS]->(n)
WHERE a.id < b.id
WITH a.id AS left_id, b.id AS right_id, n.id AS phone, count(DISTINCT p.id) + count(DISTINCT q.id) AS adverts
WHERE adverts >= $min_adverts
RETURN left_id, right_id, phone, adverts
ORDER BY adverts DESC, left_id, right_id, phone
