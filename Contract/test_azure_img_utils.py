"""azure-img-utils 1.2.0: reads an offer document, uploads a changed one, adds an image and removes one."""

import json

from clients import AzureImgUtils, Credentials, disk
from contract_case import CORE_IMAGES, EXACT_NUMBERS, LOGIN, PORTAL, VERSION, VM_IMAGES, ContractCase, images

SIGN_IN = [
    f"GET {LOGIN}/v2.0/.well-known/openid-configuration 200",
    f"POST {LOGIN}/oauth2/v2.0/token 200",
]


class AzureImgUtilsTests(ContractCase):
    subject = "azure-img-utils"

    def test_reads_an_offer_document(self):
        document = self.azure_img_utils.read("contosovirtualmachine")

        self.assertSame(document, self.portal.get("contosovirtualmachine").document)
        address = f"{PORTAL}/contoso/offers/contosovirtualmachine{VERSION}"
        self.assertEqual(self.log.requests, SIGN_IN + [f"GET {address} 200"])

    def test_uploads_a_changed_document(self):
        offer = self.stored_offer("core-virtual-machine")
        before = self.portal.get(offer)
        document = self.azure_img_utils.read(offer)
        document["definition"]["offer"]["microsoft-azure-corevm.title"] = "Größe 2"
        document["definition"]["contoso.new"] = {"kept": [None, {}, []]}

        self.azure_img_utils.upload(offer, document).succeeded

        after = self.portal.get(offer)
        self.assertSame(after.document["definition"], document["definition"])
        self.assertGreater(after.document["changedTime"], before.document["changedTime"])
        self.assertNotEqual(after.tag, before.tag)
        written = self.log.entries[-1]
        self.assertEqual((written["method"], written["status"], written["ifMatch"]), ("PUT", 200, "*"))

    def test_creates_an_offer_by_uploading_its_document(self):
        document = self.sample_document("core-virtual-machine")

        self.azure_img_utils.upload(document["id"], document).succeeded

        created = self.portal.get(document["id"]).document
        self.assertSame(created["definition"], document["definition"])
        self.assertEqual((created["status"], created["version"]), ("neverPublished", 1))

    def test_adds_an_image_and_removes_one(self):
        offer = self.stored_offer("core-virtual-machine")
        before = self.portal.get(offer).document

        self.azure_img_utils.add_image(offer, "gen1", "contoso-linux-v20260202").succeeded
        added = self.portal.get(offer).document
        self.azure_img_utils.remove_image(offer, "gen1", "2026.01.01").succeeded
        removed = self.portal.get(offer).document

        self.assertEqual(list(images(added, CORE_IMAGES)), ["2026.01.01", "2026.02.02"])
        self.assertEqual(list(images(removed, CORE_IMAGES)), ["2026.02.02"])
        image = {
            "osVhdUrl": disk("contoso-linux-v20260202"),
            "label": "Contoso",
            "mediaName": "contoso-linux-v20260202",
            "publishedDate": "02/02/2026",
            "description": "Image contoso-linux-v20260202",
            "showInGui": True,
            "lunVhdDetails": [],
        }
        self.assertSame(images(removed, CORE_IMAGES)["2026.02.02"], image)
        self.assertPublishable(offer)
        images(before, CORE_IMAGES).clear()
        images(removed, CORE_IMAGES).clear()
        self.assertSame(removed["definition"], before["definition"])

    def test_adds_an_image_to_a_disk_generation_and_removes_one(self):
        offer = self.stored_offer("core-virtual-machine")

        added = self.azure_img_utils.add_image(
            offer, "gen1", "contoso-linux-v20260202", "--generation-id", "gen2", "--generation-suffix", "uefi"
        )
        added.succeeded
        self.azure_img_utils.remove_image(offer, "gen2", "2026.01.01").succeeded

        document = self.azure_img_utils.read(offer)
        self.assertEqual(list(images(document, CORE_IMAGES)), ["2026.01.01", "2026.02.02"])
        generation = images(document, "diskGenerations")[0][CORE_IMAGES]
        self.assertEqual(list(generation), ["2026.02.02"])
        self.assertEqual(generation["2026.02.02"]["mediaName"], "contoso-linux-v20260202-uefi")
        self.assertPublishable(offer)

    def test_adds_and_removes_images_of_virtual_machine_offers(self):
        offer = self.stored_offer("virtual-machine")
        key = ("--vm-images-key", VM_IMAGES)

        self.azure_img_utils.add_image(offer, "standard", "contoso-vm-v20260202", *key).succeeded
        self.azure_img_utils.remove_image(offer, "standard", "2026.01.01", *key).succeeded

        self.assertEqual(list(images(self.portal.get(offer).document, VM_IMAGES)), ["2026.02.02"])
        self.assertPublishable(offer)

    def test_keeps_members_and_numbers_that_it_does_not_know(self):
        text = self.sample("unknown-members")
        offer = self.stored(text)
        sent = self.portal.get(offer).definition
        self.assertIn(sent, text)

        self.azure_img_utils.upload(offer, self.azure_img_utils.read(offer)).succeeded

        # The server adds no change of its own: what it has now is to the byte what this client's JSON library writes.
        definition = self.portal.get(offer).definition
        self.assertEqual(definition, json.dumps(json.loads(sent)))
        for number in EXACT_NUMBERS:
            self.assertIn(f"{number}, ", definition)

    def test_changes_nothing_by_uploading_what_is_there(self):
        offer = self.stored_offer("core-virtual-machine")
        before = self.portal.get(offer)

        for _ in range(2):
            self.azure_img_utils.upload(offer, self.azure_img_utils.read(offer)).succeeded

        self.assertEqual(self.portal.get(offer).tag, before.tag)

    def test_keeps_secrets_that_it_never_sees(self):
        document = self.sample_document("core-virtual-machine")
        offer = document["id"]
        settings = document["definition"]["offer"]["microsoft-azure-corevm.tableLeadConfiguration"]
        settings["connectionString"] = "AccountKey=a-secret-of-leads"
        pointer = "/definition/offer/microsoft-azure-corevm.tableLeadConfiguration/connectionString"

        self.azure_img_utils.upload(offer, document).succeeded
        self.assertEqual(self.portal.get(offer).secrets, pointer)
        read = self.azure_img_utils.read(offer)
        self.assertEqual(read["definition"]["offer"]["microsoft-azure-corevm.tableLeadConfiguration"], {})
        read["definition"]["displayText"] = "Changed"
        self.azure_img_utils.upload(offer, read).succeeded
        self.azure_img_utils.add_image(offer, "gen1", "contoso-linux-v20260202").succeeded
        self.azure_img_utils.remove_image(offer, "gen1", "2026.01.01").succeeded

        after = self.portal.get(offer)
        self.assertEqual(after.secrets, pointer)
        self.assertEqual(after.document["definition"]["displayText"], "Changed")
        self.azure_img_utils.read(offer)
        self.assertNowhere("a-secret-of-leads")

    def test_tells_whether_an_offer_exists(self):
        there = [
            self.azure_img_utils.evaluate(f"image.offer_exists('{offer}', 'contoso')")
            for offer in ("contosovirtualmachine", "no-such-offer")
        ]

        self.assertEqual(there, [True, False])

    def test_fails_with_a_wrong_secret(self):
        client = AzureImgUtils(self.folder / "wrong", credentials=Credentials().with_wrong_secret)

        outcome = client.get("contosovirtualmachine").failed

        self.assertIn("Unable to authenticate against https://cloudpartner.azure.com/.default: invalid_client", str(outcome))
        # MSAL looks for older tokens under the authority's other names before it gives up.
        self.assertEqual(self.log.requests[:2], [SIGN_IN[0], f"POST {LOGIN}/oauth2/v2.0/token 401"])
        self.assertIn("/common/discovery/instance?", self.log.requests[2])
        self.assertEqual({entry["host"] for entry in self.log.entries}, {"login.microsoftonline.com"})

    def test_fails_to_upload_with_an_unknown_application(self):
        document = self.sample_document("core-virtual-machine")
        stranger = Credentials(client_id="99999999-9999-9999-9999-999999999999")

        outcome = AzureImgUtils(self.folder / "unknown", credentials=stranger).upload(document["id"], document).failed

        self.assertIn("invalid_client", str(outcome))
        self.assertFalse(self.azure_img_utils.evaluate(f"image.offer_exists('{document['id']}', 'contoso')"))

    def test_fails_for_an_offer_that_is_not_there(self):
        outcome = self.azure_img_utils.get("no-such-offer").failed

        self.assertIn("404 Client Error: Not Found", str(outcome))
        self.assertIn('Error Message: {"error":{"code":"OfferNotFound"', str(outcome))

    def test_fails_for_a_publisher_without_a_role(self):
        outcome = AzureImgUtils(self.folder / "other", publisher="northwind").get("contosovirtualmachine").failed

        self.assertIn("403 Client Error: Forbidden", str(outcome))
        self.assertIn('Error Message: {"error":{"code":"Forbidden"', str(outcome))
