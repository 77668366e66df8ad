"""Neo4j's statements, made from the declared schema; values always travel as parameters."""

from __future__ import annotations

from graphintel.schema.graph import NODE_LABELS, RELATIONSHIP_TYPES
from graphintel.stores.declared import NODE_SCHEMAS, RELATIONSHIP_SCHEMAS
from graphintel.stores.delta import ROW_HASH
from graphintel.stores.port import RelationshipKey

READ_PUBLICATION = (
    "MATCH (p:Publication) RETURN p.case_id AS case_id, p.run_id AS run_id, p.state AS state, p.pending AS pending"
)
WRITE_PUBLICATION = (
    "MERGE (p:Publication {id: 'current'}) "
    "SET p.case_id = $case_id, p.run_id = $run_id, p.state = $state, p.pending = $pending"
)
COUNT_FOREIGN = "MATCH (n) WHERE NOT n:Publication RETURN count(n) AS nodes"


def constraint_statements() -> tuple[str, ...]:
    """Unique ids for every label and type, and the full-text index; each does nothing where it is already there."""
    nodes = [
        f"CREATE CONSTRAINT {name}_id IF NOT EXISTS FOR (n:{name}) REQUIRE n.id IS UNIQUE"
        for name in (*(label.name for label in NODE_LABELS), "Publication")
    ]
    relationships = [
        f"CREATE CONSTRAINT {kind.name}_edge_id IF NOT EXISTS FOR ()-[r:{kind.name}]-() REQUIRE r.edge_id IS UNIQUE"
        for kind in RELATIONSHIP_TYPES
    ]
    # cjk cuts Chinese into pairs of characters; the other analysers find single ones or whole runs only.
    full_text = (
        "CREATE FULLTEXT INDEX advert_text IF NOT EXISTS FOR (n:Advert) ON EACH [n.text] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
    )
    return (*nodes, *relationships, full_text)


def read_node_hashes(label: str) -> str:
    """A page of ids and hashes as two lists: per record, the driver would take far longer."""
    return (
        f"MATCH (n:{label}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT $page "
        f"RETURN collect(n.id) AS ids, collect(coalesce(n.{ROW_HASH}, '')) AS hashes"
    )


def read_relationship_hashes(name: RelationshipKey) -> str:
    """A page of edge ids and hashes as two lists."""
    kind, left, right = name
    return (
        f"MATCH (:{left})-[r:{kind}]->(:{right}) WHERE r.edge_id > $after WITH r ORDER BY r.edge_id LIMIT $page "
        f"RETURN collect(r.edge_id) AS ids, collect(coalesce(r.{ROW_HASH}, '')) AS hashes"
    )


def merge_nodes(label: str) -> str:
    """Write nodes given as column lists."""
    names = [*NODE_SCHEMAS[label].names[1:], ROW_HASH]
    sets = ", ".join(f"n.{name} = ${name}[i]" for name in names)
    return f"UNWIND range(0, size($id) - 1) AS i MERGE (n:{label} {{id: $id[i]}}) SET {sets}"


def merge_relationships(name: RelationshipKey) -> str:
    """Write relationships given as column lists; both ends are there already."""
    kind, left, right = name
    names = [*RELATIONSHIP_SCHEMAS[name].names[3:], ROW_HASH]
    sets = ", ".join(f"r.{column} = ${column}[i]" for column in names)
    return (
        f"UNWIND range(0, size($edge_id) - 1) AS i "
        f"MATCH (a:{left} {{id: $left_id[i]}}) MATCH (b:{right} {{id: $right_id[i]}}) "
        f"MERGE (a)-[r:{kind} {{edge_id: $edge_id[i]}}]->(b) SET {sets}"
    )


def delete_nodes(label: str) -> str:
    """Remove nodes by id, with whatever still hangs on them."""
    return f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) DETACH DELETE n"


def delete_relationships(name: RelationshipKey) -> str:
    """Remove relationships by edge id, which the constraint's index finds."""
    kind, left, right = name
    return f"UNWIND $ids AS id MATCH (:{left})-[r:{kind} {{edge_id: id}}]->(:{right}) DELETE r"
