import Glibc
import ArenaStore
import HTTP
import JSON
import StorageTesting
import Testing

@testable import ArenaAPI

/// A dry run tells the truth about every write, and writes nothing (CONVENTIONS §5).
struct DryRunTests {
    /// How many bodies each route gets; `ARENA_DRY_RUNS` says how many instead.
    private static let bodyCount =
        getenv("ARENA_DRY_RUNS").flatMap { Int(String(cString: $0)) } ?? 100

    private static let writes = AccessTable.rows.filter { row in
        Routes.all.contains { $0.operation == row.operation && $0.method != .get }
    }

    @Test(arguments: writes.indices)
    func `every kind of caller gets the verdict of the real run and nothing changes`(index: Int)
        throws
    {
        let row = Self.writes[index]
        let world = try AccessWorld.shared.get()
        let server = try world.server()
        defer { server.close() }
        let before = try contents(server)
        for label in row.labels {
            for caller in AccessCaller.allCases {
                let answer = try world.answer(
                    row.dry, method: method(of: row), as: caller, label: label, from: server)
                #expect(
                    answer.status == dry(row.status(caller, label: label)),
                    "\(row.operation) \(row.path) as \(caller): \(answer.text)")
                #expect(answer.fields["Location"] == nil && answer.fields["ETag"] == nil)
            }
        }
        #expect(try contents(server) == before)
    }

    @Test(arguments: writes.indices)
    func `both runs say the same of generated bodies`(index: Int) throws {
        let row = Self.writes[index]
        guard let text = row.body, row.operation != "importLines" else { return }
        let body = try JSONValue(parsing: Array(text.utf8))
        let world = try AccessWorld.shared.get()
        var random = SeededRandom(seed: UInt64(index) + 1)
        var server = try world.server()
        defer { server.close() }
        let mayBeTaken = row.statuses.joined().contains { $0 < 300 }
        var kinds: Set<Bool> = []
        // Where few are taken, on until one is.
        for number in 0..<Self.bodyCount * 10 {
            if number >= Self.bodyCount, !mayBeTaken || kinds.count == 2 { break }
            if number % 20 == 19 {
                server.close()
                server = try world.server()
            }
            let changed = changed(body, for: row, &random)
            let present = row.with(changed)
            let caller = AccessCaller.allCases.randomElement(using: &random) ?? .admin
            let label = row.labels.randomElement(using: &random) ?? "TLP:CLEAR"
            let before = try contents(server)
            let tried = try world.answer(
                present.dry, method: method(of: row), as: caller, label: label, from: server)
            #expect(try contents(server) == before)
            let real = try world.answer(
                present, method: method(of: row), as: caller, label: label, from: server)
            let told =
                "\(row.operation) \(present.body ?? "") as \(caller): \(tried.text) \(real.text)"
            #expect(tried.status == dry(real.status), "\(told)")
            #expect(tried.code == real.code && tried.errors == real.errors, "\(told)")
            kinds.insert(real.status < 300)
            if real.status < 300 { expectSame(tried.json, real.json, told) }
        }
        #expect(!mayBeTaken || kinds.count == 2, "some must be taken, some not: \(row.path)")
    }

    @Test func `lines are tried on top of each other, and a secret is not shown`() throws {
        let server = try TestAPI()
        defer { server.close() }
        let arena = try server.arena("dry")
        let party = try server.organisation("Author")
        try server.join(party, arena)
        let before = try contents(server)
        let line = #"{"title":"t","body":"b","tlp":"TLP:CLEAR"}"#
        let lines = try server.send(
            "POST", "/v1/arenas/\(arena)/posts?dryRun=true",
            bytes: Array("\(line)\n{}\n\(line)".utf8), token: party.token,
            fields: ["Content-Type": "application/x-ndjson"])
        #expect(lines.lines.map { $0["status"] } == [201, 422, 201])
        let token = try server.send(
            "POST", "/v1/tokens?dryRun=true", ["name": "t", "scopes": ["read"]],
            token: party.token)
        #expect(token.status == 200 && token["token"] == .null, "\(token.text)")
        #expect(try contents(server) == before)
        let snapshots = server.store.status.generation
        let snapshot = try server.send(
            "POST", "/v1/snapshots?dryRun=true", [:], token: TestAPI.adminToken)
        #expect(snapshot.status == 200 && snapshot["minPosition"].integer != nil)
        #expect(server.store.status.generation == snapshots)
        let unclear = try server.send(
            "POST", "/v1/tokens?dryRun=yes", ["name": "t"], token: party.token)
        #expect(unclear.status == 400 && unclear.errors.first?["parameter"] == "dryRun")
    }

    private func method(of row: AccessRow) -> String {
        Routes.all.first { $0.operation == row.operation }?.method.rawValue ?? ""
    }

    private func dry(_ status: Int) -> Int { status == 201 || status == 202 ? 200 : status }

    /// All that an admin is given of a server; the use of tokens is noted by the hour whatever they
    /// are used for, and is not among it.
    private func contents(_ server: TestAPI) throws -> String {
        try server.send("GET", "/v1/export", token: TestAPI.adminToken).text
    }

    /// What both runs show but for what is made for each: ids, times and secrets.
    private func expectSame(_ tried: JSONValue, _ real: JSONValue, _ told: String) {
        guard let tried = tried.object, let real = real.object else { return }
        let made: Set = [
            "id", "createdAt", "updatedAt", "publishedAt", "token", "secret", "hint", "expiresAt",
            // The export between the two is in the audit log.
            "minPosition",
        ]
        for member in real.members where !made.contains(member.key) {
            // References in it may lead to what was made.
            if case .object = member.value { continue }
            #expect(tried[member.key] == member.value, "\(member.key) of \(told)")
        }
        #expect(tried.members.map(\.key) == real.members.map(\.key), "\(told)")
    }

    private func changed(_ body: JSONValue, for row: AccessRow, _ random: inout SeededRandom)
        -> JSONValue
    {
        guard var object = body.object else { return body }
        let fields = Routes.all.first { $0.operation == row.operation }?.body?.shape.fields ?? []
        let values: [JSONValue] = [
            .null, "", " ", "x", .string(String(repeating: "å", count: 300)), 5, -1, true, [],
            ["x"], [["id": "<author>"]], ["<home>"], ["<post>"], ["id": "<member>"], "<author>",
            "<home>", "<post>", "TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:RED", "named",
            "chatham", "open", "invite-only", "archived", "hidden", "retracted", "member", "nb",
            "2027-01-01T00:00:00Z", "15108695088", ["version": 2, "text": "t"], [:],
        ]
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let name = fields.randomElement(using: &random)?.name ?? "name"
            switch Int.random(in: 0..<8, using: &random) {
            case 0: object[name] = nil
            case 1: object["unknown"] = 1
            default: object[name] = values.randomElement(using: &random) ?? .null
            }
        }
        return .object(object)
    }
}

extension AccessRow {
    fileprivate var dry: AccessRow {
        let query = path.contains("?") ? "&dryRun=true" : "?dryRun=true"
        return AccessRow(operation, path + query, body, statuses)
    }

    fileprivate func with(_ body: JSONValue) -> AccessRow {
        AccessRow(operation, path, String(decoding: body.encoded(), as: UTF8.self), statuses)
    }
}
