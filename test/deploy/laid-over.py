"""What a Hetzner server lays over compose.yaml.

laid-over.py write USER-DATA README FOLDER    takes compose.server.yaml and compose.local.yaml out of where they stand
laid-over.py check SERVER LOCAL               asserts what the loader of Docker Compose made of them (JSON)
"""

import json
import pathlib
import re
import sys

import yaml


def write(user_data: str, readme: str, folder: str) -> None:
    files = yaml.safe_load(pathlib.Path(user_data).read_text())["write_files"]
    server = next(file["content"] for file in files if file["path"] == "/etc/fast-track/compose.server.yaml")
    [local] = re.findall(r"^```yaml\n(.*?)^```", pathlib.Path(readme).read_text(), re.DOTALL | re.MULTILINE)
    pathlib.Path(folder, "compose.server.yaml").write_text(server)
    pathlib.Path(folder, "compose.local.yaml").write_text(local)


def check(server: str, local: str) -> None:
    project = json.loads(pathlib.Path(server).read_text())
    mongodb = project["services"]["mongodb"]
    volume = next(mount["source"] for mount in mongodb["volumes"] if mount["target"] == "/data/db")
    device = project["volumes"][volume]["driver_opts"]["device"]
    assert device == "/mnt/fast-track/mongodb", f"MongoDB writes to {device}, not to the data volume"
    assert mongodb["user"] == "999:999", "MongoDB does not run as the owner of its folder on the data volume"
    assert project["services"]["backend"]["environment"]["NODE_ENV"] == "production", "the server is a trial"
    assert "dev-secret-key" not in json.dumps(project), "the server uses a published secret"

    services = json.loads(pathlib.Path(local).read_text())["services"]
    assert not services["frontend"].get("ports"), "nginx and Caddy would both want port 80"
    published = {port["published"] for port in services["caddy"]["ports"]}
    assert published == {"80", "443"}, f"Caddy publishes {published}"
    shared = set(services["caddy"]["networks"]) & set(services["frontend"]["networks"])
    assert shared, "Caddy cannot reach the web app"


if __name__ == "__main__":
    {"write": write, "check": check}[sys.argv[1]](*sys.argv[2:])
