"""Fetches what pip does not install: Ansible's modules for AWS, which come with hundreds of others; moto's
tests, which come with its source only; and the AWS SDK for Java. A package for Python has a copy of that."""

import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

ENVIRONMENT = Path(__file__).parent / ".venv"
# The last folder of moto's tests: an environment from before it was needed gets it.
MOTO_STS = "moto/source/tests/test_sts"


def download(package, folder, *options):
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, "--no-deps", "--dest", folder, *options, package], check=True)
    (archive,) = Path(folder).iterdir()
    return archive


def fetch_collection(folder):
    with zipfile.ZipFile(download("ansible==12.3.0", folder)) as archive:
        collection = "ansible_collections/amazon/aws/"
        members = [name for name in archive.namelist() if name.startswith(collection)]
        archive.extractall(ENVIRONMENT / "collections", members)


def fetch_moto_tests(folder):
    moto = f"moto=={version('moto')}"
    with tarfile.open(download(moto, folder, "--no-binary", ":all:")) as archive:
        root = archive.getnames()[0].partition("/")[0]
        names = [f"{root}/tests/{name}" for name in ["__init__.py", "conftest.py", "test_iam/", "test_sts/"]]
        members = [m for m in archive.getmembers() if m.name.startswith(tuple(names))]
        for member in members:
            member.name = member.name.replace(root, "source", 1)
        archive.extractall(ENVIRONMENT / "moto", members, filter="data")


def fetch_java_sdk(folder):
    with tarfile.open(download("sagemaker-pyspark==1.4.5", folder)) as archive:
        (jar,) = [m for m in archive.getmembers() if "/aws-java-sdk-bundle-" in m.name]
        jar.name = "aws-java-sdk.jar"
        archive.extract(jar, ENVIRONMENT / "java", filter="data")


if __name__ == "__main__":
    parts = {"collections": fetch_collection, "java": fetch_java_sdk, MOTO_STS: fetch_moto_tests}
    for part, fetch in parts.items():
        if not (ENVIRONMENT / part).exists():
            with TemporaryDirectory() as temporary:
                fetch(temporary)
