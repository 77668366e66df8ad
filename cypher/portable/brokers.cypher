// name:    portable/brokers
// asks:    Which actors of one network are tied to actors of others?
// params:  $min_networks INT  fewest other networks reached
// returns: actor_id STRING, label STRING, network_id STRING, other_networks INT, other_actors INT
// order:   other_networks descending, then other_actors descending, then actor_id, network_id: total
MATCH (n:Network)<-[:MEMBER_OF]-(a:Actor)-[:TIED_TO]-(b:Actor)-[:MEMBER_OF]->(m:Network)
WHERE n.id <> m.id AND a.id <> b.id
WITH a.id AS actor_id, a.label AS label, n.id AS network_id, count(DISTINCT m.id) AS other_networks,
     count(DISTINCT b.id) AS other_actors
WHERE other_networks >= $min_networks
RETURN actor_id, label, network_id, other_networks, other_actors
ORDER BY other_networks DESC, other_actors DESC, actor_id, network_id
