"""The way between clients and server is what README.md says it is. Runs after all clients: it looks at all that went through."""

import base64
import hashlib
import http.client
import json
import os
import urllib.parse
from importlib.metadata import distributions
from pathlib import Path

from clients import QUICK, SLOW, Credentials
from contract_case import LOGIN, ContractCase
from portal import Journal, refused_hosts

HOSTS = {"login.microsoftonline.com", "cloudpartner.azure.com"}


class WayTests(ContractCase):
    subject = "the way"

    def test_both_clients_are_installed_as_they_were_published(self):
        pinned = {("azure-img-utils", "1.2.0"), ("az-partner-center-cli", "0.0.28")}
        folders = [str(folder) for folder in Path(os.environ["CONTRACT_VENV"]).glob("lib/python*/site-packages")]
        installed = [found for found in distributions(path=folders) if (found.name, found.version) in pinned]

        self.assertEqual({(found.name, found.version) for found in installed}, pinned)
        for client in installed:
            hashed = [file for file in client.files if file.hash]
            self.assertTrue(any(file.suffix == ".py" for file in hashed))
            for file in hashed:
                digest = hashlib.new(file.hash.mode, file.locate().read_bytes()).digest()
                self.assertEqual(file.hash.value, base64.urlsafe_b64encode(digest).decode().rstrip("="), file)

    def test_msal_gets_its_token_from_the_built_in_issuer(self):
        token = self.azure_img_utils.evaluate("image.access_token")

        self.check(token, issuer=f"{LOGIN}/v2.0", application="azp")
        self.assertEqual(self.log.entries[-1]["sku"], "MSAL.Python")

    def test_adal_gets_its_token_from_the_built_in_issuer(self):
        token = self.azpc.evaluate("machine.get_auth()")

        self.check(token, issuer=f"{LOGIN}/", application="appid")
        self.assertEqual(self.log.entries[-1]["sku"], "Python")

    def test_the_proxy_leads_to_two_hosts_and_refuses_others(self):
        proxy = urllib.parse.urlsplit(os.environ["CONTRACT_PROXY"])
        for target in ("management.azure.com:443", "127.0.0.1:443"):
            connection = http.client.HTTPConnection(proxy.hostname, proxy.port, timeout=10)
            connection.request("CONNECT", target)
            self.assertEqual(connection.getresponse().status, 403, target)
            connection.close()

        self.assertLessEqual({"management.azure.com:443", "127.0.0.1:443"}, set(refused_hosts()))

    def test_no_client_asked_for_another_host(self):
        for way in QUICK, SLOW:
            asked = {entry["host"] for entry in Journal(from_the_start=True, way=way).entries}
            self.assertLessEqual(asked, HOSTS)
            self.assertLessEqual(set(refused_hosts(way)), {"management.azure.com:443", "127.0.0.1:443"})

    def check(self, token, issuer, application):
        head, claims = (json.loads(base64.urlsafe_b64decode(part + "==")) for part in token.split(".")[:2])
        self.assertIn(head["kid"], self.portal.key_ids(Credentials().tenant))
        self.assertEqual(claims["iss"], issuer)
        self.assertEqual(claims["aud"], "https://cloudpartner.azure.com")
        self.assertEqual(claims[application], Credentials().client_id)
