import JSON
import Testing

@testable import ArenaAPI

struct PostEditingTests {
    @Test func `an old revision stays readable with what it said`() throws {
        let server = try TestAPI()
        let arena = try server.arena("edit")
        let author = try server.organisation("Author")
        try server.join(author, arena)
        let post = try server.post(author, arena, "First")
        _ = try server.send("PATCH", "/v1/posts/\(post)", ["title": "Second"], token: author.token)
        let list = try server.send("GET", "/v1/posts/\(post)/revisions")
        #expect(list.items.map { $0["title"] } == ["First", "Second"])
        #expect(list.items.map { $0["revision"] } == [1, 2])
        server.close()
    }

    @Test func `an author that curates changes text and marks in one revision`() throws {
        let server = try TestAPI()
        let arena = try server.arena("edit")
        let author = try server.organisation("Author")
        try server.join(author, arena, curates: true)
        let post = try server.post(author, arena)
        let edited = try server.send(
            "PATCH", "/v1/posts/\(post)", ["title": "New", "pinned": true, "tags": ["x"]],
            token: author.token)
        #expect(edited["revision"] == 2)
        #expect(edited["pinned"] == true && edited["title"] == "New" && edited["tags"] == ["x"])
        server.close()
    }

    @Test func `a curator holds with a reason, and the post leaves the lists`() throws {
        let server = try TestAPI()
        let arena = try server.arena("edit")
        let author = try server.organisation("Author")
        let curator = try server.organisation("Curator")
        try server.join(author, arena)
        try server.join(curator, arena, curates: true)
        let post = try server.post(author, arena)
        let bare = try server.send(
            "PATCH", "/v1/posts/\(post)", ["state": "held"], token: curator.token)
        #expect(bare.status == 422)
        #expect(bare.errors.first?["pointer"] == "#/reason")
        let held = try server.send(
            "PATCH", "/v1/posts/\(post)", ["state": "held", "reason": "Names a patient."],
            token: curator.token)
        #expect(held["state"] == "held")
        #expect(try server.send("GET", "/v1/posts/\(post)").status == 404)
        #expect(try server.send("GET", "/v1/posts", token: author.token).items.isEmpty)
        let own = try server.send("GET", "/v1/posts?state=held", token: author.token)
        #expect(own.items.first?["reason"] == "Names a patient.")
        let patch: JSONValue = ["state": "published", "title": "Mine"]
        let refused = try server.send("PATCH", "/v1/posts/\(post)", patch, token: curator.token)
        #expect(refused.status == 403)
        #expect(refused.errors.map { $0["code"] } == ["only-author"])
        server.close()
    }

    @Test func `a retracted post is gone for others and stays so`() throws {
        let server = try TestAPI()
        let arena = try server.arena("edit")
        let author = try server.organisation("Author")
        try server.join(author, arena)
        let post = try server.post(author, arena)
        #expect(try server.send("DELETE", "/v1/posts/\(post)", token: author.token).status == 204)
        #expect(try server.send("GET", "/v1/posts/\(post)").status == 404)
        let own = try server.send("GET", "/v1/posts/\(post)", token: author.token)
        #expect(own["state"] == "retracted")
        let edit = try server.send(
            "PATCH", "/v1/posts/\(post)", ["title": "x"], token: author.token)
        #expect(edit.status == 409)
        server.close()
    }
}
