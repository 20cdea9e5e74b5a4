"""What is shipped: the built tree, the image's facts, the services and the unit."""

import json
import os
import re
import socket
import subprocess
from configparser import ConfigParser

import yaml

from running_arena import BINARY, INSTALLED, ROOT, RunningArena

DOCKER = ROOT / "Docker"
# What the image brings without our asking.
LIBRARIES = {"linux-vdso", "libc", "libm", "libstdc++", "libgcc_s", "ld-linux-x86-64",
             "ld-linux-aarch64", "libpthread", "libdl", "librt"}


def stages():
    """The instructions of each stage of the Dockerfile."""
    text = (DOCKER / "Dockerfile").read_text()
    lines = re.sub(r"^\s*#.*\n", "", text, flags=re.M).replace("\\\n", " ").splitlines()
    found = []
    for line in filter(None, lines):
        name, _, argument = line.partition(" ")
        if name == "FROM":
            found.append([])
        found[-1].append((name, " ".join(argument.split())))
    return found


def last(name):
    return [argument for one, argument in stages()[-1] if one == name][-1]


def image_settings():
    return dict(one.split("=", 1) for one in last("ENV").split())


def needs(program):
    """The libraries that it needs and those that these need, by name with where each is."""
    told = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    lines = [line.split() for line in told.splitlines()]
    return {re.split(r"\.so|\s", os.path.basename(line[0]))[0]: line[2:3] for line in lines}


def test_the_built_tree_needs_nothing_that_the_image_lacks():
    needed = needs(BINARY)
    assert "libcurl4" in last("RUN") + str(stages()[-1])
    # The package brings what its library needs.
    brought = {"libcurl", *needs(needed["libcurl"][0])}
    assert set(needed) - brought <= LIBRARIES
    version = subprocess.run([BINARY, "version"], capture_output=True, text=True, check=True)
    assert re.fullmatch(r"arena \d+\.\d+\.\d+\n", version.stdout)


def test_the_built_tree_has_every_page_also_compressed():
    pages = INSTALLED / "usr" / "share" / "arena" / "Public"
    names = {path.relative_to(ROOT / "Public")
             for path in (ROOT / "Public").rglob("*") if path.is_file()}
    built = {path.relative_to(pages) for path in pages.rglob("*") if path.is_file()}
    assert built == names | {name.with_name(name.name + ".gz") for name in names}


def test_the_image_runs_the_program_without_rights():
    build, image = stages()
    assert build[0] == ("FROM", "swift:6.3-bookworm AS build")
    assert image[0] == ("FROM", "debian:bookworm-slim")
    assert ("RUN", "bash Docker/build.sh /installed") in build
    assert ("COPY", "--from=build /installed/ /") in image
    assert last("USER") == "10001:10001"
    assert json.loads(last("ENTRYPOINT")) == ["/usr/bin/arena"]
    assert json.loads(last("CMD")) == ["serve"]
    assert (last("EXPOSE"), last("STOPSIGNAL")) == ("8080", "SIGTERM")
    assert json.loads(last("VOLUME")) == [image_settings()["ARENA_DATA_DIR"]]
    assert "ca-certificates" in last("RUN") or "ca-certificates" in str(image)
    options, _, command = last("HEALTHCHECK").partition(" CMD ")
    assert json.loads(command) == ["/usr/bin/arena", "healthcheck"]
    assert options == "--interval=30s --timeout=3s --start-period=10s"


def test_the_build_context_holds_what_the_build_reads_and_no_more():
    lines = (DOCKER / "Dockerfile.dockerignore").read_text().splitlines()
    kept = {line[1:] for line in lines if line.startswith("!")}
    assert "*" in lines
    assert kept == {"Package.swift", "Sources", "Tests", "Public", "Docker/build.sh"}


def services():
    return yaml.safe_load((DOCKER / "compose.yaml").read_text())


def test_the_services_are_confined_and_come_back():
    compose = services()
    assert compose["services"].keys() == {"app", "proxy"}
    for service in compose["services"].values():
        assert service["restart"] == "unless-stopped"
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert {"max-size", "max-file"} <= service["logging"]["options"].keys()
        named = [volume.split(":")[0] for volume in service["volumes"]]
        assert all(one in compose["volumes"] or (DOCKER / one).is_file() for one in named)
    app, proxy = compose["services"]["app"], compose["services"]["proxy"]
    assert app["read_only"] and app["tmpfs"] == ["/tmp"]
    assert "ports" not in app, "only the proxy is reached from outside"
    assert (DOCKER / app["build"]["context"]).resolve() == ROOT
    assert (ROOT / app["build"]["dockerfile"]).is_file()
    secret = app["environment"]["ARENA_ADMIN_TOKEN_FILE"].removeprefix("/run/secrets/")
    assert app["secrets"] == [secret] and secret in compose["secrets"]
    assert proxy["depends_on"]["app"]["condition"] == "service_healthy"


def test_the_proxy_asks_the_app_and_sets_hsts():
    lines = [line.strip() for line in (DOCKER / "Caddyfile").read_text().splitlines()]
    assert lines[0] == "{$DOMAIN} {"
    assert 'header Strict-Transport-Security "max-age=31536000"' in lines
    assert "reverse_proxy app:8080" in lines


def unit():
    """The unit's sections; a key may stand several times."""
    parser = ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(DOCKER / "arena.service")
    return parser


def test_the_unit_confines_the_program():
    service = unit()["Service"]
    expected = {
        "Type": "notify", "DynamicUser": "yes", "StateDirectory": "arena",
        "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes",
        "NoNewPrivileges": "yes", "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX",
        "SystemCallFilter": "@system-service", "Restart": "on-failure",
        "ExecStart": "/usr/bin/arena serve",
    }
    assert {key: service[key] for key in expected} == expected


def test_every_setting_that_is_shipped_is_known_to_the_program(tmp_path):
    unit_text = (DOCKER / "arena.service").read_text()
    given = dict(re.findall(r"^Environment=(ARENA_\w+)=(.*)$", unit_text, flags=re.M))
    given |= image_settings() | services()["services"]["app"]["environment"]
    token = tmp_path / "token"
    token.write_text("t" * 43 + "\n")
    given |= {
        "ARENA_BASE_URL": "https://arena.example.org", "ARENA_ADMIN_TOKEN_FILE": str(token),
        "ARENA_PUBLIC_DIR": str(ROOT / "Public"),
    }
    told = subprocess.run([BINARY, "config"], env=given, capture_output=True, text=True)
    assert (told.returncode, told.stderr) == (0, "")
    assert "t" * 43 not in told.stdout


def test_the_health_check_tells_a_living_server_from_none(tmp_path):
    with RunningArena(tmp_path) as arena:
        settings = {"ARENA_LISTEN": f"127.0.0.1:{arena.port}"}
        asked = subprocess.run([BINARY, "healthcheck"], env=settings, capture_output=True)
        assert asked.returncode == 0, asked.stderr
    asked = subprocess.run([BINARY, "healthcheck"], env=settings, capture_output=True)
    assert asked.returncode == 1


def test_systemd_is_told_when_the_server_is_ready(tmp_path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(20)
        with RunningArena(tmp_path, NOTIFY_SOCKET=str(tmp_path / "notify")):
            assert "READY=1" in manager.recv(4096).decode().splitlines()
        assert "STOPPING=1" in manager.recv(4096).decode().splitlines()
