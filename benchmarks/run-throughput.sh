#!/usr/bin/env bash
# How many calls a second go through each client over loopback, without the agent and with it, with 1 and 64 callers.
#
#   run-throughput.sh [ROUNDS [MILLIS [CLIENT ...]]]     default: 15 turns of 1000 ms each, all clients
set -euo pipefail
rounds=${1:-15} millis=${2:-1000}
shift $(($# < 2 ? $# : 2))
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
config=benchmarks/throughput.yaml
"$java" -jar "$agent" check "$config"
exec "$java" -cp "$classpath" io.breakwater.benchmarks.throughput.Throughput \
  "$agent" "$config" "$rounds" "$millis" "$@"
