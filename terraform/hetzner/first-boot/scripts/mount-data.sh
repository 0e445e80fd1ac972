#!/usr/bin/env bash
# mount-data DEVICE DIRECTORY: mounts the data volume now and at every boot. It never formats anything.
set -euo pipefail
readonly device=$1 directory=$2

# The volume is attached after the server was made, so the first boot may be here before it.
for _ in $(seq 120); do
  [[ -b $device ]] && break
  sleep 5
done
if [[ ! -b $device ]]; then
  echo "The data volume $device did not appear within 10 minutes; attach it and run fast-track-first-boot." >&2
  exit 1
fi

mkdir -p "$directory"
grep -qF " $directory " /etc/fstab || echo "$device $directory ext4 defaults,noatime,nofail,discard 0 2" >>/etc/fstab
mountpoint -q "$directory" || mount "$directory"
chmod 0700 "$directory"
# 999 is the mongodb user of the official image.
install -d -m 0700 -o 999 -g 999 "$directory/mongodb"
