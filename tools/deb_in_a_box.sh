#!/bin/sh
# Tries the Debian package where nothing else is: a fresh Debian 12 in a folder (debootstrap, chroot).
#
#   tools/deb_in_a_box.sh FOLDER
#
# It builds the package twice (this version, a higher one), installs, runs, upgrades, removes and purges it there, and
# says after each what stands where. As root; it needs debootstrap, and takes Debian from where this machine takes it.
set -eu

[ $# = 1 ] || {
  echo "usage: tools/deb_in_a_box.sh FOLDER" >&2
  exit 2
}
house=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
mkdir -p "$1"
work=$(CDPATH='' cd -- "$1" && pwd -P)
box=$work/box
store=/var/lib/voter-kiosk/store

say() { printf '\n== %s\n' "$1"; }

within() { # COMMAND...
  chroot "$box" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

as_kiosk() { # COMMAND...
  within runuser -u voter-kiosk -- env HOME=/var/lib/voter-kiosk QT_QPA_PLATFORM=offscreen "$@"
}

fail() {
  echo "FAILED: $1" >&2
  exit 1
}

here() { [ -e "$box$1" ] || [ -L "$box$1" ] || fail "$1 is not there"; }
gone() { if [ -e "$box$1" ] || [ -L "$box$1" ]; then fail "$1 is still there"; fi; }

stands() {
  for path in /usr/bin/voter-kiosk /usr/lib/voter-kiosk /usr/lib/systemd/system/voter-kiosk.service \
    /etc/systemd/system/graphical.target.wants/voter-kiosk.service /etc/default/voter-kiosk \
    /var/lib/systemd/linger/voter-kiosk "$store/state.sqlite"; do
    if [ -e "$box$path" ] || [ -L "$box$path" ]; then echo "  there  $path"; else echo "  none   $path"; fi
  done
  within dpkg-query --show --showformat '  dpkg: ${Package} ${Version} ${db:Status-Abbrev}\n' voter-kiosk 2>/dev/null ||
    echo "  dpkg: knows of no voter-kiosk"
}

leave() {
  for place in proc dev; do
    if mountpoint -q "$box/$place"; then umount --lazy "$box/$place"; fi
  done
}
trap leave EXIT INT TERM

say "Debian 12, bare"
if [ ! -e "$box/etc/debian_version" ]; then
  mirror=$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p' /etc/apt/sources.list.d/*.sources 2>/dev/null | head -n 1)
  [ -n "$mirror" ] || mirror=$(sed -n 's/^deb \(\[[^]]*\] \)\?\([^ ]*\) .*/\2/p' /etc/apt/sources.list | head -n 1)
  debootstrap --variant=minbase bookworm "$box" "$mirror" >"$work/debootstrap.log"
fi
# No service starts in a chroot.
printf '#!/bin/sh\nexit 101\n' >"$box/usr/sbin/policy-rc.d"
chmod 755 "$box/usr/sbin/policy-rc.d"
cp /etc/resolv.conf "$box/etc/resolv.conf"
mount -t proc proc "$box/proc"
mount --rbind --make-rslave /dev "$box/dev"
within cat /etc/debian_version

say "The package"
first=$("$house/dev" deb "$work")
version=$(dpkg-deb --field "$first" Version)
second=$("$house/dev" deb "$work" --version "$version+1")
again=$("$house/dev" deb "$work/again")
cmp "$first" "$again" || fail "built twice, it is not the same"
echo "built twice: the same, byte for byte"
dpkg-deb --field "$first" Package Version Architecture Installed-Size
du -h "$first" | cut -f 1
cp "$first" "$second" "$box/tmp/"

say "Install $version"
within apt-get update -qq
within apt-get install -y -qq --no-install-recommends "/tmp/$(basename "$first")" >"$work/install.log" 2>&1 ||
  fail "see $work/install.log"
stands
here /etc/systemd/system/graphical.target.wants/voter-kiosk.service
here /var/lib/systemd/linger/voter-kiosk
within id voter-kiosk
[ "$(within voter-kiosk --version)" = "$version" ] || fail "--version"

say "Run it: the sample, its store as the kiosk's, a walk without a display"
as_kiosk voter-kiosk --lang en prepare demo
as_kiosk cp -r /var/lib/voter-kiosk/.local/share/voter-kiosk/samples/demo/store "$store"
as_kiosk voter-kiosk --lang en status --store "$store"
as_kiosk voter-kiosk --lang en run --store "$store" --at E-12T09:00
here "$store/state.sqlite"

say "Upgrade to $version+1"
kept=$(sha256sum <"$box$store/state.sqlite")
echo '#CAGE_OPTIONS="-r"  # mine' >>"$box/etc/default/voter-kiosk"
within apt-get install -y -qq --no-install-recommends "/tmp/$(basename "$second")" >"$work/upgrade.log" 2>&1 ||
  fail "see $work/upgrade.log"
stands
[ "$(sha256sum <"$box$store/state.sqlite")" = "$kept" ] || fail "the store changed"
grep -q mine "$box/etc/default/voter-kiosk" || fail "the technician's settings went"
as_kiosk voter-kiosk --lang en status --store "$store" >/dev/null

say "Remove"
within apt-get remove -y -qq voter-kiosk >"$work/remove.log" 2>&1 || fail "see $work/remove.log"
stands
here "$store/state.sqlite"
gone /usr/lib/voter-kiosk
gone /var/lib/systemd/linger/voter-kiosk

say "Install again: the store is there"
within apt-get install -y -qq --no-install-recommends "/tmp/$(basename "$second")" >"$work/again.log" 2>&1 ||
  fail "see $work/again.log"
as_kiosk voter-kiosk --lang en status --store "$store" >/dev/null
stands

say "Purge"
within apt-get purge -y -qq voter-kiosk >"$work/purge.log" 2>&1 || fail "see $work/purge.log"
stands
gone "/var/lib/voter-kiosk"
gone /etc/default/voter-kiosk
gone /etc/systemd/system/graphical.target.wants/voter-kiosk.service

say "All of it held"
