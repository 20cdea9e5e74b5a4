import HTTP
import JSON
import Testing

@testable import ArenaAPI

struct QuotaTests {
    @Test func `anonymous callers have a quota, and are told how they stand`() throws {
        let server = try TestAPI(limitsRates: true)
        let first = try server.send("GET", "/v1/arenas")
        #expect(first.fields["RateLimit-Policy"] == "\"anon\";q=120;w=60")
        #expect(first.fields["RateLimit"]?.hasPrefix("\"anon\";r=119;t=") == true)
        var last = first
        for _ in 0..<130 where last.status == 200 { last = try server.send("GET", "/v1/arenas") }
        #expect(last.status == 429)
        #expect(last.code == "quota-exceeded")
        #expect(last["violated-policies"] == ["anon"])
        #expect(
            last["type"].string == "https://iana.org/assignments/http-problem-types#quota-exceeded")
        #expect(last.fields["Retry-After"] == "1")
        for path in ["/healthz", "/readyz", "/metrics", "/openapi.json"] {
            let free = try server.send("GET", path)
            #expect(free.status == 200 && free.fields["RateLimit"] == nil)
        }
        server.close()
    }

    @Test func `writes have a quota of their own, by token`() throws {
        let server = try TestAPI(limitsRates: true)
        let party = try server.organisation("Party", by: nil)
        let body: JSONValue = ["about": "x"]
        var last = try server.send("PATCH", "/v1/organisations/me", body, token: party.token)
        #expect(
            last.fields["RateLimit-Policy"] == "\"token\";q=600;w=60, \"write\";q=120;w=60")
        for _ in 0..<130 where last.status == 200 {
            last = try server.send("PATCH", "/v1/organisations/me", body, token: party.token)
        }
        #expect(last.status == 429)
        #expect(last["violated-policies"] == ["write"])
        #expect(try server.send("GET", "/v1/me", token: party.token).status == 200)
        #expect(try server.send("GET", "/v1/arenas").status == 200, "others are not hindered")
        server.close()
    }

    @Test func `guessing tokens ends after ten`() throws {
        let server = try TestAPI(limitsRates: true)
        for _ in 0..<10 {
            #expect(try server.send("GET", "/v1/me", token: "guess").status == 401)
        }
        let over = try server.send("GET", "/v1/me", token: "guess")
        #expect(over.status == 429)
        #expect(over["violated-policies"] == ["failed-token"])
        let good = try server.send("GET", "/v1/me", token: TestAPI.adminToken)
        #expect(good.status == 429, "an address that guesses is not let in by a hit")
        server.close()
    }

    @Test func `the admin of the settings has no quota`() throws {
        let server = try TestAPI(limitsRates: true)
        for _ in 0..<130 {
            #expect(try server.send("GET", "/v1/me", token: TestAPI.adminToken).status == 200)
        }
        server.close()
    }
}
