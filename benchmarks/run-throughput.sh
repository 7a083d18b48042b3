#!/usr/bin/env bash
# How many calls a second go through each client over loopback, without the agent and with it, with 1 and 64 callers.
#
#   run-throughput.sh [PAIRS [ROUNDS [MILLIS [CLIENT ...]]]]     default: 2 pairs of JVMs, 5 turns of 500 ms, all clients
set -euo pipefail
pairs=${1:-2} rounds=${2:-5} millis=${3:-500}
shift $(($# < 3 ? $# : 3))
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
config=benchmarks/throughput.yaml
"$java" -jar "$agent" check "$config"
exec "$java" -cp "$classpath" io.breakwater.benchmarks.throughput.Throughput \
  "$agent" "$config" "$pairs" "$rounds" "$millis" "$@"
