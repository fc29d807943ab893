#!/bin/sh
# The health check of the Caddy container: Caddy runs with the Caddyfile. The port is that of Caddy's own API.
exec wget -q -T 4 -O /dev/null http://127.0.0.1:2019/config/apps/http/servers
