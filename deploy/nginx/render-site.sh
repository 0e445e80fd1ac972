#!/bin/sh
# Prints the nginx site, for a container and for a machine without one. Settings, by the environment:
#   LISTEN              80                 as nginx's `listen` takes it, e.g. "[::]:80 ipv6only=off"
#   SERVER_NAME         _
#   API                 127.0.0.1:3000     host:port, or the name of an `upstream` group
#   RESOLVER            127.0.0.53         asked for API's addresses when it is a name
#   WEB_ROOT            /opt/fasttrack/dist/web
#   ACCESS_LOG          /var/log/nginx/fasttrack.log
#   CALLBACK_MAX_BYTES  1048576            the same as the API's
set -eu

# The API decides on bodies near the limits, and says so in its own words.
near() {
  echo $(($1 + 65536))
}

sed -e "s|@LISTEN@|${LISTEN:-80}|g" \
  -e "s|@SERVER_NAME@|${SERVER_NAME:-_}|g" \
  -e "s|@API@|${API:-127.0.0.1:3000}|g" \
  -e "s|@RESOLVER@|${RESOLVER:-127.0.0.53}|g" \
  -e "s|@WEB_ROOT@|${WEB_ROOT:-/opt/fasttrack/dist/web}|g" \
  -e "s|@ACCESS_LOG@|${ACCESS_LOG:-/var/log/nginx/fasttrack.log}|g" \
  -e "s|@CALLBACK_LIMIT@|$(near "${CALLBACK_MAX_BYTES:-1048576}")|g" \
  -e "s|@BATCH_LIMIT@|$(near 16777216)|g" \
  -e "s|@BODY_LIMIT@|$(near 1048576)|g" \
  "$(dirname "$0")/site.conf.template"
