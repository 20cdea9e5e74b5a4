"""What schemathesis has to be told beside the description of the API."""

import json

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def lines(_, value):
    """One JSON value a line."""
    if isinstance(value, bytes):
        return value
    values = value if isinstance(value, list) else [value]
    return "".join(json.dumps(each) + "\n" for each in values).encode()


@schemathesis.hook
def map_query(context, query):
    """A dry run deletes nothing, but what was deleted is expected to be gone."""
    if query and context.operation.method.upper() == "DELETE":
        return {name: value for name, value in query.items() if name != "dryRun"}
    return query
