#!/bin/sh
# Reading what a push brought beside git rev-list over the same commits; see HistoryBenchmark.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd -P)
exec java -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  -cp "$here/benchmarks/target/classes:$here/packaging/target/repohook/lib/*" \
  io.repohook.benchmark.HistoryBenchmark "$@"
