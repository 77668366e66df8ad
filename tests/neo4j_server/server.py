#!/usr/bin/env python3
"""Start, stop or look at a real Neo4j Community server, without Docker.

    python tests/neo4j_server/server.py start  --dir DIR [--port 0] [--heap 512m] [--pagecache 256m] [--set KEY=VALUE]
    python tests/neo4j_server/server.py stop   --dir DIR
    python tests/neo4j_server/server.py status --dir DIR

The password of the user ``neo4j`` is taken from NEO4J_PASSWORD, or else from ``--password``. `start` prints the
server's bolt:// address as the only line on standard output; port 0 picks a free one. DIR holds settings, data and
logs of one server; remove it when the server is stopped. The first start needs `mvn`, which fetches the jars that
pom.xml names into a cache (NEO4J_SERVER_JARS, else the user's cache folder); every start needs Java 17 or 21.
The server listens on the loopback address only. Exit status: 0 done, 1 failed, 3 not running (`status`).
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
POM = Path(__file__).resolve().with_name("pom.xml")
# Packages of the JDK that Neo4j reaches into by reflection.
_OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")
# What docker-compose.yml sets too: tests/test_compose.py holds the two together.
SHARED_SETTINGS: Mapping[str, str] = {
    "server.memory.heap.initial_size": "512m",
    "server.memory.heap.max_size": "512m",
    "server.memory.pagecache.size": "256m",
    "dbms.usage_report.enabled": "false",
    # Without these two, a session opened for reading may LOAD CSV any file that the server's user can read.
    "server.directories.import": "import",
    "dbms.security.allow_csv_import_from_file_urls": "false",
    "db.tx_log.rotation.retention_policy": "keep_none",
}


class ServerFailure(Exception):
    """The server cannot be started or stopped; the message says why."""


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """How to start a server: ``port`` 0 picks a free one; ``extra`` wins over every other setting."""

    password: str
    port: int = 0
    timeout_seconds: float = 300  # a cold cache and a busy machine
    extra: Mapping[str, str] | None = None


def say(text: str) -> None:
    """Tell the person at the keyboard; standard output stays free for the address."""
    print(f"neo4j server: {text}", file=sys.stderr, flush=True)


def find_java() -> str:
    """The Java to run, 17 or newer."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home, "bin", "java")) if home else shutil.which("java")
    if not java or not os.access(java, os.X_OK):
        raise ServerFailure("there is no java. Install a Java 17 or 21 runtime, or set JAVA_HOME.")
    shown = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', shown)
    if not version or int(version[1]) < 17:
        raise ServerFailure(f"{java} is older than 17, which Neo4j 5.26 needs. Install Java 17 or 21.")
    return java


def fetch_jars() -> Path:
    """The folder of the server's jars, filled by Maven if the cache does not have it yet.

    Its name follows from pom.xml, and it gets that name only when it is whole; the lock lets several start at once.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "graphintel-neo4j")
    root = Path(os.environ.get("NEO4J_SERVER_JARS") or cache).resolve()
    root = root / hashlib.sha256(POM.read_bytes()).hexdigest()[:12]
    root.mkdir(parents=True, exist_ok=True)
    jars = root / "jars"
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not jars.is_dir():
            say("fetching the jars with Maven (first start only)")
            scratch = Path(tempfile.mkdtemp(dir=root))
            try:
                _copy_jars(scratch)
                scratch.rename(jars)
            finally:
                shutil.rmtree(scratch, ignore_errors=True)
    return jars


def _copy_jars(folder: Path) -> None:
    maven = shutil.which("mvn")
    if not maven:
        raise ServerFailure("there is no mvn, which the first start needs. Install Maven, or set NEO4J_URI.")
    goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={folder}"]
    done = subprocess.run([maven, "-B", "-q", "-f", str(POM), *goal], capture_output=True, text=True, check=False)
    if done.returncode:
        raise ServerFailure("Maven could not fetch the jars:\n" + "\n".join(done.stdout.splitlines()[-15:]))


def write_config(home: Path, port: int, extra: Mapping[str, str]) -> None:
    """Lay out the server's folders and write its settings."""
    settings = {
        "server.default_listen_address": HOST,
        "server.bolt.listen_address": f"{HOST}:{port}",
        "server.bolt.advertised_address": f"{HOST}:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "internal.server.bolt.thread_pool_shutdown_wait_time": "0s",  # stops in half a second, not in ten
        "db.tx_log.preallocate": "false",  # else 256 MB of log are laid out in advance
        **SHARED_SETTINGS,
        **extra,
    }
    for name in ("conf", "data", "logs", "plugins", "run", "import"):
        (home / name).mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text("".join(f"{key}={value}\n" for key, value in settings.items()))


def _set_first_password(java: str, jars: Path, home: Path, password: str) -> None:
    if (home / "data" / "databases" / "system").exists():
        say("this folder has its database already: the password stored there stays")
        return
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    tool = [java, "-XX:TieredStopAtLevel=1", "-cp", f"{jars}/*", "org.neo4j.cli.AdminTool"]
    command = [*tool, "dbms", "set-initial-password", password]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ServerFailure(f"the password was refused: {(done.stderr or done.stdout).strip()[-400:]}")


def find_running(home: Path) -> tuple[int, int] | None:
    """Process id and port of the server that lives in ``home``; a stale note of one is no server."""
    try:
        pid, port = map(int, (home / "run" / "server").read_text().split())
        command = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    except (OSError, ValueError):
        return None
    return (pid, port) if f"--home-dir={home}" in command else None


def speaks_bolt(port: int) -> bool:
    """Whether a Bolt handshake (5.8 down to 5.0 proposed) is answered with a version."""
    try:
        with socket.create_connection((HOST, port), timeout=5) as link:
            link.sendall(b"\x60\x60\xb0\x17" + b"\x00\x08\x08\x05" + b"\x00" * 12)
            answer = link.recv(4)
    except OSError:
        return False
    return len(answer) == 4 and any(answer)


def _free_port(wanted: int) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted))
        except OSError as problem:
            raise ServerFailure(f"port {wanted} cannot be used: {problem.strerror}") from problem
        port: int = probe.getsockname()[1]
    return port


def _last_words(home: Path) -> str:
    logs = [home / "logs" / name for name in ("console.log", "neo4j.log")]
    lines = [line for log in logs if log.exists() for line in log.read_text(errors="replace").splitlines()]
    return "\n".join(lines[-15:]) or "(its logs are empty)"


def start_server(home: Path, options: ServerOptions) -> str:
    """Start the server of ``home``, or find it running; returns its bolt:// address.

    Raises:
        ServerFailure: Java, Maven or the port is missing, or the server ended or did not answer in time.
    """
    home = home.resolve()
    already = find_running(home)
    if already:
        return f"bolt://{HOST}:{already[1]}"
    java, jars = find_java(), fetch_jars()
    extra = dict(options.extra or {})
    port = _free_port(options.port)
    write_config(home, port, extra)
    _set_first_password(java, jars, home, options.password)
    heap = extra.get("server.memory.heap.max_size", SHARED_SETTINGS["server.memory.heap.max_size"])
    command = [java, f"-Xms{heap}", f"-Xmx{heap}", "-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError"]
    command += [f"--add-opens={package}=ALL-UNNAMED" for package in _OPENED]
    command += ["-cp", f"{jars}/*", "org.neo4j.server.CommunityEntryPoint"]
    command += [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with (home / "logs" / "console.log").open("w") as console:  # a session of its own: it outlives the caller
        server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=console, stderr=console, cwd=home, start_new_session=True
        )
    (home / "run" / "server").write_text(f"{server.pid} {port}\n")
    _await_answer(home, server, port, options.timeout_seconds)
    return f"bolt://{HOST}:{port}"


def _await_answer(home: Path, server: subprocess.Popen[bytes], port: int, timeout_seconds: float) -> None:
    began = time.monotonic()
    try:
        while not speaks_bolt(port):
            if server.poll() is not None:
                raise ServerFailure(f"the server ended with status {server.returncode}:\n{_last_words(home)}")
            if time.monotonic() - began > timeout_seconds:
                raise ServerFailure(f"no answer on Bolt within {timeout_seconds} s:\n{_last_words(home)}")
            time.sleep(0.25)
    except BaseException:  # a failure or Ctrl-C: no half-started server stays behind
        server.kill()
        server.wait()
        raise
    say(f"up after {time.monotonic() - began:.1f} s")


def stop_server(home: Path, *, timeout_seconds: float = 60) -> bool:
    """End the server of ``home``; returns whether one was running."""
    home = home.resolve()
    found = find_running(home)
    if not found:
        return False
    for sign, patience in ((signal.SIGTERM, timeout_seconds), (signal.SIGKILL, 10.0)):
        os.kill(found[0], sign)
        until = time.monotonic() + patience
        while time.monotonic() < until:
            with contextlib.suppress(ChildProcessError):  # a child that has ended stays listed until it is waited for
                os.waitpid(found[0], os.WNOHANG)
            if not find_running(home):
                (home / "run" / "server").unlink(missing_ok=True)
                return True
            time.sleep(0.1)
    raise ServerFailure(f"process {found[0]} does not end")


@contextlib.contextmanager
def running_server(home: Path, options: ServerOptions) -> Iterator[str]:
    """A server for the length of a block; gives its address."""
    address = start_server(home, options)
    try:
        yield address
    finally:
        stop_server(home)


def _options(given: argparse.Namespace) -> ServerOptions:
    password = os.environ.get("NEO4J_PASSWORD") or given.password
    if not password:
        raise ServerFailure("there is no password. Set NEO4J_PASSWORD, 8 characters or more.")
    extra = dict(pair.split("=", 1) for pair in given.set if "=" in pair)
    if len(extra) != len(given.set):
        raise ServerFailure("--set wants KEY=VALUE, each key once")
    extra.setdefault("server.memory.heap.initial_size", given.heap)
    extra.setdefault("server.memory.heap.max_size", given.heap)
    extra.setdefault("server.memory.pagecache.size", given.pagecache)
    return ServerOptions(password=password, port=given.port, timeout_seconds=given.timeout, extra=extra)


def _act(given: argparse.Namespace) -> int:
    if given.command == "start":
        print(start_server(given.dir, _options(given)))
        return 0
    if given.command == "stop":
        say("stopped" if stop_server(given.dir) else "not running")
        return 0
    found = find_running(given.dir.resolve())
    if found and speaks_bolt(found[1]):
        print(f"bolt://{HOST}:{found[1]}")
        return 0
    say("the process is there and does not answer on Bolt" if found else "not running")
    return 3


def main() -> int:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("start", "stop", "status"):
        command = commands.add_parser(name)
        command.add_argument("--dir", required=True, type=Path, help="the server's own folder")
        if name == "start":
            command.add_argument("--port", type=int, default=0, help="Bolt port; 0 picks a free one")
            command.add_argument("--password", help="of the user neo4j, where NEO4J_PASSWORD is not set")
            command.add_argument("--timeout", type=float, default=300, help="seconds to wait")
            command.add_argument("--heap", default=SHARED_SETTINGS["server.memory.heap.max_size"])
            command.add_argument("--pagecache", default=SHARED_SETTINGS["server.memory.pagecache.size"])
            command.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="a further setting")
    try:
        return _act(parser.parse_args())
    except ServerFailure as problem:
        say(str(problem))
        return 1


if __name__ == "__main__":
    sys.exit(main())
