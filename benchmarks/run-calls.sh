#!/usr/bin/env bash
# What a guarded call costs while nothing goes wrong.
#
#   run-calls.sh [ROUNDS [REGEX [MILLIS]]]     default: 5 rounds, all benchmarks, iterations of 1000 ms
set -euo pipefail
rounds=${1:-5} benchmarks=${2:-.*} millis=${3:-1000}
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
exec "$java" -cp "$classpath" io.breakwater.benchmarks.calls.CallComparison "$rounds" "$benchmarks" "$millis"
