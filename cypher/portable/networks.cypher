// name:    portable/networks
// asks:    Which networks look organised, the likeliest first?
// params:  $min_probability FLOAT  0..1, smallest organised_probability; $limit INT  most rows
// returns: network_id STRING, label STRING, actors INT, organised_probability FLOAT (0..1), band STRING, stability FLOAT (0..1), first_seen DATETIME (UTC), last_seen DATETIME (UTC)
// order:   organised_probability descending, then actors descending, then network_id: total
MATCH (n:Network)
WHERE n.organised_probability >= $min_probability
RETURN n.id AS network_id, n.label AS label, n.actor_count AS actors,
       n.organised_probability AS organised_probability, n.band AS band, n.stability AS stability,
       n.first_seen AS first_seen, n.last_seen AS last_seen
ORDER BY organised_probability DESC, actors DESC, network_id
LIMIT $limit
