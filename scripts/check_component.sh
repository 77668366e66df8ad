#!/usr/bin/env bash
# The built graph component must be what its source gives.
set -euo pipefail
cd "$(dirname "$0")/../app/graph_view"
[ -d node_modules ] && [ node_modules -nt package-lock.json ] || npm ci --no-audit --no-fund --silent
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
npx --no-install esbuild src/index.js --bundle --format=esm --minify --legal-comments=inline --target=es2020 \
  --outfile="$scratch/graph_view.js" --log-level=error
cmp "$scratch/graph_view.js" built/graph_view.js || {
  echo "app/graph_view/built/graph_view.js is not what src/ gives. Run: (cd app/graph_view && npm ci && npm run build)" >&2
  exit 1
}
