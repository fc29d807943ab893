# The health check of the containers of the profile monitoring: exit code 1 unless HEALTH_URL answers.
exec wget -q -O /dev/null "$HEALTH_URL"
