"""Leads most requests that schemathesis makes to what the server has: offers, operations, deliveries, tokens.

Parts of a request that are meant to be wrong stay as they are. What stands in the place of a part depends on the request
alone, so that a seed gives the same requests again.
"""

import atexit
import collections
import json
import os
import random
import zlib
from pathlib import Path

import fuzz_checks  # noqa: F401, registers the checks
import schemathesis
from fuzz_documents import Documents
from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import TestPhase

SEED = json.loads(Path(os.environ["CONTRACT_FUZZ_SEED"]).read_text(encoding="utf-8"))
NOWHERE = "http://127.0.0.1:9/hook"
APPLICATION = {"client_id": "11111111-1111-1111-1111-111111111111", "client_secret": "demo-secret"}
AUDIENCE = {"resource": "https://cloudpartner.azure.com", "scope": "https://cloudpartner.azure.com/.default"}
APPROVALS = ("listApprovals", "decideApproval")
answers = collections.defaultdict(collections.Counter)


@schemathesis.hook
def before_call(context, case, kwargs):
    if case.meta is None:
        return
    headers = {name: value for name, value in case.headers.items() if name != "Authorization"}
    parts = (case.operation.label, case.path_parameters, case.query, headers, case.body)
    source = random.Random(zlib.crc32(repr(parts).encode()))
    if is_right(case, ParameterLocation.PATH):
        lead(case, source)
    if is_right(case, ParameterLocation.QUERY):
        ask_within_reason(case, source)
    if is_right(case, ParameterLocation.HEADER):
        ask_as(case, source)
    if is_right(case, ParameterLocation.BODY):
        say(case, source)


@schemathesis.auth()
class Tokens:
    """The publisher's owner asks, and the approver's, which is another publisher, about approvals."""

    def get(self, case, context):
        return {asker: os.environ[f"CONTRACT_FUZZ_{asker}"] for asker in ("OWNER", "APPROVER")}

    def set(self, case, tokens, context):
        if case.path.startswith("/api/"):
            asker = "APPROVER" if operation_id(case) in APPROVALS else "OWNER"
            case.headers["Authorization"] = "Bearer " + tokens[asker]


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """What is wrong with a request has to be refused, but for two headers: ids that are no GUIDs are ignored, as the
    document says. A query that was mixed up at random may have what it needs all the same."""
    if not isinstance(failure, AcceptedNegativeData):
        return True
    wrong = {location for location in case.meta.components if case.meta.is_negative_at(location)}
    if case.meta.phase.name == TestPhase.COVERAGE:
        return wrong != {ParameterLocation.HEADER}
    return bool(wrong - {ParameterLocation.HEADER, ParameterLocation.QUERY})


@schemathesis.hook
def after_call(context, case, response):
    answers[operation_id(case)][response.status_code] += 1


@atexit.register
def write_answers():
    Path(os.environ["CONTRACT_FUZZ_ANSWERS"]).write_text(json.dumps(answers), encoding="utf-8")


def is_right(case, location):
    return location in case.meta.components and not case.meta.is_negative_at(location)


def operation_id(case):
    return case.operation.definition.raw["operationId"]


def lead(case, source):
    """Most paths lead to something that is there."""
    if source.random() < 0.1:
        return
    path = case.path_parameters
    offer = offer_for(operation_id(case), source)
    known = {
        "publisher": "fabrikam" if operation_id(case) in APPROVALS else "contoso",
        "offer": offer,
        "offerType": source.choice(list(SEED["fields"])),
        "version": source.choice([1, 1, 2, 3]),
        "webhook": "other" if operation_id(case) == "deleteWebhook" else "seeded",
        "delivery": source.choice(SEED["deliveries"][operation_id(case) == "discardDelivery" :: 2]),
        "tenant": "common",
        "name": source.choice(["contoso$live-0$1$preview", "contoso$live-1$2$live", "contoso$previewed-0$1$preview"]),
    }
    if "operation" in path:
        offer = source.choice(list(SEED["operations"]))
        operations = SEED["approvals"] if operation_id(case) == "decideApproval" else SEED["operations"][offer]
        known |= {"offer": offer, "operation": source.choice(operations)}
    for name in path:
        if name in known:
            path[name] = known[name]


def offer_for(operation, source):
    """An offer in whose state the operation may come to something."""
    kinds = KINDS_OF_OFFERS.get(operation, ("",))
    return source.choice([id for id in SEED["offers"] if id.startswith(kinds)])


# What an operation changes is left alone by those that would take it away.
KINDS_OF_OFFERS = {
    "deleteOffer": ("scrap",),
    "putOffer": ("scrap", "kind"),
    "publishOffer": ("kind", "canceled"),
    "cancelOperation": ("kind", "canceled"),
    "goLiveWithOffer": ("previewed",),
    "rollBackOffer": ("live",),
    "compareOffer": ("live",),
    "getOfferSlot": ("live", "previewed", "kind"),
}


def ask_within_reason(case, source):
    """A token of the next page can't be made up, and there is one filter."""
    query = case.query
    if "$skiptoken" in query and source.random() < 0.8:
        del query["$skiptoken"]
    if "$filter" in query and source.random() < 0.8:
        query["$filter"] = f"offerTypeId eq '{source.choice(list(SEED['fields']))}'"
    for end in {"from", "to"} & set(query):
        if source.random() < 0.8:
            query[end] = source.choice(["draft", "preview", "production", "1", "2"])


def ask_as(case, source):
    """Preconditions that hold, mostly, and now and then somebody who may only read, or nobody who is known."""
    headers = case.headers
    if "Authorization" in headers and source.random() < 0.05:
        headers["Authorization"] = source.choice(["Bearer " + os.environ["CONTRACT_FUZZ_READER"], "Bearer a.b.c", "Basic eDp5"])
    if "If-Match" in headers and source.random() < 0.8:
        headers["If-Match"] = "*"
    if "If-None-Match" in headers and source.random() < 0.7:
        del headers["If-None-Match"]


def say(case, source):
    """Bodies that are about something: a document of the offer's type, an address that leads nowhere else."""
    operation, body = operation_id(case), case.body
    if operation in ("putOffer", "validateOffer") and source.random() < 0.8:
        offer = (case.path_parameters or {}).get("offer")
        offer_type = SEED["offers"].get(offer) or source.choice(list(SEED["fields"]))
        case.body = {
            "offerTypeId": offer_type,
            "definition": Documents(offer_type, SEED["fields"][offer_type]).any(source.random()),
        }
    elif operation == "putWebhook" and isinstance(body, dict):
        # Nothing is posted to an address that was made up.
        if "://" in str(body.get("url")) or source.random() < 0.5:
            case.body = body | {"url": NOWHERE}
    elif operation == "rollBackOffer" and source.random() < 0.5:
        case.body = {"version": 1}
    elif operation.startswith("issueToken") and isinstance(body, dict) and source.random() < 0.7:
        case.body = body | APPLICATION | AUDIENCE | {"grant_type": "client_credentials"}
