"""What the OpenAPI document says in words, beside what schemathesis reads in its schemas."""

import schemathesis

# What `default` means in the document: a path that isn't served, a method that it doesn't take, a head that is too large.
OTHERS = {404: "PathNotFound", 405: "MethodNotAllowed", 431: "RequestHeadersTooLarge"}


@schemathesis.check
def described_status(context, response, case):
    """A status stands in the document by its number, or is one of the few that `default` means."""
    if str(response.status_code) in case.operation.definition.raw["responses"]:
        return
    code = OTHERS.get(response.status_code)
    assert code and response.json()["error"]["code"] == code, f"Undescribed status: {response.status_code}"


@schemathesis.check
def two_ids(context, response, case):
    """Every answer carries two ids."""
    for name in "x-ms-request-id", "x-ms-correlation-request-id":
        assert response.headers.get(name), f"Missing header: {name}"
