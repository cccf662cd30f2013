#!/usr/bin/env bash
# Tries the loop with a real Label Studio, which is installed first into VENV if it is not there. Says so and ends well where that
# cannot be: without Python, or without a network.
# usage: check.sh VENV
set -euo pipefail
cd "$(dirname "$0")/../../../.."
here=labeling/src/test/label-studio
venv=$1

if [ ! -x "$venv/bin/label-studio" ]; then
  python=$(command -v python3) || { echo "skipped: there is no python3 to run Label Studio with"; exit 0; }
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null \
    || { echo "skipped: Label Studio needs Python 3.10 or later"; exit 0; }
  rm -rf "$venv" && mkdir -p "$(dirname "$venv")"
  "$python" -m venv "$venv" || { echo "skipped: python3 cannot make a virtual environment"; exit 0; }
  timeout 900 "$venv/bin/pip" install --quiet --disable-pip-version-check label-studio==1.23.2 \
    || { rm -rf "$venv"; echo "skipped: Label Studio cannot be installed; is there a network?"; exit 0; }
fi

work=$(mktemp -d)
pid=
stop() {
  [ -z "$pid" ] || kill "$pid" 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT
answers=$("$here/start.sh" "$venv" "$work/server")
url=$(sed -n 's/^url=//p' <<<"$answers")
pid=$(sed -n 's/^pid=//p' <<<"$answers")
LABEL_STUDIO_API_KEY=$(sed -n 's/^token=//p' <<<"$answers")
export LABEL_STUDIO_API_KEY
mkdir "$work/try"
python3 "$here/check.py" "$url" ./relabel4j "$work/try"
