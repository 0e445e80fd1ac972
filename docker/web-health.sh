#!/bin/bash
# Exits 0 when nginx serves the web app.
set -eu
exec 3<>"/dev/tcp/127.0.0.1/${LISTEN:-8080}"
printf 'GET /favicon.svg HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 4 _ status _ <&3
[ "$status" = 200 ]
