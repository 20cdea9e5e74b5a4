import ArenaCore
import HTTP
import JSON
import Testing

@testable import ArenaAPI

struct ChathamTests {
    @Test
    func `a Chatham House post tells its author and the hour to nobody but itself and admins`()
        throws
    {
        let server = try TestAPI()
        let arena = try server.arena("trust")
        let author = try server.organisation("Forsiktig AS")
        let other = try server.organisation("Other")
        for party in [author, other] { try server.join(party, arena) }
        let post = try server.post(author, arena, "Quiet", ["attribution": "chatham"])
        #expect(ID<Post>(post).map { $0.high >> 12 & 0xF } == 4, "a UUIDv7 would tell the time")
        for token in [nil, other.token] {
            let read = try server.send("GET", "/v1/posts/\(post)", token: token)
            #expect(read["author"] == .null)
            #expect(read["publishedAt"] == "2026-03-01T00:00:00.000Z")
            #expect(read["createdAt"] == read["updatedAt"])
            let byAuthor = try server.send("GET", "/v1/posts?author=\(author.id)", token: token)
            #expect(byAuthor.items.isEmpty)
            let list = try server.send("GET", "/v1/posts", token: token)
            #expect(list.items.count == 1)
            #expect(!list.text.contains(author.id) && !list.text.contains("Forsiktig"))
        }
        for token in [author.token, TestAPI.adminToken] {
            let read = try server.send("GET", "/v1/posts/\(post)", token: token)
            #expect(read["author"]["id"] == .string(author.id))
        }
        let edited = try server.send(
            "PATCH", "/v1/posts/\(post)", ["title": "Quieter"], token: author.token)
        #expect(edited.status == 200)
        let named = try server.send(
            "PATCH", "/v1/posts/\(post)", ["attribution": "named"], token: author.token)
        #expect(named.status == 422)
        #expect(named.errors.first?["code"] == "attribution-is-fixed")
        server.close()
    }

    @Test func `walls and exclusions hide a post, and its author is told`() throws {
        let server = try TestAPI()
        let arena = try server.arena("trust")
        let rival = try server.organisation("Rival")
        let third = try server.organisation("Third")
        let author = try server.organisation("Author", ["walls": [.string(rival.id)]])
        for party in [rival, third, author] { try server.join(party, arena) }
        let made = try server.send(
            "POST", "/v1/arenas/\(arena)/posts",
            [
                "title": "t", "body": "b", "tlp": "TLP:AMBER", "exclude": [.string(third.id)],
            ], token: author.token)
        let warning = made["warnings"].array?.first
        #expect(warning?["code"] == "wall")
        #expect(warning?["organisations"]?.array?.map { $0["id"] } == [.string(rival.id)])
        for party in [rival, third] {
            let read = try server.send("GET", "/v1/posts/\(made.id)", token: party.token)
            let nothing = try server.send(
                "GET", "/v1/posts/019ca8bb-b5c0-71bf-9bd6-9bedcb89e2ba", token: party.token)
            #expect(read.status == 404)
            #expect(read["detail"] == nothing["detail"] && read["title"] == nothing["title"])
        }
        let open = try server.send(
            "POST", "/v1/arenas/\(arena)/posts",
            ["title": "t", "body": "b", "tlp": "TLP:CLEAR", "exclude": [.string(third.id)]],
            token: author.token)
        #expect(open.status == 422)
        #expect(open.errors.first?["code"] == "exclude-on-clear")
        let seen = try server.send("GET", "/v1/organisations/\(author.id)", token: rival.token)
        #expect(seen["walls"] == .null)
        server.close()
    }
}
