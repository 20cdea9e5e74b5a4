import ArenaCore
import HTTP
import JSON

/// The API as OpenAPI 3.1, made from the route table and its shapes.
struct OpenAPIDocument {
    let bytes: [UInt8]

    init(_ routes: [Route], version: String) {
        var schemas = OpenAPISchemas()
        var paths = JSONObject()
        for route in routes {
            var item = paths[route.path]?.object ?? JSONObject()
            item[route.method.rawValue.lowercased()] = OpenAPIOperation(route, &schemas).value
            paths[route.path] = .object(item)
        }
        let document: JSONObject = [
            "openapi": "3.1.0",
            "info": [
                "title": "Arena", "version": .string(version),
                "description": .string(Self.description),
            ],
            "servers": [["url": "/"]],
            "tags": .array(Self.tags(of: routes).map { ["name": .string($0)] }),
            "paths": .object(paths),
            "webhooks": .object(OpenAPIWebhooks.all),
            "components": [
                "schemas": .object(schemas.all),
                "responses": .object(OpenAPIResponses.shared),
                "securitySchemes": [
                    "bearer": [
                        "type": "http", "scheme": "bearer",
                        "description": "A token of an organisation or an admin.",
                    ]
                ],
            ],
        ]
        bytes = JSONValue.object(document).encoded()
    }

    private static let description =
        "Organisations that work with preparedness share experiences in arenas, build on each "
        + "other's, and tell what came of it. What the caller may not see is not there. Every "
        + "write takes `Prefer: return=minimal` and then answers without content."

    static func tag(of route: Route) -> String {
        let parts = route.path.split(separator: "/")
        if parts.first == "feeds" { return "feeds" }
        guard parts.first == "v1" else { return "operations" }
        // What hangs on a resource is documented where it is at home.
        let names = parts.dropFirst().filter { !$0.hasPrefix("{") }
        return names.last(where: { homes.contains(String($0)) }).map(String.init)
            ?? names.first.map(String.init) ?? "service"
    }

    private static let homes: Set<String> = [
        "organisations", "tokens", "arenas", "members", "posts", "adoptions",
    ]

    private static func tags(of routes: [Route]) -> [String] {
        routes.reduce(into: []) { tags, route in
            if !tags.contains(tag(of: route)) { tags.append(tag(of: route)) }
        }
    }
}

/// The schemas that the operations refer to, each once by its name.
struct OpenAPISchemas {
    private(set) var all: JSONObject = ["Problem": OpenAPIResponses.problem]

    /// A reference to the shape as answers have it.
    mutating func answer(_ shape: JSONShape) -> JSONValue {
        add(shape.name, shape.schema(forRequest: false))
    }

    /// A reference to the shape as requests send it; a merge patch requires nothing and may
    /// send back what it read.
    mutating func request(_ shape: JSONShape, isPatch: Bool) -> JSONValue {
        if isPatch { return add("\(shape.name)Patch", Self.patch(of: shape)) }
        return add("\(shape.name)Request", shape.schema(forRequest: true))
    }

    private mutating func add(_ name: String, _ schema: JSONValue) -> JSONValue {
        if !all.contains(name) { all[name] = schema }
        return ["$ref": .string("#/components/schemas/\(name)")]
    }

    // RFC 7396: null takes any field away that has a default.
    private static func patch(of shape: JSONShape) -> JSONValue {
        shape.schema(forRequest: true, partial: true)
    }
}
