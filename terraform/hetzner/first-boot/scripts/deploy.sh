#!/usr/bin/env bash
# deploy [REF]: fetches the branch, tag or commit (by default the one of the first boot), builds it and starts it.
# It ends when every service is healthy, and fails when one is not within 15 minutes.
set -euo pipefail
# shellcheck source=/dev/null
. /etc/fast-track/deploy.conf
readonly ref=${1:-${GIT_REF:?}}

fast-track-checkout "${REPOSITORY_URL:?}" "$ref" /opt/fast-track
# Services with `env_file: .env` read the same file.
ln -sfn /mnt/fast-track/fast-track.env /opt/fast-track/.env
fast-track-compose up --detach --build --remove-orphans --wait --wait-timeout 900
