import HTTP
import JSON
import Testing

@testable import ArenaAPI

struct PagingTests {
    @Test func `pages follow each other without gap and repeat, forth and back`() throws {
        let server = try TestAPI()
        let arena = try server.arena("pages")
        let party = try server.organisation("Author")
        try server.join(party, arena)
        let made = try (1...7).map { number in
            server.clock.advance(days: 1)
            return try server.post(party, arena, "Post \(number)")
        }
        var seen: [JSONValue] = []
        var path = "/v1/posts?limit=3&count=true"
        var last = path
        while true {
            let page = try server.send("GET", path)
            #expect(page["total"] == 7)
            seen += page.items.map { $0["id"] ?? .null }
            last = path
            guard let cursor = page["nextCursor"].string else { break }
            #expect(page.fields["Link"]?.contains("rel=\"next\"") == true)
            path = "/v1/posts?limit=3&count=true&cursor=\(cursor)"
        }
        #expect(seen == made.reversed().map(JSONValue.string))
        let links = try server.send("GET", last).fields["Link"]?.split(separator: ", ")
        let previous = links?.first { $0.hasSuffix("rel=\"prev\"") }
        let target = previous?.dropFirst().prefix { $0 != ">" }
        let back = try server.send("GET", String(try #require(target)))
        #expect(back.items.map { $0["id"] } == seen[3..<6].map { $0 })
        server.close()
    }

    @Test func `a cursor belongs to its filters`() throws {
        let server = try TestAPI()
        let arena = try server.arena("pages")
        let party = try server.organisation("Author")
        try server.join(party, arena)
        for number in 1...3 { try server.post(party, arena, "Post \(number)") }
        let page = try server.send("GET", "/v1/posts?limit=1")
        let cursor = page["nextCursor"].string ?? ""
        #expect(try server.send("GET", "/v1/posts?limit=2&cursor=\(cursor)").status == 200)
        let other = try server.send("GET", "/v1/posts?tag=x&limit=1&cursor=\(cursor)")
        #expect(other.status == 400)
        #expect(other.code == "invalid-cursor")
        server.close()
    }

    @Test func `arenas are counted per code`() throws {
        let server = try TestAPI()
        _ = try server.arena("one", ["regions": ["NO-46", "NO-11"]])
        _ = try server.arena("two", ["regions": ["NO-46"], "joinPolicy": "invite-only"])
        #expect(
            try server.send("GET", "/v1/arenas")["facets"]["regions"]
                == ["NO-11": 1, "NO-46": 1])
        let admin = try server.send("GET", "/v1/arenas", token: TestAPI.adminToken)
        #expect(admin["facets"]["regions"] == ["NO-11": 1, "NO-46": 2])
        server.close()
    }
}
