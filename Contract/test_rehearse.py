"""Both clients behind `vitrine rehearse --`, with nothing else set up: what a release engineer types."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from contract_case import SAMPLES

VENV = Path(os.environ.get("CONTRACT_VENV", ""), "bin")

# A release as its engineers write it: a script of calls of the client, each of which ends the script when it fails.
AZURE_IMG_UTILS = """
set -eu
printf '{"clientId":"%s","clientSecret":"%s","tenantId":"%s","subscriptionId":"none",
"activeDirectoryEndpointUrl":"https://login.microsoftonline.com","managementEndpointUrl":"https://management.azure.com/"}' \
    "$AZURE_CLIENT_ID" "$AZURE_CLIENT_SECRET" "$AZURE_TENANT_ID" >credentials.json
echo '{"credentials_file": "credentials.json", "publisher_id": "contoso", "container": "images"}' >default.yaml
offer() { call=$1; shift; azure-img-utils cloud-partner-offer "$call" --no-color -C . --offer-id rehearsed "$@"; }
"""

UPLOAD_AND_PUBLISH = """
offer upload-offer-document --offer-document-file listing_config.json
offer publish --notification-emails a@contoso.example
"""

# It has no word for going live: its users do that with another.
AZPC = """
printf '{"aad_id":"%s","aad_secret":"%s","tenant_id":"%s","publisherId":"contoso"}' \
    "$AZURE_CLIENT_ID" "$AZURE_CLIENT_SECRET" "$AZURE_TENANT_ID" >config.yml
azpc vm create
azpc vm publish --name rehearsed --notification-emails a@contoso.example
"""

GO_LIVE = "offer go-live\n"


class RehearseTests(unittest.TestCase):
    subject = "vitrine rehearse"

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def rehearse(self, script, *arguments):
        """Whatever the machine's environment has of proxies and certificates, the command begins without."""
        temporary = self.folder / "tmp"
        temporary.mkdir(exist_ok=True)
        ended = subprocess.run(
            [os.environ["CONTRACT_VITRINE"], "rehearse", *arguments, "--", "bash", "-c", script],
            cwd=self.folder,
            env={"HOME": str(self.folder), "LANG": "C.UTF-8", "PATH": f"{VENV}:/usr/bin:/bin", "TMPDIR": str(temporary)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=180,
        )
        self.assertEqual(list(temporary.iterdir()), [], "a rehearsal leaves nothing")
        return ended

    def write_offer(self, sample):
        text = (SAMPLES / f"{sample}.json").read_text(encoding="utf-8").replace("OFFER", "rehearsed")
        (self.folder / "listing_config.json").write_text(text, encoding="utf-8")

    def test_azure_img_utils_goes_live(self):
        self.write_offer("core-virtual-machine")

        ended = self.rehearse(AZURE_IMG_UTILS + UPLOAD_AND_PUBLISH + GO_LIVE, "--expect", "live contoso/rehearsed", "--expect", "no-secret-in-clear")

        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
        self.assertIn("[met] live contoso/rehearsed", ended.stderr)

    def test_azpc_goes_live(self):
        self.write_offer("virtual-machine")

        ended = self.rehearse(AZURE_IMG_UTILS + AZPC + GO_LIVE, "--expect", "live contoso/rehearsed")

        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
        self.assertIn("[met] live contoso/rehearsed", ended.stderr)

    def test_what_is_expected_and_does_not_happen_fails_the_job(self):
        ended = self.rehearse("true", "--expect", "published contoso/vm")

        self.assertEqual(ended.returncode, 1)
        self.assertIn("[not met] published contoso/vm", ended.stderr)
