import JSON

/// What all operations share.
enum OpenAPIResponses {
    static let shared: JSONObject = [
        "Problem": [
            "description": "What stands in the way (RFC 9457).",
            "content": [
                "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
            ],
        ]
    ]

    /// A page of such items.
    static func list(of item: JSONValue) -> JSONValue {
        [
            "type": "object", "required": ["items", "nextCursor"],
            "properties": [
                "items": ["type": "array", "items": item],
                "nextCursor": [
                    "type": ["string", "null"],
                    "description": "Where the next page begins; null on the last one.",
                ],
                "total": [
                    "type": "integer", "minimum": 0,
                    "description": "How many there are in all; with `count=true`.",
                ],
            ],
        ]
    }

    static let problem: JSONValue = [
        "type": "object",
        "description": "RFC 9457, with all that stands in the way at once.",
        "required": ["type", "title", "status", "detail", "instance", "code", "requestId"],
        "properties": [
            "type": ["type": "string", "description": "Names the sort of problem."],
            "title": ["type": "string", "description": "The same for all of a type."],
            "status": ["type": "integer", "minimum": 400, "maximum": 599],
            "detail": ["type": "string", "description": "What to do next."],
            "instance": ["type": "string"],
            "code": [
                "type": "string",
                "description": "What scripts test; the same on every installation.",
            ],
            "requestId": ["type": "string", "description": "To quote when asking for help."],
            "existing": ["type": "string", "description": "What is there already."],
            "limitBytes": ["type": "integer"],
            "errors": [
                "type": "array",
                "items": [
                    "type": "object", "required": ["code", "detail"],
                    "properties": [
                        "pointer": ["type": "string", "description": "RFC 6901, as a fragment."],
                        "parameter": ["type": "string"],
                        "header": ["type": "string"],
                        "code": ["type": "string"],
                        "detail": ["type": "string"],
                    ],
                ],
            ],
        ],
    ]
}
