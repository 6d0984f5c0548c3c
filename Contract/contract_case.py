"""What the test programs have in common."""

import itertools
import json
import tempfile
import unittest
from pathlib import Path

from clients import QUICK, AzureImgUtils, Azpc, Credentials
from portal import Portal, Journal

SAMPLES = Path(__file__).parent / "samples"
PORTAL = "https://cloudpartner.azure.com/api/publishers"
LOGIN = "https://login.microsoftonline.com/" + Credentials().tenant
VERSION = "?api-version=2017-10-31"

# Where a virtual machine offer and a core virtual machine offer keep a plan's images.
VM_IMAGES = "microsoft-azure-virtualmachines.vmImages"
CORE_IMAGES = "microsoft-azure-corevm.vmImagesPublicAzure"

# Numbers of samples/unknown-members.json that Python's JSON library writes as it read them.
EXACT_NUMBERS = ["9007199254740993", "636576975611768314", "123456789012345678901234567890", "1.0", "-0.0"]


class ContractCase(unittest.TestCase):
    """A test with both clients, each in a folder of its own, and offers that no other test knows."""

    maxDiff = None

    # What a report names the tests after.
    subject = ""

    # Which server the clients are led to.
    way = QUICK

    _numbers = itertools.count(1)

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.portal = Portal(way=self.way)
        self.log = Journal(way=self.way)
        self.azure_img_utils = AzureImgUtils(self.folder / "azure-img-utils", way=self.way)
        self.azpc = Azpc(self.folder / "azpc", way=self.way)

    def sample(self, name):
        """A sample's text, as a new offer."""
        text = (SAMPLES / f"{name}.json").read_text(encoding="utf-8")
        return text.replace("OFFER", f"offer-{next(self._numbers)}")

    def sample_document(self, name):
        return json.loads(self.sample(name))

    def stored_offer(self, name):
        """The id of a new offer that the server has already, put there without a client."""
        return self.stored(self.sample(name))

    def stored(self, text):
        offer = json.loads(text)["id"]
        self.portal.put(offer, text)
        return offer

    def assertSame(self, first, second):
        """Asserts that two documents have the same members in the same order, and numbers of the same kind: `1` is not
        `1.0` here, though it is to Python."""
        self.assertEqual(json.dumps(first, indent=1), json.dumps(second, indent=1))

    def assertPublishable(self, offer):
        """Asserts that nothing stands against publishing the draft: no error, and no warning either."""
        self.assertEqual(self.portal.findings(offer), [])

    def assertNowhere(self, secret):
        """Asserts that a text is in no file of the clients' folders but those that a test wrote for them."""
        ours = {"upload.json", "listing_config.json"}
        for file in self.folder.rglob("*"):
            if file.is_file() and file.name not in ours:
                self.assertNotIn(secret.encode(), file.read_bytes(), file.name)


def images(document, key, plan=0):
    """The images of a plan in a document."""
    return document["definition"]["plans"][plan][key]
