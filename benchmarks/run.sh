#!/usr/bin/env bash
# Measures Cordon against its peers:  benchmarks/run.sh [training|networks|detectors|scoring|main-job|rounds|stopping|all] [repeats]
#
# Prints Markdown tables and keeps them in benchmarks/target/. What they mean: benchmarks/README.md.
#   CORDON_DATA           folder with kddcup99/, for detectors, scoring, main-job and stopping (else ../shared/data)
#   BENCHMARK_MEMORY      heap of each process (4g)
#   BENCHMARK_PYTHON      the Python that has PyTorch, the peer (/usr/bin/python3)
set -euo pipefail

home=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
cd "$home"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
what="${1:-all}"
shift || true

declare -A mains=([training]=TrainingBenchmark [networks]=NetworksBenchmark [detectors]=DetectorsBenchmark [scoring]=ScoringBenchmark [main-job]=MainJobBenchmark [rounds]=RoundsBenchmark [stopping]=StoppingBenchmark)
if [[ $what != all && -z ${mains[$what]:-} ]]; then
  echo "benchmarks/run.sh takes training, networks, detectors, scoring, main-job, rounds, stopping or all, not \"$what\"." >&2
  exit 2
fi

mvn -B -q -Pquick,djl -Dmaven.test.skip=true -pl benchmarks -am compile \
  org.apache.maven.plugins:maven-dependency-plugin:build-classpath -Dmdep.outputFile=target/classpath.txt >&2

# One thread of numerics a process, as submit.sh has it.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 SPARK_LOCAL_IP=127.0.0.1
export LOG4J_CONFIGURATION_FILE="${LOG4J_CONFIGURATION_FILE:-$home/conf/log4j2.properties}"
export CORDON_DATA="${CORDON_DATA:-$home/../shared/data}"
read -ra opens < <(sed -n 's:.*<spark.add-opens>\(.*\)</spark.add-opens>.*:\1:p' pom.xml)

for name in training networks detectors scoring main-job rounds stopping; do
  if [[ $what == all || $what == "$name" ]]; then
    "$java" "-Xmx${BENCHMARK_MEMORY:-4g}" "${opens[@]}" \
      -cp "benchmarks/target/classes:$(<benchmarks/target/classpath.txt)" "io.cordon.benchmarks.${mains[$name]}" "$@"
  fi
done
