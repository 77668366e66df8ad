// name:    portable/actor_accounts
// asks:    Which accounts does an actor run, and why are they put together?
// params:  $actor_id STRING  the actor
// returns: account_id STRING, platform STRING, handle STRING, display_name STRING, reason STRING, first_seen DATETIME (UTC), last_seen DATETIME (UTC)
// order:   account_id: total
MATCH (a:Account)-[o:OPERATED_BY]->(b:Actor {id: $actor_id})
RETURN a.id AS account_id, a.platform AS platform, a.handle AS handle, a.display_name AS display_name,
       o.reason AS reason, a.first_seen AS first_seen, a.last_seen AS last_seen
ORDER BY account_id
