import HTTP
import JSON
import Testing

@testable import ArenaAPI

struct OpenAPIDocumentTests {
    @Test func `the document has every route and no other`() throws {
        let document = try JSONValue(parsing: OpenAPIDocument(Routes.all, version: "1").bytes)
        let paths = try #require(document["paths"]?.object)
        let documented = paths.members.flatMap { path in
            (path.value.object?.members ?? []).map { "\($0.key) \(path.key)" }
        }
        let routes = Routes.all.map { "\($0.method.rawValue.lowercased()) \($0.path)" }
        #expect(documented.sorted() == routes.sorted())
    }

    @Test func `every schema that is referred to is there`() throws {
        let bytes = OpenAPIDocument(Routes.all, version: "1").bytes
        let document = try JSONValue(parsing: bytes)
        let schemas = try #require(document["components"]?["schemas"]?.object)
        let text = String(decoding: bytes, as: UTF8.self)
        for part in text.split(separator: "#/components/schemas/").dropFirst() {
            let name = String(part.prefix { $0 != "\"" })
            #expect(schemas.contains(name), "\(name)")
        }
    }

    @Test func `every example passes the shape that it is an example of`() throws {
        for route in Routes.all {
            guard let body = route.body, body.isRequired, route.method != .patch else { continue }
            var example = JSONObject()
            for field in body.shape.fields where !field.isReadOnly {
                if let value = field.example { example[field.name] = value }
            }
            let problems = body.shape.problems(in: .object(example))
            #expect(problems.isEmpty, "\(route.operation): \(problems)")
        }
    }
}
