#!/usr/bin/env bash
# Makes data/en/model/polnear.bin for the English model that stands in data/en/model.
#   bash training/attribution/run.sh               from scratch: features, narrowing, networks, links, export
#   bash training/attribution/run.sh --refit       after the English model has changed, without training: its numbers are mapped onto
#                                                  those of the last training from scratch (every tenth article shows how)
#   bash training/attribution/run.sh --refit 10    the same over all articles, and the networks trained ten minutes further
# SEEDS="1 2" trains two networks, whose scores are averaged. POLNEAR names the corpus' folder.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=training/work/attribution
polnear=${POLNEAR:-../shared/benchmarks/polnear}
python=${PYTHON:-/usr/bin/python3}
read -ra seeds <<<"${SEEDS:-1}"
out=$work/now every=1 onto=() start=(--minutes 90)
if [[ ${1:-} == --refit ]]; then
  out=$work/refit onto=(--onto "$work/now") start=(--start "$work/now" --minutes "${2:-0}" --set rate=0.001 epochs=2)
  [[ -n ${2:-} ]] || every=10
fi
rm -rf "$out"
mkdir -p "$out"
nice -n 15 npx tsx training/attribution/features.ts --polnear "$polnear" --out "$out" --every "$every"
nice -n 15 "$python" training/attribution/project.py --work "$out" "${onto[@]}"
nice -n 15 "$python" training/attribution/train.py --work "$out" --seeds "${seeds[@]}" "${start[@]}"
# Links are learnt from the whole train part; a tenth of it would be too little.
if [[ $every != 1 && -f $work/now/links.json ]]; then cp "$work/now/links.json" "$out/"; fi
nice -n 15 "$python" training/attribution/export.py --work "$out" --seeds "${seeds[@]}"
# How its word is weighed against the rule pages'; to be run again when those have changed much.
nice -n 15 npx tsx training/attribution/join.ts --dev "$polnear/dev"
