"""An offer's whole life, with canaries wherever a secret may stand."""

import json

from fuzz_seed import eventually

OWN = "/api/publishers/contoso"
APPROVER = "/api/publishers/fabrikam"
MAIL = {"metadata": {"notification-emails": "jo@contoso.example"}}


class Life:
    """One offer of one type. `owner` and `approver` are clients; `written` is called when much was written."""

    def __init__(self, id, secrets, owner, approver, written=lambda: None):
        self.id = id
        self.secrets = secrets
        self.owner = owner
        self.approver = approver
        self.written = written
        self.path = f"{OWN}/offers/{id}"
        self.named = []
        self.findings = []

    def live(self):
        """Version 1 goes to production; version 2, with new secrets, too; version 3, all wrong, is rejected and canceled;
        then 1 comes back."""
        right, mixed = self.secrets.right, self.secrets.right_or_mask
        self.put(self.secrets.filled(right, "first"), If_None_Match="*")
        self.publish()
        self.go_live()
        second = self.secrets.filled(mixed, "second")
        second["plans"].reverse()
        self.put(second)
        self.look()
        self.publish()
        self.go_live()
        self.put_wrong()
        self.publish("reject")
        self.cancel_both_ways()
        self.ask("POST", "/rollback", {"version": 1} | MAIL)
        self.until("succeeded")
        self.refused()
        self.written()
        self.look()

    def end(self):
        """Deletes the offer, and makes one of that name, that knows nothing of the secrets."""
        self.ask("DELETE", If_Match="*")
        self.ask("PUT", body=self.body(self.secrets.base("again")))
        self.look()

    # Steps

    def body(self, definition):
        return {"offerTypeId": self.secrets.id, "id": self.id, "definition": definition}

    def put(self, definition, **headers):
        """Writes a document, and notes which secrets the server says to be set."""
        body = self.body(definition)
        answer = self.ask("PUT", body=body, **headers)
        if answer.status not in (200, 201):
            raise AssertionError(f"PUT of {self.secrets.id} answered {answer.status}: {answer.body}")
        self.named.append((definition, answer.headers.get("x-secret-fields-set", "")))
        self.written()
        self.validate()
        self.validate(body)

    def put_wrong(self):
        self.put(self.secrets.filled(self.secrets.wrong, "third"))
        for definition in self.secrets.contained(), self.secrets.filled(lambda place: None):
            self.ask("PUT", body=self.body(definition))
            self.validate()
        for definition in self.secrets.filled(self.secrets.wrong), self.secrets.cleared():
            self.validate(self.body(definition))
        self.put(self.secrets.filled(self.secrets.wrong, "third"))

    def validate(self, body=None):
        answer = self.ask("POST", "/validate", "" if body is None else body)
        if answer.status == 200:
            self.findings += [(finding["code"], finding["target"]) for finding in answer.document["findings"]]

    def publish(self, decision="approve"):
        """Takes the draft to preview, or has it rejected."""
        operation = self.start("publish")
        self.look()
        eventually(lambda: self.decide(operation, decision))
        self.until("waitingForPublisherReview" if decision == "approve" else "failed")
        self.look()

    def decide(self, operation, decision):
        self.approver.ask("GET", f"{APPROVER}/approvals")
        return self.approver.ask("POST", f"{APPROVER}/approvals/{operation}", {"decision": decision}).status == 200

    def go_live(self):
        self.start("golive")
        self.until("succeeded")
        self.look()

    def cancel_both_ways(self):
        """One publish while it waits for its approval, and one in preview."""
        self.start("publish")
        self.ask("POST", "/publish", MAIL)
        self.cancel()
        self.publish()
        self.cancel()

    def cancel(self):
        self.ask("POST", "/cancel", MAIL)
        self.until("canceled")

    def start(self, call):
        answer = self.ask("POST", f"/{call}", MAIL)
        if answer.status != 202:
            raise AssertionError(f"{call} of {self.secrets.id} answered {answer.status}: {answer.body}")
        return self.ask("GET", "/submissions").document[0]["id"]

    def until(self, status):
        eventually(lambda: self.ask("GET", "/status").document["status"] == status)

    # What can be read

    def look(self):
        """Reads all that there is to read of the offer."""
        answer = self.ask("GET")
        self.ask("HEAD")
        self.ask("GET", If_None_Match=answer.headers["etag"])
        versions = [str(version) for version in range(1, answer.document["version"] + 1)]
        for path in [f"/versions/{version}" for version in versions] + ["/slot/draft", "/slot/preview", "/slot/production"]:
            self.ask("GET", path)
        for first in ["preview", "production", versions[0]]:
            for second in "draft", "production", versions[-1]:
                self.ask("GET", "/diff", query=f"&from={first}&to={second}")
        for path in "/status", "/submissions", "/changes":
            self.ask("GET", path)
        for row in self.ask("GET", "/operations").document:
            self.ask("GET", f"/operations/{row['id']}")
            self.owner.ask("GET", f"/api/operations/{row['id']}")

    def ask(self, method, path="", body=None, query="", **headers):
        return self.owner.ask(method, self.path + path, body, query, **headers)

    # What is refused

    def refused(self):
        """Bodies with canaries that no PUT takes: what is wrong stands beside them."""
        text = json.dumps(self.body(self.secrets.filled(self.secrets.right, "refused")))
        statuses = [self.refuse(body, headers) for body, headers in self.bad_texts(text) + self.bad_documents()]
        self.approver.ask("PUT", self.path, text)
        self.owner.ask("PUT", f"{APPROVER}/offers/{self.id}", text)
        self.owner.ask("PUT", f"{OWN}/offers/{self.id}-x%00", text)
        for path in "/publish", "/golive", "/cancel", "/rollback":
            self.ask("POST", path, "[" + text)
        self.statuses = {*statuses, self.ask("DELETE").status}

    def refuse(self, body, headers):
        self.ask("POST", "/validate", body, **headers)
        return self.ask("PUT", body=body, **headers).status

    def bad_texts(self, text):
        """JSON that breaks beside a canary, and requests that are refused whatever their text says."""
        mark = self.secrets.canaries.mark
        middle = text.rindex(mark) + len(mark)
        front, back = text[:middle], text[middle:]
        pieces = ['"', "\\q", "\\ud800", "\u0001", '",,"', '":"', "}", "\n"]
        texts = [(front + piece + back, {}) for piece in pieces] + [(front, {}), (text + mark, {}), (f'{{"{mark}', {})]
        raw = front.encode() + b"\xff\xc0" + back.encode()
        headers = [{"If_Match": 'W/"never"'}, {"If_None_Match": "*"}, {"Content_Type": "text/plain"}, {"Authorization": f"Bearer {mark}"}]
        return texts + [(raw, {}), (text + " " * 300_000, {}), *[(text, header) for header in headers]]

    def bad_documents(self):
        """Documents that could hold a secret where none can be told apart, and too much of it."""
        definition = self.secrets.filled(self.secrets.right, "refused")
        plan = definition["plans"][0]
        value = self.secrets.canary(["refused"])
        closed = next(path[1] for path in self.secrets.closed if path[0] == "offer")
        plans = [value, [value], {"a": value}, [plan, plan], [{**plan, "planId": None}], [{**plan, "planId": [value]}]]
        documents = [definition | {"plans": wrong} for wrong in plans]
        documents += [definition | {"offer": wrong} for wrong in (value, [value])]
        documents.append(definition | {"offer": {closed: {"long": value * 3000}}})
        documents.append(definition | {"offer": {closed: {f"member{number}": value for number in range(300)}}})
        documents.append(definition | {"offer": {closed: {"n" * 200: value}}})
        bodies = [self.body(document) for document in documents]
        other = "microsoft-azure-saas" if self.secrets.id != "microsoft-azure-saas" else "microsoft-azure-corevm"
        bodies += [self.body(definition) | wrong for wrong in ({"offerTypeId": "none"}, {"offerTypeId": other}, {"id": "other"})]
        bodies.append(self.body(definition) | {"definition": value})
        return [(body, {}) for body in bodies]

    def unpublishable(self):
        """What a publish answers where errors are errors, and the offer has no name."""
        self.ask("PUT", body=self.body(self.secrets.filled(self.secrets.right, "")))
        self.validate()
        self.statuses.add(self.ask("POST", "/publish", MAIL).status)
        self.look()
