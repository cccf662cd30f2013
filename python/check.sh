#!/usr/bin/env bash
# Tries the Python package, and the code of docs/PYTHON.md, with pandas from PyPI, which is installed first into VENV if it is not
# there. Says so and ends well where that cannot be: without Python, or without a network. R is tried where there is one.
# usage: check.sh VENV
set -euo pipefail
cd "$(dirname "$0")/.."
venv=$1

if ! "$venv/bin/python" -c 'import hatchling, pandas' 2>/dev/null; then
  python=$(command -v python3) || { echo "skipped: there is no python3"; exit 0; }
  rm -rf "$venv" && mkdir -p "$(dirname "$venv")"
  "$python" -m venv "$venv" || { echo "skipped: python3 cannot make a virtual environment"; exit 0; }
  timeout 600 "$venv/bin/pip" install --quiet --disable-pip-version-check pandas==2.3.3 hatchling==1.27.0 \
    || { rm -rf "$venv"; echo "skipped: pandas cannot be installed; is there a network?"; exit 0; }
fi
"$venv/bin/pip" install --quiet --disable-pip-version-check --no-build-isolation --no-deps ./python
RELABEL4J_HOME=${RELABEL4J_HOME:-$PWD} "$venv/bin/python" -m unittest discover python/tests
