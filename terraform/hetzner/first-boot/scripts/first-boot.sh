#!/usr/bin/env bash
# Brings a fresh server to a running Fast Track. Safe to run again after a failure: each step keeps what is there.
set -euo pipefail
# cloud-init runs this without a home, and git and docker look for theirs.
export HOME=${HOME:-/root}
# shellcheck source=/dev/null
. /etc/fast-track/deploy.conf

fast-track-mount-data "${DATA_DEVICE:?}" /mnt/fast-track
fast-track-write-secrets /mnt/fast-track/fast-track.env
fast-track-install-docker
fast-track-deploy "${GIT_REF:?}"
