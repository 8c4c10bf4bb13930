#!/bin/sh
# Following an access log beside a loop that only reads its lines; see AccessLogBenchmark.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd -P)
exec java -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  -cp "$here/benchmarks/target/classes:$here/packaging/target/repohook/lib/*" \
  io.repohook.benchmark.AccessLogBenchmark "$@"
