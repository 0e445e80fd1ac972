#!/usr/bin/env bash
# compose WORDS: docker compose for this installation, such as `fast-track-compose ps` or `fast-track-compose logs api`.
set -euo pipefail
exec docker compose --project-directory /opt/fast-track --env-file /mnt/fast-track/fast-track.env \
  -f /opt/fast-track/compose.yaml -f /etc/fast-track/compose.server.yaml "$@"
