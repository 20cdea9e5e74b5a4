import ArenaCore
import HTTP
import JSON
import Testing

@testable import ArenaAPI

struct PrivateThingsTests {
    @Test func `a number that a pending organisation claims is free until an admin has looked`()
        throws
    {
        let server = try TestAPI(registration: .approval)
        let body: JSONValue = ["name": "A", "kind": "public", "orgNumber": "974760673"]
        let squatter = try server.send("POST", "/v1/organisations", body)
        let real = try server.send("POST", "/v1/organisations", body)
        #expect(squatter.status == 201 && real.status == 201)
        func activate(_ id: String) throws -> Answer {
            try server.send(
                "PATCH", "/v1/organisations/\(id)", ["state": "active"], token: TestAPI.adminToken)
        }
        #expect(try activate(real.id).status == 200)
        let second = try activate(squatter.id)
        #expect(second.status == 409)
        #expect(second.code == "duplicate-org-number")
        server.close()
    }

    @Test func `a narrowed token reads its organisation as anyone does`() throws {
        let server = try TestAPI()
        let arena = try server.arena("one")
        let rival = try server.organisation("Rival")
        let party = try server.organisation("Party", ["walls": [.string(rival.id)]])
        try server.join(party, arena)
        let made = try server.send(
            "POST", "/v1/tokens", ["arenas": [.string(arena)]], token: party.token)
        let path = "/v1/organisations/\(party.id)"
        let whole = try server.send("GET", path, token: party.token)
        #expect(whole["walls"].array?.count == 1)
        let narrow = try server.send("GET", path, token: made["token"].string)
        #expect(narrow["walls"] == .null && narrow["defaultAttribution"] == .null)
        server.close()
    }

    @Test func `metrics are for this host, and not for what a proxy brings`() throws {
        let server = try TestAPI()
        #expect(try server.send("GET", "/metrics").status == 200)
        for name in ["X-Forwarded-For", "Forwarded"] {
            #expect(try server.send("GET", "/metrics", fields: [name: "x"]).status == 404)
        }
        server.close()
    }

    // One random id in some ten thousand has such digits.
    @Test func `an id with the digits of a national identity number is an id`() throws {
        let server = try TestAPI()
        let arena = try server.arena("arena")
        let author = try server.organisation("Author")
        try server.join(author, arena)
        let id = "0190f5e2-1111-7000-8000-a15108695088"
        let answer = try server.send(
            "POST", "/v1/arenas/\(arena)/posts",
            ["title": "T", "body": "B", "tlp": "TLP:CLEAR", "basedOn": [["post": .string(id)]]],
            token: author.token)
        #expect(answer["code"] == "validation-error")
        #expect(answer.errors.map { $0["code"] } == ["unknown"])
        server.close()
    }

    @Test func `a reason in a query holds no national identity number`() throws {
        let server = try TestAPI()
        let arena = try server.arena("one")
        let party = try server.organisation("Party")
        try server.join(party, arena)
        let answer = try server.send(
            "DELETE", "/v1/arenas/\(arena)/members/me?reason=15108695088", token: party.token)
        #expect(answer.status == 400)
        #expect(answer.errors.first?["code"] == "national-id-not-allowed")
        server.close()
    }

    @Test func `an organisation that alone curates an arena hands over before it erases itself`()
        throws
    {
        let server = try TestAPI()
        let arena = try server.arena("one")
        let party = try server.organisation("Party")
        try server.join(party, arena, curates: true)
        let refused = try server.send("DELETE", "/v1/organisations/me", token: party.token)
        #expect(refused.code == "last-curator")
        let erased = try server.send(
            "DELETE", "/v1/organisations/\(party.id)", token: TestAPI.adminToken)
        #expect(erased.status == 204)
        server.close()
    }

    @Test func `an arena whose posts are shown elsewhere does not close its door`() throws {
        let server = try TestAPI()
        let one = try server.arena("one")
        let two = try server.arena("two")
        let party = try server.organisation("Party")
        for arena in [one, two] { try server.join(party, arena) }
        try server.post(party, one, "Shared", ["alsoIn": [.string(two)]])
        for arena in [one, two] {
            let closed = try server.send(
                "PATCH", "/v1/arenas/\(arena)", ["joinPolicy": "invite-only"],
                token: TestAPI.adminToken)
            #expect(closed.errors.first?["code"] == "has-shared-posts")
        }
        server.close()
    }

    @Test func `tokens, proposals and slugs have their bounds`() throws {
        let server = try TestAPI()
        let party = try server.organisation("Party")
        var last: Answer?
        for _ in 0..<100 { last = try server.send("POST", "/v1/tokens", token: party.token) }
        #expect(last?.code == "too-many")
        for _ in 0..<21 {
            last = try server.send(
                "POST", "/v1/arenas", ["name": "Same", "purpose": "p"], token: party.token)
        }
        #expect(last?.code == "too-many")
        let arena = try server.arena("slug-0")
        for number in 1...21 {
            last = try server.send(
                "PATCH", "/v1/arenas/\(arena)", ["slug": .string("slug-\(number)")],
                token: TestAPI.adminToken)
        }
        #expect(last?.code == "too-many")
        server.clock.advance(days: 121)
        let fresh = try server.send(
            "POST", "/v1/tokens", ["organisation": .string(party.id)], token: TestAPI.adminToken)
        #expect(fresh.status == 201, "what ended a month ago is cleared away")
        server.close()
    }
}
