import HTTP
import JSON
import Testing

@testable import ArenaAPI

struct CreateOnlyTests {
    @Test func `If-None-Match with a star creates and never replaces`() throws {
        let server = try TestAPI()
        let arena = try server.arena("create")
        let party = try server.organisation("Party")
        let path = "/v1/arenas/\(arena)/members/me"
        let first = try server.send(
            "PUT", path, token: party.token, fields: ["If-None-Match": "*"])
        #expect(first.status == 201)
        let again = try server.send(
            "PUT", path, token: party.token, fields: ["If-None-Match": "*"])
        #expect(again.status == 412)
        #expect(again.fields["ETag"] == "\"1\"", "the tag to try again with")
        server.close()
    }
}
