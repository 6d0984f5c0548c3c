"""The two clients, as their users run them: a command line, settings in files, a proxy in the environment."""

import json
import os
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path


# What the URL of a disk needs behind it: the form of a signature that holds for long, and none that opens anything.
SIGNATURE = "?sv=2018-03-28&sr=c&sp=rl&st=2026-01-01T00:00:00Z&se=2099-01-01T00:00:00Z&sig=a%2Fb%3D"


def disk(name):
    """The URL of a disk."""
    return f"https://contoso.example/images/{name}.vhd{SIGNATURE}"


@dataclass(frozen=True)
class Credentials:
    """Whom a client says it is. The default is the application of way.yaml."""

    client_id: str = "11111111-1111-1111-1111-111111111111"
    secret: str = "demo-secret"
    tenant: str = "72f988bf-86f1-41af-91ab-2d7cd011db47"

    @property
    def with_wrong_secret(self):
        return replace(self, secret="not-the-secret")


@dataclass(frozen=True)
class Way:
    """A rehearsal that run.sh started: a server, and the proxy that leads clients to it."""

    prefix: str

    @property
    def server(self):
        return os.environ[f"{self.prefix}_SERVER"]

    @property
    def proxy(self):
        return os.environ[f"{self.prefix}_PROXY"]

    @property
    def authority(self):
        return os.environ[f"{self.prefix}_CA"]

    @property
    def refused(self):
        """Where the proxy says which hosts it refused."""
        return Path(os.environ[f"{self.prefix}_REFUSED"])


# Operations end after a second or two here ...
QUICK = Way("CONTRACT")

# ... and only when they are canceled here.
SLOW = Way("CONTRACT_SLOW")


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    command: list
    status: int
    output: str
    errors: str

    @property
    def succeeded(self):
        """Itself, where the command says that all went well."""
        assert self.status == 0, f"it failed with status {self.status}:\n{self}"
        return self

    @property
    def failed(self):
        assert self.status != 0, f"it succeeded, and should not:\n{self}"
        return self

    def __str__(self):
        return f"$ {' '.join(self.command)}\n{self.output}{self.errors}"


class Client:
    """A program of the clients' virtual environment, in a folder of its own that is its home directory too."""

    # Longer than azure-img-utils takes to give up on a write that fails: five retries, 62 seconds.
    TIMEOUT = 180

    def __init__(self, folder, publisher="contoso", credentials=Credentials(), way=QUICK):
        self.folder = Path(folder)
        self.publisher = publisher
        self.credentials = credentials
        self.way = way
        self.folder.mkdir(parents=True, exist_ok=True)
        self.write_settings()

    def write_settings(self):
        raise NotImplementedError

    def run(self, program, *arguments, **more_environment):
        command = [program, *arguments]
        executable = Path(os.environ["CONTRACT_VENV"], "bin", program)
        ended = subprocess.run(
            [executable, *arguments],
            cwd=self.folder,
            env=self.environment | more_environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=self.TIMEOUT,
        )
        return Outcome(command, ended.returncode, ended.stdout, ended.stderr)

    @property
    def environment(self):
        """Nothing of the caller's: no other proxy, no other certificates, no credentials."""
        return {
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PATH": "/usr/bin:/bin",
            "HTTPS_PROXY": self.way.proxy,
            "REQUESTS_CA_BUNDLE": self.way.authority,
        }

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    def write_json(self, name, value):
        return self.write(name, json.dumps(value, indent=2))


class AzureImgUtils(Client):
    """`azure-img-utils`, with a profile and a credentials file as its documentation has them."""

    def write_settings(self):
        self.write_json(
            "credentials.json",
            {
                "clientId": self.credentials.client_id,
                "clientSecret": self.credentials.secret,
                "tenantId": self.credentials.tenant,
                "subscriptionId": "d2b43582-c056-4b5a-a992-7230ffa51e8d",
                "activeDirectoryEndpointUrl": "https://login.microsoftonline.com",
                "managementEndpointUrl": "https://management.core.windows.net/",
            },
        )
        # A container must have a name, though none is asked for anything when the image's URL is given.
        self.write_json(
            "default.yaml",
            {"credentials_file": "credentials.json", "publisher_id": self.publisher, "container": "images"},
        )

    def command(self, name, *arguments):
        return self.run("azure-img-utils", "cloud-partner-offer", name, "--no-color", "-C", ".", *arguments)

    def get(self, offer):
        return self.command("get-offer-document", "--offer-id", offer, "--offer-document-file", "read.json")

    def read(self, offer):
        """The offer's document, as the client wrote it to a file."""
        self.get(offer).succeeded
        return json.loads((self.folder / "read.json").read_text(encoding="utf-8"))

    def upload(self, offer, document):
        name = self.write_json("upload.json", document)
        return self.command("upload-offer-document", "--offer-id", offer, "--offer-document-file", name)

    def add_image(self, offer, plan, name, *arguments):
        return self.command(
            *("add-image-to-offer", "--offer-id", offer, "--sku", plan, "--image-name", name),
            *("--image-description", f"Image {name}", "--label", "Contoso", "--blob-name", f"{name}.vhd"),
            *("--blob-url", disk(name), *arguments),
        )

    def remove_image(self, offer, plan, version, *arguments):
        urn = f"{self.publisher}:{offer}:{plan}:{version}"
        return self.command("remove-image-from-offer", "--image-urn", urn, *arguments)

    def publish(self, offer, *arguments):
        emails = ("--notification-emails", "a@contoso.example,b@contoso.example")
        return self.command("publish", "--offer-id", offer, *(arguments or emails))

    def go_live(self, offer):
        return self.command("go-live", "--offer-id", offer)

    def status(self, offer):
        """The offer's status. The library has a word for it and for an operation, the command line has none."""
        return self.evaluate(f"image.get_offer_status({offer!r}, {self.publisher!r})")

    def operation(self, uri):
        return self.evaluate(f"image.get_operation({uri!r})")

    def evaluate(self, expression):
        """What an expression of the library gives, where the command line has no word for it. `image` is an
        `AzureImage`."""
        program = (
            "import json\nfrom azure_img_utils.azure_image import AzureImage\n"
            f"image = AzureImage(credentials_file='credentials.json')\nprint(json.dumps({expression}))\n"
        )
        return json.loads(self.run("python", "-c", program).succeeded.output)


class Azpc(Client):
    """`azpc vm`, with its config.yml and listing_config.json."""

    def write_settings(self):
        self.write_json(
            "config.yml",
            {
                "aad_id": self.credentials.client_id,
                "aad_secret": self.credentials.secret,
                "tenant_id": self.credentials.tenant,
                "publisherId": self.publisher,
            },
        )

    def command(self, name, document=None, *arguments, **more_environment):
        """Runs a command with `document` as the listing that it reads from listing_config.json."""
        if document is not None:
            self.write_json("listing_config.json", document)
        return self.run("azpc", "vm", name, *arguments, **more_environment)

    def named(self, offer):
        """The least that it takes to say which offer is meant."""
        return {"publisherId": self.publisher, "id": offer}

    def list(self):
        return json.loads(self.command("list").succeeded.output)

    def show(self, offer):
        return json.loads(self.command("show", self.named(offer)).succeeded.output)

    def create(self, document):
        return json.loads(self.command("create", document).succeeded.output)

    def update(self, document):
        return json.loads(self.command("update", document).succeeded.output)

    def publish(self, offer):
        emails = "a@contoso.example,b@contoso.example"
        return self.command("publish", self.named(offer), "--name", offer, "--notification-emails", emails)

    def status(self, offer):
        """The offer's status, of which the client has no other word."""
        return self.show(offer)["status"]

    def evaluate(self, expression):
        """What an expression of the library gives. `machine` is a `VirtualMachine`."""
        program = (
            "import json\nfrom azureiai.partner_center.offers.virtual_machine import VirtualMachine\n"
            "files = {'config_yaml': 'config.yml', 'json_listing_config': 'listing_config.json'}\n"
            f"machine = VirtualMachine(**files)\nprint(json.dumps({expression}))\n"
        )
        return json.loads(self.run("python", "-c", program).succeeded.output)
