import HTTP
import JSON
import Testing

@testable import ArenaAPI

struct ArenaSlugTests {
    @Test func `a slug that an arena had leads to the one it has`() throws {
        let server = try TestAPI()
        let arena = try server.arena("old-name")
        _ = try server.send(
            "PATCH", "/v1/arenas/\(arena)", ["slug": "new-name"], token: TestAPI.adminToken)
        let read = try server.send("GET", "/v1/arenas/old-name?x=1")
        #expect(read.status == 400, "the query is checked first")
        let moved = try server.send("GET", "/v1/arenas/old-name/posts?limit=5")
        #expect(moved.status == 308)
        #expect(moved.fields["Location"] == "/v1/arenas/new-name/posts?limit=5")
        let party = try server.organisation("Member")
        let joined = try server.send("PUT", "/v1/arenas/old-name/members/me", token: party.token)
        #expect(joined.status == 201, "a write is not sent elsewhere")
        server.close()
    }

    @Test func `a slug is taken once, and the clash names what is there`() throws {
        let server = try TestAPI()
        let arena = try server.arena("same")
        let again = try server.send(
            "POST", "/v1/arenas", ["name": "x", "slug": "same", "purpose": "p"],
            token: TestAPI.adminToken)
        #expect(again.status == 409)
        #expect(again.code == "duplicate-slug")
        #expect(again["existing"] == .string("/v1/arenas/\(arena)"))
        server.close()
    }

    @Test(arguments: ["Upper", "a b", "-a", "", "019ca8bb-b5c0-71bf-9bd6-9bedcb89e2ba", "å"])
    func `a slug that is none is refused`(slug: String) throws {
        let server = try TestAPI()
        let made = try server.send(
            "POST", "/v1/arenas", ["name": "x", "slug": .string(slug), "purpose": "p"],
            token: TestAPI.adminToken)
        #expect(made.status == 422)
        #expect(made.errors.first?["pointer"] == "#/slug")
        server.close()
    }

    @Test func `the charter's version rises with its text`() throws {
        let server = try TestAPI()
        let arena = try server.arena("charter", ["charter": ["text": "One."]])
        func charter(_ patch: JSONValue) throws -> JSONValue {
            try server.send(
                "PATCH", "/v1/arenas/\(arena)", ["charter": patch], token: TestAPI.adminToken)[
                    "charter"]
        }
        #expect(try charter(["text": "One."]) == ["version": 1, "text": "One."])
        #expect(try charter(["text": "Two."]) == ["version": 2, "text": "Two."])
        #expect(try charter(["text": "Two.", "version": 7]) == ["version": 7, "text": "Two."])
        #expect(try charter(.null) == .null)
        server.close()
    }
}
