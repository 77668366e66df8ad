// name:    portable/ties_of_actor
// asks:    Whom is an actor tied to, on which layer, and by what evidence?
// params:  $actor_id STRING  the actor
// returns: other_id STRING, label STRING, layer STRING, weight FLOAT, evidence_count INT, evidence STRING (|-separated keys), last_seen DATETIME (UTC)
// order:   other_id, then layer: total
MATCH (a:Actor {id: $actor_id})-[t:TIED_TO]-(b:Actor)
WHERE b.id <> a.id
RETURN b.id AS other_id, b.label AS label, t.layer AS layer, t.weight AS weight,
       t.evidence_count AS evidence_count, t.evidence AS evidence, t.last_seen AS last_seen
ORDER BY other_id, layer
