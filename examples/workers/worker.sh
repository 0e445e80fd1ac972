#!/usr/bin/env bash
# A whole worker for Fast Track: asks for jobs, runs a program for each, and tells how it ended. Needs bash and curl.
#
#   worker.sh PROGRAM [ARGUMENT…]
#
# PROGRAM reads the job as JSON, in one line, and writes the result, JSON or text. It ends with 0: done; with 65: the
# payload is of no use, and no other run could help; with anything else: another run may help. The last line that it
# writes to its error output is the reason.
#
#   FASTTRACK_URL            where the API is             http://localhost:3000
#   FASTTRACK_WORKER_KEY     value of WORKER_API_KEY      (none)
#   FASTTRACK_TYPES          types to take, with commas   (every type)
#   FASTTRACK_WORKER         name in the job's history    shell
#   FASTTRACK_LEASE_SECONDS  a silent worker loses it     30
#   FASTTRACK_ONCE           1: ends when no job is ready
#
# SIGTERM ends it after the job at hand, or when it has waited long enough for one.
set -uo pipefail

url=${FASTTRACK_URL:-http://localhost:3000}
url=${url%/}
name=${FASTTRACK_WORKER:-shell}
lease=${FASTTRACK_LEASE_SECONDS:-30}
beat_seconds=$((lease / 3 > 0 ? lease / 3 : 1))
once=${FASTTRACK_ONCE:-0}
wait_seconds=$((once == 1 ? 0 : 20))
retry_seconds=2

if (($# == 0)); then
  printf 'usage: %s PROGRAM [ARGUMENT…]\n' "$0" >&2
  exit 2
fi
scratch=$(mktemp -d)
# Not in a child: one that is stopped while it begins still has this trap, and would take the results along.
trap '[[ $BASHPID != "$$" ]] || rm -rf "$scratch"' EXIT
stopping=0
trap 'stopping=1' TERM INT

log() { printf '%s\n' "$*" >&2; }

# A JSON string of a text. JSON allows no control characters in it.
json_text() {
  local text
  text=$(tr -d '\000-\010\013\014\016-\037' <<<"$1")
  text=${text//\\/\\\\} text=${text//\"/\\\"}
  text=${text//$'\n'/\\n} text=${text//$'\r'/\\r} text=${text//$'\t'/\\t}
  printf '"%s"' "$text"
}

# A file, because other users of the machine can read the words of a command.
key_header() {
  [[ -z ${FASTTRACK_WORKER_KEY:-} ]] || printf 'x-worker-key: %s\n' "$FASTTRACK_WORKER_KEY"
}

# post PATH BODY: sets `status` (000: no answer) and `answer`.
post() {
  local text
  text=$(curl --silent --request POST --max-time "$((wait_seconds + 15))" --write-out '\n%{http_code}' \
    --header 'content-type: application/json' --header @<(key_header) --data-binary @- "$url$1" <<<"$2") ||
    text=$'\n000'
  status=${text##*$'\n'} answer=${text%$'\n'*}
}

# say CALL MEMBERS: the attempt is the fence. If the job is somebody else's by now, the answer is 409.
say() {
  post "/$1/$id" "{\"attempt\":$attempt,$2}"
}

# The same, while the lease may last: the API may be restarting.
say_surely() {
  local tries=$((lease / retry_seconds + 1))
  while say "$@" && [[ $status == 000 || $status == 429 || $status == 5* ]] && ((--tries > 0)); do
    sleep "$retry_seconds"
  done
  log "job $id attempt $attempt: $1 was answered $status"
}

# Holds the job while the program runs, and stops a program whose job was cancelled or is somebody else's.
hold() {
  local program=$1 seconds=0
  while sleep 1 && kill -0 "$program" 2>"$scratch/gone"; do
    ((++seconds % beat_seconds == 0)) || continue
    say heartbeat "\"leaseSeconds\":$lease"
    if [[ $status == 404 || $status == 409 ]]; then
      : >"$scratch/lost"
      kill "$program"
      return
    fi
  done
}

# work PROGRAM…: quotes inside a text are escaped, so the patterns can match only members, and those of the job come first.
work() {
  local job=$answer program holder code
  [[ $job =~ ^\{\"id\":\"([0-9a-f-]+)\" ]] && id=${BASH_REMATCH[1]}
  [[ $job =~ \"attempt\":([0-9]+),\"attempts\": ]] && attempt=${BASH_REMATCH[1]}
  rm -f "$scratch/lost"
  "$@" <<<"$job" >"$scratch/result" 2>"$scratch/errors" &
  program=$!
  hold "$program" &
  holder=$!
  # A signal ends the first wait: the job is still brought to its end.
  while wait "$program"; code=$?; ((code > 128)) && kill -0 "$program" 2>"$scratch/gone"; do :; done
  kill "$holder" 2>"$scratch/gone"
  wait "$holder" 2>"$scratch/gone"
  if [[ -e $scratch/lost ]]; then
    log "job $id attempt $attempt: lost or cancelled"
  else
    tell "$code"
  fi
}

# tell EXIT_CODE: how the run ended.
tell() {
  local reason
  reason=$(json_text "$(tail -n 1 "$scratch/errors")")
  case $1 in
    0) say_surely complete "\"result\":$(json_text "$(<"$scratch/result")")" ;;
    65) say_surely fail "\"error\":{\"code\":\"invalid_input\",\"message\":$reason},\"retryable\":false" ;;
    *) say_surely fail "\"error\":$reason" ;;
  esac
}

wish="\"worker\":$(json_text "$name"),\"leaseSeconds\":$lease,\"wait\":$wait_seconds"
if [[ -n ${FASTTRACK_TYPES:-} ]]; then
  wish+=",\"types\":[\"${FASTTRACK_TYPES//,/\",\"}\"]"
fi
while ((stopping == 0)); do
  post /process "{$wish}"
  case $status in
    200) work "$@" ;;
    204) ((once == 1)) && exit 0 ;;
    400 | 401 | 404) log "refused: $answer" && exit 1 ;;
    *) log "no job: $status" && sleep "$retry_seconds" ;;
  esac
done
