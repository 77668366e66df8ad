#!/usr/bin/env bash
# The sample case, run and served on this machine. STORE=neo4j starts a real Neo4j and reads the graph from it.
# Usage: scripts/demo.sh [--check]
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
store=()
if [ "${STORE:-embedded}" = neo4j ]; then
  export NEO4J_USERNAME=neo4j NEO4J_PASSWORD="${NEO4J_PASSWORD:-demo-$(od -An -N6 -tx1 /dev/urandom | tr -d ' \n')}"
  rm -rf .demo/neo4j
  address=$("$bin/python" tests/neo4j_server/server.py start --dir .demo/neo4j)
  trap '"$bin/python" tests/neo4j_server/server.py stop --dir .demo/neo4j' EXIT
  store=(--store "$address")
fi
"$bin/graphintel" demo .demo "${store[@]}" "$@"
