"""Documents of an offer type with a canary in every place that is secret."""

import copy
import re

from fuzz_documents import Documents

MASK = "*********"
PLANS = ["plan-a", "plan-b"]

# Longer than any rule lets a secret be, and shorter than what a request may have.
TOO_LONG = 4000


class Secrets:
    """The secrets of an offer type, as `GET /api/offerTypes/{id}` tells of them. `files` is where pictures are."""

    def __init__(self, row, canaries, files):
        self.id = row["id"]
        self.row = row
        self.canaries = canaries
        self.files = files
        self.closed = [tokens(closed["path"]) for closed in row["closedObjects"]]
        self.places = list(dict.fromkeys(self.expanded()))

    def expanded(self):
        """Each place as names from the definition on, a plan's id in place of `*`: declared secrets, and in closed
        objects a member that nobody knows, one that is deep, and one that is open but for its letters' case."""
        paths = [tokens(path) for path in self.row["secrets"]]
        for closed in self.row["closedObjects"]:
            names = ["unknownMember", "deepMember", *[name.upper() for name in closed["open"][:1]]]
            paths += [[*tokens(closed["path"]), name] for name in names]
        for path in paths:
            yield from each_plan(path)

    def base(self, title="Canary"):
        """A document without secrets, and with no URL but those of this machine."""
        definition = Documents(self.id, self.row["fields"]).good(self.id)
        definition["displayText"] = title
        plan = definition["plans"][0]
        definition["plans"] = [copy.deepcopy(plan) | {"planId": id} for id in PLANS]
        definition = local(definition)
        for field in self.row["fields"]:
            if (sizes := ((field["rule"] or {}).get("image") or {}).get("sizes")) and field["type"] == "string(url)":
                Documents.put(definition, field, f"{self.files}/{sizes[0][0]}x{sizes[0][1]}.png")
        for closed in self.closed:
            for place in each_plan(closed):
                container(definition, place[:-1]).pop(place[-1], None)
        for place in self.places:
            container(definition, place[:-1], make=False).pop(place[-1], None)
        return definition

    def filled(self, value, title="Canary"):
        """The document with `value(place)` in each secret place; None leaves one out."""
        definition = self.base(title)
        for place in self.places:
            if (given := value(place)) is not None:
                container(definition, place[:-1])[place[-1]] = given
        return definition

    def cleared(self):
        """The document that takes all secrets away."""
        definition = self.base("Cleared")
        for place in self.places:
            container(definition, place[:-1])[place[-1]] = None
        return definition

    def right(self, place):
        """A value with a canary, of the form that a rule wants."""
        canary = self.canary(place)
        match place[-1]:
            case "connectionString":
                return f"DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey={canary};EndpointSuffix=core.windows.net"
            case "httpsEndpointUri":
                return f"https://contoso.example/{canary}?code={canary}"
            case "deepMember":
                return {"inner": [{"value": canary}, [canary]]}
            case name if name.endswith(("Webhook", "testAccounts")):
                # Would be heard, were it called.
                return f"{self.files}/secret/{canary}?code={canary}"
        return f'{canary} "q\\u" ü🚀\u2028/%41&amp;<b>\n'

    def right_or_mask(self, place):
        """New values for some, and the mask that keeps the others."""
        return MASK if self.places.index(place) % 3 == 0 else self.right(place)

    def wrong(self, place):
        """Values of another kind than a rule wants, or too long."""
        canary = self.canary(place)
        kinds = [canary * (TOO_LONG // len(canary)), {"value": canary}, [canary, [canary]], canary + "\u0000"]
        return kinds[self.places.index(place) % len(kinds)]

    def contained(self):
        """Canaries in place of closed objects: one value each."""
        definition = self.base("Contained")
        for index, closed in enumerate(self.closed):
            for place in each_plan(closed):
                canary = self.canary(place)
                container(definition, place[:-1])[place[-1]] = [canary] if index % 2 else canary
        return definition

    def canary(self, place):
        return self.canaries.make(f"{self.id} /{'/'.join(place)}")

    @staticmethod
    def pointer(place, definition):
        """Where the server should say that it is: plans by position."""
        names = list(place)
        if names[0] == "plans":
            names[1] = str([plan["planId"] for plan in definition["plans"]].index(names[1]))
        return "/".join(["/definition", *names])


def tokens(path):
    return [name.replace("~1", "/").replace("~0", "~") for name in path.split("/")[1:]]


def each_plan(path):
    return [tuple(plan if name == "*" else name for name in path) for plan in (PLANS if "*" in path else [None])]


def container(definition, names, make=True):
    """The object that names lead to; `make` says whether missing ones are made there."""
    place = definition
    for name in names:
        if isinstance(place, list):
            place = next(plan for plan in place if plan["planId"] == name)
        elif make:
            place = place.setdefault(name, {})
        else:
            place = place.get(name, {})
    return place


def local(value):
    """A value without URLs of other machines, and without what held nothing else."""
    if isinstance(value, dict):
        kept = {name: local(member) for name, member in value.items()}
        return {name: member for name, member in kept.items() if member is not None}
    if isinstance(value, list):
        return [item for item in map(local, value) if item is not None]
    return None if isinstance(value, str) and re.match("https?://", value) else value
