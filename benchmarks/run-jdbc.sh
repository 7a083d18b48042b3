#!/usr/bin/env bash
# What the agent costs a query: of H2 in memory, and of a real PostgreSQL through HikariCP, with 1 and 2 callers.
#
#   run-jdbc.sh [ROUNDS [MILLIS [DATABASE ...]]]     default: 9 turns of 600 ms each, h2 and postgresql
set -euo pipefail
rounds=${1:-9} millis=${2:-600}
shift $(($# < 2 ? $# : 2))
databases=instrumentation-jdbc/target/databases needed=$databases/postgresql
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
configs=(benchmarks/jdbc-without-limits.yaml benchmarks/jdbc.yaml)
"$java" -jar "$agent" check "${configs[@]}"
exec "$java" -Ddatabases.directory=$databases -cp "$classpath" io.breakwater.benchmarks.jdbc.QueryCost \
  "$agent" "${configs[@]}" "$rounds" "$millis" "$@"
