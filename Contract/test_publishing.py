"""Both clients take offers through publish and go live, and follow them by what they have for it.

azure-img-utils has a publish and a go live that print where the operation is, and in its library the operation and the
offer's status; azpc has a publish, and shows the offer. Neither waits, cancels or lists submissions by itself.
"""

import contextlib
import threading
import time
import urllib.error

from clients import SLOW
from contract_case import PORTAL, VERSION, VM_IMAGES, ContractCase, images

EMAILS = "a@contoso.example,b@contoso.example"
PUBLISHED = "Published cloud partner offer. Operation URI: "
SET_LIVE = "Cloud partner offer set as go-live. Operation URI: "

ASK_ONCE = """
from azure_img_utils.azure_image import AzureImage
from azure_img_utils.cloud_partner import get_cloud_partner_api_headers, process_request
image = AzureImage(credentials_file="credentials.json")
headers = get_cloud_partner_api_headers(image.access_token, content_type="application/json")
process_request("{address}", headers, data={{"metadata": {{}}}}, method="post", retries=0)
"""


class PublishingCase(ContractCase):
    # How often a client asks before a test takes it that no end will come. Starting the client is the pause.
    MOST_ASKED = 60

    def until_it_ends(self, ask):
        """What a client is told last, asking until that is no longer `running`."""
        for _ in range(self.MOST_ASKED):
            status = ask()
            if status != "running":
                return status
        self.fail(f"it still runs after {self.MOST_ASKED} questions")

    def wait_for(self, request, seconds=60):
        """Waits until a request was answered so."""
        end = time.monotonic() + seconds
        while request not in self.log.requests:
            self.assertLess(time.monotonic(), end, f"no {request}")
            time.sleep(0.05)

    @contextlib.contextmanager
    def meanwhile(self, command):
        """Runs a client's command beside what is done in the `with`; at its end the outcome is there."""
        outcomes = []
        thread = threading.Thread(target=lambda: outcomes.append(command()))
        thread.start()
        try:
            yield outcomes
        finally:
            thread.join()

    def operation_uri(self, outcome, words):
        """What azure-img-utils prints after `words`: where the operation is, to be put after the host's name."""
        line = outcome.succeeded.output.strip()
        offers = r"/api/publishers/contoso/offers/[a-z0-9-]+/operations/[0-9a-f-]{36}\?api-version=2017-10-31"
        self.assertRegex(line, f"^{words}{offers}$")
        return line.removeprefix(words)

    def assertNothingInSlot(self, offer, name):
        with self.assertRaises(urllib.error.HTTPError) as caught:
            self.portal.slot(offer, name)
        self.assertEqual(caught.exception.code, 404)
        caught.exception.close()

    def address(self, offer, call):
        return f"{PORTAL}/contoso/offers/{offer}/{call}{VERSION}"


class PublishingTests(PublishingCase):
    subject = "publishing"

    def test_azure_img_utils_takes_an_offer_to_production_following_its_operations(self):
        client = self.azure_img_utils
        document = self.sample_document("core-virtual-machine")
        offer = document["id"]
        client.upload(offer, document).succeeded
        self.assertEqual(client.status(offer), "neverPublished")

        publish = self.operation_uri(client.publish(offer), PUBLISHED)
        self.assertEqual(self.until_it_ends(lambda: client.operation(publish)["status"]), "succeeded")
        self.assertEqual(client.status(offer), "waitingForPublisherReview")
        self.assertNothingInSlot(offer, "production")
        go_live = self.operation_uri(client.go_live(offer), SET_LIVE)
        self.assertEqual(self.until_it_ends(lambda: client.operation(go_live)["status"]), "succeeded")

        self.assertEqual(client.status(offer), "succeeded")
        production = self.portal.slot(offer, "production").document
        self.assertSame(production["definition"], document["definition"])
        self.assertEqual((production["status"], production["version"]), ("succeeded", 1))
        # The library follows any address that the server gives, a slot's too.
        slot = f"/api/publishers/contoso/offers/{offer}/slot/production{VERSION}"
        self.assertSame(client.operation(slot), production)
        # The other form of the publish operation's address, which offers that are not migrated have.
        other = f"/api/operations/contoso${offer}$1$preview{VERSION}"
        self.assertSame(client.operation(other), client.operation(publish))
        draft = client.read(offer)
        self.assertSame(draft["definition"], document["definition"])
        self.assertEqual((draft["status"], draft["version"]), ("succeeded", 2))
        sent = [request for request in self.log.requests if request.startswith(f"POST {PORTAL}")]
        self.assertEqual(sent, [f"POST {self.address(offer, call)} 202" for call in ("publish", "golive")])

    def test_azure_img_utils_takes_a_new_image_to_production_following_the_offer(self):
        client = self.azure_img_utils
        offer = self.stored_offer("virtual-machine")
        for call in client.publish, client.go_live:
            call(offer).succeeded
            self.until_it_ends(lambda: client.status(offer))
        live = self.portal.slot(offer, "production")

        client.add_image(offer, "standard", "contoso-vm-v20260202", "--vm-images-key", VM_IMAGES).succeeded
        client.publish(offer).succeeded
        self.assertEqual(self.until_it_ends(lambda: client.status(offer)), "waitingForPublisherReview")
        self.assertSame(self.portal.slot(offer, "production").document["definition"], live.document["definition"])
        client.go_live(offer).succeeded
        self.assertEqual(self.until_it_ends(lambda: client.status(offer)), "succeeded")

        production = self.portal.slot(offer, "production").document
        self.assertEqual(list(images(production, VM_IMAGES)), ["2026.01.01", "2026.02.02"])
        self.assertEqual((live.document["version"], production["version"]), (1, 2))

    def test_azpc_takes_an_offer_to_preview_showing_it_until_it_waits_for_review(self):
        document = self.sample_document("virtual-machine")
        offer = document["id"]
        self.assertEqual(self.azpc.create(document)["status"], "neverPublished")

        outcome = self.azpc.publish(offer)

        # It prints whether the response that it got is an object, and nothing of what that says.
        self.assertEqual(outcome.succeeded.output, "true\n")
        self.assertEqual(self.log.requests[-1], f"POST {self.address(offer, 'publish')} 202")
        self.assertEqual(self.until_it_ends(lambda: self.azpc.status(offer)), "waitingForPublisherReview")
        row = next(row for row in self.azpc.list() if row["id"] == offer)
        self.assertEqual(row["status"], "waitingForPublisherReview")
        preview = self.portal.slot(offer, "preview").document
        self.assertSame(preview["definition"], document["definition"])
        self.assertEqual((preview["version"], self.azpc.show(offer)["version"]), (1, 2))
        self.assertNothingInSlot(offer, "production")

    def test_azure_img_utils_goes_live_with_what_azpc_published(self):
        document = self.azpc.create(self.sample_document("virtual-machine"))
        offer = document["id"]

        self.azpc.publish(offer).succeeded
        self.assertEqual(self.until_it_ends(lambda: self.azure_img_utils.status(offer)), "waitingForPublisherReview")
        self.azure_img_utils.go_live(offer).succeeded

        self.assertEqual(self.until_it_ends(lambda: self.azpc.status(offer)), "succeeded")
        self.assertSame(self.portal.slot(offer, "production").document["definition"], document["definition"])
        go_live, publish = self.portal.submissions(offer)
        self.assertEqual((publish["submissionType"], publish["slot"]), ("publish", "staging"))
        self.assertEqual((go_live["submissionType"], go_live["slot"]), ("goLive", "production"))
        self.assertEqual({row["submissionState"] for row in (publish, go_live)}, {"succeeded"})
        self.assertEqual({row["offerVersion"] for row in (publish, go_live)}, {1})

    def test_azpc_publishes_again_what_azure_img_utils_took_to_production(self):
        offer = self.stored_offer("virtual-machine")
        for call in self.azure_img_utils.publish, self.azure_img_utils.go_live:
            call(offer).succeeded
            self.until_it_ends(lambda: self.azpc.status(offer))
        document = self.azpc.show(offer)
        document["definition"]["displayText"] = "Updated"

        self.azpc.update(document)
        self.azpc.publish(offer).succeeded

        self.assertEqual(self.until_it_ends(lambda: self.azpc.status(offer)), "waitingForPublisherReview")
        for slot, text in ("preview", "Updated"), ("production", "Contoso VM"):
            self.assertEqual(self.portal.slot(offer, slot).document["definition"]["displayText"], text)

    def test_both_see_that_a_preview_was_given_up(self):
        offer = self.stored_offer("virtual-machine")
        publish = self.operation_uri(self.azure_img_utils.publish(offer), PUBLISHED)
        self.assertEqual(self.until_it_ends(lambda: self.azpc.status(offer)), "waitingForPublisherReview")

        self.portal.cancel(offer)

        self.assertEqual(self.until_it_ends(lambda: self.azpc.status(offer)), "canceled")
        self.assertEqual(self.azure_img_utils.status(offer), "canceled")
        self.assertEqual(self.azure_img_utils.operation(publish)["status"], "canceled")
        self.assertNothingInSlot(offer, "preview")

    def test_the_steps_of_a_published_offer_have_the_names_that_azure_img_utils_looks_for(self):
        offer = self.stored_offer("core-virtual-machine")
        publish = self.operation_uri(self.azure_img_utils.publish(offer), PUBLISHED)
        self.until_it_ends(lambda: self.azure_img_utils.status(offer))

        steps = {step["stepName"]: step["status"] for step in self.azure_img_utils.operation(publish)["steps"]}

        self.assertEqual(steps["Certification"], "complete")
        self.assertEqual(steps["publisher-signoff"], "waitingForPublisherReview")
        self.assertEqual(steps["Live"], "notStarted")

    def test_azure_img_utils_asks_again_to_go_live_until_there_is_a_preview(self):
        offer = self.stored_offer("virtual-machine")

        with self.meanwhile(lambda: self.azure_img_utils.go_live(offer)) as outcomes:
            self.wait_for(f"POST {self.address(offer, 'golive')} 400")
            self.azpc.publish(offer).succeeded

        self.operation_uri(outcomes[0], SET_LIVE)
        self.assertEqual(self.until_it_ends(lambda: self.azure_img_utils.status(offer)), "succeeded")

    def test_the_addresses_to_notify_arrive(self):
        offers = [self.stored_offer("virtual-machine") for _ in range(2)]

        for client, offer in zip((self.azure_img_utils, self.azpc), offers):
            client.publish(offer).succeeded

        for offer in offers:
            metadata = self.portal.submissions(offer)[0]["definition"]["metadata"]
            self.assertEqual(metadata, {"notification-emails": EMAILS})

    def test_azpc_publishes_by_its_library_without_addresses(self):
        offer = self.stored_offer("virtual-machine")
        self.azpc.write_json("listing_config.json", self.azpc.named(offer))

        # It sends `null` for them.
        location = self.azpc.evaluate("machine.publish().headers['Location']")

        operation = self.portal.submissions(offer)[0]["id"]
        self.assertEqual(location, f"/api/publishers/contoso/offers/{offer}/operations/{operation}{VERSION}")
        self.assertEqual(self.until_it_ends(lambda: self.azpc.status(offer)), "waitingForPublisherReview")

    def test_azure_img_utils_publishes_nothing_without_addresses(self):
        offer = self.stored_offer("virtual-machine")

        outcome = self.azure_img_utils.publish(offer, "--quiet").failed

        self.assertIn("notification_emails parameter is required for publish", str(outcome))
        self.assertEqual(self.log.requests, [])

    def test_azpc_fails_to_publish_a_plan_without_an_id(self):
        document = self.sample_document("virtual-machine")
        document["definition"]["plans"] = [{"microsoft-azure-virtualmachines.skuTitle": "Nameless"}]
        offer = self.azpc.create(document)["id"]

        outcome = self.azpc.publish(offer).failed

        self.assertIn("ConnectionError: {", outcome.errors)
        self.assertIn('"code": "ValidationFailed"', outcome.errors)
        self.assertIn('"target": "/definition/plans/0/planId"', outcome.errors)
        self.assertEqual(self.log.requests[-1], f"POST {self.address(offer, 'publish')} 422")
        self.assertEqual(self.azpc.status(offer), "neverPublished")

    def test_azpc_fails_to_publish_an_offer_that_is_not_there(self):
        outcome = self.azpc.publish("no-such-offer").failed

        self.assertIn("ConnectionError: {", outcome.errors)
        self.assertIn('"code": "OfferNotFound"', outcome.errors)

    def test_azpc_fails_to_tell_a_status_before_it_asks_for_it(self):
        outcome = self.azpc.run("azpc", "vm", "status", "--name", "contosovirtualmachine").failed

        self.assertIn("AttributeError: 'VirtualMachine' object has no attribute 'status'", outcome.errors)
        self.assertEqual(self.log.requests, [])


class RunningTests(PublishingCase):
    """While an operation runs, and goes on running."""

    subject = "publishing, running"
    way = SLOW

    def test_both_see_an_operation_run_until_it_is_canceled(self):
        offer = self.stored_offer("virtual-machine")
        publish = self.operation_uri(self.azure_img_utils.publish(offer), PUBLISHED)

        self.assertEqual(self.azure_img_utils.status(offer), "running")
        shown = self.azpc.show(offer)
        self.assertEqual((shown["status"], shown["version"]), ("running", 2))
        running = self.azure_img_utils.operation(publish)
        self.assertEqual((running["status"], running["cancellationRequestState"]), ("running", "canCancel"))
        self.assertIn("inProgress", [step["status"] for step in running["steps"]])
        self.portal.cancel(offer)

        self.assertEqual(self.until_it_ends(lambda: self.azure_img_utils.operation(publish)["status"]), "canceled")
        self.assertEqual(self.azure_img_utils.operation(publish)["cancellationRequestState"], "canceled")
        self.assertEqual(self.azure_img_utils.status(offer), "canceled")
        self.assertEqual(self.azpc.status(offer), "canceled")
        for slot in "preview", "production":
            self.assertNothingInSlot(offer, slot)

    def test_azpc_fails_to_publish_while_another_operation_runs(self):
        offer = self.stored_offer("virtual-machine")
        self.azpc.publish(offer).succeeded

        outcome = self.azpc.publish(offer).failed

        self.assertIn("ConnectionError: {", outcome.errors)
        self.assertIn('"code": "OperationInProgress"', outcome.errors)
        self.assertEqual(self.log.requests[-1], f"POST {self.address(offer, 'publish')} 409")
        self.assertEqual([row["submissionState"] for row in self.portal.submissions(offer)], ["running"])

    def test_azure_img_utils_asks_again_to_publish_while_another_operation_runs(self):
        offer = self.stored_offer("virtual-machine")
        self.azpc.publish(offer).succeeded
        first = self.portal.submissions(offer)[0]["id"]

        with self.meanwhile(lambda: self.azure_img_utils.publish(offer)) as outcomes:
            self.wait_for(f"POST {self.address(offer, 'publish')} 409")
            self.portal.cancel(offer)

        publish = self.operation_uri(outcomes[0], PUBLISHED)
        self.assertNotIn(first, publish)
        self.assertEqual(self.azure_img_utils.operation(publish)["status"], "running")
        states = [row["submissionState"] for row in self.portal.submissions(offer)]
        self.assertEqual(states, ["running", "canceled"])

    def test_azure_img_utils_is_told_why_it_may_not_publish(self):
        offer = self.stored_offer("virtual-machine")
        self.azpc.publish(offer).succeeded

        # As the library asks, but once: its own publish asks six times, in a minute.
        program = ASK_ONCE.format(address=self.address(offer, "publish"))
        outcome = self.azure_img_utils.run("python", "-c", program).failed

        self.assertIn("HTTPError: 409 Client Error: Conflict for url:", outcome.errors)
        self.assertIn('Error Message: {"error":{"code":"OperationInProgress"', outcome.errors)

    def test_what_a_client_writes_meanwhile_is_not_in_the_version_that_runs(self):
        document = self.azpc.create(self.sample_document("virtual-machine"))
        offer = document["id"]
        self.azpc.publish(offer).succeeded

        key = ("--vm-images-key", VM_IMAGES)
        self.azure_img_utils.add_image(offer, "standard", "contoso-vm-v20260202", *key).succeeded

        self.assertEqual(list(images(self.azpc.show(offer), VM_IMAGES)), ["2026.01.01", "2026.02.02"])
        frozen = self.portal.ask("GET", f"/api/publishers/contoso/offers/{offer}/versions/1").document
        self.assertSame(frozen["definition"], document["definition"])
