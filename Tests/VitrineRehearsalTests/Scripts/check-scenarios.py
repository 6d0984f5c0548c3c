#!/usr/bin/env python3
"""Says of each YAML text whether docs/schemas/scenario.schema.json takes it.

Reads a JSON list of texts, and writes a JSON list: null for one that is valid, else the first thing that is wrong.
With --descriptions it says instead which keys of the schema have no description.
"""
import json
import pathlib
import re
import sys

import yaml
from jsonschema import Draft202012Validator

SCHEMA = pathlib.Path(__file__).resolve().parents[3] / "docs/schemas/scenario.schema.json"


class Loader(yaml.SafeLoader):
    """Reads scalars as the server does: as JSON would, so that `no` and 2024-05-01 are texts."""


Loader.yaml_implicit_resolvers = {}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), "tTfF")
Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^-?(?:0|[1-9][0-9]*)$"), "-0123456789")
Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$"), "-0123456789"
)


def undescribed(schema, path=""):
    for name, member in schema.get("properties", {}).items():
        if path.rsplit("/", 1)[-1] in ("if", "then", "items"):
            continue
        if "description" not in member and "$ref" not in member and "allOf" not in member:
            yield f"{path}/properties/{name}"
    for name, value in schema.items():
        if isinstance(value, dict):
            yield from undescribed(value, f"{path}/{name}")


def main():
    schema = json.loads(SCHEMA.read_text())
    Draft202012Validator.check_schema(schema)
    if "--descriptions" in sys.argv:
        print(json.dumps(list(undescribed(schema))))
        return
    if "--keys" in sys.argv:
        print(json.dumps({name: list(part.get("properties", {})) for name, part in {"": schema, **schema["$defs"]}.items()}))
        return
    validator = Draft202012Validator(schema)
    answers = []
    for text in json.load(sys.stdin):
        try:
            error = next(iter(validator.iter_errors(yaml.load(text, Loader))), None)
        except yaml.YAMLError as problem:
            sys.exit(f"{text}: {problem}")
        answers.append(error and f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
    print(json.dumps(answers))


main()
