"""What there is to see beside the clients: the server itself, and the rehearsal's journal."""

import json
import re
import urllib.parse
import urllib.request
from dataclasses import dataclass

from clients import QUICK, Credentials


@dataclass(frozen=True)
class Representation:
    """An offer as the server answered it."""

    text: str
    headers: dict

    @property
    def document(self):
        return json.loads(self.text)

    @property
    def definition(self):
        """The definition's text, digit for digit: what stands between two members that the server writes itself."""
        return self.text.split('"definition":', 1)[1].rsplit(',"changedTime":', 1)[0]

    @property
    def tag(self):
        return self.headers["etag"]

    @property
    def secrets(self):
        """JSON Pointers of the secrets that are set."""
        return self.headers.get("x-secret-fields-set", "")


class Portal:
    """The server, asked over loopback and without a client in between. Shares a server's token among all who ask."""

    _tokens = {}

    def __init__(self, publisher="contoso", way=QUICK, token=None):
        self.publisher = publisher
        self.way = way
        self.given_token = token
        # Whatever HTTP_PROXY the caller has is not for this.
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def get(self, offer):
        return self.ask("GET", f"/api/publishers/{self.publisher}/offers/{offer}")

    def put(self, offer, text):
        return self.ask("PUT", f"/api/publishers/{self.publisher}/offers/{offer}", text)

    def slot(self, offer, name):
        return self.ask("GET", f"/api/publishers/{self.publisher}/offers/{offer}/slot/{name}")

    def submissions(self, offer):
        return self.ask("GET", f"/api/publishers/{self.publisher}/offers/{offer}/submissions/").document

    def findings(self, offer):
        """What the rules of the offer's type say against its draft."""
        return self.ask("POST", f"/api/publishers/{self.publisher}/offers/{offer}/validate", "").document["findings"]

    def cancel(self, offer):
        """Neither client has a word for it."""
        return self.ask("POST", f"/api/publishers/{self.publisher}/offers/{offer}/cancel", "")

    def key_ids(self, tenant):
        return [key["kid"] for key in json.loads(self.send("GET", f"/{tenant}/discovery/v2.0/keys").text)["keys"]]

    def ask(self, method, path, text=None):
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        return self.send(method, f"{path}?api-version=2017-10-31", text, headers)

    @property
    def token(self):
        if self.given_token is not None:
            return self.given_token
        if self.way not in self._tokens:
            credentials = Credentials()
            form = {
                "grant_type": "client_credentials",
                "client_id": credentials.client_id,
                "client_secret": credentials.secret,
                "resource": "https://cloudpartner.azure.com",
            }
            answer = self.send("POST", f"/{credentials.tenant}/oauth2/token", urllib.parse.urlencode(form))
            self._tokens[self.way] = answer.document["access_token"]
        return self._tokens[self.way]

    def send(self, method, target, text=None, headers={}):
        body = None if text is None else text.encode()
        request = urllib.request.Request(self.way.server + target, body, headers, method=method)
        with self.opener.open(request) as response:
            fields = {name.lower(): value for name, value in response.getheaders()}
            return Representation(response.read().decode(), fields)


class Journal:
    """What a rehearsal's clients have asked since this object was made. What is asked without the proxy isn't in it."""

    def __init__(self, from_the_start=False, way=QUICK):
        self.way = way
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        self.start = 0 if from_the_start else max((entry["id"] for entry in self.kept()), default=0)

    def kept(self, since=0):
        with self.opener.open(f"{self.way.server}/_rehearsal/journal?since={since}") as answer:
            return json.load(answer)["exchanges"]

    @property
    def entries(self):
        return [self.entry(kept) for kept in self.kept(self.start) if not kept["request"]["host"].startswith("127.")]

    def entry(self, kept):
        request = kept["request"]
        headers = {name.lower(): value for name, value in request["headers"]}
        return {
            "method": request["method"],
            "host": request["host"],
            "target": request["target"],
            "status": kept["answer"]["status"],
            "ifMatch": headers.get("if-match"),
            "sku": headers.get("x-client-sku"),
        }

    @property
    def requests(self):
        """`METHOD https://HOST/PATH?QUERY STATUS` of each request."""
        return [
            f"{entry['method']} https://{entry['host']}{entry['target']} {entry['status']}" for entry in self.entries
        ]


def refused_hosts(way=QUICK):
    """What the proxy let nobody through to, each once."""
    return re.findall(r"^vitrine: The client asked for (\S+), which was refused", way.refused.read_text(), re.M)
