#!/usr/bin/env bash
# write-secrets FILE: makes the secrets of this installation once, readable by root only. A file that is there is kept,
# because MongoDB's files open only with the password that they were made with.
set -euo pipefail
readonly file=$1
[[ -s $file ]] && exit 0

umask 077
cat >"$file.new" <<EOF
NODE_ENV=production
API_KEYS=operator:$(openssl rand -hex 32)
WEBHOOK_SECRET=$(openssl rand -hex 32)
MONGO_ROOT_USERNAME=fasttrack
MONGO_ROOT_PASSWORD=$(openssl rand -hex 32)
EOF
mv "$file.new" "$file"
