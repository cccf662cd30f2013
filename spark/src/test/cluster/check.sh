#!/usr/bin/env bash
# Scores a pool and infers its labels on a real cluster on this machine, and again with a worker killed in the middle: the same rows
# as relabel4j's own.
# Says so and ends well where there is no Python or no network to install PyPI's pyspark with.
# usage: check.sh VENV JAR RELABEL4J
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
venv=$1
jar=$2
relabel4j=$3
"$here/cluster.sh" install "$venv" || { [ $? -eq 3 ] && echo "skipped: no cluster to try it on" && exit 0; }
SPARK_HOME=$("$here/cluster.sh" home "$venv")
export SPARK_HOME SPARK_LOCAL_IP=127.0.0.1 PYSPARK_PYTHON="$venv/bin/python" PYSPARK_DRIVER_PYTHON="$venv/bin/python"
work=$(mktemp -d)
stop() {
  "$here/cluster.sh" stop "$work/cluster"
  rm -rf "$work"
}
trap stop EXIT

python3 "$here/pool.py" "$work/data" 20000
"$relabel4j" score --strategy activelab --labels "$work/data/labels.csv" --pred-probs "$work/data/probs.csv" \
  --out "$work/score.csv"
"$relabel4j" consensus --method dawid-skene --option prior=strong --labels "$work/data/labels.csv" --out "$work/consensus.csv"

start() {
  rm -rf "$work/cluster"
  master=$("$here/cluster.sh" start "$venv" "$work/cluster")
}

submit() { # ARGUMENT...
  "$SPARK_HOME/bin/spark-submit" --master "$master" --driver-memory 512m --executor-memory 768m \
    --conf spark.ui.enabled=false --conf spark.driver.host=127.0.0.1 --conf spark.sql.shuffle.partitions=8 \
    --conf spark.local.dir="$work" "$@"
}

# With Kryo, as many clusters have it: the jar does without.
score() { # OUT
  submit --conf spark.serializer=org.apache.spark.serializer.KryoSerializer "$jar" score --strategy activelab --labels "$work/data/labels.csv" --pred-probs "$work/data/probs.csv" --out "$1"
}

consensus() { # OUT
  submit "$jar" consensus --method dawid-skene --option prior=strong --labels "$work/data/labels.csv" --out "$1"
}

# What $1 gives with and without a worker that is killed as soon as the log of the run has the pattern $2 $3 times.
check() { # COMMAND PATTERN TIMES
  echo "$1: a run without harm"
  "$1" "$work/$1-plain.csv" 2>"$work/plain.log" || { tail -n 40 "$work/plain.log" >&2; exit 1; }
  python3 "$here/compare.py" "$work/$1.csv" "$work/$1-plain.csv"

  echo "$1: a worker killed in the middle"
  "$1" "$work/$1-harmed.csv" 2>"$work/harmed.log" &
  local run=$!
  for _ in $(seq 3000); do
    [ "$(grep -c "$2" "$work/harmed.log")" -lt "$3" ] || break
    kill -0 "$run" 2>/dev/null || break
    sleep 0.1
  done
  "$here/cluster.sh" kill-worker "$work/cluster" 1
  wait "$run" || { tail -n 40 "$work/harmed.log" >&2; exit 1; }
  grep -q 'Lost executor' "$work/harmed.log" || { echo "no executor was lost" >&2; exit 1; }
  python3 "$here/compare.py" "$work/$1.csv" "$work/$1-harmed.csv"
  cmp <(cat "$work/$1-plain.csv"/part-*) <(cat "$work/$1-harmed.csv"/part-*)
}

start
# From stage 6 on the pool is kept by both workers, so that one takes what it kept with it.
check score 'Submitting 8 missing tasks from ResultStage\|Starting task .* in stage 6' 1
"$here/cluster.sh" stop "$work/cluster"
start
# A job is a step of a fit: after 25, both workers have matrices of which not all are safe.
check consensus 'Job [0-9]* is finished' 25

echo "mistakes are 2 and one line, what goes wrong here is 1"
fails() { # CODE LINE ARGUMENT...
  local code=$1 line=$2 is=0
  shift 2
  submit --conf spark.log.level=WARN "$jar" "$@" >"$work/said" 2>&1 || is=$?
  if [ "$is" != "$code" ] || ! tail -n 1 "$work/said" | grep -q "^relabel4j: .*$line" \
    || { [ "$code" = 2 ] && grep '^\s*at ' "$work/said"; }; then
    cat "$work/said" >&2
    echo "$*: exit code $is, expected $code with a last line \"$line\"" >&2
    exit 1
  fi
}
sed '5s/,[^,]*$/,9/' "$work/data/labels.csv" >"$work/wrong.csv"
fails 2 'nowhere.csv: no such file or folder' score --strategy activelab --labels "$work/nowhere.csv" --pred-probs "$work/data/probs.csv" --out "$work/no"
fails 2 'nowhere: no such file or folder' consensus --labels "$work/data/labels.csv" --pred-probs "$work/nowhere" --out "$work/no"
fails 2 'wrong.csv: task .* label is "9"' consensus --labels "$work/wrong.csv" --pred-probs "$work/data/probs.csv" --out "$work/no"
fails 1 'Spark could not finish this' consensus --labels "$work/data/labels.csv" --pred-probs "$work/data/probs.csv" --out /proc/no
[ ! -e "$work/no" ]

echo "the example for Python, on the worker that is left"
submit --jars "$jar" "$here/../../../../docs/examples/spark/score.py" \
  "$work/data/labels.csv" "$work/data/probs.csv" 5 2>"$work/python.log" | tee "$work/python.txt" \
  || { tail -n 40 "$work/python.log" >&2; exit 1; }
first=$(sed -n '2s/,.*//p' "$work/score.csv")
grep -q "^|$first *|" "$work/python.txt" || { echo "the example's best is not $first" >&2; exit 1; }
echo "the cluster gives what one machine gives"
