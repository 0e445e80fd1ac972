#!/bin/sh
# Renders the site for this container and becomes nginx, so that a stop signal reaches it.
set -eu

# Several API containers share one name: whoever answers for names here is asked again and again.
nameserver() {
  address=$(awk '$1 == "nameserver" { print $2; exit }' /etc/resolv.conf)
  case $address in *:*) printf '[%s]' "$address" ;; *) printf '%s' "$address" ;; esac
}

LISTEN=${LISTEN:-8080} API=${API:-backend:3000} RESOLVER=${RESOLVER:-$(nameserver)} WEB_ROOT=/srv/fasttrack ACCESS_LOG=/dev/stdout
export LISTEN API RESOLVER WEB_ROOT ACCESS_LOG
mkdir -p /tmp/nginx
/etc/fasttrack/render-site.sh >/tmp/nginx/site.conf
exec nginx -e stderr -c /etc/fasttrack/nginx.conf "$@"
