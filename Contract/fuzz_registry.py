"""Documents of each offer type, right and wrong, taken through put, validate, publish and what follows."""

import fuzz_checks  # noqa: F401, registers the checks
import schemathesis
from fuzz_documents import Documents
from fuzz_seed import FUZZED
from schemathesis.core.failures import FailureGroup

# Documents of each type.
DOCUMENTS = 10


class RegistryPass:
    """Asks for what the document describes, as a client would, and checks each answer against it."""

    def __init__(self, seed, document):
        self.seed = seed
        self.schema = schemathesis.openapi.from_dict(document)
        self.found = 0
        self.asked = 0

    def run(self, first):
        """How much was found."""
        published = 0
        for number, (offer_type, fields) in enumerate(self.seed.fields.items()):
            documents = Documents(offer_type, fields)
            for index in range(DOCUMENTS):
                made = documents.good(f"{first}") if index == 0 else documents.any(f"{first} {number} {index}")
                published += self.take(f"registry-{number}", offer_type, made)
        print(f"fuzz: {self.asked} requests about the registry's types, {published} documents published, {self.found} found")
        if not published:
            print("fuzz: no document of the registry's fields publishes")
            self.found += 1
        return self.found

    def take(self, offer, offer_type, definition):
        """Whether a document was let to be published."""
        body = {"offerTypeId": offer_type, "definition": definition}
        put = self.ask("putOffer", offer, body)
        if put != 200:
            self.say(f"PUT of {offer_type} answered {put}: {definition}")
            return False
        self.ask("validateOffer", offer, body)
        publishable = self.verdict(offer)
        published = self.ask("publishOffer", offer, {})
        if published not in (202, 422) or (published == 202) != publishable:
            self.say(f"validate says publishable: {publishable}; the publish answered {published}: {offer_type} {definition}")
        for operation in "getOffer", "getOfferStatus", "listOperations", "listSubmissions", "listChanges":
            self.ask(operation, offer)
        self.ask("compareOffer", offer, query={"from": "1", "to": "draft"})
        if published == 202:
            self.ask("cancelOperation", offer, {})
        return published == 202

    def verdict(self, offer):
        self.ask("validateOffer", offer)
        return self.answer.json()["publishable"]

    def ask(self, operation, offer, body=None, query={}):
        """The status of the answer, which is checked."""
        case = self.schema.find_operation_by_id(operation).Case(
            path_parameters={"publisher": "contoso", "offer": offer},
            query={"api-version": "2017-10-31"} | query,
            headers={"Authorization": f"Bearer {self.seed.portal.token}"},
            **({} if body is None else {"body": body, "media_type": "application/json"}),
        )
        self.asked += 1
        self.answer = case.call(base_url=FUZZED.server)
        try:
            case.validate_response(self.answer)
        except FailureGroup as group:
            for failure in group.exceptions:
                self.say(f"{failure.title}: {failure.message or failure}\n{case.as_curl_command()}")
        return self.answer.status_code

    def say(self, text):
        self.found += 1
        print(f"fuzz: {text}\n", flush=True)
