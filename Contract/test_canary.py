"""A canary in every secret of every offer type comes out nowhere."""

import base64
import os
import tempfile
import unittest
import urllib.parse
from pathlib import Path

from canary_documents import Secrets
from canary_life import APPROVER, OWN, Life
from canary_search import Canaries, Evidence, cells, encodings, files
from canary_site import Client, Site
from fuzz_seed import eventually

# Publishers whose owners act.
OWNER, APPROVING = "contoso", "fabrikam"


class CanaryTests(unittest.TestCase):
    subject = "canary"
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(dir=os.environ.get("CONTRACT_RUN"))
        cls.addClassCleanup(folder.cleanup)
        cls.canaries, cls.seen = Canaries(), Canaries()
        cls.answers = []
        cls.in_files = []
        cls.site = Site(Path(folder.name), cls.canaries.make("setting publish.check-secret"))
        cls.addClassCleanup(cls.site.close)
        cls.run_server("advisory", cls.drive)
        cls.run_server("enforced", cls.unpublishable)
        cls.files = files(cls.site.data, "after the server's end")
        cls.cells = cells(cls.site.data / "vitrine.sqlite")

    @classmethod
    def run_server(cls, validation, work):
        cls.site.start(validation)
        try:
            work()
            cls.search_files()
        finally:
            cls.site.stop()

    @classmethod
    def search_files(cls):
        """Looks into the files while the server writes: what is there now may be overwritten soon."""
        cls.in_files += cls.canaries.find(files(cls.site.data, "while the server runs"))

    @classmethod
    def drive(cls):
        cls.site.run("publisher", "contact", APPROVING, "approvals@fabrikam.example")
        cls.owner, cls.approver = [
            Client(cls.site, cls.site.run("token", "--publisher", name, "--role", "owner"), cls.answers)
            for name in (OWNER, APPROVING)
        ]
        cls.webhooks()
        ids = [row["id"] for row in cls.owner.ask("GET", "/api/offerTypes").document]
        rows = [cls.owner.ask("GET", f"/api/offerTypes/{id}").document for id in ids]
        cls.lives = [
            Life(f"canary-{number}", Secrets(row, cls.canaries, cls.site.files), cls.owner, cls.approver, cls.search_files)
            for number, row in enumerate(rows)
        ]
        for life in cls.lives:
            life.live()
        cls.seen_life(rows)
        cls.delivered()
        cls.pages()

    @classmethod
    def unpublishable(cls):
        for life in cls.lives:
            life.unpublishable()
        cls.lives[0].end()

    @classmethod
    def webhooks(cls):
        """One that takes what it is told, and one that never does; their secrets are canaries too."""
        for name in "hook", "gone":
            path = f"{OWN}/webhooks/{name}"
            body = {"url": f"{cls.site.files}/{name}", "secret": cls.canaries.make("a webhook's secret")}
            cls.owner.ask("PUT", path, body)
            cls.owner.ask("PUT", path, body | {"secret": cls.canaries.make("a webhook's second secret")})
            cls.owner.ask("PUT", path, body | {"url": "ftp://no", "secret": cls.canaries.make("a refused webhook's secret")})
            cls.owner.ask("PUT", path, body | {"secret": cls.canaries.make("a webhook's long secret") * 20})
            cls.owner.ask("POST", f"{path}/ping", "")

    @classmethod
    def seen_life(cls, rows):
        """A canary that is no secret, so that it must be found: what isn't found here could not be found elsewhere."""
        row = next(row for row in rows if row["id"] == "microsoft-azure-virtualmachines")
        life = Life("seen", Secrets(row, cls.seen, cls.site.files), cls.owner, cls.approver)
        definition = life.secrets.base("seen")
        definition["offer"]["microsoft-azure-marketplace.summary"] = cls.seen.make("an open member")
        life.put(definition)
        life.publish()
        definition["offer"]["microsoft-azure-marketplace.summary"] = cls.seen.make("an open member")
        life.put(definition)
        life.look()

    @classmethod
    def delivered(cls):
        """Waits for the last notices, and looks at the dead letters."""
        eventually(lambda: not cls.owner.ask("GET", f"{OWN}/deliveries", query="&state=waiting").document)
        cls.dead = cls.owner.ask("GET", f"{OWN}/deliveries", query="&state=dead").document
        cls.owner.ask("POST", f"{OWN}/deliveries/{cls.dead[0]['id']}/replay", "")
        cls.owner.ask("DELETE", f"{OWN}/deliveries/{cls.dead[1]['id']}")
        cls.approver.ask("GET", f"{APPROVER}/deliveries")

    @classmethod
    def pages(cls):
        """Lists, the server's own pages, and sign-ins that fail."""
        for path in f"{OWN}/offers", f"{OWN}/webhooks", f"{OWN}/webhooks/hook", f"{OWN}/nothing", OWN, "/api/publishers":
            cls.owner.ask("GET", path)
        cls.owner.ask("GET", f"{OWN}/offers", query="&$top=5")
        cls.owner.ask("GET", f"{OWN}/offers", query="&$filter=" + urllib.parse.quote("displayText eq 'first'"))
        cls.owner.ask("GET", f"{OWN}/changes")
        for path in "/openapi.json", "/docs", "/healthz", "/readyz", "/metrics":
            cls.owner.ask("GET", path)
        form = {
            "grant_type": "client_credentials",
            "client_id": "11111111-1111-1111-1111-111111111111",
            "client_secret": cls.canaries.make("a client's wrong secret"),
            "resource": "https://cloudpartner.azure.com",
        }
        for path in "oauth2/token", "oauth2/v2.0/token":
            content = urllib.parse.urlencode(form)
            cls.owner.ask("POST", f"/contoso/{path}", content, Content_Type="application/x-www-form-urlencoded")

    # What must be so for the search to mean something

    def test_each_secret_of_each_type_arrived_and_is_named(self):
        self.assertEqual(len(self.lives), 13)
        for life in self.lives:
            for definition, said in life.named:
                wanted = {life.secrets.pointer(place, definition) for place in life.secrets.places}
                with self.subTest(life.secrets.id, title=definition["displayText"]):
                    self.assertFalse(said.endswith("..."), "the list is too long to compare")
                    self.assertEqual(wanted - set(map(urllib.parse.unquote, said.split(", "))), set())

    def test_each_type_was_refused_in_each_way(self):
        for life in self.lives:
            with self.subTest(life.secrets.id):
                self.assertEqual(life.statuses & {400, 401, 412, 413, 415, 422}, {400, 401, 412, 413, 415, 422})
                self.assertEqual({status for status in life.statuses if status >= 500}, set())

    def test_rules_looked_at_secrets_and_said_what_is_wrong_with_them(self):
        codes, missing = set(), set()
        for life in self.lives:
            names = {place[-1] for place in life.secrets.places}
            said = {(code, target) for code, target in life.findings if target.rpartition("/")[2] in names}
            missing |= {target.rpartition("/")[2] for code, target in said if code == "Required"}
            codes |= {code for code, target in said}
        self.assertLessEqual({"NotAURL", "Required", "TooLong", "WrongForm", "WrongKind"}, codes)
        self.assertIn("password", missing)

    def test_notices_of_every_kind_were_brought(self):
        paths = {piece.where for piece in self.site.catcher.heard}

        self.assertLessEqual({"sent to /hook", "sent to /gone", "sent to /check", "sent to /40x40.png"}, paths)
        self.assertGreater(len(self.site.catcher.definitions), 3 * len(self.lives))
        self.assertGreater(len(self.site.mail.mails), 3 * len(self.lives))
        self.assertGreater(len(self.dead), 10)
        self.assertTrue([piece for piece in self.files if piece.where.startswith("file artifacts/")])

    def test_what_is_no_secret_is_found_everywhere(self):
        for name, evidence in self.evidence().items():
            found = self.seen.find(evidence)
            with self.subTest(name):
                self.assertEqual(bool(found), name in ("answers", "requests", "files", "tables"), found[:3])

    def test_all_that_is_searched_tells_of_the_offers(self):
        for name, evidence in self.evidence().items():
            self.assertTrue(any(b"canary-12" in piece.data for piece in evidence), name)

    def test_each_way_to_write_a_canary_is_found(self):
        mark = self.seen.mark
        written = [*encodings(mark).values(), *[base64.b64encode(b"z" * before + mark.encode() + b"zz") for before in range(3)]]
        for form in written:
            self.assertEqual(len(self.seen.find([Evidence("here", b"a" + form + b"a")])), 1, form)

    # What must not be

    def test_no_canary_is_in_an_answer(self):
        self.assertNone("answers")

    def test_no_canary_is_in_a_notice_a_check_or_a_fetch(self):
        self.assertNone("requests")

    def test_no_canary_is_in_a_mail(self):
        self.assertNone("mails")

    def test_no_canary_is_in_the_log_or_the_output(self):
        self.assertNone("log")

    def test_no_canary_is_in_a_file(self):
        self.assertEqual(self.in_files[:20], [], f"{len(self.in_files)} found in files")
        self.assertNone("files")

    def test_no_canary_is_in_a_table(self):
        self.assertNone("tables")

    def evidence(self):
        return {
            "answers": self.answers,
            "requests": self.site.catcher.heard,
            "mails": self.site.mail.mails,
            "log": [Evidence(file.name, file.read_bytes()) for file in self.site.folder.glob("server-*")],
            "files": self.files,
            "tables": self.cells,
        }

    def assertNone(self, name):
        evidence = self.evidence()[name]
        found = self.canaries.find(evidence)
        self.assertGreater(sum(len(piece.data) for piece in evidence), 1000)
        self.assertEqual(found[:20], [], f"{len(found)} found in {name}")
