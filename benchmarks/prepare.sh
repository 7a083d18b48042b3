# Sourced by the run scripts: goes to the root of the project, finds a JDK, and builds what is missing or older than
# its sources, or what a script says that it needs besides (needed: a path). Sets java, agent and classpath.
cd "$(dirname "${BASH_SOURCE[0]}")/.."

agent=agent/dist/target/breakwater-agent.jar
classpath=benchmarks/target/benchmarks.jar:benchmarks/target/lib/*
stamp=benchmarks/target/built

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" -version >/dev/null 2>&1 || {
  echo "no Java found. Install a JDK 17 or later, or set JAVA_HOME." >&2
  exit 2
}

if [[ ! -f $stamp || ! -e ${needed-.} || -n $(find pom.xml agent instrumentation-* benchmarks -name target -prune -o \
  -type f -newer "$stamp" \( -path '*/src/main/*' -o -name pom.xml \) -print) ]]; then
  echo "Building ..." >&2
  # A build without tests leaves the databases out.
  ./mvnw -B -q -ntp -Pbench,quick -DskipTests ${needed+-Dpostgresql.server.skip=false} -pl benchmarks,agent/dist -am package >&2
  touch "$stamp"
fi
