import HTTP
import JSON
import Testing

@testable import ArenaAPI

/// What a token may no longer do is over at once, also for calls that it has begun
/// (CONVENTIONS §6).
struct RevocationTests {
    enum Ending: CaseIterable, Sendable {
        case revoked, expired, suspended, erased

        var status: Int { self == .suspended ? 403 : 401 }
        var code: String { self == .suspended ? "organisation-not-active" : "invalid-token" }

        func happen(to party: TestAPI.Party, on server: TestAPI) throws {
            let own = "/v1/organisations/\(party.id)"
            switch self {
            case .revoked:
                let token = try server.send("GET", "/v1/tokens/current", token: party.token)
                let gone = try server.send("DELETE", "/v1/tokens/\(token.id)", token: party.token)
                #expect(gone.status == 204)
            case .expired: server.clock.advance(days: 91)
            case .suspended:
                let done = try server.send(
                    "PATCH", own, ["state": "suspended"], token: TestAPI.adminToken)
                #expect(done.status == 200)
            case .erased:
                #expect(try server.send("DELETE", own, token: TestAPI.adminToken).status == 204)
            }
        }
    }

    private static let post = #"{"title":"t","body":"b","tlp":"TLP:CLEAR"}"#

    private func begin(
        _ server: TestAPI, _ party: TestAPI.Party, type: String, _ signals: SignalQueue
    ) throws -> HTTPPlan {
        try server.arenaWith(party)
        return try server.begin(
            "POST", "/v1/arenas/revocation/posts", byteCount: 1000, token: party.token,
            fields: ["Content-Type": type], signals)
    }

    @Test(arguments: Ending.allCases)
    func `a body that comes too late writes nothing`(ending: Ending) throws {
        let server = try TestAPI()
        let party = try server.organisation("Author")
        let signals = SignalQueue()
        let plan = try begin(server, party, type: "application/json", signals)
        try ending.happen(to: party, on: server)
        let response = try server.response(to: plan, Array(Self.post.utf8), signals)
        let answer = try server.answer(to: response, signals)
        #expect(answer.status == ending.status)
        #expect(answer.code == ending.code)
        let challenge = answer.fields["WWW-Authenticate"]
        #expect(challenge?.contains("error=\"invalid_token\"") ?? false == (ending.status == 401))
        #expect(try server.send("GET", "/v1/posts?count=true")["total"] == 0)
        server.close()
    }

    @Test(arguments: Ending.allCases)
    func `lines that come too late are refused one by one`(ending: Ending) throws {
        let server = try TestAPI()
        let party = try server.organisation("Author")
        let signals = SignalQueue()
        let plan = try begin(server, party, type: "application/x-ndjson", signals)
        guard case .stream(_, let sink) = plan else {
            Issue.record("lines are taken as they come")
            return
        }
        let line = Array((Self.post + "\n").utf8)
        #expect(try server.give(line, to: sink, signals) == nil)
        try ending.happen(to: party, on: server)
        #expect(try server.give(line, to: sink, signals) == nil)
        let response = try server.response(to: sink.finish(), signals)
        let answer = try server.answer(to: response, signals)
        #expect(answer.lines.map { $0["status"] } == [201, .integer(Int64(ending.status))])
        #expect(answer.lines.last?["code"]?.string == ending.code)
        server.close()
    }

    @Test func `a suspended organisation that is active again writes on`() throws {
        let server = try TestAPI()
        let party = try server.organisation("Author")
        let signals = SignalQueue()
        let plan = try begin(server, party, type: "application/json", signals)
        try Ending.suspended.happen(to: party, on: server)
        let back = try server.send(
            "PATCH", "/v1/organisations/\(party.id)", ["state": "active"],
            token: TestAPI.adminToken)
        #expect(back.status == 200)
        let response = try server.response(to: plan, Array(Self.post.utf8), signals)
        #expect(response.status == .created)
        server.close()
    }
}

extension TestAPI {
    fileprivate func arenaWith(_ party: Party) throws {
        _ = try arena("revocation")
        try join(party, "revocation")
    }
}
