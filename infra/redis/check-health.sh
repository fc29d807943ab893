#!/bin/sh
# The health check of the Redis container: Redis answers, so it has read its append-only file.
set -eu
export REDISCLI_AUTH="$REDIS_PASSWORD"
test "$(redis-cli -h 127.0.0.1 -p "${REDIS_PORT:-4007}" ping)" = PONG
