#!/usr/bin/env bash
# Starts a throw-away Label Studio for a test: on a free port of this machine, with SQLite in DATA_DIR, with one user who has a token.
# usage: start.sh VENV DATA_DIR [LOCAL_ROOT]     VENV: a virtual environment with label-studio; LOCAL_ROOT: folder of files to serve
# Prints url=, token= and pid= when it answers. The caller ends it: kill PID.
set -euo pipefail
venv=$1 data=$2 local_root=${3:-$2}
mkdir -p "$data"
read -r port token password < <("$venv/bin/python" -c '
import secrets, socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1], secrets.token_hex(20), secrets.token_urlsafe(12))')

# Nothing is sent anywhere, and nothing is written outside the folder.
export HOME="$data" XDG_CONFIG_HOME="$data/config" LABEL_STUDIO_BASE_DATA_DIR="$data" \
  COLLECT_ANALYTICS=false LATEST_VERSION_CHECK=false SENTRY_DSN='' FRONTEND_SENTRY_DSN='' LOG_LEVEL=WARNING \
  LABEL_STUDIO_USERNAME=admin@example.com LABEL_STUDIO_PASSWORD="$password" LABEL_STUDIO_USER_TOKEN="$token" \
  LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN=true \
  LABEL_STUDIO_LOCAL_FILES_SERVING_ENABLED=true LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT="$local_root"
nohup "$venv/bin/label-studio" start --no-browser --internal-host 127.0.0.1 --port "$port" --data-dir "$data" \
  --enable-legacy-api-token </dev/null >"$data/server.log" 2>&1 &
pid=$!

for _ in $(seq 300); do
  if curl -fsS -m 2 -o /dev/null "http://127.0.0.1:$port/health" 2>/dev/null; then
    printf 'url=http://127.0.0.1:%s\ntoken=%s\npid=%s\npassword=%s\n' "$port" "$token" "$pid" "$password"
    exit 0
  fi
  kill -0 "$pid" 2>/dev/null || break
  sleep 1
done
tail -n 20 "$data/server.log" >&2
kill "$pid" 2>/dev/null || true
echo "Label Studio did not start; see $data/server.log" >&2
exit 1
