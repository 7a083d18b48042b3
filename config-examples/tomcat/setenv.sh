#!/bin/sh
# $CATALINA_BASE/bin/setenv.sh: catalina.sh reads it before it starts, stops or checks Tomcat.
# CATALINA_OPTS, and not JAVA_OPTS, so that the command that stops Tomcat runs without the agent.

BREAKWATER_HOME="${BREAKWATER_HOME:-/opt/breakwater}"

# By the environment, and not in CATALINA_OPTS: a path with spaces stays one.
BREAKWATER_CONFIG="${BREAKWATER_CONFIG:-/etc/breakwater/tomcat-monolith.yaml}"
export BREAKWATER_CONFIG

# catalina.sh evaluates CATALINA_OPTS once more, so that the quotes inside count. What is there already stays; once is enough.
case " ${CATALINA_OPTS:-} " in
  *breakwater-agent.jar*) ;;
  *) CATALINA_OPTS="${CATALINA_OPTS:+$CATALINA_OPTS }-javaagent:\"$BREAKWATER_HOME/breakwater-agent.jar\"" ;;
esac
export CATALINA_OPTS
