#!/bin/sh
# What a teacher would write to grade the example by hand: build, start, write, take the database away, bring it back, read.
# usage: plain.sh REPOSITORY PROJECT; DOCKER_HOST names the engine, NETNS the network namespace in which its published ports answer.
set -eu
project=$2
work=$(mktemp -d)
compose() { docker compose --project-name "$project" --project-directory "$work/homework" "$@"; }
ask() { ${NETNS:+nsenter --net="$NETNS"} curl --silent --fail --max-time 10 "$@"; }
app=http://127.0.0.1:3000
trap 'compose down --volumes >/dev/null 2>&1 || true; rm -rf "$work"' EXIT

# wait_for TEXT URL: polls each second until the answer holds the text
wait_for() {
  tries=0
  until ask "$2" | grep -q -- "$1"; do
    tries=$((tries + 1))
    [ "$tries" -lt 60 ] || { echo "no \"$1\" at $2" >&2; exit 1; }
    sleep 1
  done
}

git clone --quiet --depth 1 "file://$1" "$work/homework"
printf 'POSTGRES_USER=users\nPOSTGRES_PASSWORD=plain\nPOSTGRES_DB=users\n' >"$work/homework/.env"
compose build --quiet
compose up --detach
wait_for . "$app/"
ask --json '{"email":"plain@example.com","name":"Ada"}' "$app/users"
compose rm --stop --force database
compose up --detach
wait_for plain@example.com "$app/users"
compose down --volumes
trap 'rm -rf "$work"' EXIT
echo "the data survived"
