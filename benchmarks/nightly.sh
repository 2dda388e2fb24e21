#!/usr/bin/env bash
# Thirty nights of conf/nightly.conf as a scheduler would run them, on generated connections:  benchmarks/nightly.sh FOLDER [LAST_DAY [PLANTED_DAY]]
#
# A model is trained on the first week; then every day arrives and is scored by submit.sh. From day 22 on one column is ten times as
# large, and the drift gate must refuse that day (exit code 3). Prints one line a day: exit code and what the run said.
set -euo pipefail

home=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
folder="${1:?benchmarks/nightly.sh needs a new folder to work in}"
last="${2:-30}"
planted="${3:-22}"
week=7

"$home/submit.sh" --version >/dev/null # builds if need be
mkdir "$folder"
cd "$folder"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
read -ra opens < <(sed -n 's:.*<spark.add-opens>\(.*\)</spark.add-opens>.*:\1:p' "$home/pom.xml")
days() {
  SPARK_LOCAL_IP=127.0.0.1 "$java" "${opens[@]}" -cp "$home/spark-jobs/target/cordon.jar:$home/spark-jobs/target/spark/jars/*" \
    "$home/benchmarks/src/main/java/io/cordon/benchmarks/NightlyDays.java" lake/connections "$@" "$planted" >>days.log 2>&1
}

days 1 "$week"
"$home/submit.sh" train --config "$home/conf/nightly.conf" >train.log 2>&1
days $((week + 1)) "$last"
for ((day = 1; day <= last; day++)); do
  date=$(date -u -d "2026-01-01 + $((day - 1)) days" +%F)
  code=0
  "$home/submit.sh" score --config "$home/conf/nightly.conf" --date "$date" >"$date.log" 2>&1 || code=$?
  echo "day $day, $date: exit code $code"
  grep -E "^warning: |Published: |must be like" "$date.log" || tail -1 "$date.log"
done
