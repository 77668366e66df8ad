// name:    portable/taxa_by_network
// asks:    Which taxa do the adverts of each network name, and how often?
// params:  $min_adverts INT  fewest adverts that name the taxon
// returns: network_id STRING, taxon STRING, cites_appendix STRING, adverts INT, actors INT
// order:   network_id, then adverts descending, then taxon: total
MATCH (n:Network)<-[:MEMBER_OF]-(b:Actor)<-[:OPERATED_BY]-(a:Account)-[:POSTED]->(p:Advert)-[:CONCERNS]->(t:Taxon)
WITH n.id AS network_id, t.id AS taxon, t.cites_appendix AS cites_appendix,
     count(DISTINCT p.id) AS adverts, count(DISTINCT b.id) AS actors
WHERE adverts >= $min_adverts
RETURN network_id, taxon, cites_appendix, adverts, actors
ORDER BY network_id, adverts DESC, taxon
