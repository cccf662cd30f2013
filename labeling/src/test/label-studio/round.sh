#!/usr/bin/env bash
# One round of a project that is labelled in Label Studio, by commands alone: what people said, the next batch, in their order.
# usage: round.sh URL PROJECT FEATURES.csv BATCH ROUND DIR LABELS_FILE BATCH_FILE
# Leaves the labels so far (task,annotator,label) and the batch (rank,task,example; task: its number in Label Studio).
# The token is in LABEL_STUDIO_API_KEY.
set -euo pipefail
url=$1 project=$2 features=$3 batch=$4 round=$5 dir=$6 labels_file=$7 batch_file=$8
cd "$(dirname "$0")/../../../.."
mine="$dir/relabel4j"

if [ "$round" -eq 1 ]; then
  [ -e "$mine/project.yaml" ] || ./relabel4j init "$mine" --table "$features" --id example --classes red,green,blue
  ./relabel4j label-studio init "$mine" --url "$url" --project "$project"
fi
./relabel4j label-studio pull "$mine"
# Half of each batch asks again: where few labels are known, activelab rather wants new ones.
./relabel4j next "$mine" --batch "$batch" --strategy darl darl.ratio=0.8 --model softmax
./relabel4j label-studio push "$mine" --tasks "$batch_file"
./relabel4j status "$mine" --labels "$labels_file"
