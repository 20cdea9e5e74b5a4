import JSON
import Testing

@testable import ArenaAPI

struct PostAudienceTests {
    @Test func `an author can always narrow`() throws {
        let server = try TestAPI()
        let home = try server.arena("home")
        let other = try server.arena("other")
        let author = try server.organisation("Author")
        let third = try server.organisation("Third")
        for arena in [home, other] { try server.join(author, arena) }
        let post = try server.post(
            author, home, tlp: "TLP:GREEN", ["alsoIn": [.string(other)]])
        _ = try server.send("DELETE", "/v1/arenas/\(other)", token: TestAPI.adminToken)
        _ = try server.send(
            "PATCH", "/v1/arenas/\(home)", ["widestTlp": "TLP:AMBER"], token: TestAPI.adminToken)
        let path = "/v1/posts/\(post)"
        let excluded = try server.send(
            "PATCH", path, ["exclude": [.string(third.id)]], token: author.token)
        #expect(excluded.status == 200, "\(excluded.text)")
        let narrowed = try server.send("PATCH", path, ["tlp": "TLP:AMBER"], token: author.token)
        #expect(narrowed.status == 200, "\(narrowed.text)")
        let widened = try server.send("PATCH", path, ["tlp": "TLP:GREEN"], token: author.token)
        #expect(widened.status == 422)
        let alone = try server.send("PATCH", path, ["alsoIn": []], token: author.token)
        #expect(alone["alsoIn"] == [])
        server.close()
    }

    @Test func `a sensitive arena asks for the declaration wherever a post comes from`() throws {
        let server = try TestAPI()
        let home = try server.arena("home")
        let sensitive = try server.arena("sensitive", ["competitionSensitive": true])
        let author = try server.organisation("Author")
        for arena in [home, sensitive] { try server.join(author, arena) }
        let body: JSONValue = [
            "title": "t", "body": "b", "tlp": "TLP:GREEN", "alsoIn": [.string(sensitive)],
        ]
        let path = "/v1/arenas/\(home)/posts"
        let bare = try server.send("POST", path, body, token: author.token)
        #expect(bare.errors.first?["pointer"] == "#/declaration")
        var declared = body.object ?? [:]
        declared["declaration"] = true
        #expect(try server.send("POST", path, .object(declared), token: author.token).status == 201)
        let post = try server.post(author, home)
        let shown = try server.send(
            "PATCH", "/v1/posts/\(post)", ["alsoIn": [.string(sensitive)]], token: author.token)
        #expect(shown.errors.first?["code"] == "competition-sensitive")
        server.close()
    }

    @Test func `what was written while a post was hidden stays so`() throws {
        let server = try TestAPI()
        let arena = try server.arena("home")
        let author = try server.organisation("Author")
        try server.join(author, arena)
        let post = try server.post(author, arena, "First")
        let path = "/v1/posts/\(post)"
        let steps: [(JSONValue, String)] = [
            (["state": "hidden", "reason": "Names a patient."], TestAPI.adminToken),
            (["title": "Draft"], author.token), (["title": "Second"], author.token),
            (["state": "published"], TestAPI.adminToken),
        ]
        for (patch, token) in steps {
            #expect(try server.send("PATCH", path, patch, token: token).status == 200)
        }
        let shown = try server.send("GET", "\(path)/revisions?count=true")
        #expect(shown.items.map { $0["title"] } == ["First", "Second"])
        #expect(shown["total"] == 2)
        #expect(!shown.text.contains("patient"))
        let own = try server.send("GET", "\(path)/revisions", token: author.token)
        #expect(own.items.count == 5)
        let page = try server.send("GET", "\(path)/revisions?limit=2", token: author.token)
        #expect(page.items.map { $0["revision"] } == [1, 2])
        #expect(page["nextCursor"] != .null)
        server.close()
    }
}
