#!/bin/sh
# The English model from the sources in ../shared to work/english.bin. See README.md.
# Every step is left out when its result is there, and a stopped training goes on from its last epoch.
set -eu
cd "$(dirname "$0")"
PYTHON=${PYTHON:-/usr/bin/python3}
SHARED=${SHARED:-../../shared}
WORK=${WORK:-work}
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
mkdir -p "$WORK/round2" "$WORK/round3"

[ -f "$WORK/vectors.txt" ] || $PYTHON corpus.py --shared "$SHARED" --out "$WORK"
# THREADS=1 gives the same vectors, bit for bit, on every run.
[ -f "$WORK/ft.bin" ] || fasttext skipgram -input "$WORK/vectors.txt" -output "$WORK/ft" -dim 112 -ws 3 -minn 3 -maxn 4 -bucket 24000 \
  -epoch 4 -minCount 5 -neg 5 -lr 0.05 -thread "${THREADS:-2}"
[ -f "$WORK/vectors.npz" ] || $PYTHON lexicon.py "$WORK/ft.bin" "$WORK/vectors.npz"

train() { # name of the run, then options
  run=$1
  shift
  [ -f "$WORK/$run/done" ] || $PYTHON train.py --shared "$SHARED" --vectors "$WORK/vectors.npz" --out "$WORK/$run" "$@"
  touch "$WORK/$run/done"
}
silver() { # folder, then options and runs
  out=$1
  shift
  [ -f "$out/silver.conllu" ] || $PYTHON silver.py --shared "$SHARED" --vectors "$WORK/vectors.npz" --out "$out" "$@"
}

# Gold alone: two wide networks, and one of the size that ships.
train teacher1 --seed 11 --epochs 6 --set vocabulary=46000 hidden=320 tokens=1200 drop=0.4 drop_in=0.25 \
  'groups={"tag":128,"name":128,"arc_dep":200,"arc_head":200,"label_dep":128,"label_head":128}' &
first=$!
train teacher2 --seed 12 --epochs 8 --set vocabulary=46000 hidden=256 tokens=1000 drop=0.35 drop_in=0.25 drop_part=0.06 affix=96 rate=0.003 \
  'groups={"tag":128,"name":128,"arc_dep":160,"arc_head":160,"label_dep":96,"label_head":96}'
wait $first
train first --seed 1 --epochs 5 --set vocabulary=46000 drop_cells=0.1 drop=0.25 rate=0.003 tokens=1200

# Silver trees; from the second round on the student itself helps to label.
small="vocabulary=46000 tokens=600 drop=0.3 drop_cells=0.1"
silver "$WORK" --share 0.35 "$WORK/teacher1" "$WORK/teacher2" "$WORK/first"
# shellcheck disable=SC2086
train student --start "$WORK/first" --seed 3 --epochs 12 --workers 2 --silver "$WORK/silver.conllu" --ewt-names "$WORK/ewt-names.conllu" \
  --silver-tokens 200000 --set $small rate=0.002
silver "$WORK/round2" --share 0.6 --seed 8 "$WORK/student" "$WORK/teacher2"
# shellcheck disable=SC2086
train student2 --start "$WORK/student" --seed 4 --epochs 16 --workers 2 --silver "$WORK/round2/silver.conllu" --ewt-names "$WORK/round2/ewt-names.conllu" \
  --silver-tokens 330000 --set $small rate=0.0013

# A third round with less dropout: the small network is not big enough to learn its trees by heart. Its names suffer, so that it is averaged with the one before.
silver "$WORK/round3" --share 0.7 --seed 9 "$WORK/student2" "$WORK/student" "$WORK/teacher2"
train student3 --start "$WORK/student2" --seed 6 --epochs 7 --workers 2 --silver "$WORK/round3/silver.conllu" "$WORK/round2/silver.conllu" \
  --ewt-names "$WORK/round3/ewt-names.conllu" --silver-tokens 420000 \
  --set vocabulary=46000 tokens=600 drop=0.2 drop_cells=0.05 drop_in=0.12 drop_tag=0.2 rate=0.0012
$PYTHON blend.py "$WORK/student2" "$WORK/student3" --share 0.31 --out "$WORK/blend"

$PYTHON export.py "$WORK/blend" --shared "$SHARED" --vectors "$WORK/vectors.npz" --out "$WORK/english.bin" --version "${VERSION:-1.0.0}"
$PYTHON evaluate.py --shared "$SHARED" --model "$WORK/english.bin"
echo "Better than the committed one? Then copy $WORK/english.bin to ../data/en/model/, run fixture.py, and bring CARD.md up to date."
