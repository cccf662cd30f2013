#!/usr/bin/env bash
# Makes the bundle that check.sh runs from, on a machine that can build and download: the program with its CUDA libraries and a
# Java to run it, weights, images, and the features and results of this machine's processor to compare with.
#
#   prepare.sh BUNDLE WEIGHTS.onnx CIFAR-10-FOLDER CIFAR-10H-FOLDER
#
# Environment: PROFILES, the Maven profiles to build with (cuda,cuda-redist,onnx-cuda: 3.2 GB of downloads). The bundle is in parts
# of at most 60 MB, with a SHA-256 each.
set -euo pipefail

[ $# -eq 4 ] || { sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
bundle=$1
weights=$2
images=$3
answers=$4
# How images are prepared: docs/ONNX.md.
preparation=$weights.json
[ -f "$preparation" ] || preparation=${weights%.onnx}.json
[ -f "$preparation" ] || { echo "$preparation is missing, which says how images are prepared" >&2; exit 2; }
mkdir -p "$bundle"
work=$(mktemp -d "$bundle/work.XXXXXX")
trap 'rm -rf "$work"' EXIT

echo "Building with -P${PROFILES:=cuda,cuda-redist,onnx-cuda}"
(cd "$root" && ./mvnw -q -B "-P$PROFILES" -DskipTests -Dspotless.check.skip=true package)
cp -R "$root/cli/target/relabel4j" "$work/relabel4j"
rm -f "$work"/relabel4j/lib/*.jsa*

java=${JAVA_HOME:+$JAVA_HOME/bin/}
"${java}jlink" --add-modules java.se,jdk.unsupported,jdk.crypto.ec,jdk.zipfs,jdk.management --strip-debug --no-man-pages \
    --no-header-files --compress=2 --output "$work/java"

mkdir "$work/weights" "$work/images" "$work/answers"
cp "$weights" "$work/weights/features.onnx"
cp "$preparation" "$work/weights/features.json"
cp -R "$images"/cifar-10-batches-bin "$work/images/"
cp -R "$answers"/cifar10h "$work/answers/"
cp "$here/check.sh" "$here/compare.py" "$here/../peers/torch_resnet.py" "$work/"

echo "Computing on this machine's processor what to compare with"
"$work/check.sh" --reference "$work/reference" >&2 || { echo "this failed; no bundle was made" >&2; exit 1; }

rm -rf "$work/reference/cache"
tar -C "$work" -czf - relabel4j java weights images answers reference check.sh compare.py torch_resnet.py |
    split -b 60000000 -d -a 3 - "$bundle/part-"
(cd "$bundle" && sha256sum part-* >SHA256SUMS)
echo "$(ls "$bundle"/part-* | wc -l) parts in $bundle; on the machine with the GPU:"
echo "  sha256sum -c SHA256SUMS && mkdir check && cat part-* | tar -xzf - -C check && check/check.sh"
