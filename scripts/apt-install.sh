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
trap 'exit 130' INT
trap 'exit 143' TERM

quietly() {
  "$@" >"$work/log" 2>&1 && return
  echo "dockgrade: this failed: $*" >&2
  tail -n 20 "$work/log" >&2
  return 1
}

# An apt that also knows SUITE, but takes nothing from it unasked.
apt() { apt-get -c "$work/apt.conf" "$@"; }
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
  mkdir -p "$work/sources"
  cp -a /etc/apt/sources.list.d/. "$work/sources/"
  cp -a /var/lib/apt/lists "$work/lists"
  chmod 755 "$work"
  for suite in $NEWER; do
    prepare "$(debian_mirror)" "$suite"
    # shellcheck disable=SC2046 # a list of names
    if quietly apt update && quietly apt install --simulate --no-install-recommends $(from_suite "$suite" "$@"); then
      quietly apt install --yes --no-install-recommends $(from_suite "$suite" "$@")
      return
    fi
  done
  return 1
}

# Ubuntu has a Docker that is new enough, with other names.
install_on_ubuntu() {
  # shellcheck disable=SC2046 # a list of names
  quietly apt-get install --yes --no-install-recommends \
    $(echo "$@" debian-archive-keyring | sed 's/docker-compose/docker-compose-v2/; s/docker-cli/docker.io/')
}

export DEBIAN_FRONTEND=noninteractive
if [ ! -e "$policy" ]; then
  made_policy=yes
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi
# A source that is broken is not ours to judge: what is missing in the end, apt says itself.
apt-get update >"$work/log" 2>&1 || true
if [ -n "$(debian_mirror)" ]; then install_on_debian "$@"; else install_on_ubuntu "$@"; fi

# The packages would have Docker start at the next boot; dockgrade starts its own engine.
case " $* " in
  *' docker.io '*) if command -v systemctl >/dev/null; then systemctl disable docker.service docker.socket containerd.service >/dev/null 2>&1 || true; fi ;;
esac
