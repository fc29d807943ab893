#!/bin/sh
# The health check of the PostgreSQL container. Over TCP, on which PostgreSQL listens only once the scripts of an empty volume have run.
exec pg_isready --quiet --host 127.0.0.1 --port 4006 --username triclic_owner --dbname triclic
