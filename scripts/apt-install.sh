#!/bin/sh
# Installs packages on Debian or Ubuntu: scripts/apt-install.sh PACKAGE… Docker's come from a newer Debian where the
# machine is a Debian (its stable releases have no Compose v2, or an old one); all others from the machine's own release.
# The machine's apt sources stay as they are, and no service is started.
set -eu

DOCKER='docker.io docker-cli docker-compose docker-buildx containerd'
NEWER='sid trixie'

work=$(mktemp -d)
policy=/usr/sbin/policy-rc.d
made_policy=''
clean() { rm -rf "$work"; if [ -n "$made_policy" ]; then rm -f "$policy"; fi; }
trap clean EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

try() { "$@" >"$work/log" 2>&1; }
apt() { apt-get -c "$work/apt.conf" "$@"; }

give_up() {
  echo 'dockgrade: apt could not install this. It says:' >&2
  { grep '^E: ' "$work/log" || tail -n 3 "$work/log"; } | head -n 3 | sed 's/^/  /' >&2
  echo '  Check the network and the sources in /etc/apt, then run the same again.' >&2
  exit 1
}

# A mirror that does not answer is told soon, and what cannot be fetched counts as an error.
update() {
  try apt update -o APT::Update::Error-Mode=any \
    -o Acquire::Retries=1 -o Acquire::http::Timeout=15 -o Acquire::https::Timeout=15 "$@"
}

# Fetching may be interrupted at any time. Then dpkg works in a session of its own, which Ctrl-C does not reach: a dpkg
# that is interrupted leaves packages that have to be mended by hand.
install() {
  try apt install --yes --no-install-recommends --download-only "$@" || give_up
  try setsid --wait apt-get -c "$work/apt.conf" install --yes --no-install-recommends "$@" || give_up
}

# From here on apt also knows SUITE, but takes nothing from it unasked.
prepare() {
  mirror=$1 suite=$2
  cat >"$work/apt.conf" <<END
Dir::Etc::SourceParts "$work/sources";
Dir::Etc::Preferences "$work/preferences";
Dir::State::lists "$work/lists";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
END
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$work/sources/dockgrade.list"
  printf 'Package: *\nPin: release n=%s\nPin-Priority: 50\n' "$suite" >"$work/preferences"
}

debian_mirror() {
  apt-get indextargets --format '$(ORIGIN) $(LABEL) $(REPO_URI)' 'Created-By: Packages' |
    sed -n 's/^Debian Debian //p' | head -n 1
}

# Docker's packages with the suite that they shall come from.
from_suite() {
  suite=$1; shift
  for package in "$@"; do
    case " $DOCKER " in *" $package "*) echo "$package/$suite" ;; *) echo "$package" ;; esac
  done
}

install_on_debian() {
  mirror=$1; shift
  mkdir -p "$work/sources"
  cp -a /etc/apt/sources.list.d/. "$work/sources/"
  cp -a /var/lib/apt/lists "$work/lists"
  chmod 755 "$work"
  for suite in $NEWER; do
    prepare "$mirror" "$suite"
    # The other lists have just been fetched.
    update -o Dir::Etc::SourceList="$work/sources/dockgrade.list" -o Dir::Etc::SourceParts=- -o APT::Get::List-Cleanup=0 || continue
    # shellcheck disable=SC2046 # a list of names
    try apt install --simulate --no-install-recommends $(from_suite "$suite" "$@") || continue
    # shellcheck disable=SC2046
    install $(from_suite "$suite" "$@")
    return
  done
  give_up
}

# Ubuntu has a Docker that is new enough, with other names.
install_on_ubuntu() {
  # shellcheck disable=SC2046 # a list of names
  install $(echo "$@" debian-archive-keyring | sed 's/docker-compose/docker-compose-v2/; s/docker-cli/docker.io/')
}

export DEBIAN_FRONTEND=noninteractive
# One that a killed run of this left is ours as well.
if [ ! -e "$policy" ] || grep -q dockgrade "$policy"; then
  made_policy=yes
  printf '#!/bin/sh\n# Of dockgrade, while it installs packages: no service is started.\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi
: >"$work/apt.conf"
# A source that is broken is not ours to judge, as long as the others answer.
update || true
mirror=$(debian_mirror)
if [ -n "$mirror" ]; then install_on_debian "$mirror" "$@"
elif grep -q '^ID=debian' /etc/os-release; then give_up
else install_on_ubuntu "$@"; fi

# The packages would have their services start at the next boot; dockgrade starts its own.
if command -v systemctl >/dev/null; then
  for package in "$@"; do
    case $package in
      docker.io) units='docker.service docker.socket containerd.service' ;;
      redis-server | postgresql) units="$package.service" ;;
      *) units='' ;;
    esac
    # shellcheck disable=SC2086 # a list of names
    [ -z "$units" ] || systemctl disable $units >/dev/null 2>&1 || true
  done
fi
