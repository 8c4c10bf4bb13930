#!/bin/sh
# Requests to a repository with the servlet filter beside requests without it; see FilterBenchmark.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd -P)
exec java -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  -cp "$here/benchmarks/target/classes:$here/packaging/target/repohook/lib/*" \
  io.repohook.benchmark.FilterBenchmark "$@"
