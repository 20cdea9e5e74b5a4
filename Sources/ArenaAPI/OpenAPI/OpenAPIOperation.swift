import ArenaCore
import HTTP
import JSON

/// One operation of the document.
struct OpenAPIOperation {
    let value: JSONValue

    init(_ route: Route, _ schemas: inout OpenAPISchemas) {
        var operation: JSONObject = [
            "operationId": .string(route.operation),
            "summary": .string(route.summary),
            "description": .string(Self.caller(route.caller)),
            "tags": [.string(OpenAPIDocument.tag(of: route))],
            "security": Self.security(route.caller),
        ]
        let parameters = Self.parameters(route)
        if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
        if let body = route.body {
            operation["requestBody"] = Self.requestBody(body, route, &schemas)
        }
        operation["responses"] = .object(Self.responses(route, &schemas))
        value = .object(operation)
    }

    private static func caller(_ caller: Caller) -> String {
        switch caller {
        case .anyone: "Anyone; a token that is sent must be good and have the scope `read`."
        case .identified: "Any good token."
        case .scope(let scope): "A token with the scope `\(scope.rawValue)`, or an admin's."
        case .admin: "An admin's token."
        }
    }

    private static func security(_ caller: Caller) -> JSONValue {
        caller == .anyone ? [[:], ["bearer": []]] : [["bearer": []]]
    }

    private static func parameters(_ route: Route) -> [JSONValue] {
        let path = route.pathParameters.map { name -> JSONValue in
            [
                "name": .string(name), "in": "path", "required": true,
                "schema": ["type": "string", "minLength": 1],
                "description": .string(pathWords[name] ?? "The id."),
            ]
        }
        return path
            + route.parameters.map { parameter in
                var schema = schema(of: parameter.kind)
                if parameter.repeats { schema = ["type": "array", "items": schema] }
                return [
                    "name": .string(parameter.name), "in": "query", "required": false,
                    "description": .string(parameter.summary), "schema": schema,
                ]
            }
            + OpenAPIHeaders.parameters(of: route)
    }

    private static let pathWords = [
        "arena": "The id or the slug of the arena.",
        "organisation": "The id of the organisation; `me` is the caller's own.",
        "post": "The id of the experience.",
        "token": "The id of the token; `current` is the one that is sent.",
        "vocabulary": "The name of the vocabulary.",
        "request": "The id of the release request.",
        "report": "The id of the report.",
        "code": "A code of the vocabulary.",
    ]

    private static func schema(of kind: QueryParameter.Kind) -> JSONValue {
        switch kind {
        case .text(let max): ["type": "string", "maxLength": .integer(Int64(max))]
        case .choice(let allowed):
            ["type": "string", "enum": .array(allowed.map(JSONValue.string))]
        case .code(let vocabulary):
            ["type": "string", "format": .string("\(vocabulary.rawValue)-code")]
        case .reference: ["type": "string"]
        case .integer(let range):
            range.upperBound == .max
                ? ["type": "integer", "minimum": .integer(range.lowerBound)]
                : [
                    "type": "integer", "minimum": .integer(range.lowerBound),
                    "maximum": .integer(range.upperBound),
                ]
        case .boolean: ["type": "boolean"]
        case .timestamp: ["type": "string", "format": "date-time"]
        case .order(let fields): schema(ofOrder: fields.map(\.rawValue))
        }
    }

    // That none stands twice is said by the server.
    private static func schema(ofOrder names: [String]) -> JSONValue {
        let one = "-?(\(names.joined(separator: "|")))"
        return ["type": "string", "pattern": .string("^\(one)(,\(one))*$")]
    }

    private static func requestBody(
        _ body: RequestBody, _ route: Route, _ schemas: inout OpenAPISchemas
    ) -> JSONValue {
        let reference = schemas.request(body.shape, isPatch: route.method == .patch)
        var content = JSONObject()
        for type in body.mediaTypes {
            var media: JSONObject = [:]
            if type == RequestBody.lines {
                // Any text will do: it is the lines that are good or not, each with its answer.
                media["schema"] = [
                    "description": .string("One \(body.shape.name) a line, as JSON.")
                ]
            } else {
                media["schema"] = reference
                let example = body.shape.example
                if !example.isEmpty { media["example"] = .object(example) }
            }
            content[type] = .object(media)
        }
        return ["required": .bool(body.isRequired), "content": .object(content)]
    }

    private static func responses(_ route: Route, _ schemas: inout OpenAPISchemas) -> JSONObject {
        var responses = JSONObject()
        for answer in route.answers {
            let key = String(answer.status)
            let content = content(of: answer, &schemas)
            var response =
                responses[key]?.object
                ?? ["description": .string(HTTPStatus(code: answer.status).reason)]
            if !content.isEmpty {
                var all = response["content"]?.object ?? JSONObject()
                for member in content.members { all[member.key] = member.value }
                response["content"] = .object(all)
            }
            let links = OpenAPILinks.links(from: route)
            if answer.status == 201, !links.isEmpty { response["links"] = .object(links) }
            responses[key] = .object(response)
        }
        if route.method == .get, route.isResource {
            responses["304"] = ["description": "What the caller has is what there is."]
        }
        if route.method == .get, route.pathParameters.contains("arena") {
            responses["308"] = ["description": "It is there under another address: Location."]
        }
        responses["default"] = ["$ref": "#/components/responses/Problem"]
        return responses
    }

    private static func content(of answer: Answer, _ schemas: inout OpenAPISchemas) -> JSONObject {
        switch answer.content {
        case .none: [:]
        case .resource(let shape):
            ["application/json": ["schema": schemas.answer(shape)]]
        case .list(let shape):
            ["application/json": ["schema": OpenAPIResponses.list(of: schemas.answer(shape))]]
        case .other(let type, let description):
            [
                type: [
                    "schema": [
                        "type": type.hasSuffix("json") && type != RequestBody.lines
                            ? "object" : "string",
                        "description": .string(description),
                    ]
                ]
            ]
        }
    }
}

extension JSONShape {
    /// A body with the fields that have examples.
    fileprivate var example: JSONObject {
        var example = JSONObject()
        for field in fields where !field.isReadOnly {
            if let value = field.example { example[field.name] = value }
        }
        return example
    }
}
