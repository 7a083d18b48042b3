#!/usr/bin/env bash
# How callers fare while a backend is down, and when it is back. Takes about five minutes.
#
#   run-outage.sh [STRATEGY ...]     default: none immediate resilience4j breakwater
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
config=benchmarks/outage.yaml
"$java" -jar "$agent" check "$config"
exec "$java" -Xmx256m -cp "$classpath" io.breakwater.benchmarks.outage.Outage \
  "$agent" "$config" benchmarks/target/outage "$@"
