import HTTP
import JSON

/// The header fields that all operations of a method take.
enum OpenAPIHeaders {
    static func parameters(of route: Route) -> [JSONValue] {
        guard route.isResource else { return [] }
        switch route.method {
        case .post:
            return [
                parameter(
                    IdempotencyKey.fieldName,
                    "Names the request, so that it happens once however often it is sent.",
                    ["type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!#-~]+$"])
            ]
        case .put, .patch, .delete:
            return [
                parameter(
                    "If-Match", "The ETag of what is to be changed; else it is left as it is.",
                    ["type": "string"])
            ]
        default:
            return [
                parameter(
                    "If-None-Match", "The ETag of what the caller has; else it is not sent again.",
                    ["type": "string"])
            ]
        }
    }

    private static func parameter(_ name: String, _ summary: String, _ schema: JSONValue)
        -> JSONValue
    {
        [
            "name": .string(name), "in": "header", "required": false,
            "description": .string(summary), "schema": schema,
        ]
    }
}
