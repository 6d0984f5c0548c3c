"""az-partner-center-cli 0.0.28: `azpc vm show`, `create`, `update` and `list`."""

import json

from clients import Azpc, Credentials, disk
from contract_case import EXACT_NUMBERS, LOGIN, PORTAL, VERSION, VM_IMAGES, ContractCase, images

SIGN_IN = f"POST {LOGIN}/oauth2/token 200"


class AzpcTests(ContractCase):
    subject = "azpc"

    def test_shows_an_offer(self):
        shown = self.azpc.show("contosovirtualmachine")

        self.assertSame(shown, self.portal.get("contosovirtualmachine").document)
        address = f"{PORTAL}/contoso/offers/contosovirtualmachine{VERSION}"
        self.assertEqual(self.log.requests, [SIGN_IN, f"GET {address} 200"])

    def test_lists_virtual_machine_offers_and_no_others(self):
        machine = self.stored_offer("virtual-machine")
        other = self.stored_offer("core-virtual-machine")

        offers = self.azpc.list()

        ids = [offer["id"] for offer in offers]
        self.assertIn("contosovirtualmachine", ids)
        self.assertIn(machine, ids)
        self.assertNotIn(other, ids)
        self.assertEqual(ids, sorted(ids))
        self.assertEqual({offer["offerTypeId"] for offer in offers}, {"microsoft-azure-virtualmachines"})
        row = next(offer for offer in offers if offer["id"] == machine)
        self.assertEqual(row["definition"], {"displayText": "Contoso VM"})

    def test_sends_the_filter_of_a_list_with_a_raw_dollar_sign_and_quotes(self):
        self.azpc.list()

        filter = "&$filter=offerTypeId%20eq%20'microsoft-azure-virtualmachines'"
        self.assertEqual(self.log.requests, [SIGN_IN, f"GET {PORTAL}/contoso/offers{VERSION}{filter} 200"])

    def test_lists_nothing_for_a_publisher_without_offers(self):
        self.assertEqual(Azpc(self.folder / "fabrikam", publisher="fabrikam").list(), [])

    def test_creates_an_offer(self):
        document = self.sample_document("virtual-machine")
        offer = document["id"]

        created = self.azpc.create(document)

        self.assertSame(created, self.portal.get(offer).document)
        self.assertSame(created["definition"], document["definition"])
        self.assertEqual((created["status"], created["version"]), ("neverPublished", 1))
        address = f"{PORTAL}/contoso/offers/{offer}{VERSION}"
        self.assertEqual(self.log.requests, [SIGN_IN, f"GET {address} 404", f"PUT {address} 200"])
        self.assertIsNone(self.log.entries[-1]["ifMatch"])

    def test_updates_instead_of_creating_an_offer_that_is_there(self):
        document = self.sample_document("virtual-machine")
        self.azpc.create(document)
        document["definition"]["displayText"] = "Created again"

        self.azpc.create(document)

        self.assertSame(self.portal.get(document["id"]).document["definition"], document["definition"])

    def test_updates_an_offer(self):
        offer = self.stored_offer("virtual-machine")
        before = self.portal.get(offer)
        document = self.azpc.show(offer)
        document["definition"]["offer"]["microsoft-azure-marketplace.title"] = "Größe 2"
        document["definition"]["contoso.new"] = {"kept": [None, {}, []]}

        updated = self.azpc.update(document)

        after = self.portal.get(offer)
        self.assertSame(updated, after.document)
        self.assertSame(after.document["definition"], document["definition"])
        self.assertGreater(after.document["changedTime"], before.document["changedTime"])
        self.assertNotEqual(after.tag, before.tag)

    def test_adds_an_image_and_removes_one(self):
        offer = self.stored_offer("virtual-machine")
        image = {"osVhdUrl": disk("vm-20260202"), "lunVhdDetails": []}
        document = self.azpc.show(offer)
        images(document, VM_IMAGES)["2026.02.02"] = image

        added = self.azpc.update(document)
        document = self.azpc.show(offer)
        del images(document, VM_IMAGES)["2026.01.01"]
        removed = self.azpc.update(document)

        self.assertEqual(list(images(added, VM_IMAGES)), ["2026.01.01", "2026.02.02"])
        self.assertSame(images(removed, VM_IMAGES), {"2026.02.02": image})
        self.assertSame(self.portal.get(offer).document, removed)
        self.assertPublishable(offer)

    def test_keeps_members_and_numbers_that_it_does_not_know(self):
        text = self.sample("unknown-members")
        offer = self.stored(text)
        sent = self.portal.get(offer).definition
        self.assertIn(sent, text)

        self.azpc.update(self.azpc.show(offer))

        definition = self.portal.get(offer).definition
        self.assertEqual(definition, json.dumps(json.loads(sent)))
        for number in EXACT_NUMBERS:
            self.assertIn(f"{number}, ", definition)

    def test_changes_nothing_by_updating_with_what_is_there(self):
        offer = self.stored_offer("virtual-machine")
        before = self.portal.get(offer)

        self.azpc.update(self.azpc.show(offer))

        self.assertEqual(self.portal.get(offer).tag, before.tag)

    def test_keeps_secrets_that_it_never_sees(self):
        document = self.sample_document("virtual-machine")
        offer = document["id"]
        key = "microsoft-azure-marketplace.tableLeadConfiguration"
        document["definition"]["offer"][key] = {"connectionString": "AccountKey=a-secret-of-leads"}
        pointer = f"/definition/offer/{key}/connectionString"

        created = self.azpc.create(document)
        self.assertEqual(created["definition"]["offer"][key], {})
        self.assertEqual(self.portal.get(offer).secrets, pointer)
        shown = self.azpc.show(offer)
        shown["definition"]["displayText"] = "Changed"
        updated = self.azpc.update(shown)

        self.assertEqual(self.portal.get(offer).secrets, pointer)
        for answer in created, shown, updated, self.azpc.list():
            self.assertNotIn("a-secret-of-leads", json.dumps(answer))

    def test_takes_its_credentials_from_the_environment(self):
        client = Azpc(self.folder / "environment", credentials=Credentials().with_wrong_secret)

        outcome = client.command(
            "show", client.named("contosovirtualmachine"), AZURE_CLIENT_SECRET=Credentials().secret
        )

        self.assertEqual(json.loads(outcome.succeeded.output)["id"], "contosovirtualmachine")

    def test_fails_with_a_wrong_secret(self):
        client = Azpc(self.folder / "wrong", credentials=Credentials().with_wrong_secret)

        outcome = client.command("show", client.named("contosovirtualmachine")).failed

        self.assertIn("AdalError: Get Token request returned http error: 401 and server response:", outcome.errors)
        self.assertIn('{"error":"invalid_client"', outcome.errors)
        self.assertEqual(self.log.requests, [f"POST {LOGIN}/oauth2/token 401"])

    def test_fails_to_create_with_an_unknown_application(self):
        document = self.sample_document("virtual-machine")
        stranger = Credentials(client_id="99999999-9999-9999-9999-999999999999")

        outcome = Azpc(self.folder / "unknown", credentials=stranger).command("create", document).failed

        self.assertIn('{"error":"invalid_client"', outcome.errors)
        self.assertNotIn(document["id"], [offer["id"] for offer in self.azpc.list()])

    def test_fails_for_an_offer_that_is_not_there(self):
        outcome = self.azpc.command("show", self.azpc.named("no-such-offer")).failed

        self.assertIn("ConnectionError: {", outcome.errors)
        self.assertIn('"code": "OfferNotFound"', outcome.errors)

    def test_fails_for_a_publisher_without_a_role(self):
        client = Azpc(self.folder / "other", publisher="northwind")

        outcome = client.command("update", self.sample_document("virtual-machine") | {"publisherId": "northwind"}).failed

        self.assertIn("ConnectionError: {", outcome.errors)
        self.assertIn('"code": "Forbidden"', outcome.errors)

    def test_fails_to_change_the_type_of_an_offer(self):
        offer = self.stored_offer("virtual-machine")
        before = self.portal.get(offer)
        document = self.azpc.show(offer) | {"offerTypeId": "microsoft-azure-corevm"}

        outcome = self.azpc.command("update", document).failed

        self.assertIn('"code": "BadRequest"', outcome.errors)
        self.assertIn('"target": "/offerTypeId"', outcome.errors)
        after = self.portal.get(offer)
        self.assertEqual((after.text, after.tag), (before.text, before.tag))
