#!/bin/sh
# The first process of the engine's own namespaces (mounts, processes): gives dockerd a /run, a network namespace and a
# way out of it, then waits for dockerd. When this ends, the kernel ends everything that the engine started.
# Usage: engine.sh CONFIG RESOLV_CONF SOCKET_FOLDER WAY_OUT_CIDR FIREWALL_RULES
set -eu

# In braces, so that the shell has read it all before it runs any of it: an update may change the file under a running engine.
{
config=$1 resolv_conf=$2 sockets=$3 way_out=$4 firewall=$5

# A /run of its own: dockerd would take a containerd that it finds there for its own, and a user's engine keeps its state
# there. Of the machine's, only the folder with our socket stays.
resolver=$(readlink -f /etc/resolv.conf)
mkdir "$sockets/run"
mount -t tmpfs -o mode=0755 tmpfs "$sockets/run"
mkdir "$sockets/run/$(basename "$sockets")"
mount --bind "$sockets" "$sockets/run/$(basename "$sockets")"
mount --no-mtab --move "$sockets/run" /run

# dockerd cannot reach a resolver on the machine's loopback; slirp4netns, which is outside, can.
if [ ! -e "$resolver" ]; then mkdir -p "$(dirname "$resolver")" && : >"$resolver"; fi
mount --bind "$resolv_conf" "$resolver"

# What dockerd starts without a limit of its own inherits its: each user in each step of a build gets so many processes, and a
# build cannot use up those of the others. root itself, and so dockerd, is not held to it.
# /sys shows the devices of the namespace that it was mounted in; the control groups below it stay the machine's.
mkfifo /run/connected
mkdir /run/cgroup
# In the engine's own folder: it outlives the checkout that started it.
install -m 755 "$(dirname "$0")/build-runc.sh" /run/build-runc
export DOCKER_BUILDKIT_RUNC_COMMAND=/run/build-runc
# The firewall stands before dockerd does; without it there is no engine.
unshare --net --mount --propagation slave sh -ec '
  mount --no-mtab --rbind /sys/fs/cgroup /run/cgroup
  mount --no-mtab -t sysfs sysfs /sys
  mount --no-mtab --rbind /run/cgroup /sys/fs/cgroup
  sh "$2" "$3"
  head -c 1 /run/connected >/dev/null
  exec prlimit --nproc=2048 dockerd --config-file "$1"' dockerd "$config" "$(dirname "$0")/firewall.sh" "$firewall" &
engine=$!

# In user space, so that the machine gets no interface, no firewall rule and no forwarding. An engine without it is of no use.
(
  slirp4netns --configure --mtu=65520 --disable-host-loopback --cidr="$way_out" --ready-fd=3 "$engine" tap0 \
    3>/run/connected || true
  kill "$engine"
) &

wait "$engine"
exit
}
