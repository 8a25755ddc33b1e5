#!/bin/sh
# Makes this checkout ready to run: installs what is missing, and says so before it does. On Debian and Ubuntu as root
# that is everything; elsewhere the engine and git are the user's, and what is missing is named with its command.
# scripts/setup.sh --service also installs what `make start` needs, --tests what the tests and the bench need.
set -eu
cd "$(dirname "$0")/.."

NODE_VERSION=24.21.0
OLDEST_NODE=24
OLDEST_ENGINE=26
OLDEST_COMPOSE=2.20

say() { echo "dockgrade: $*" >&2; }
fail() { say "$1"; shift; for line in "$@"; do echo "  $line" >&2; done; exit 1; }
quiet_npm() {
  said=$(npm "$@" --no-audit --no-fund --no-update-notifier --loglevel=error --fetch-retries=1 --fetch-retry-mintimeout=1000 2>&1) && return
  fail 'npm could not install this.' \
    "$(echo "$said" | awk '/^npm (error|ERR!) [^ ]/ && $3 !~ /^(code|errno|syscall)$/ { sub(/^npm [^ ]+ /, ""); print; exit }')" \
    'Check the network, then run the same again.'
}
have() { command -v "$1" >/dev/null 2>&1; }

# at_least VERSION OLDEST: compares the numbers, leaves out whatever follows them.
at_least() {
  awk -v version="${1#v}" -v oldest="$2" 'BEGIN {
    n = split(oldest, want, "."); split(version, is, /[^0-9]+/)
    for (i = 1; i <= n; i++) { if (is[i] + 0 > want[i] + 0) exit 0; if (is[i] + 0 < want[i] + 0) exit 1 }
    exit version == "" }'
}

fits_node() { at_least "$("$1" --version 2>/dev/null)" "$OLDEST_NODE"; }
fits_compose() { at_least "$(docker compose version --short 2>/dev/null)" "$OLDEST_COMPOSE"; }
fits_buildx() { docker buildx version >/dev/null 2>&1; }
dockerd_version() { dockerd --version 2>/dev/null | sed -n 's/^Docker version \([0-9.]*\).*/\1/p'; }
is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }
have_postgresql_server() {
  dpkg-query -W -f '${db:Status-Status}\n' 'postgresql-[0-9]*' 2>/dev/null | awk '$0 == "installed" { found = 1 } END { exit !found }'
}
on_debian() { [ "$(uname -s)" = Linux ] && [ "$(id -u)" = 0 ] && have apt-get; }

# Two calls at once must not install at once.
if ! mkdir -p .tools 2>/dev/null || ! [ -w .tools ]; then
  fail "$(id -un) cannot write to $PWD." 'Clone the repository to a folder of your own.'
fi
if have flock; then exec 9>.tools/lock && flock 9; fi

packages=''
need() { packages="$packages $1"; }

# An engine of dockgrade's own needs dockerd itself and what starts it in namespaces of its own.
need_own_engine() {
  version=$(dockerd_version)
  if [ -z "$version" ]; then need docker.io; need containerd
  elif ! at_least "$version" "$OLDEST_ENGINE"; then
    fail "Docker Engine is $version; dockgrade needs $OLDEST_ENGINE or newer, and does not replace what you installed." \
      "Update it as https://docs.docker.com/engine/install/ says, or give another engine in DOCKER_HOST."
  fi
  have docker || need docker-cli
  fits_compose || need_plugin docker-compose docker-compose-plugin "Docker Compose $OLDEST_COMPOSE or newer"
  fits_buildx || need_plugin docker-buildx docker-buildx-plugin "Docker buildx"
  have iptables || need iptables
  have slirp4netns || need slirp4netns
  have debootstrap || need debootstrap
  have bwrap || need bubblewrap
  # Archives that a build unpacks are measured before.
  have bzip2 || need bzip2
  have xz || need xz-utils
  have zstd || need zstd
}

# The queue's Redis, unless one is given; without root a container of the given engine serves.
need_for_service() {
  [ -n "${REDIS_URL-}" ] || have redis-server || need redis-server
}

# What tests and the bench call themselves.
need_for_tests() {
  have redis-server || need redis-server
  have_postgresql_server || need postgresql
  have setpriv || need util-linux
  have curl || need curl
  have ip || need iproute2
  have pgrep || need procps
  have chromium || need chromium
}

# need_plugin DEBIAN_PACKAGE DOCKERS_OWN_PACKAGE NAME: as Docker's own packages have it where those are used.
need_plugin() {
  if is_installed docker-ce; then fail "$3 is missing." "apt-get install $2"; fi
  if is_installed "$1"; then fail "$3 is missing: the package $1 is older." "Update or remove it: apt-get remove $1"; fi
  need "$1"
}

# The engine that a user gives: DOCKER_HOST, or whatever `docker` talks to.
check_given_engine() {
  manual='https://docs.docker.com/engine/install/'
  have docker || fail 'Docker is missing.' "Install Docker Engine $OLDEST_ENGINE or newer: $manual" \
    'On Debian or Ubuntu, run this as root and it is installed.'
  if ! version=$(docker version --format '{{.Server.Version}}' 2>&1); then
    case $version in
      *'permission denied'*) fail 'The Docker Engine refuses this user.' "sudo usermod -aG docker $(id -un)   (then sign in again)" ;;
      *) fail 'The Docker Engine does not answer.' "$(echo "$version" | tail -n 1)" 'Start it, for example: sudo systemctl start docker' ;;
    esac
  fi
  at_least "$version" "$OLDEST_ENGINE" ||
    fail "Docker Engine is $version; dockgrade needs $OLDEST_ENGINE or newer." "Update it: $manual"
  fits_compose || fail "Docker Compose $OLDEST_COMPOSE or newer is missing." 'https://docs.docker.com/compose/install/'
  fits_buildx || fail 'Docker buildx is missing.' 'https://github.com/docker/buildx#installing'
  have git || fail 'git is missing.' 'https://git-scm.com/downloads'
}

if on_debian && [ -z "${DOCKER_HOST-}" ]; then
  [ -e /etc/ssl/certs/ca-certificates.crt ] || need ca-certificates
  have git || need git
  have npm || need npm
  need_own_engine
  case "${1-}" in --service) need_for_service ;; --tests) need_for_tests ;; esac
else
  check_given_engine
fi
have npm || [ -n "$packages" ] || fail 'npm is missing.' "Install Node.js $OLDEST_NODE or newer: https://nodejs.org/en/download"

if [ -n "$packages" ]; then
  say "installing with apt:$packages"
  # shellcheck disable=SC2086 # a list of names
  scripts/apt-install.sh $packages
fi

if ! fits_node node && ! fits_node .tools/node_modules/.bin/node; then
  say "installing Node.js $NODE_VERSION into .tools"
  quiet_npm install --prefix .tools --no-save --no-package-lock --ignore-scripts=false "node@$NODE_VERSION"
  fits_node .tools/node_modules/.bin/node || fail 'Node.js was installed but does not run.' 'Remove .tools and try again.'
fi

PATH="$PWD/.tools/node_modules/.bin:$PATH"
if ! node scripts/modules-match.ts; then
  say 'installing the npm packages of package-lock.json'
  quiet_npm ci
fi
