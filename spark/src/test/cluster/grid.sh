#!/usr/bin/env bash
# Runs an experiment on a standalone cluster of Spark on loopback, and checks that rounds.csv has the bytes of a local run
#   - although a worker is killed in the middle,
#   - and although the driver is, after which the run goes on,
#   - and where loops are scheduled by GPUs (made up), one on each at a time,
#   - and where loops fail on one of the workers;
# that a pool is predicted there as here, and that a mistake is one line.
#   grid.sh VENV RUN        VENV as of cluster.sh; RUN is the folder of the local run of "benchmark wall-robot preset=quick"
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$here/../../../../relabel4j
venv=$1
local_run=$2
dir=$(mktemp -d)
stop() {
  "$here/cluster.sh" stop "$dir/cluster"
  "$here/cluster.sh" stop "$dir/gpus"
  "$here/cluster.sh" stop "$dir/broken"
  rm -rf "$dir"
}
trap stop EXIT
export PATH="$(cd "$venv" && pwd)/bin:$PATH"
export SPARK_LOCAL_IP=127.0.0.1
export RELABEL4J_SPARK_OPTS="--driver-memory 512m --executor-memory 768m"

# Waits until so many cells of the run have kept a step.
wait_for_steps() { # RUN COUNT PID
  for _ in $(seq 3000); do
    [ "$(find "$1/checkpoints" -name '*.bin' 2>/dev/null | wc -l)" -lt "$2" ] || return 0
    kill -0 "$3" 2>/dev/null || { echo "the run ended before $2 cells had a step" >&2; exit 1; }
    sleep 0.1
  done
  echo "no $2 cells had a step after five minutes" >&2
  exit 1
}

url=$("$here/cluster.sh" start "$venv" "$dir/cluster")

"$program" benchmark wall-robot preset=quick --spark "$url" --out "$dir/worker" >"$dir/worker.out" &
pid=$!
wait_for_steps "$dir/worker" 3 $pid
"$here/cluster.sh" kill-worker "$dir/cluster" 1
wait $pid
cmp "$local_run/rounds.csv" "$dir/worker/rounds.csv"
python3 -c 'import json, sys; assert json.load(open(sys.argv[1]))["machines"][0]["host"] == "127.0.0.1"' "$dir/worker/environment.json"
echo "a worker was killed: the same bytes"

"$program" benchmark wall-robot preset=quick --spark "$url" --out "$dir/driver" >"$dir/driver.out" 2>&1 &
pid=$!
wait_for_steps "$dir/driver" 1 $pid
kill -KILL $pid
wait $pid 2>/dev/null || true
"$program" benchmark wall-robot preset=quick --spark "$url" --out "$dir/driver" --resume >"$dir/driver.out"
cmp "$local_run/rounds.csv" "$dir/driver/rounds.csv"
echo "the driver was killed, and the run resumed: the same bytes"

# Four cores and two GPUs an executor: two loops at a time, never two on one GPU. What the processor computes stays the same.
gpus=$(CORES=4 GPUS=2 "$here/cluster.sh" start "$venv" "$dir/gpus")
RELABEL4J_SPARK_OPTS+=" --conf spark.executor.resource.gpu.amount=2" \
  "$program" benchmark wall-robot preset=quick --spark "$gpus" --out "$dir/carded" >"$dir/carded.out"
"$here/cluster.sh" stop "$dir/gpus"
cmp "$local_run/rounds.csv" "$dir/carded/rounds.csv"
awk '/ExecutorCells: .* begins on GPU/ { if (busy[FILENAME, $NF]++) twice = 1; if (++now[FILENAME] > most) most = now[FILENAME] }
  /ExecutorCells: .* leaves GPU/ { busy[FILENAME, $NF]--; now[FILENAME]-- }
  END { if (twice || most != 2) { print "not a loop for each of 2 GPUs: " most " at a time" >"/dev/stderr"; exit 1 } }' \
  "$dir"/gpus/work*/*/*/stderr
echo "two made-up GPUs an executor: a loop on each at a time, the same bytes"

# The native library does not load on one of two workers, and loops go on at the other; then on none, and four failures are enough.
settings="preset=quick mlp.engine=nd4j strategies=random,margin rounds=2"
"$program" benchmark wall-robot $settings --out "$dir/native" >"$dir/native.out"
broken=$(BACKEND_OF_2=broken "$here/cluster.sh" start "$venv" "$dir/broken")
"$program" benchmark wall-robot $settings --spark "$broken" --out "$dir/elsewhere" >"$dir/elsewhere.out"
cmp "$dir/native/rounds.csv" "$dir/elsewhere/rounds.csv"
grep -q 'TriedAgain: .* is "broken"' "$dir"/broken/work2/*/*/stderr || { echo "no loop failed on worker 2" >&2; exit 1; }
if RELABEL4J_BACKEND=broken "$program" benchmark wall-robot $settings --spark "$broken" --out "$dir/nowhere" 2>"$dir/nowhere.out"; then
  echo "a run passed of which every loop failed" >&2
  exit 1
fi
"$here/cluster.sh" stop "$dir/broken"
for loop in mlp_random_0 mlp_margin_0; do
  times=$(cat "$dir"/broken/work*/*/*/stderr | grep -c "TriedAgain: $loop failed")
  [ "$times" = 5 ] || [ "$times" = 4 ] || { echo "$loop failed $times times" >&2; exit 1; }
done
echo "loops that fail on one worker go on at the other: the same bytes; four failures are enough"

python3 "$here/predict.py" data "$dir"
"$program" init "$dir/project" --embeddings "$dir/vectors.npy" --classes cat,dog model=mlp >"$dir/project.out"
"$program" add "$dir/project" "$dir/labels.csv" >"$dir/project.out"
"$program" next "$dir/project" >"$dir/project.out" 2>&1
"$program" export "$dir/project" --model "$dir/model.safetensors" >"$dir/project.out" 2>&1
"$program" predict --model-file "$dir/model.safetensors" --embeddings "$dir/vectors.npy" --out "$dir/here.csv" >"$dir/project.out"
export PYSPARK_PYTHON="$(command -v python)" PYSPARK_DRIVER_PYTHON="$(command -v python)"
spark-submit --master 'local[1]' "$here/predict.py" pool "$dir" 2>"$dir/pool.log" || { tail -n 20 "$dir/pool.log" >&2; exit 1; }
application=$here/../../../../cli/target/relabel4j
jars=$(printf '%s\n' "$application"/lib/*.jar | grep -v slf4j | paste -sd,)
predict() { # ARGUMENT...
  spark-submit --master "$url" $RELABEL4J_SPARK_OPTS --conf spark.log.level=WARN --jars "$jars" \
    --class org.relabel4j.spark.predict.PredictPool "$application"/spark/relabel4j-spark-*.jar "$@" 2>"$dir/predict.log"
}
predict --model-file "$dir/model.safetensors" --parquet "$dir/pool" --out "$dir/there" || { tail -n 20 "$dir/predict.log" >&2; exit 1; }
spark-submit --master 'local[1]' "$here/predict.py" compare "$dir" 2>"$dir/pool.log" || { tail -n 20 "$dir/pool.log" >&2; exit 1; }

# A mistake is one line, and the caller's.
mistake() { # FILE LINE: ends unless the last call's exit code is 2, and the file's last line is that, behind no stack trace
  local code=$?
  if [ "$code" != 2 ] || ! tail -n 1 "$1" | grep -q "^relabel4j: .*$2" || grep '^\s*at ' "$1"; then
    cat "$1" >&2
    echo "exit code $code, expected 2 with a last line \"$2\"" >&2
    exit 1
  fi
}
set +e
"$program" benchmark wall-robot preset=quick modle=mlp --spark "$url" 2>"$dir/mistake"
mistake "$dir/mistake" 'unknown key "modle"'
predict --model-file "$dir/model.safetensors" --parquet "$dir/missing" --out "$dir/no"
mistake "$dir/predict.log" 'missing: no such file or folder'
predict --model-file "$dir/missing" --parquet "$dir/pool" --out "$dir/no"
mistake "$dir/predict.log" 'missing: no such file'
