#!/usr/bin/env bash
# Runs a job of Cordon:  ./submit.sh <job> [options]     (./submit.sh alone lists the jobs)
#
#   SPARK_HOME            that Spark's spark-submit is used, with its own settings; unset: the embedded local Spark
#   CORDON_MASTER         --master                 (embedded: local[*])
#   CORDON_DRIVER_MEMORY  --driver-memory          (embedded: half of the machine's memory, 8g at most)
#   CORDON_TABLES         delta, iceberg, hive or several with commas: their jars, and Spark's settings from conf/tables
#   CORDON_SPARK_ARGS     more words for spark-submit, quoted as in a shell
set -euo pipefail

home=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
jar="$home/spark-jobs/target/cordon.jar"
embedded="$home/spark-jobs/target/spark"
spark="${SPARK_HOME:-$embedded}"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"

stale() {
  [[ ! -f $jar || ! -x $embedded/bin/spark-submit ]] && return
  [[ -n $(find "$home"/{common,datasets,spark-jobs}/{pom.xml,src/main} -newer "$jar" -print -quit 2>/dev/null) ]]
}

if stale; then
  if ! command -v mvn >/dev/null; then
    echo "submit.sh: $jar is missing or older than its sources, and there is no Maven to build it: install Maven 3.8+ and JDK 17." >&2
    exit 2
  fi
  echo "Building Cordon (the first time fetches Spark, about 250 MB) ..." >&2
  (cd "$home" && mvn -B -q -Pquick -DskipTests -pl spark-jobs -am package) >&2
fi

# Help and version come from the jar alone: nothing of Spark is started.
case " $* " in
  "  " | *" --help "* | *" -h "* | *" --version "* | *" -V "*)
    exec "$java" -XX:TieredStopAtLevel=1 -cp "$jar:$spark/jars/*" io.cordon.jobs.Main "$@" ;;
esac

if [[ ! -x $spark/bin/spark-submit ]]; then
  echo "submit.sh: SPARK_HOME is $spark, but there is no bin/spark-submit in it: correct it, or unset it to use the embedded Spark." >&2
  exit 2
fi

# One BLAS thread a task: Spark itself runs a task on every core.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
export LOG4J_CONFIGURATION_FILE="${LOG4J_CONFIGURATION_FILE:-$home/conf/log4j2.properties}"
words=(--class io.cordon.jobs.Main --conf spark.sql.session.timeZone=UTC
  --conf spark.executorEnv.OMP_NUM_THREADS=1 --conf spark.executorEnv.OPENBLAS_NUM_THREADS=1)
if [[ $spark == "$embedded" ]]; then
  export SPARK_LOCAL_IP="${SPARK_LOCAL_IP:-127.0.0.1}"
  CORDON_MASTER="${CORDON_MASTER:-local[*]}"
  half=$(awk '/^MemTotal/ { m = int($2 / 2048); print (m > 8192 ? 8192 : m) "m" }' /proc/meminfo 2>/dev/null || true)
  CORDON_DRIVER_MEMORY="${CORDON_DRIVER_MEMORY:-${half:-2g}}"
  # A batch job ends before the optimising compiler pays for all that it compiles: only what runs long is worth it.
  # Nor does it need short pauses: garbage is collected by all cores at once.
  options="-XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=5000 -XX:Tier4CompileThreshold=40000 -Xlog:cds*=off -XX:+UseParallelGC"
  # Spark's classes, kept ready to run by Java: every job but the first starts some seconds earlier.
  archive="$embedded/classes.jsa"
  if [[ ! $archive -nt $embedded/jars && -w $embedded ]]; then
    echo "Preparing a quick start (once after a build) ..." >&2
    "$spark/bin/spark-submit" "${words[@]}" --driver-java-options "$options -XX:ArchiveClassesAtExit=$archive.$$" "$jar" doctor >/dev/null 2>&1 ||
      : >"$archive.$$" # Java passes over an empty archive, and no job tries again
    mv -f "$archive.$$" "$archive"
  fi
  words+=(--driver-java-options "$options -XX:SharedArchiveFile=$archive")
fi
[[ -n ${CORDON_MASTER:-} ]] && words+=(--master "$CORDON_MASTER")
[[ -n ${CORDON_DRIVER_MEMORY:-} ]] && words+=(--driver-memory "$CORDON_DRIVER_MEMORY")

packages="" extensions=""
version() { sed -n "s|.*<$1>\(.*\)</$1>.*|\1|p" "$home/pom.xml"; }
for format in $(tr , ' ' <<<"${CORDON_TABLES:-}"); do
  case $format in
    delta) packages+=",io.delta:delta-spark_$(version scala.binary):$(version delta.version)" ;;
    iceberg) packages+=",org.apache.iceberg:iceberg-spark-runtime-3.5_$(version scala.binary):$(version iceberg.version)" ;;
    hive) ;;
    *)
      echo "submit.sh: CORDON_TABLES may name delta, iceberg and hive, but not $format: correct it." >&2
      exit 2
      ;;
  esac
  while read -r key value; do
    case $key in
      "" | "#"*) ;;
      spark.sql.extensions) extensions+=",$value" ;;
      *) words+=(--conf "$key=$value") ;;
    esac
  done <"$home/conf/tables/$format.conf"
done
[[ -n $packages ]] && words+=(--packages "${packages#,}")
[[ -n $extensions ]] && words+=(--conf "spark.sql.extensions=${extensions#,}")
mapfile -t more < <(xargs -r -n1 printf '%s\n' <<<"${CORDON_SPARK_ARGS:-}")
asked=" ${CORDON_MASTER:-} ${more[*]} "
if [[ $asked =~ (deploy-mode|deployMode)[\ =]cluster ]] && [[ $asked == *spark://* ]]; then
  echo "submit.sh: an exit code must say what happened, but spark-submit ends with 0 whatever becomes of a driver inside a standalone cluster: leave out --deploy-mode cluster." >&2
  exit 2
fi
exec "$spark/bin/spark-submit" "${words[@]}" "${more[@]}" "$jar" "$@"
