import HTTP
import JSON

/// Where to go on with what an operation has made (OpenAPI 3.1 §4.8.20).
enum OpenAPILinks {
    /// To every operation on what a POST to a collection makes, by its id.
    static func links(from route: Route) -> JSONObject {
        guard route.method == .post, let collection = route.path.split(separator: "/").last,
            !collection.hasPrefix("{")
        else { return JSONObject() }
        var links = JSONObject()
        for other in Routes.all where other.path.hasPrefix("/v1/\(collection)/{") {
            var parameters: JSONObject = [:]
            for (place, name) in other.pathParameters.enumerated() {
                // What hangs on it is the caller's own.
                parameters[name] = place == 0 ? "$response.body#/id" : "me"
            }
            links[other.operation] = [
                "operationId": .string(other.operation), "parameters": .object(parameters),
            ]
        }
        return links
    }
}
