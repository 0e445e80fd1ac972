#!/usr/bin/env bash
# mount-twice MOUNT-DATA DEVICE FOLDER: mounts a volume, writes to it, and mounts it again, as two boots would.
# To be run in a mount namespace of its own: it lays another /etc/fstab over the machine's.
set -euo pipefail
readonly mount_data=$1 device=$2 folder=$3

: >"$folder/fstab"
mount --bind "$folder/fstab" /etc/fstab
"$mount_data" "$device" "$folder/data"
echo kept >"$folder/data/mongodb/file"
umount "$folder/data"
"$mount_data" "$device" "$folder/data"
"$mount_data" "$device" "$folder/data"

[[ $(<"$folder/data/mongodb/file") == kept ]]
[[ $(wc -l </etc/fstab) == 1 ]]
[[ $(stat -c %u:%a "$folder/data/mongodb") == 999:700 ]]
