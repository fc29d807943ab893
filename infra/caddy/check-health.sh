#!/bin/sh
# The health check of the Caddy container: Caddy runs with the Caddyfile. The port is that of Caddy's own API. Without wget's own time limit, with which
# the BusyBox of Debian crashes; compose.yml has one.
exec wget -q -O /dev/null http://127.0.0.1:2019/config/apps/http/servers
