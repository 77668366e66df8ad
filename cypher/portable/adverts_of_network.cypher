// name:    portable/adverts_of_network
// asks:    Which adverts did a network's members post in a span of time?
// params:  $network_id STRING  the network; $since DATETIME  first moment; $until DATETIME  first moment after it
// returns: advert_id STRING, actor_id STRING, account_id STRING, posted_at DATETIME (UTC), intent STRING, text STRING
// order:   posted_at, then advert_id, account_id, actor_id: total
MATCH (n:Network {id: $network_id})<-[:MEMBER_OF]-(b:Actor)<-[:OPERATED_BY]-(a:Account)-[:POSTED]->(p:Advert)
WHERE p.posted_at >= $since AND p.posted_at < $until
RETURN p.id AS advert_id, b.id AS actor_id, a.id AS account_id, p.posted_at AS posted_at, p.intent AS intent,
       p.text AS text
ORDER BY posted_at, advert_id, account_id, actor_id
