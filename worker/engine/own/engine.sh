#!/bin/sh
# The first process of the engine's own namespaces (mounts, processes): gives dockerd a network namespace and a way
# out of it, then waits for dockerd. When this ends, the kernel ends everything that the engine started.
# Usage: engine.sh CONFIG RESOLV_CONF EXEC_ROOT WAY_OUT_CIDR
set -eu
config=$1 resolv_conf=$2 exec_root=$3 way_out=$4

# dockerd cannot reach a resolver on the machine's loopback; slirp4netns, which is outside, can.
if [ -e /etc/resolv.conf ]; then mount --bind "$resolv_conf" /etc/resolv.conf; fi
mount -t tmpfs -o mode=0711 tmpfs "$exec_root"
mkfifo "$exec_root/connected"

unshare --net sh -c 'head -c 1 "$1" >/dev/null && exec dockerd --config-file "$2"' \
  dockerd "$exec_root/connected" "$config" &
engine=$!

# In user space, so that the machine gets no interface, no firewall rule and no forwarding. An engine without it is of no use.
(
  slirp4netns --configure --mtu=65520 --disable-host-loopback --cidr="$way_out" --ready-fd=3 "$engine" tap0 \
    3>"$exec_root/connected" || true
  kill "$engine"
) &

wait "$engine"
