#!/usr/bin/env bash
# A standalone cluster of Spark on loopback: a master and two workers of 1 GB, and of $CORES cores (1 unless set) each, with $GPUS GPUs
# (none unless set), which are made up: what is told of them is all there is. RELABEL4J_BACKEND of worker 2 is $BACKEND_OF_2.
#   cluster.sh install VENV          puts PyPI's pyspark into a virtual environment; exit 3 where that cannot be
#   cluster.sh start VENV DIR        starts the cluster, whose files lie in DIR; prints its URL, spark://127.0.0.1:PORT
#   cluster.sh kill-worker DIR N     ends worker N (1 or 2) and its executors at once, as a machine that is lost
#   cluster.sh stop DIR              ends what start began
# "cluster.sh home VENV" prints SPARK_HOME.
set -euo pipefail
version=4.1.3

home() { "$1/bin/python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))'; }

install() {
  [ ! -x "$1/bin/spark-submit" ] || return 0
  local python
  python=$(command -v python3) || { echo "there is no python3" >&2; exit 3; }
  mkdir -p "$(dirname "$1")" && "$python" -m venv "$1" || { echo "python3 makes no virtual environment" >&2; exit 3; }
  timeout 1200 "$1/bin/pip" install --quiet --disable-pip-version-check "pyspark==$version" \
    || { rm -rf "$1"; echo "pyspark cannot be installed; is there a network?" >&2; exit 3; }
}

# A process group of its own for each, so that a worker goes with its executors.
launch() { # DIR NAME CLASS ARGUMENT...
  local dir=$1 name=$2
  shift 2
  setsid "$SPARK_HOME/bin/spark-class" "$@" >"$dir/$name.log" 2>&1 &
  echo $! >"$dir/$name.pid"
}

wait_for() { # FILE PATTERN
  for _ in $(seq 120); do
    ! grep -qs "$2" "$1" || return 0
    sleep 0.5
  done
  echo "no \"$2\" in $1 after a minute" >&2
  tail -n 5 "$1" >&2
  exit 1
}

start() {
  mkdir -p "$2"
  SPARK_HOME=$(home "$1")
  export SPARK_HOME SPARK_LOCAL_IP=127.0.0.1 SPARK_DAEMON_MEMORY=256m SPARK_NO_DAEMONIZE=1
  export SPARK_MASTER_OPTS="-Dspark.ui.enabled=false -Dspark.worker.timeout=20 -Dspark.master.rest.enabled=false"
  export SPARK_WORKER_OPTS="-Dspark.worker.ui.enabled=false"
  if [ -n "${GPUS:-}" ]; then
    local addresses
    addresses=$(seq -s '", "' 0 $((GPUS - 1)))
    printf '#!/bin/sh\necho %s\n' "'{\"name\": \"gpu\", \"addresses\": [\"$addresses\"]}'" >"$2/gpus.sh"
    chmod +x "$2/gpus.sh"
    SPARK_WORKER_OPTS+=" -Dspark.worker.resource.gpu.amount=$GPUS -Dspark.worker.resource.gpu.discoveryScript=$2/gpus.sh"
  fi
  launch "$2" master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 0 --webui-port 0
  wait_for "$2/master.log" 'Starting Spark master at'
  local url n
  url=$(sed -n 's/.*Starting Spark master at \(spark:[^ ]*\).*/\1/p' "$2/master.log" | head -n 1)
  for n in 1 2; do
    [ "$n" = 1 ] || export RELABEL4J_BACKEND="${BACKEND_OF_2:-auto}"
    launch "$2" "worker$n" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 \
      --cores "${CORES:-1}" --memory 1g --work-dir "$2/work$n" "$url"
  done
  for n in 1 2; do
    wait_for "$2/worker$n.log" 'Successfully registered with master'
  done
  echo "$url"
}

kill_group() { # DIR NAME SIGNAL
  [ -f "$1/$2.pid" ] || return 0
  kill -s "$3" -- "-$(cat "$1/$2.pid")" 2>/dev/null || true
}

# An executor leads no group of its own: it is found by its work folder, which is this cluster's alone.
kill_worker() {
  local pid
  for pid in $(pgrep -f -- "--app-id .*--worker-url.*" || true); do
    if [ "$(readlink "/proc/$pid/cwd" 2>/dev/null | grep -c "^$(readlink -f "$1")/work$2/")" = 1 ]; then
      kill -KILL "$pid" 2>/dev/null || true
    fi
  done
  kill_group "$1" "worker$2" KILL
}

stop() {
  local name
  for name in worker1 worker2 master; do
    kill_group "$1" "$name" TERM
  done
}

case ${1:-} in
  home) home "$2" ;;
  install) install "$2" ;;
  start) start "$2" "$3" ;;
  kill-worker) kill_worker "$2" "$3" ;;
  stop) stop "$2" ;;
  *) sed -n '2,9s/^# //p' "$0" >&2; exit 2 ;;
esac
