// name:    portable/shared_handles
// asks:    Which pairs of accounts wrote the same id or link, other than a telephone number, that is not public?
// params:  $kinds LIST  kinds to look at, for instance wechat, qq, line
// returns: left_id STRING, right_id STRING, handle STRING (kind:value), contact_class STRING, left_uses INT, right_uses INT
// order:   handle, then left_id, right_id: total, so results can be compared
MATCH (a:Account)-[u:USES]->(h:Handle)
MATCH (b:Account)-[v:USES]->(h)
WHERE a.id < b.id AND h.kind IN $kinds AND h.contact_class <> 'public'
RETURN a.id AS left_id, b.id AS right_id, h.id AS handle, h.contact_class AS contact_class,
       u.evidence_count AS left_uses, v.evidence_count AS right_uses
ORDER BY handle, left_id, right_id
