import HTTP
import JSON
import Testing

@testable import ArenaAPI

struct ConditionalTests {
    @Test func `an ETag names the revision, and a GET that has it is answered by 304`() throws {
        let server = try TestAPI()
        let arena = try server.arena("tags")
        let read = try server.send("GET", "/v1/arenas/\(arena)")
        let tag = try #require(read.fields["ETag"])
        #expect(tag.hasPrefix("\"1-"))
        for sent in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
            let again = try server.send(
                "GET", "/v1/arenas/\(arena)", fields: ["If-None-Match": sent])
            #expect(again.status == 304)
            #expect(again.body.isEmpty)
            #expect(again.fields["ETag"] == tag)
            #expect(again.fields["Content-Type"] == nil)
        }
        let other = try server.send(
            "GET", "/v1/arenas/\(arena)", fields: ["If-None-Match": "\"1-0\""])
        #expect(other.status == 200)
        server.close()
    }

    @Test func `what hangs on a resource ends a 304 and keeps its revision`() throws {
        let server = try TestAPI()
        let arena = try server.arena("tags")
        let before = try server.send("GET", "/v1/arenas/\(arena)")
        try server.join(try server.organisation("Member"), arena)
        let after = try server.send(
            "GET", "/v1/arenas/\(arena)",
            fields: ["If-None-Match": before.fields["ETag"] ?? ""])
        #expect(after.status == 200)
        #expect(after["revision"] == before["revision"])
        #expect(after["updatedAt"] == before["updatedAt"])
        server.close()
    }

    @Test(arguments: [
        ("\"1\"", 200), ("\"1-anything\"", 200), ("*", 200), ("\"9\", \"1\"", 200),
        ("W/\"1\"", 200), ("\"1-gzip\"", 200), ("\"2\"", 412), ("1", 412), ("\"\"", 412),
    ])
    func `If-Match compares the revision alone`(sent: String, status: Int) throws {
        let server = try TestAPI()
        let arena = try server.arena("match")
        let answer = try server.send(
            "PATCH", "/v1/arenas/\(arena)", ["purpose": "New."], token: TestAPI.adminToken,
            fields: ["If-Match": sent])
        #expect(answer.status == status)
        if status == 412 { #expect(answer.code == "precondition-failed") }
        server.close()
    }

    @Test func `a patch that changes nothing keeps revision and time`() throws {
        let server = try TestAPI()
        let arena = try server.arena("same")
        server.clock.advance(days: 1)
        let read = try server.send("GET", "/v1/arenas/\(arena)", token: TestAPI.adminToken)
        let sent = try server.send(
            "PATCH", "/v1/arenas/\(arena)", read.json, token: TestAPI.adminToken)
        #expect(sent.status == 200, "\(sent.text)")
        #expect(sent.body == read.body)
        server.close()
    }
}

extension ConditionalTests {
    @Test func `what is made has the tag that GET gives`() throws {
        let server = try TestAPI()
        let arena = try server.arena("made")
        let made = try server.send(
            "POST", "/v1/organisations", ["name": "Party", "kind": "public"])
        let token = made["token"].string
        let own = try server.send("GET", "/v1/organisations/me", token: token)
        #expect(made.fields["ETag"] != nil && made.fields["ETag"] == own.fields["ETag"])
        _ = try server.send("PUT", "/v1/arenas/\(arena)/members/me", token: token)
        let post = try server.send(
            "POST", "/v1/arenas/\(arena)/posts", ["title": "t", "body": "b", "tlp": "TLP:CLEAR"],
            token: token)
        let read = try server.send("GET", "/v1/posts/\(post.id)", token: token)
        #expect(post.fields["ETag"] != nil && post.fields["ETag"] == read.fields["ETag"])
        let minted = try server.send("POST", "/v1/tokens", token: token)
        let kept = try server.send("GET", "/v1/tokens/\(minted.id)", token: token)
        #expect(minted.fields["ETag"] != nil && minted.fields["ETag"] == kept.fields["ETag"])
        server.close()
    }

    @Test func `preconditions come before the body`() throws {
        let server = try TestAPI()
        let arena = try server.arena("first")
        let answer = try server.send(
            "PATCH", "/v1/arenas/\(arena)", bytes: Array("{bad".utf8), token: TestAPI.adminToken,
            fields: ["If-Match": "\"77\"", "Content-Type": "application/json"])
        #expect(answer.status == 412)
        #expect(answer.fields["ETag"] == "\"1\"")
        server.close()
    }

    @Test(arguments: ["/v1/barometer", "/v1/match"])
    func `texts in the caller's language say so`(path: String) throws {
        let server = try TestAPI()
        for language in ["nb", "en"] {
            let answer = try server.send("GET", path, fields: ["Accept-Language": language])
            #expect(answer.fields["Content-Language"] == language)
            let vary = answer.fields.lines.filter { $0.name == "Vary" }.map(\.value)
            #expect(vary.contains("Accept-Language"))
        }
        server.close()
    }
}
