#!/bin/sh
# Starts Redis with the password in REDIS_PASSWORD and its files in REDIS_DATA. An append-only file that a full disk has damaged, with
# which Redis would not start, is cut off at the first damaged place; the log says what was cut.
set -eu
data=${REDIS_DATA:-/data}

for file in "$data/appendonlydir/appendonly.aof.manifest" "$data/appendonly.aof"; do
  if [ -f "$file" ] && ! redis-check-aof "$file" > /dev/null 2>&1; then
    echo "Redis's append-only file is damaged; cutting off what follows the damaged place:"
    echo y | redis-check-aof --fix "$file"
  fi
done

# The configuration is read from standard input, so that the password is on no command line.
exec redis-server - << CONFIGURATION
bind 127.0.0.1
port ${REDIS_PORT:-4007}
dir "$data"
appendonly yes
appendfsync everysec
maxmemory-policy noeviction
save ""
requirepass $REDIS_PASSWORD
CONFIGURATION
