// name:    portable/network_members
// asks:    Who is in a network, in which role and how firmly?
// params:  $network_id STRING  for instance N-001
// returns: actor_id STRING, label STRING, role STRING (|-separated), membership_strength FLOAT (0..1), is_seller BOOLEAN, adverts INT
// order:   membership_strength descending, then actor_id: total
MATCH (a:Actor)-[m:MEMBER_OF]->(n:Network {id: $network_id})
RETURN a.id AS actor_id, a.label AS label, m.role AS role, m.membership_strength AS membership_strength,
       a.is_seller AS is_seller, a.advert_count AS adverts
ORDER BY membership_strength DESC, actor_id
