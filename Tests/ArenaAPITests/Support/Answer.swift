import HTTP
import JSON

/// An answer as a client has it.
struct Answer {
    let status: Int
    let fields: HTTPResponseFields
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The content; null where it is no JSON.
    var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }

    subscript(_ key: String) -> JSONValue { json[key] ?? .null }

    var id: String { self["id"].string ?? "" }

    /// The code of a problem.
    var code: String? { json["code"]?.string }

    var errors: [JSONValue] { json["errors"]?.array ?? [] }

    var items: [JSONValue] { json["items"]?.array ?? [] }

    var lines: [JSONValue] {
        body.split(separator: 0x0A).compactMap { try? JSONValue(parsing: $0) }
    }
}
