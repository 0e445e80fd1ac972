#!/usr/bin/env bash
# compose WORDS: docker compose for this installation, such as `fast-track-compose ps` or `fast-track-compose logs worker`.
set -euo pipefail
files=(--file /opt/fast-track/compose.yaml --file /etc/fast-track/compose.server.yaml)
[[ -f /etc/fast-track/compose.local.yaml ]] && files+=(--file /etc/fast-track/compose.local.yaml)
exec docker compose --project-directory /opt/fast-track --env-file /mnt/fast-track/fast-track.env "${files[@]}" "$@"
