"""What schemathesis has to be told beside the description of the API."""

import json

import schemathesis
from hypothesis import strategies


@schemathesis.serializer("application/x-ndjson")
def lines(_, value):
    """One JSON value a line."""
    if isinstance(value, bytes):
        return value
    values = value if isinstance(value, list) else [value]
    return "".join(json.dumps(each) + "\n" for each in values).encode()


CODES = {
    "sectors": ["redningstjeneste", "kraftforsyning", "transport"],
    "regions": ["NO", "NO-46", "NO-30"],
    "roles": ["beredskapsleder", "kriseleder"],
    "innovation-types": ["service", "product"],
    "drivers": ["collaboration", "goals"],
    "values": ["quality", "efficiency", "other"],
    "collaborators": ["private-company", "citizens-users", "other"],
}
OTHER_CODES = strategies.from_regex("[a-z]{3,9}", fullmatch=True)
for vocabulary, codes in CODES.items():
    known = strategies.sampled_from(codes)
    # Longer lists than there are codes of each are to be made too.
    schemathesis.openapi.format(f"{vocabulary}-code", known | known | OTHER_CODES)


@schemathesis.hook
def map_query(context, query):
    """A dry run deletes nothing, but what was deleted is expected to be gone."""
    if query and context.operation.method.upper() == "DELETE":
        return {name: value for name, value in query.items() if name != "dryRun"}
    return query
