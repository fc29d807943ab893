#!/bin/sh
# Runs once, on an empty volume. Creates the owner role for migrations: it may create roles but is not a superuser.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$OWNER_PASSWORD" --username "$POSTGRES_USER" --dbname triclic <<'SQL'
create role triclic_owner login createrole password :'password';
alter database triclic owner to triclic_owner;
alter schema public owner to triclic_owner;
SQL
