"""What makes a machine a kiosk: its units, its keys, how sticks are mounted, what the package holds."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

HOUSE = Path(__file__).resolve().parents[2]
DEPLOY = HOUSE / "resources" / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
LOGIND = Path("/etc/systemd/logind.conf")
MOST_EXPOSED = 15
"""Tenths: 10.0 is a service without any fence, "OK" ends at 4.9."""

analyze = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, HOUSE / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@analyze
def test_systemd_finds_nothing_wrong_with_the_units_but_that_they_are_not_installed() -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *UNITS], capture_output=True, text=True, check=False
    )
    missing = re.compile(r"/usr/lib/voter-kiosk/\w+ is not executable|seatd\.service not found|^$")
    assert [line for line in done.stderr.splitlines() if not missing.search(line)] == []


@analyze
def test_the_kiosk_is_fenced_in_as_far_as_systemd_says() -> None:
    done = subprocess.run(
        [
            *("systemd-analyze", "security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager"),
            DEPLOY / "voter-kiosk.service",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if "unrecognized option" in done.stderr:
        pytest.skip("systemd is older than 250")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_kiosk_never_gives_up_and_no_socket_of_the_network_can_be_made() -> None:
    lines = (DEPLOY / "voter-kiosk.service").read_text(encoding="utf-8").splitlines()
    for line in (
        *(
            "Type=notify",
            "Restart=always",
            "StartLimitIntervalSec=0",
            "RestartForceExitStatus=75",
            "WatchdogSec=30s",
        ),
        *("ProtectSystem=strict", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "IPAddressDeny=any"),
        *("RestrictAddressFamilies=AF_UNIX AF_NETLINK", "User=voter-kiosk", "StateDirectory=voter-kiosk"),
    ):
        assert line in lines


def lines_of(name: str) -> list[str]:
    lines = (DEPLOY / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_no_key_and_no_lid_makes_the_machine_sleep_or_restart_and_its_own_button_switches_it_off() -> None:
    lines = lines_of("logind.conf")
    assert lines[0] == "[Login]"
    acts = dict(line.split("=") for line in lines[1:])
    keys = [f"Handle{key}Key" for key in ("Power", "Reboot", "Suspend", "Hibernate")]
    lids = [f"HandleLidSwitch{where}" for where in ("", "ExternalPower", "Docked")]
    every = {*keys, *(f"{key}LongPress" for key in keys), *lids}
    assert {name: act for name, act in acts.items() if name.startswith("Handle")} == dict.fromkeys(
        every, "ignore"
    ) | {"HandlePowerKey": "poweroff"}
    assert (acts["NAutoVTs"], acts["ReserveVT"]) == ("0", "0")


@pytest.mark.skipif(not LOGIND.is_file(), reason="systemd is not here")
def test_every_key_that_this_systemd_acts_on_is_spoken_of() -> None:
    theirs = set(re.findall(r"^#(Handle\w+)=", LOGIND.read_text(encoding="utf-8"), re.MULTILINE))
    assert theirs <= {line.partition("=")[0] for line in lines_of("logind.conf")}


def test_a_keyboard_that_was_plugged_in_cannot_switch_the_machine_off() -> None:
    """logind reads what bears the tag: it is taken after systemd's rules have given it to every keyboard."""
    deb = tool("build_deb")
    name = "71-voter-kiosk-keys.rules"
    assert deb.FILES[name] == f"usr/lib/udev/rules.d/{name}"
    assert name > "70-power-switch.rules"
    assert 'SUBSYSTEM=="input", KERNEL=="event*", ENV{ID_BUS}=="usb|bluetooth", TAG-="power-switch"' in lines_of(
        name
    )


def test_the_kernel_takes_no_orders_from_a_keyboard() -> None:
    """Debian's kernel would restart at Alt+SysRq+B. What lies in ``/etc`` as ``99-`` still comes after it."""
    assert lines_of("sysctl.conf") == ["kernel.sysrq = 0"]
    assert tool("build_deb").FILES["sysctl.conf"] == "usr/lib/sysctl.d/60-voter-kiosk.conf"


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """Programs that would mount write down how they were called; ``lsblk`` knows of a stick."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, says in {
        "mount": f'echo "mount $*" >>{tmp_path}/called',
        "umount": f'echo "umount $*" >>{tmp_path}/called',
        "findmnt": "exit 1",
        "lsblk": f'case $* in *LABEL*) cat {tmp_path}/label ;; *) echo "${{TYPE:-vfat}}" ;; esac',
        "id": "echo 990",
    }.items():
        (programs / name).write_text(f"#!/bin/sh\n{says}\n")
        (programs / name).chmod(0o755)
    (tmp_path / "label").write_text("BẦU CỬ\n")
    return tmp_path


def stick(system: Path, act: str, device: str = "null", **environment: str) -> tuple[int, list[str]]:
    """How the script ended, and what it had mounted."""
    called = system / "called"
    called.unlink(missing_ok=True)
    done = subprocess.run(
        ["sh", DEPLOY / "stick", act, device],
        env={
            "PATH": f"{system / 'bin'}:{os.environ['PATH']}",
            "VOTER_KIOSK_PLACES": str(system / "media"),
            "VOTER_KIOSK_NOTES": str(system / "notes"),
            **environment,
        },
        capture_output=True,
        check=False,
    )
    return done.returncode, called.read_text().splitlines() if called.exists() else []


FENCED = "nosuid,nodev,noexec,noatime,uid=990,gid=990,fmask=0177,dmask=0077"


def test_a_stick_is_read_only_but_while_something_is_written_on_it(system: Path) -> None:
    place = system / "media" / "BẦU CỬ"
    read = f"mount -t vfat -o ro,{FENCED},utf8 /dev/null {place}"
    write = f"mount -t vfat -o rw,{FENCED},utf8 /dev/null {place}"
    assert stick(system, "mount") == (0, [read])
    assert (system / "notes" / "null").read_text() == str(place)
    assert stick(system, "open") == (0, [f"umount {place}", write])
    assert stick(system, "close") == (0, [f"umount {place}", read])
    assert stick(system, "unmount") == (0, [f"umount {place}"])
    assert not place.exists()
    assert not list((system / "notes").iterdir())
    assert stick(system, "unmount") == (0, [])


@pytest.mark.parametrize(
    ("label", "folder"), [("", "USB"), ("../../etc", "etc"), (".ssh", "ssh"), ("a\tb", "ab"), ("A B ", "A B")]
)
def test_what_a_stick_calls_itself_leads_nowhere(system: Path, label: str, folder: str) -> None:
    (system / "label").write_text(f"{label}\n")
    ended, (mounted,) = stick(system, "mount")
    assert ended == 0
    assert mounted.endswith(f" {system / 'media' / folder}")


def test_a_second_stick_of_the_same_name_gets_another_folder(system: Path) -> None:
    (system / "media" / "BẦU CỬ").mkdir(parents=True)
    assert stick(system, "mount")[1][0].endswith("/BẦU CỬ null")


def test_a_file_system_that_sticks_do_not_have_is_not_mounted(system: Path) -> None:
    assert stick(system, "mount", TYPE="ext4") == (1, [])
    assert not list((system / "media").iterdir())
    assert stick(system, "mount", "../sda")[0] == 2


def test_the_package_holds_what_lies_in_the_folder_and_nothing_is_forgotten() -> None:
    deb = tool("build_deb")
    scripts = {"debian/postinst", "debian/prerm", "debian/postrm"}
    there = {str(file.relative_to(DEPLOY)) for file in DEPLOY.rglob("*") if file.is_file()}
    assert there == set(deb.FILES) | scripts
    names = deb.needed("voter-kiosk")
    assert {"pyside6-addons", "tuf", "cryptography", "cffi"} <= names, "what is needed by what is needed as well"
    assert not {"pytest", "ruff", "piper-tts", "voter-kiosk"} & names
    assert deb.locked(names).count("--hash=sha256:") >= len(names)
    assert {"libgl1", "libwayland-client0"} <= deb.libraries()
