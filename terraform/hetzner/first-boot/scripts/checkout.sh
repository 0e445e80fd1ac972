#!/usr/bin/env bash
# checkout URL REF DIRECTORY: puts this branch, tag or commit of the repository into the directory, its newest state.
set -euo pipefail
readonly url=$1 ref=$2 directory=$3

[[ -d $directory/.git ]] || git clone --quiet --no-checkout "$url" "$directory"
git -C "$directory" remote set-url origin "$url"
git -C "$directory" fetch --quiet --tags --force --prune origin

# A branch is followed on the server that it came from, not as it was at the last visit.
commit=$(git -C "$directory" rev-parse --verify --quiet "refs/remotes/origin/$ref^{commit}" ||
  git -C "$directory" rev-parse --verify --quiet "$ref^{commit}") || {
  echo "$ref is no branch, tag or commit of $url." >&2
  exit 1
}
git -C "$directory" checkout --quiet --force --detach "$commit"
