# Sourced by terraform.sh: what the first boot of a Hetzner server is made of, run for real as far as that goes without one.
# shellcheck shell=bash disable=SC2154

# The text that a server gets, rendered by Terraform: this module needs no provider.
user_data_is_valid() {
  local folder
  folder=$(copy_of terraform)/hetzner/first-boot
  timeout 60 terraform -chdir="$folder" init -backend=false -input=false -no-color
  timeout 60 terraform -chdir="$folder" apply -auto-approve -no-color -state="$scratch/rendered.tfstate" \
    -var repository_url=https://git.example.com/team/fast-track.git -var git_ref=v1.0 -var data_device=/dev/disk/by-id/scsi-0HC_Volume_1
  terraform -chdir="$folder" output -state="$scratch/rendered.tfstate" -raw user_data >"$scratch/user-data.yaml"
  cloud-init schema --config-file "$scratch/user-data.yaml" | tee "$scratch/schema"
  # Older releases of cloud-init warn of a fault and still end with 0.
  grep -q '^Valid cloud-config' "$scratch/schema"
}

# By the loader of Docker Compose itself: what the server and the README's certificate lay over compose.yaml must meet it.
compose_files_fit_together() {
  (cd test/deploy/compose && GOFLAGS='-p=1 -buildvcs=false' timeout 300 go build -o "$CACHE/bin/compose" .)
  python3 test/deploy/laid-over.py write "$scratch/user-data.yaml" terraform/README.md "$scratch"
  "$SCRIPTS/write-secrets.sh" "$scratch/compose.env"
  set -a
  # shellcheck source=/dev/null
  . "$scratch/compose.env"
  "$CACHE/bin/compose" compose.yaml "$scratch/compose.server.yaml" >"$scratch/server.json"
  "$CACHE/bin/compose" compose.yaml "$scratch/compose.server.yaml" "$scratch/compose.local.yaml" >"$scratch/local.json"
  python3 test/deploy/laid-over.py check "$scratch/server.json" "$scratch/local.json"
}

secrets_are_kept() {
  local file=$scratch/secrets.env before
  "$SCRIPTS/write-secrets.sh" "$file"
  [[ $(stat -c %a "$file") == 600 ]]
  before=$(<"$file")
  "$SCRIPTS/write-secrets.sh" "$file"
  [[ $(<"$file") == "$before" ]]
  "$SCRIPTS/write-secrets.sh" "$file.other"
  # Three values of 32 random bytes, and none of them twice.
  [[ $(cat "$file" "$file.other" | grep -oE '[0-9a-f]{64}$' | sort -u | wc -l) == 6 ]]
}

secrets_have_known_names() {
  local name
  "$SCRIPTS/write-secrets.sh" "$scratch/named.env"
  while IFS='=' read -r name _; do
    grep -qE "\\$\{$name\b" compose.yaml || grep -qE "\b$name\b.*[?!]?:" libs/foundation/src/config/environment.ts ||
      { echo "nobody reads $name" && return 1; }
  done <"$scratch/named.env"
}

# head_is COMMIT
head_is() {
  [[ $(git -C "$scratch/clone" rev-parse HEAD) == "$1" ]]
}

# commit MESSAGE: prints the new commit of the repository that stands for the real one.
commit() {
  git -C "$scratch/origin" -c user.name=check -c user.email=check@example.com commit --quiet --allow-empty -m "$1"
  git -C "$scratch/origin" rev-parse HEAD
}

checkout() {
  "$SCRIPTS/checkout.sh" "$scratch/origin" "$1" "$scratch/clone"
}

checks_out_any_reference() {
  local first second
  git init --quiet --initial-branch=main "$scratch/origin"
  first=$(commit first)
  git -C "$scratch/origin" tag v1
  checkout main
  head_is "$first"
  second=$(commit second)
  checkout main
  head_is "$second"
  checkout v1
  head_is "$first"
  checkout "$second"
  head_is "$second"
  if checkout nowhere; then return 1; fi
  head_is "$second"
}

# A disk image instead of the volume, in a mount namespace of its own: this machine's fstab and mounts stay as they are.
mounts_the_data_volume() {
  local image=$scratch/volume.img device code=0
  truncate -s 64M "$image"
  mkfs.ext4 -q "$image"
  device=$(losetup --find --show "$image") || { cannot_run 'there is no loop device' || return; }
  unshare --mount --propagation private test/deploy/mount-twice.sh "$SCRIPTS/mount-data.sh" "$device" "$scratch" || code=$?
  losetup --detach "$device"
  return "$code"
}
