"""Documents of an offer type, made from the fields that `GET /api/offerTypes/{id}` serves."""

import copy
import json
import random
import re
import uuid
from pathlib import Path

from clients import SIGNATURE

SAMPLES = Path(__file__).parent / "samples"

# Types that have a sample which publishes.
SAMPLED = {
    "microsoft-azure-virtualmachines": "virtual-machine",
    "microsoft-azure-corevm": "core-virtual-machine",
}

# What no field wants, or few.
ODD = [
    *(None, True, 0, -1, 1.5, 10**30, 1e308, "", " ", "x" * 5000, "ü🚀\u2028\u0000", "<script>", "javascript:0", "*********"),
    *([], {}, [[]], [None], [{}], {"": ""}, {"a.b": {"*": [1]}}, [1, "1", True], {"0": {"0": {"0": []}}}, "2017-13-45"),
]


def sample(name, seed):
    """A sample's definition. What offers don't share is the seed's own."""
    text = (SAMPLES / f"{name}.json").read_text(encoding="utf-8")
    return json.loads(text.replace("OFFER", f"fuzz-{seed}"))["definition"]


class Documents:
    """Makes definitions of one offer type. `fields` are rows as the registry serves them."""

    def __init__(self, offer_type, fields):
        self.offer_type = offer_type
        self.fields = [field for field in fields if field["level"] in ("offer", "plan")]

    def good(self, seed):
        """All that the type knows, each of the kind that it is. Whether it publishes is the rules' to say."""
        return self._sampled(seed) or self._made(random.Random(seed), kept=1, wrong=0)

    def any(self, seed):
        """Some of what the type knows; a little of it, or most of it, of another kind than it should be."""
        source = random.Random(seed)
        wrong = source.choice([0, 0.02, 0.02, 0.1, 0.9])
        kept = source.choice([0.1, 0.5, 0.9, 1])
        base = self._sampled(seed) if source.random() < 0.5 else None
        if base is None:
            return self._made(source, kept, wrong)
        for field in source.sample(self.fields, 5):
            self.put(base, field, self._value(field, source, wrong=0.5))
        return base

    def _sampled(self, seed):
        name = SAMPLED.get(self.offer_type)
        return sample(name, seed) if name else None

    def _made(self, source, kept, wrong):
        plans = [{"planId": f"plan-{number}"} for number in range(source.choice([1, 1, 2, 3]))]
        definition = {"displayText": "Fuzz", "offer": {}, "plans": plans}
        for field in self.fields:
            if field["key"] != "planId" and source.random() < kept:
                self.put(definition, field, self._value(field, source, wrong))
        return definition

    @staticmethod
    def put(definition, field, value):
        """Puts a value where the field's key leads, in the offer or in each plan."""
        places = [definition["offer"]] if field["level"] == "offer" else definition["plans"]
        for place in places:
            *path, last = names(field["key"])
            for name in path:
                place = place if isinstance(place, (dict, list)) else {}
                if isinstance(place, list):
                    place = place[0] if place and isinstance(place[0], dict) else {}
                place = place.setdefault("1.0.0" if name == "*" else name, {})
            if isinstance(place, dict):
                place["1.0.0" if last == "*" else last] = value

    @staticmethod
    def _value(field, source, wrong):
        return copy.deepcopy(source.choice(ODD)) if source.random() < wrong else right(field["type"], field["limits"], source)


def names(key):
    """The member names that a key is made of, as docs/offer-types.md has it: a prefix belongs to the name after it."""
    first, *rest = key.split(".")
    return [f"{first}.{rest[0]}", *rest[1:]] if "-" in first and rest else [first, *rest]


def right(kind, limits, source):
    """A value of a kind as the registry writes it: `string(guid)`, `array<{name,value}>`, `object<region,object>`."""
    if inner := re.fullmatch(r"array<(.*)>", kind):
        return [right(inner[1], "", source) for _ in range(source.randint(1, 2))]
    if members := re.fullmatch(r"\{(.*)\}", kind):
        return {name: right("string", "", source) for name in members[1].split(",")}
    if inner := re.fullmatch(r"object<\w+,(.*)>", kind):
        return {name: right(inner[1], "", source) for name in source.sample(["1.0.0", "US", "DE", "1core"], 2)}
    for part, make in KINDS.items():
        if part in kind:
            return make(source)
    words = re.findall(r"\w+(?:\|\w+)+", limits)
    return source.choice(words[0].split("|")) if words else source.choice(["Contoso", "1.0.0", "en-us", "US", "d2s-standard-v3"])


KINDS = {
    "guid": lambda source: str(uuid.UUID(int=source.getrandbits(128))),
    "sas url": lambda source: f"https://contoso.example/images/{source.randint(1, 9)}.vhd{SIGNATURE}",
    "url": lambda source: f"https://contoso.example/{source.randint(1, 9)}.png",
    "email": lambda source: "jo@contoso.example",
    "date-time": lambda source: "2026-01-01T00:00:00Z",
    "date": lambda source: "2026-01-01",
    "html": lambda source: "<p>Contoso &amp; friends</p>",
    "json": lambda source: '{"a":[1]}',
    "integer": lambda source: source.choice([0, 1, 2, 100]),
    "number": lambda source: source.choice([0, 0.05, 12]),
    "boolean": lambda source: source.choice([True, False]),
    "array": lambda source: [{"name": "a", "title": "b", "url": "https://contoso.example/a.png"}],
    "engineering": lambda source: {role: {"name": "Jo", "email": "jo@contoso.example", "phone": "1"} for role in ("engineering", "support")},
    "object": lambda source: {"a": "b"},
}
