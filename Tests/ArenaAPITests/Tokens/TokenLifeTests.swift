import HTTP
import JSON
import Testing

@testable import ArenaAPI

struct TokenLifeTests {
    @Test(arguments: [
        ("arena_0123456789ABCDEFGHIJabcdefghij4Us3aw", true),
        ("arena_0000000000000000000000000000002C8GjS", true),
        ("arena_0123456789ABCDEFGHIJabcdefghij4Us3ax", false),
    ])
    func `a token's checksum is checked without a look-up`(text: String, isGood: Bool) {
        #expect(TokenText.isPlausible(text) == isGood)
        #expect(TokenText.isPlausible(TokenText.random()))
    }

    @Test func `a token's text is shown once`() throws {
        let server = try TestAPI()
        let party = try server.organisation("Owner")
        let made = try server.send("POST", "/v1/tokens", token: party.token)
        let text = try #require(made["token"].string)
        #expect(made["scopes"] == ["read", "post", "manage"])
        #expect(made.fields["Cache-Control"] == "no-store")
        for path in ["/v1/tokens", "/v1/tokens/\(made.id)", "/v1/me"] {
            let read = try server.send("GET", path, token: party.token)
            #expect(read.status == 200)
            #expect(!read.text.contains(text) && !read.text.contains(party.token))
        }
        server.close()
    }

    @Test func `a rotated token works on for its overlap, a revoked one not at all`() throws {
        let server = try TestAPI()
        let party = try server.organisation("Owner")
        let made = try server.send("POST", "/v1/tokens", token: party.token)
        let old = made["token"].string ?? ""
        let new = try server.send(
            "POST", "/v1/tokens/\(made.id)/rotate", ["overlapSeconds": 100_000], token: party.token)
        #expect(new.status == 201)
        server.clock.advance(days: 1)
        #expect(try server.send("GET", "/v1/me", token: old).status == 200)
        server.clock.advance(days: 1)
        #expect(try server.send("GET", "/v1/me", token: old).status == 401)
        let text = new["token"].string ?? ""
        #expect(
            try server.send("DELETE", "/v1/tokens/\(new.id)", token: party.token).status == 204)
        let gone = try server.send("GET", "/v1/me", token: text)
        #expect(gone.status == 401)
        #expect(gone.fields["WWW-Authenticate"]?.contains("invalid_token") == true)
        server.close()
    }

    @Test func `a token that ends within a fortnight says so`() throws {
        let server = try TestAPI()
        let party = try server.organisation("Owner")
        let fresh = try server.send("GET", "/v1/me", token: party.token)
        #expect(fresh.fields["Token-Expires-At"] == nil)
        server.clock.advance(days: 80)
        let late = try server.send("GET", "/v1/me", token: party.token)
        #expect(late.fields["Token-Expires-At"] == "2026-05-30T09:30:00.000Z")
        server.close()
    }

    @Test func `a token without the scope is told which one it needs`() throws {
        let server = try TestAPI()
        let party = try server.organisation("Owner")
        let made = try server.send(
            "POST", "/v1/tokens", ["scopes": ["post"]], token: party.token)
        let token = made["token"].string ?? ""
        let read = try server.send("GET", "/v1/arenas", token: token)
        #expect(read.status == 403)
        #expect(read.fields["WWW-Authenticate"]?.contains("scope=\"read\"") == true)
        let managed = try server.send("POST", "/v1/arenas", ["name": "x"], token: token)
        #expect(managed.code == "insufficient-scope")
        server.close()
    }
}
