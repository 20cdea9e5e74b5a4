import JSON
import Testing

/// Things to test with, made through the API as its users do.
extension TestAPI {
    struct Party {
        let id: String
        let token: String
    }

    func organisation(_ name: String, _ more: JSONObject = [:], by token: String? = adminToken)
        throws -> Party
    {
        var body: JSONObject = ["name": .string(name), "kind": "public"]
        for member in more.members { body[member.key] = member.value }
        let made = try send("POST", "/v1/organisations", .object(body), token: token)
        #expect(made.status == 201, "\(made.text)")
        return Party(id: made.id, token: made["token"].string ?? "")
    }

    /// An open arena of the admin's.
    func arena(_ slug: String, _ more: JSONObject = [:]) throws -> String {
        var body: JSONObject = [
            "name": .string(slug), "slug": .string(slug), "purpose": "To learn.",
        ]
        for member in more.members { body[member.key] = member.value }
        let made = try send("POST", "/v1/arenas", .object(body), token: Self.adminToken)
        #expect(made.status == 201, "\(made.text)")
        return made.id
    }

    func join(_ party: Party, _ arena: String, curates: Bool = false) throws {
        let joined = try send("PUT", "/v1/arenas/\(arena)/members/me", token: party.token)
        #expect(joined.status == 201, "\(joined.text)")
        guard curates else { return }
        let made = try send(
            "PATCH", "/v1/arenas/\(arena)/members/\(party.id)", ["curator": true],
            token: Self.adminToken)
        #expect(made.status == 200, "\(made.text)")
    }

    @discardableResult
    func post(
        _ party: Party, _ arena: String, _ title: String = "A title", tlp: String = "TLP:CLEAR",
        _ more: JSONObject = [:]
    ) throws -> String {
        var body: JSONObject = [
            "title": .string(title), "body": "What happened.", "tlp": .string(tlp),
        ]
        for member in more.members { body[member.key] = member.value }
        let made = try send(
            "POST", "/v1/arenas/\(arena)/posts", .object(body), token: party.token)
        #expect(made.status == 201, "\(made.text)")
        return made.id
    }
}
