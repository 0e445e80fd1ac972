#!/usr/bin/env bash
# Installs Docker and its compose plugin from Docker's own repository, and refuses any other signing key than the known one.
set -euo pipefail
readonly FINGERPRINT=9DC858229FC7DD38854AE2D88D81803C0EBFCD88
readonly KEY=/etc/apt/keyrings/docker.asc
docker compose version >/dev/null 2>&1 && exit 0

# shellcheck source=/dev/null
. /etc/os-release
readonly repository="https://download.docker.com/linux/${ID:?}"

install -d -m 0755 /etc/apt/keyrings
curl -fsSL --retry 5 --retry-connrefused --output "$KEY.new" "$repository/gpg"
found=$(gpg --show-keys --with-colons "$KEY.new" | awk -F: '$1 == "pub" { first = 1 } $1 == "fpr" && first { print $10; first = 0 }')
if [[ $found != "$FINGERPRINT" ]]; then
  echo "Docker's signing key is $found, not $FINGERPRINT; nothing was installed." >&2
  exit 1
fi
mv "$KEY.new" "$KEY"
chmod 0644 "$KEY"

echo "deb [arch=$(dpkg --print-architecture) signed-by=$KEY] $repository ${VERSION_CODENAME:?} stable" >/etc/apt/sources.list.d/docker.list
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -q --yes docker-ce docker-ce-cli containerd.io docker-buildx-plugin docker-compose-plugin
# Docker's start waits for the mount of the data volume: systemd must have read both.
systemctl daemon-reload
systemctl enable --now docker
