"""A real desktop without a screen, and a real screen reader's way into it: Xvfb, D-Bus, and the bus of AT-SPI.

What Orca does, it does over these interfaces. Nothing of the kiosk is imported here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    Properties,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

T = TypeVar("T")

LAUNCHERS: Final = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
PATIENCE: Final = 30.0
"""Seconds until something has to have happened: a kiosk on a loaded machine takes a while to start."""

ANSWER: Final = 5.0
"""Seconds until a thing that does not answer counts as gone."""

_ATSPI: Final = "org.a11y.atspi"
_ROOT: Final = "/org/a11y/atspi/accessible/root"
_HEARD: Final = ("object:announcement", "object:state-changed:focused", "focus:")
_STATES: Final = {"checked": 4, "enabled": 8, "focusable": 11, "focused": 12, "showing": 25}
"""AtspiStateType: which bit says what."""


def missing() -> str:
    """What of the system is not here, in words; empty where all of it is."""
    programs = [name for name in ("Xvfb", "dbus-daemon") if shutil.which(name) is None]
    if not any(Path(one).exists() for one in LAUNCHERS):
        programs.append("at-spi-bus-launcher")
    return f"not installed: {', '.join(programs)} (xvfb, dbus, at-spi2-core)" if programs else ""


class GoneError(LookupError):
    """What was asked is not there any more."""


@dataclass(frozen=True, slots=True)
class Node:
    """One accessible object on the bus."""

    bus: str
    path: str


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the bus: what happened (``Object.Announcement``), to what, and what it says."""

    what: str
    detail: str
    value: int
    said: object
    node: Node


@contextmanager
def desktop(folder: Path) -> Iterator[dict[str, str]]:
    """A display and a session bus of their own in ``folder``; gives the environment that leads there."""
    environment = {
        **os.environ,
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "QT_QPA_PLATFORM": "xcb",
        "QT_QUICK_BACKEND": "software",
    }
    for name in ("WAYLAND_DISPLAY", "AT_SPI_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS", "XAUTHORITY"):
        environment.pop(name, None)
    folder.chmod(0o700)
    display = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1080x1920x24", "-nolisten", "tcp", "-ac"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
    )
    try:
        environment["DISPLAY"] = f":{_line(display)}"
        daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            text=True,
        )
        try:
            environment["DBUS_SESSION_BUS_ADDRESS"] = _line(daemon)
            yield environment
        finally:
            _end(daemon)
    finally:
        _end(display)


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    assert line, "it did not start"
    return line


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(10)
    process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


class ScreenReader:
    """Speaks with every application of a session over AT-SPI, as Orca does. Close it when done."""

    def __init__(self, session_bus: str) -> None:
        """``session_bus`` is the session's D-Bus address. Tells the session that a screen reader is running."""
        with open_dbus_connection(session_bus) as session:
            status = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Status")
            for switch in ("IsEnabled", "ScreenReaderEnabled"):
                unwrap_msg(session.send_and_get_reply(Properties(status).set(switch, "b", True)))
            bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            (address,) = unwrap_msg(session.send_and_get_reply(new_method_call(bus, "GetAddress")))
        self._bus: DBusConnection = open_dbus_connection(address)
        self._events: list[Event] = []
        registry = DBusAddress("/org/a11y/atspi/registry", f"{_ATSPI}.Registry", f"{_ATSPI}.Registry")
        for event in _HEARD:
            wait_for(partial(self._registered, registry, event), "the registry does not answer")
        daemon = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        for part in ("Object", "Focus"):
            rule = MatchRule(type="signal", interface=f"{_ATSPI}.Event.{part}")
            self._call(daemon, "AddMatch", "s", (rule.serialise(),))

    def _registered(self, registry: DBusAddress, event: str) -> bool | None:
        with suppress(GoneError):  # the registry has just been started, and may start once more
            self._call(registry, "RegisterEvent", "sass", (event, [], ""))
            return True
        return None

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def application(self, name: str) -> Node:
        """The running application of that name, once it is there."""

        def found() -> Node | None:
            root = Node(f"{_ATSPI}.Registry", _ROOT)
            return next((one for one in self.children(root) if self.name(one) == name), None)

        return wait_for(found, f"no application {name!r} on the bus")

    def tree(self, node: Node) -> Iterator[Node]:
        """``node`` and everything in it that is showing, in the order of the tree."""
        yield node
        for child in self.children(node):
            if self.name(child) or self.children(child):
                yield from self.tree(child)

    def showing(self, node: Node) -> list[Node]:
        """Everything in ``node`` that a screen reader would come to."""
        return [one for one in self.tree(node) if "showing" in self.states(one) and self.name(one)]

    def find(self, node: Node, role: str, name: str) -> Node:
        """The first thing of that role and name that is showing in ``node``, once it is there."""

        def found() -> Node | None:
            with suppress(GoneError):  # the screen changed meanwhile
                for one in self.tree(node):
                    if self.name(one) == name and self.role(one) == role and "showing" in self.states(one):
                        return one
            return None

        return wait_for(found, f"no {role} {name!r}")

    def children(self, node: Node) -> list[Node]:
        return [Node(*one) for one in self._ask(node, "Accessible", "GetChildren")]

    def name(self, node: Node) -> str:
        return str(self._get(node, "Accessible", "Name"))

    def description(self, node: Node) -> str:
        return str(self._get(node, "Accessible", "Description"))

    def locale(self, node: Node) -> str:
        return str(self._get(node, "Accessible", "Locale"))

    def role(self, node: Node) -> str:
        return str(self._ask(node, "Accessible", "GetRoleName"))

    def states(self, node: Node) -> set[str]:
        low, high = self._ask(node, "Accessible", "GetState")
        bits = low | high << 32
        return {name for name, bit in _STATES.items() if bits >> bit & 1}

    def write(self, node: Node, text: str) -> None:
        """Write ``text`` into an editable line."""
        assert self._ask(node, "EditableText", "SetTextContents", "s", (text,)), "it cannot be written into"

    def actions(self, node: Node) -> list[str]:
        return [name for name, _, _ in self._ask(node, "Action", "GetActions")]

    def text(self, node: Node) -> str:
        return str(self._ask(node, "Text", "GetText", "ii", (0, -1)))

    def do(self, node: Node, action: int = 0) -> None:
        """Do the action of that place, as a screen reader does when its user presses Enter on it."""
        assert self._ask(node, "Action", "DoAction", "i", (action,)), "the action was refused"

    def forget(self) -> None:
        """Whatever has happened so far does not count any more."""
        with suppress(TimeoutError):
            while True:
                self._keep(self._bus.receive(timeout=0.05))
        self._events.clear()

    def wait_for_focus(self, name: str) -> Node:
        """What the focus comes to next that bears ``name``."""

        def fits(event: Event) -> bool:
            if event.what != "Object.StateChanged" or (event.detail, event.value) != ("focused", 1):
                return False
            with suppress(GoneError):
                return self.name(event.node) == name
            return False

        return self._wait_for_event(fits, f"the focus never came to {name!r}").node

    def wait_for_announcement(self, sentence: str) -> Event:
        """The next announcement that says ``sentence``."""
        return self._wait_for_event(
            lambda event: event.what == "Object.Announcement" and event.said == sentence,
            f"{sentence!r} was not announced",
        )

    def _wait_for_event(self, fits: Callable[[Event], bool], otherwise: str) -> Event:
        passed: list[Event] = []

        def found() -> Event | None:
            while self._events:
                event = self._events.pop(0)
                if fits(event):
                    return event
                passed.append(event)
            with suppress(TimeoutError):
                self._keep(self._bus.receive(timeout=0.2))
            return None

        return wait_for(
            found, lambda: f"{otherwise}; there came {[one.said for one in passed if isinstance(one.said, str)]}"
        )

    def _keep(self, message: Message) -> None:
        if message.header.message_type is not MessageType.signal:
            return
        fields = message.header.fields
        interface = fields[HeaderFields.interface]
        if interface.startswith(f"{_ATSPI}.Event."):
            detail, value, _, (_, said), *_ = message.body
            what = f"{interface.rpartition('.')[2]}.{fields[HeaderFields.member]}"
            node = Node(fields[HeaderFields.sender], fields[HeaderFields.path])
            self._events.append(Event(what, detail, value, said, node))

    def _ask(
        self, node: Node, interface: str, method: str, signature: str | None = None, body: tuple[Any, ...] = ()
    ) -> Any:
        (answer, *more) = self._call(self._at(node, interface), method, signature, body)
        return (answer, *more) if more else answer

    def _get(self, node: Node, interface: str, name: str) -> Any:
        call = Properties(self._at(node, interface)).get(name)
        ((_, value),) = self._reply(call)
        return value

    def _call(
        self, address: DBusAddress, method: str, signature: str | None = None, body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        return self._reply(new_method_call(address, method, signature, body))

    def _reply(self, call: Message) -> tuple[Any, ...]:
        """The answer to ``call``; events that come in between are kept."""
        serial = next(self._bus.outgoing_serial)
        self._bus.send(call, serial=serial)
        end = time.monotonic() + ANSWER
        while True:
            try:
                message = self._bus.receive(timeout=max(0.01, end - time.monotonic()))
            except TimeoutError:
                raise GoneError(call.header.fields[HeaderFields.path]) from None
            if message.header.fields.get(HeaderFields.reply_serial) == serial:
                try:
                    return unwrap_msg(message)
                except DBusErrorResponse as error:
                    raise GoneError(str(error)) from None
            self._keep(message)

    @staticmethod
    def _at(node: Node, interface: str) -> DBusAddress:
        return DBusAddress(node.path, node.bus, f"{_ATSPI}.{interface}")


def wait_for(look: Callable[[], T | None], otherwise: str | Callable[[], str]) -> T:
    """What ``look`` finds, asked until it finds something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = look()
        if found is not None:
            return found
        time.sleep(0.1)
    raise AssertionError(otherwise if isinstance(otherwise, str) else otherwise())
