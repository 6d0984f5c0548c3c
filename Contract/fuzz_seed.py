"""What a server has before it is fuzzed: offers of every type and in every state, versions, operations, deliveries."""

import json
import os
import time
import urllib.error

from clients import Way
from fuzz_documents import Documents
from portal import Portal

# Where run.sh says that the server is.
FUZZED = Way("CONTRACT_FUZZ")

# A port on which nothing listens: posts to it fail at once, and their deliveries stay.
NOWHERE = "http://127.0.0.1:9/hook"


class Seed:
    """Fills a server that has the demo's publishers. fabrikam approves what contoso publishes."""

    def __init__(self):
        self.portal = Portal(way=FUZZED)
        self.approver = Portal(publisher="fabrikam", way=FUZZED, token=os.environ["CONTRACT_FUZZ_APPROVER"])

    def fill(self):
        """All that the hooks want to know of what is there."""
        self.types = self.portal.ask("GET", "/api/offerTypes").document
        self.fields = {row["id"]: self.portal.ask("GET", f"/api/offerTypes/{row['id']}").document["fields"] for row in self.types}
        offers = self.put_offers()
        self.portal.ask("PUT", "/api/publishers/contoso/webhooks/seeded", json.dumps({"url": NOWHERE, "secret": "s" * 20}))
        for _ in range(12):
            self.portal.ask("POST", "/api/publishers/contoso/webhooks/seeded/ping", "")
        operations = self.publish_offers()
        deliveries = self.portal.ask("GET", "/api/publishers/contoso/deliveries").document
        return {
            "fields": self.fields,
            "offers": offers,
            "operations": operations,
            "deliveries": [row["id"] for row in deliveries],
            "approvals": self.pending(),
        }

    def put_offers(self):
        kinds = {f"kind-{number}": row["id"] for number, row in enumerate(self.types)}
        machines = [*many("live", 3), *many("previewed", 6), *many("canceled", 2), *many("waiting", 12), *many("scrap", 6)]
        all = kinds | {id: "microsoft-azure-virtualmachines" for id in machines}
        for id, offer_type in all.items():
            self.put(id, offer_type)
        return all

    def put(self, id, offer_type, **members):
        definition = Documents(offer_type, self.fields[offer_type]).good(id) | members
        self.portal.put(id, json.dumps({"offerTypeId": offer_type, "definition": definition}))

    def publish_offers(self):
        for id in many("live", 3):
            for round in "first", "second":
                self.put(id, "microsoft-azure-virtualmachines", displayText=round)
                self.preview(id)
                self.start(id, "golive")
                self.until(id, "succeeded")
        for id in many("previewed", 6):
            self.preview(id)
        for id in many("canceled", 2):
            self.start(id, "publish")
            self.portal.cancel(id)
        for id in many("waiting", 12):
            self.start(id, "publish")
        ids = ["live-0", "live-1", "previewed-0", "canceled-0", "waiting-0"]
        return {id: [row["id"] for row in self.portal.submissions(id)] for id in ids}

    def preview(self, id):
        self.approve(self.start(id, "publish"))
        self.until(id, "waitingForPublisherReview")

    def start(self, id, call):
        self.portal.ask("POST", f"/api/publishers/contoso/offers/{id}/{call}", "{}")
        return self.portal.submissions(id)[0]["id"]

    def approve(self, operation):
        def decide():
            self.approver.ask("POST", f"/api/publishers/fabrikam/approvals/{operation}", '{"decision":"approve"}')
            return True

        eventually(decide)

    def until(self, id, status):
        eventually(lambda: self.portal.get(id).document["status"] == status)

    def pending(self):
        def rows():
            found = self.approver.ask("GET", "/api/publishers/fabrikam/approvals").document
            return [row["id"] for row in found] if len(found) >= 12 else None

        return eventually(rows)


def many(name, count):
    return [f"{name}-{number}" for number in range(count)]


def eventually(ask, seconds=30):
    """What `ask` gives once that is something; while the server says no to it, it is asked again."""
    end = time.monotonic() + seconds
    while True:
        try:
            if found := ask():
                return found
        except urllib.error.HTTPError as error:
            error.close()
            if time.monotonic() > end:
                raise
        if time.monotonic() > end:
            raise TimeoutError(f"the server was not ready for the next step of the seed after {seconds} s")
        time.sleep(0.05)
