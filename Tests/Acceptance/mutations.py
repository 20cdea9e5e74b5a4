"""Requests that are almost right: seeded changes to valid ones, and the ways they are sent."""

import json
import re

INTERESTING = [
    b"\r\n", b"\n", b"\r", b"\0", b"\xff", b"\xc3\x28", b" ", b"\t", b":", b",", b";", b"%00",
    b"%2e%2e", b"%2F", b"%", b"//", b"/../", b"?", b"&", b"=", b"#", b"0", b"-1", b"+1",
    b"4294967296", b"18446744073709551616", b"0x10", b"chunked", b"gzip", b"\r\n\r\n",
    b"Content-Length: 5\r\n", b"Transfer-Encoding: chunked\r\n", b"Host: b\r\n",
    b"Connection: close\r\n", b"HTTP/1.0", b"HTTP/2.0", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"{",
    b"[", b'"', b"\\u0000", b"\\ud800", b"1e999", b"null", b"0\r\n\r\n", b"ffffffffffffffff\r\n",
    b"\xef\xbb\xbf", b"Expect: 100-continue\r\n", b"Range: bytes=0-", b"If-Match: *\r\n",
    b"If-None-Match: \"", b"Accept: \r\n",
]


# It has no end to wait for.
STREAM = "/v1/stream"


def corpus(document, parameters, bodies, tokens):
    """A valid request for every operation of the document and every token."""
    requests = []
    for path, operations in document["paths"].items():
        if path == STREAM:
            continue
        target = re.sub(r"{(\w+)}", lambda name: parameters.get(name[1], "x"), path)
        for method in set(operations) & {"get", "head", "post", "put", "patch", "delete"}:
            for token in tokens[method]:
                requests.append(request(method, target, token, bodies))
                if method == "get":
                    requests.append(request(method, target + "?limit=5&q=flom", token, bodies))
    return requests


def request(method, target, token, bodies):
    head = f"{method.upper()} {target} HTTP/1.1\r\nHost: arena.example\r\n"
    if token:
        head += f"Authorization: Bearer {token}\r\n"
    if method in ("get", "head", "delete"):
        return (head + "Accept: application/json\r\n\r\n").encode()
    body = json.dumps(bodies.get(target, {})).encode()
    if method == "put":
        chunks = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
        fields = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        return (head + fields).encode() + chunks
    fields = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return (head + fields).encode() + body


class Mutator:
    """Everything that it does follows from its source of randomness."""

    def __init__(self, random, requests):
        self._random, self._requests = random, requests

    def next(self):
        """One to four requests in a row, each changed up to six times; at times none is."""
        random = self._random
        several = b"".join(
            random.choice(self._requests) for _ in range(random.choice((1, 1, 1, 2, 4))))
        for _ in range(random.choice((0, 1, 1, 2, 3, 6))):
            several = self._changed(several)
        return several[:1 << 18]

    def _changed(self, data):
        random = self._random
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.choice((1, 1, 2, 8, 64)))
        match random.randrange(9):
            case 0:
                return data[:start] + bytes([random.randrange(256)]) + data[end:]
            case 1:
                return data[:start] + data[end:]
            case 2:
                return data[:end] + data[start:end] * random.choice((1, 1, 3, 2000)) + data[end:]
            case 3 | 4:
                return data[:start] + random.choice(INTERESTING) + data[end:]
            case 5:
                other = random.choice(self._requests)
                return data[:start] + other[random.randrange(len(other)):]
            case 6:
                numbers = [*re.finditer(rb"\d+", data)] or [re.match(b"", data)]
                number = random.choice(numbers)
                return data[:number.start()] + random.choice(INTERESTING) + data[number.end():]
            case 7:
                return data.replace(b"\r\n", random.choice((b"\n", b"\r", b"\r\n ", b"\r\r\n")), 1)
            case _:
                return data[:start]

    def pieces(self, data):
        """The data as it may come: whole, in two, or in many."""
        random = self._random
        cuts = sorted(random.randrange(len(data) + 1) for _ in range(random.choice((0, 0, 1, 12))))
        return [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)]) if a < b]
