import HTTP
import JSON
import Testing

@testable import ArenaAPI

/// A POST with an Idempotency-Key happens once (CONVENTIONS §5).
struct OnceTests {
    private let server: TestAPI
    private static let organisation: JSONValue = ["name": "Etat", "kind": "public"]

    init() throws { server = try TestAPI() }

    private func post(
        _ key: String?, _ body: JSONValue = organisation, token: String? = nil,
        path: String = "/v1/organisations"
    ) throws -> Answer {
        try server.send(
            "POST", path, body, token: token,
            fields: key.map { ["Idempotency-Key": $0] } ?? [:])
    }

    private var count: Int {
        get throws {
            try server.send("GET", "/v1/organisations?count=true", token: TestAPI.adminToken)
                .json["total"]?.integer.map(Int.init) ?? -1
        }
    }

    @Test func `quoted, bare and escaped spellings are one key`() throws {
        let first = try post(#""a\\b""#)
        let second = try post(#"a\b"#)
        #expect(first.status == 201 && second.status == 201)
        #expect(first.fields["Idempotent-Replayed"] == nil)
        #expect(second.fields["Idempotent-Replayed"] == "true")
        #expect(second.json["id"] == first.json["id"] && second.json["token"] == .null)
        #expect(try count == 1)
    }

    @Test func `a key counts for a day`() throws {
        #expect(try post("dag").status == 201)
        server.clock.advance(seconds: 24 * 3600 - 1)
        #expect(try post("dag").fields["Idempotent-Replayed"] == "true")
        server.clock.advance(seconds: 1)
        #expect(try post("dag").fields["Idempotent-Replayed"] == nil)
        #expect(try count == 2)
    }

    @Test func `a key is its owner's, and its path's`() throws {
        let token = try post("felles").json["token"]?.string
        #expect(try post("felles", token: TestAPI.adminToken).status == 201)
        let made = try post("felles", [:], token: token, path: "/v1/tokens")
        #expect(made.status == 201 && made.fields["Idempotent-Replayed"] == nil)
        let again = try post("felles", [:], token: token, path: "/v1/tokens")
        #expect(again.json["token"] == .null && again.json["id"] == made.json["id"])
        #expect(try count == 2)
    }

    @Test func `the query and the body tell requests apart`() throws {
        #expect(try post("likt").status == 201)
        let body = try post("likt", ["name": "Etat", "kind": "private"])
        #expect(body.status == 422 && body.code == "idempotency-key-reused")
        // A dry run stores nothing, and neither takes nor meets a key.
        #expect(try post("likt", path: "/v1/organisations?dryRun=true").status == 200)
        #expect(try post("prøve", path: "/v1/organisations?dryRun=true").status == 400)
    }

    @Test func `what is not JSON is told again`() throws {
        let fields = ["Idempotency-Key": "feil", "Content-Type": "application/json"]
        let answers = try (0..<2).map { _ in
            try server.send(
                "POST", "/v1/organisations", bytes: Array("{".utf8), token: nil, fields: fields)
        }
        #expect(answers.map(\.status) == [400, 400] && answers[0].body == answers[1].body)
        #expect(answers[1].fields["Idempotent-Replayed"] == "true")
        #expect(answers[1].fields["Content-Type"] == "application/problem+json")
    }

    @Test func `a refusal for the caller's sake is not kept`() throws {
        let token = try post(nil, ["name": "Etat", "kind": "public"]).json["token"]?.string
        let body: JSONValue = ["name": "Arena", "purpose": "Å lære.", "joinPolicy": "open"]
        let arena = try post(nil, body, token: TestAPI.adminToken, path: "/v1/arenas")
        let path = "/v1/arenas/\(arena.json["id"]?.string ?? "")/posts"
        let draft: JSONValue = ["title": "T", "body": "B", "tlp": "TLP:GREEN"]
        #expect(try post("inn", draft, token: token, path: path).status == 403)
        let joined = try server.send(
            "PUT", path.replacing("/posts", with: "/members/me"), [:], token: token)
        #expect(joined.status < 300)
        #expect(try post("inn", draft, token: token, path: path).status == 201)
    }

    @Test func `other methods take no key`() throws {
        let token = try post(nil).json["token"]?.string
        for about in ["En", "To"] {
            let answer = try server.send(
                "PATCH", "/v1/organisations/me", ["about": .string(about)], token: token,
                fields: ["Idempotency-Key": "samme"])
            #expect(answer.json["about"]?.string == about)
        }
    }

    @Test func `the first return preference counts`() throws {
        let token = try post(nil).json["token"]?.string
        let statuses = try [
            "return=minimal": 204, "respond-async, RETURN = \"minimal\"": 204,
            "return=representation": 200, "return=representation, return=minimal": 200,
            "return=minimal; x=1": 204, "wait=5": 200, "": 200,
        ].filter { prefer, status in
            let answer = try server.send(
                "PATCH", "/v1/organisations/me", ["about": .string(prefer)], token: token,
                fields: ["Prefer": prefer])
            let isApplied = answer.fields["Preference-Applied"] == "return=minimal"
            return answer.status != status || isApplied != (status == 204)
                || answer.body.isEmpty != (status == 204)
        }
        #expect(statuses.isEmpty)
    }
}
