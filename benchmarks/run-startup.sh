#!/usr/bin/env bash
# What an agent adds to the start of a program: CPU time (user and system) and wall time, in milliseconds. All agents
# take turns, so that whatever else the machine does meets all of them alike.
#
#   run-startup.sh [ROUNDS]     default: 11 rounds
set -euo pipefail
rounds=${1:-11}
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"

otel=benchmarks/target/agents/opentelemetry-javaagent.jar
empty=benchmarks/target/benchmarks-empty-agent.jar
# Without exporters: a collector that is not there would cost the OpenTelemetry agent more.
quiet="-Dotel.traces.exporter=none -Dotel.metrics.exporter=none -Dotel.logs.exporter=none"
startup=io.breakwater.benchmarks.startup

agents=(none empty breakwater configured named opentelemetry)
options_of() {
  case $1 in
    none) ;;
    empty) echo "-javaagent:$empty" ;;
    breakwater) echo "-javaagent:$agent" ;;
    configured) echo "-javaagent:$agent=benchmarks/outage.yaml" ;;
    named) echo "-javaagent:$agent=benchmarks/named-drivers.yaml" ;;
    opentelemetry) echo "-javaagent:$otel $quiet" ;;
  esac
}
programs=(hello hello-2s first-call)
main_of() {
  case $1 in
    hello) echo "$startup.Hello" ;;
    hello-2s) echo "$startup.Hello 2000" ;;
    first-call) echo "$startup.HelloHttp" ;;
  esac
}

times=$(mktemp)
trap 'rm -f "$times"' EXIT
TIMEFORMAT='%R %U %S'
for ((round = 0; round <= rounds; round++)); do # the first one fills the file cache and does not count
  for program in "${programs[@]}"; do
    for name in "${agents[@]}"; do
      # The options are words without spaces, meant to be split.
      # shellcheck disable=SC2046
      taken=$({ time "$java" $(options_of "$name") -cp benchmarks/target/benchmarks.jar $(main_of "$program") \
        >/dev/null 2>&1; } 2>&1)
      ((round == 0)) || echo "$program $name $taken" >>"$times"
    done
  done
  printf '\rround %d of %d' "$round" "$rounds" >&2
done
echo >&2

awk -v rounds="$rounds" '
  function median(values, count,    i, j, swap) {
    for (i = 2; i <= count; i++)
      for (j = i; j > 1 && values[j - 1] > values[j]; j--) {
        swap = values[j]; values[j] = values[j - 1]; values[j - 1] = swap
      }
    least = values[1]
    return count % 2 ? values[(count + 1) / 2] : (values[count / 2] + values[count / 2 + 1]) / 2
  }
  function collect(figures, key,    i) { for (i = 1; i <= counts[key]; i++) sorted[i] = figures[key, i] }
  {
    key = $1 " " $2
    if (!(key in counts)) order[++keys] = key
    n = ++counts[key]
    wall[key, n] = $3 * 1000
    cpu[key, n] = ($4 + $5) * 1000
  }
  END {
    printf "%-12s %-14s %8s %8s %8s %10s %10s %8s %8s\n", "program", "agent", "CPU", "added", "min", "x empty", "of OTel", "wall", "added"
    for (k = 1; k <= keys; k++) {
      key = order[k]
      collect(cpu, key); cpuMedian[key] = median(sorted, counts[key]); cpuLeast[key] = least
      collect(wall, key); wallMedian[key] = median(sorted, counts[key])
    }
    for (k = 1; k <= keys; k++) {
      split(order[k], words, " ")
      none = words[1] " none"; empty = words[1] " empty"; otel = words[1] " opentelemetry"
      added = cpuMedian[order[k]] - cpuMedian[none]
      addedByEmpty = cpuMedian[empty] - cpuMedian[none]
      addedByOtel = cpuMedian[otel] - cpuMedian[none]
      printf "%-12s %-14s %8.0f %8.0f %8.0f %10s %10s %8.0f %8.0f\n", words[1], words[2], cpuMedian[order[k]], added, cpuLeast[order[k]],
        words[2] == "none" || addedByEmpty <= 0 ? "" : sprintf("%.2f", added / addedByEmpty),
        words[2] == "none" || added <= 0 ? "" : sprintf("1/%.0f", addedByOtel / added),
        wallMedian[order[k]], wallMedian[order[k]] - wallMedian[none]
    }
  }' "$times"
