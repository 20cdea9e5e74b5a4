"""What schemathesis has to be told beside the description of the API."""

import json
import re

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


def numbered(eight):
    """An organisation number of its first eight digits; none where it has no check digit."""
    rest = sum(int(digit) * weight for digit, weight in zip(eight, (3, 2, 7, 6, 5, 4, 3, 2)))
    check = (11 - rest % 11) % 11
    return None if check == 10 else f"{eight}{check}"


# What the names of these formats say to people only.
schemathesis.openapi.format(
    "org-number",
    strategies.from_regex("[89][0-9]{7}", fullmatch=True).map(numbered).filter(bool))
schemathesis.openapi.format("industry", strategies.sampled_from(["SN2007:J", "SN2025:V"]))
schemathesis.openapi.format("language", strategies.sampled_from(["nb", "nn", "en", "se"]))
schemathesis.openapi.format(
    "time-zone", strategies.sampled_from(["Europe/Oslo", "Arctic/Longyearbyen", "UTC"]))
schemathesis.openapi.format("email", strategies.just("beredskap@example.org"))
schemathesis.openapi.format("uri", strategies.just("https://example.org/beredskap"))

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def speakable(value):
    """The same with texts that say something, which no schema asks for."""
    if isinstance(value, dict):
        return {name: speakable(each) for name, each in value.items()}
    if isinstance(value, list):
        return [speakable(each) for each in value]
    if not isinstance(value, str) or not value:
        return value
    # No format has this sign: what is wrong on purpose stays wrong.
    return CONTROL.sub("¤", value) if value.strip() else f"{value[1:]}¤"


@schemathesis.hook
def map_body(_, body):
    return speakable(body)


KNOWN = {"arena": "strom", "organisation": "me", "vocabulary": "sectors", "code": "transport",
         "token": "current"}


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Every other time what is there: else hardly anything would be found."""
    if not path_parameters or context.operation.method.upper() == "DELETE":
        return path_parameters
    return {name: KNOWN.get(name, value) if len(str(value)) % 2 else value
            for name, value in path_parameters.items()}


@schemathesis.hook
def map_query(context, query):
    """A dry run deletes nothing, but what was deleted is expected to be gone."""
    if query and context.operation.method.upper() == "DELETE":
        return {name: value for name, value in query.items() if name != "dryRun"}
    return query
