#!/usr/bin/env bash
# Shows runs in a real MLflow server and a real TensorBoard, which are installed first into VENV if they are not there; the server
# and the run are killed in between. Says so and ends well where that cannot be: without Python, or without a network.
# usage: check.sh VENV
set -euo pipefail
cd "$(dirname "$0")/../../../.."
here=benchmarks/src/test/trackers
venv=$1

if [ ! -x "$venv/bin/mlflow" ] || [ ! -x "$venv/bin/tensorboard" ]; then
  python=$(command -v python3) || { echo "skipped: there is no python3 to run MLflow with"; exit 0; }
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null \
    || { echo "skipped: MLflow needs Python 3.10 or later"; exit 0; }
  rm -rf "$venv" && mkdir -p "$(dirname "$venv")"
  "$python" -m venv "$venv" || { echo "skipped: python3 cannot make a virtual environment"; exit 0; }
  timeout 900 "$venv/bin/pip" install --quiet --disable-pip-version-check mlflow==3.17.2 tensorboard==2.21.0 \
    || { rm -rf "$venv"; echo "skipped: MLflow and TensorBoard cannot be installed; is there a network?"; exit 0; }
fi

work=$(mktemp -d)
server=
stop_server() {
  # The whole group: the server has workers.
  [ -z "$server" ] || { kill -KILL -- "-$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; }
  server=
}
trap 'stop_server; rm -rf "$work"' EXIT
port=$("$venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url="http://127.0.0.1:$port"

start_server() {
  MLFLOW_DISABLE_TELEMETRY=true setsid "$venv/bin/mlflow" server --host 127.0.0.1 --port "$port" --workers 1 \
    --backend-store-uri "sqlite:///$work/mlflow.db" --artifacts-destination "$work/artifacts" >>"$work/server.log" 2>&1 &
  server=$!
  for _ in $(seq 120); do
    if "$venv/bin/python" -c "import urllib.request; urllib.request.urlopen('$url/health', timeout=2)" 2>/dev/null; then
      return
    fi
    sleep 1
  done
  cat "$work/server.log" >&2
  echo "the MLflow server does not start" >&2
  exit 1
}

settings=(wall-robot preset=quick trials=2)
./relabel4j benchmark "${settings[@]}" --out "$work/untracked" >/dev/null
run="$work/run"
tracked=(./relabel4j benchmark "${settings[@]}" --jobs 1 --out "$run" --track "mlflow=$url" --track "tensorboard=$work/events")

echo "the server dies while the run goes on, then the run"
start_server
"${tracked[@]}" >"$work/first.log" 2>&1 &
pid=$!
# Trackers are sent to in turn: what is in the second is in the first.
until [ -d "$work/events" ]; do
  kill -0 "$pid" || { cat "$work/first.log" >&2; exit 1; }
  sleep 0.2
done
stop_server
sleep 3
pkill -KILL -P "$pid" 2>/dev/null || true
kill -KILL "$pid" 2>/dev/null || true
wait "$pid" 2>/dev/null || true

echo "resumed without the server, the run ends, and says how to send the rest"
"${tracked[@]}" --resume >"$work/second.log" 2>&1
grep -q "no connection; check that MLflow runs there" "$work/second.log"
grep -q "send what is missing with: relabel4j track $run mlflow=$url" "$work/second.log"
cmp "$work/untracked/rounds.csv" "$run/rounds.csv"

echo "all is there once, after sending twice"
start_server
./relabel4j track "$run" "mlflow=$url"
./relabel4j track "$run" "mlflow=$url" "tensorboard=$work/events"
cmp "$work/untracked/rounds.csv" "$run/rounds.csv"
MLFLOW_DISABLE_TELEMETRY=true "$venv/bin/python" "$here/check.py" "$url" "$run" "$work/events"
