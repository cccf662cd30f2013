#!/usr/bin/env bash
# A project from the first command to the last, with four simulated people of whom one is bad: images, a table or embeddings.
#
#   docs/examples/live/run.sh images|table|embeddings FOLDER [SIZE [BATCH [ROUNDS [key=value...]]]]
#
# In the middle one `next` is killed and run again. A line a round: labels, labelled examples, and the percentages of right
# labels: consensus of all examples, of the labelled ones, and majority vote of the same labels. Ends with 1 if the consensus of all
# has not risen, or if that of the labelled ones is below majority vote in some round.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
relabel4j=$here/../../../relabel4j
kind=$1
folder=$2
size=${3:-600}
batch=${4:-100}
rounds=${5:-10}
simulate() { java "$here/Simulate.java" "$@"; }

simulate make "$kind" "$folder" "$size"
case $kind in
    images) data=(--images "$folder/data") ;;
    table) data=(--table "$folder/data.csv" --id id) ;;
    embeddings) data=(--embeddings "$folder/data.npy") ;;
esac
project=$folder/project
"$relabel4j" init "$project" "${data[@]}" --classes one,two,three,four,five --batch "$batch" annotators=ann,ben,cem,dot "${@:6}"
"$relabel4j" next "$project" >"$folder/next.log" 2>&1

echo "round labels labelled consensus  labelled  majority"
for ((round = 1; round <= rounds; round++)); do
    now=$project/rounds/$(printf %04d "$round")
    labels=$folder/labels-$(printf %04d "$round").csv
    simulate answer "$folder" "$now/batch.csv" "$labels"
    "$relabel4j" add "$project" "$labels" >>"$folder/next.log" 2>&1
    if ((round == rounds / 2)); then
        "$relabel4j" next "$project" >>"$folder/next.log" 2>&1 &
        killed=$!
        sleep 4
        kill -9 "$killed" 2>/dev/null || true
        wait "$killed" 2>/dev/null || true
    fi
    "$relabel4j" next "$project" >>"$folder/next.log" 2>&1
    next=$project/rounds/$(printf %04d $((round + 1)))
    printf '%5d ' "$round"
    simulate measure "$folder" "$next/consensus.csv"
done | tee "$folder/accuracies.txt"
"$relabel4j" status "$project"

awk '$5 < $6 { print "round " $1 ": consensus below majority vote"; bad = 1 }
     NR == 1 { first = $4 } { last = $4 }
     END { if (last <= first) { print "the consensus has not risen"; bad = 1 } exit bad }' "$folder/accuracies.txt"
