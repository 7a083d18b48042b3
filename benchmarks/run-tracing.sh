#!/usr/bin/env bash
# What it costs a call that goes well that it could be traced, or that it is; the ratio is to one that nobody traces.
#
#   run-tracing.sh [ROUNDS [MILLIS]]     default: 1 round, iterations of 500 ms: about 2 minutes
exec "$(dirname "${BASH_SOURCE[0]}")/run-calls.sh" "${1:-1}" "TracedCallBenchmark" "${2:-500}"
