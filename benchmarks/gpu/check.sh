#!/usr/bin/env bash
# Shows on a machine with a GPU what has to be shown there, within ten minutes: which devices the program finds, how fast it trains
# and predicts, and that results are those of a processor within a tolerance. Runs from the folder that prepare.sh's bundle was
# unpacked to; builds and downloads nothing. What fails is a line of the table, and the rest goes on.
#
#   check.sh [OUT]
#
# Environment: PYTHON, a Python 3, with PyTorch for the comparison with it; RELABEL4J_BACKEND=cpu to try it all without a GPU;
# SCALE=small for a first look, without limits of time.
set -uo pipefail

here=$(cd "$(dirname "$0")" && pwd)
reference=
if [ "${1:-}" = --reference ]; then
    # What a processor computes, for the bundle: the same runs, nothing compared or timed.
    reference=yes
    shift
    export RELABEL4J_BACKEND=cpu
fi
out=${1:-$here/out}
python=${PYTHON:-python3}
export JAVA_HOME=$here/java
export XDG_CACHE_HOME=$out/cache
images=4000
batch=256
repeat=30
if [ "${SCALE:-}" = small ]; then
    images=500
    batch=16
    repeat=2
fi
mkdir -p "$out"
: >"$out/table.md"

row() { printf '| %s | %s |\n' "$1" "$2" | tee -a "$out/table.md"; }

failed=
# Runs a command for so many seconds at most, unless it is for the bundle or for a first look; its output goes to a file of the name.
# Says in the table what went wrong.
try() {
    local name=$1 limit=$2
    shift 2
    [ -z "$reference${SCALE:-}" ] || limit=0
    timeout "$limit" "$@" >"$out/$name.out" 2>"$out/$name.err" && return 0
    local code=$?
    failed=yes
    [ $code -ne 124 ] || echo "took longer than $limit s" >>"$out/$name.err"
    row "$name" "failed ($code): $(tail -n 1 "$out/$name.err" | tr '|' '/')"
    return 1
}

program=$here/relabel4j/bin/relabel4j

# A number by name of the last line of JSON in a file.
number() { sed -n "\$s/.*\"$2\": *\([0-9.eE+-]*\).*/\1/p" "$out/$1.out"; }

# Writes the features of so many images to a file.
features() {
    try features 180 "$program" evaluate --model onnx --weights "$here/weights/features.onnx" --dataset cifar-10 \
        --data-dir "$here/images" --option test-size="$1" --option pool-size=100 --features "$out/$2"
}

experiment() {
    local name=$1 limit=$2
    shift 2
    rm -rf "$out/$name"
    try "$name" "$limit" "$program" benchmark "$@" --out "$out/$name"
}

# Compares a file of this run with the bundle's, by compare.py.
same() {
    local name=$1 kind=$2 file=$3 tolerance=$4 answer
    [ -z "$reference" ] || return 0
    answer=$("$python" "$here/compare.py" "$kind" "$here/reference/$file" "$out/$file" "$tolerance" 2>&1 | tail -n 1)
    row "$name, against a processor" "$answer"
}

devices() {
    if command -v nvidia-smi >/dev/null; then
        row "devices" "$(nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader | paste -sd';')"
    else
        row "devices" "no nvidia-smi: no NVIDIA driver"
    fi
    try backends 60 "$program" backends &&
        while read -r line; do row "backends" "$line"; done <"$out/backends.out"
}

speed() {
    local phase cuda=
    ! grep -q '^deeplearning4j *cuda' "$out/backends.out" 2>/dev/null || cuda=layers=standard
    for phase in train infer; do
        try "resnet18-$phase" 120 "$program" bench resnet model=resnet18 "phase=$phase" "batch=$batch" \
            "repeat=$repeat" $cuda --json &&
            row "ResNet-18, $phase, Deeplearning4j, images/s" "$(number "resnet18-$phase" images_per_second)"
        if "$python" -c 'import torch' 2>/dev/null; then
            try "torch-$phase" 120 "$python" "$here/torch_resnet.py" --phase "$phase" --batch "$batch" --repeat "$repeat" \
                --device auto &&
                row "ResNet-18, $phase, PyTorch, images/s" "$(number "torch-$phase" images_per_second)"
        fi
    done
    "$python" -c 'import torch' 2>/dev/null || row "PyTorch" "skipped: $python has no torch"
}

# By the difference of two runs, so that the start of the program and reading the images do not count.
onnx_speed() {
    local start middle end
    start=$(date +%s%N)
    features 100 few.npy || return
    middle=$(date +%s%N)
    features "$images" features.npy || return
    end=$(date +%s%N)
    row "ONNX features/s" "$(awk -v n="$((images - 100))" -v t="$((end - middle - (middle - start)))" \
        'BEGIN { if (t > 0) printf "%.0f", n * 1e9 / t; else print "too quick to tell" }')"
}

[ -n "$reference" ] || { echo "| what | result |"; echo "|---|---|"; } | tee -a "$out/table.md"
if [ -z "$reference" ]; then
    devices
    speed
    onnx_speed
fi
features 100 features-100.npy &&
    same "ONNX features of 100 images" npy features-100.npy 1e-3
experiment wall-robot 120 wall-robot preset=quick mlp.engine=nd4j &&
    same "wall-robot, mlp.engine=nd4j" rounds wall-robot/rounds.csv 0.02
experiment cifar-10h 240 cifar-10h preset=features trials=1 rounds=3 strategies=random,activelab \
    "onnx.weights=$here/weights/features.onnx" "data-dir=$here/images" "cifar-10h.labels-dir=$here/answers" &&
    same "cifar-10h preset=features, 3 rounds" rounds cifar-10h/rounds.csv 0.01
# What the bundle lacks cannot be compared with; otherwise the table says it all.
[ -z "$reference" ] || [ -z "$failed" ]
