// name:    portable/network_ties
// asks:    What ties the members of a network to each other, layer by layer?
// params:  $network_id STRING  the network
// returns: left_id STRING, right_id STRING, layer STRING, weight FLOAT, evidence_count INT
// order:   left_id, right_id, layer: total
MATCH (a:Actor)-[:MEMBER_OF]->(n:Network {id: $network_id}), (b:Actor)-[:MEMBER_OF]->(n)
MATCH (a)-[t:TIED_TO]->(b)
WHERE a.id < b.id
RETURN a.id AS left_id, b.id AS right_id, t.layer AS layer, t.weight AS weight, t.evidence_count AS evidence_count
ORDER BY left_id, right_id, layer
