#!/bin/sh
# Durable deliveries beside a bare loop over the same HTTP client; see DeliveryBenchmark.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd -P)
exec java -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  -cp "$here/benchmarks/target/classes:$here/packaging/target/repohook/lib/*" \
  io.repohook.benchmark.DeliveryBenchmark "$@"
