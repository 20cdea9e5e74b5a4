import ArenaCore
import JSON

/// What webhooks are sent, as OpenAPI 3.1 describes it (CONVENTIONS §12, §13).
enum OpenAPIWebhooks {
    static var all: JSONObject {
        Notice.Kind.allCases.reduce(into: JSONObject()) { all, kind in
            all[kind.rawValue] = [
                "post": [
                    "operationId": .string("receive" + name(of: kind)),
                    "summary": .string(summary(of: kind)),
                    "description": .string(signing),
                    "requestBody": [
                        "required": true,
                        "content": ["application/json": ["schema": schema(of: kind)]],
                    ],
                    "responses": [
                        "2XX": ["description": "It was taken."],
                        "410": ["description": "It is to be told no more."],
                    ],
                ]
            ]
        }
    }

    private static let signing =
        "Signed as Standard Webhooks 1.0 says: `webhook-id`, `webhook-timestamp` and "
        + "`webhook-signature`. It may come more than once, with the same `webhook-id`."

    private static func name(of kind: Notice.Kind) -> String {
        kind.rawValue.split(separator: ".").map { $0.prefix(1).uppercased() + $0.dropFirst() }
            .joined()
    }

    private static func summary(of kind: Notice.Kind) -> String {
        switch kind {
        case .postPublished: "An experience was shared."
        case .postUpdated: "An experience, or what its curators say of it, was changed."
        case .postWithdrawn: "An experience can no longer be read."
        case .eventCreated: "An event was planned."
        case .eventUpdated: "An event was changed, or is to be after all."
        case .eventCancelled: "An event was cancelled."
        case .organisationJoined: "An organisation has become a member of an arena."
        case .organisationLeft: "An organisation is no longer a member of an arena."
        case .arenaUpdated: "An arena was changed."
        case .test: "Its owner asked for it."
        }
    }

    private static func schema(of kind: Notice.Kind) -> JSONValue {
        let text: JSONValue = ["type": "string"]
        return [
            "type": "object",
            "required": ["type", "timestamp", "data"],
            "properties": [
                "type": ["const": .string(kind.rawValue)],
                "timestamp": ["type": "string", "format": "date-time"],
                "data": [
                    "type": "object",
                    "description":
                        "Ids, and of what is CLEAR or GREEN the label and the title.",
                    "properties": [
                        "id": text, "url": text, "arena": text, "tlp": text, "title": text,
                    ],
                ],
            ],
        ]
    }
}
