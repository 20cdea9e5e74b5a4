import ArenaCore
import JSON

@testable import ArenaAPI

/// A server with one of each kind of caller, made once; each case runs on a copy of its own.
struct AccessWorld: Sendable {
    let folder: TemporaryFolder
    private let tokens: [AccessCaller: String]
    private let names: [String: String]

    static let shared = Result { try AccessWorld() }

    private init() throws {
        let clock = TestClock()
        let server = try TestAPI(registration: .approval, clock: clock)
        var names: [String: String] = [:]
        var tokens: [AccessCaller: String] = [.admin: TestAPI.adminToken]
        let home = try server.arena("home")
        let other = try server.arena("other")
        let invited = try server.arena("invited", ["joinPolicy": "invite-only"])
        func party(_ name: String, _ caller: AccessCaller?) throws -> TestAPI.Party {
            let party = try server.organisation(name)
            names[name] = party.id
            if let caller { tokens[caller] = party.token }
            return party
        }
        let active = try party("active", .active)
        let member = try party("member", .member)
        let curator = try party("curator", .curator)
        let author = try party("author", .author)
        let target = try party("target", nil)
        let suspended = try party("suspended", .suspended)
        let pending = try server.organisation("pending", by: nil)
        names["pending"] = pending.id
        tokens[.pending] = pending.token
        for party in [member, author, target, suspended] { try server.join(party, home) }
        try server.join(curator, home, curates: true)
        try server.join(member, other)
        tokens[.expired] = try Self.token(
            server, of: member, ["expiresAt": "2026-03-02T00:00:00.000Z"])
        tokens[.narrowed] = try Self.token(server, of: member, ["arenas": [.string(other)]])
        let mine = try server.send(
            "POST", "/v1/tokens", ["name": "mine", "scopes": ["read"]], token: author.token)
        names["token"] = mine.id
        let proposed = try server.send(
            "POST", "/v1/arenas", ["name": "New", "slug": "proposed", "purpose": "p"],
            token: author.token)
        names["proposed"] = proposed.id
        for label in ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"] {
            let post = try server.post(author, home, label, tlp: label)
            names[label] = post
            _ = try server.send(
                "PUT", "/v1/posts/\(post)/adoptions/me", ["kind": "copied"], token: target.token)
        }
        try Self.attach(server, by: author, &names)
        let report = try server.send(
            "POST", "/v1/reports",
            ["post": .string(names["TLP:CLEAR"] ?? ""), "reason": "Feil."], token: target.token)
        names["report"] = report.id
        let release = try server.send(
            "POST", "/v1/posts/\(names["TLP:GREEN"] ?? "")/release-requests",
            ["tlp": "TLP:CLEAR", "reason": "For naboen."], token: target.token)
        names["release"] = release.id
        _ = try server.send(
            "PATCH", "/v1/organisations/\(suspended.id)", ["state": "suspended"],
            token: TestAPI.adminToken)
        let event = try server.send(
            "POST", "/v1/arenas/\(home)/events",
            ["title": "Øvelse", "startsAt": "2026-05-01T09:00:00Z", "tlp": "TLP:GREEN"],
            token: TestAPI.adminToken)
        names["event"] = event.id
        _ = try server.send(
            "PUT", "/v1/events/\(event.id)/attendees/me", token: author.token)
        names["home"] = home
        names["invited"] = invited
        names["own"] = active.id
        clock.advance(days: 2)
        self.tokens = tokens
        self.names = names
        folder = server.folder
        server.close()
    }

    /// What hangs on posts of the author, and how it is told of what is new.
    private static func attach(
        _ server: TestAPI, by author: TestAPI.Party, _ names: inout [String: String]
    ) throws {
        let comment = try server.send(
            "POST", "/v1/posts/\(names["TLP:GREEN"] ?? "")/comments", ["body": "Ja."],
            token: author.token)
        names["comment"] = comment.id
        let followUp = try server.send(
            "POST", "/v1/posts/\(names["TLP:AMBER"] ?? "")/follow-ups", ["action": "Øve."],
            token: author.token)
        names["follow-up"] = followUp.id
        let webhook = try server.send(
            "POST", "/v1/webhooks", ["url": "https://example.org/"], token: author.token)
        names["webhook"] = webhook.id
        let delivery = try server.send(
            "POST", "/v1/webhooks/\(webhook.id)/test", token: author.token)
        names["delivery"] = delivery.id
    }

    private static func token(
        _ server: TestAPI, of party: TestAPI.Party, _ more: JSONObject
    ) throws -> String {
        var body: JSONObject = ["name": "t", "scopes": ["read", "post", "manage"]]
        for member in more.members { body[member.key] = member.value }
        return try server.send("POST", "/v1/tokens", .object(body), token: party.token)["token"]
            .string ?? ""
    }

    /// A server on a fresh copy of the world.
    func server() throws -> TestAPI {
        try TestAPI(
            registration: .approval, clock: TestClock("2026-03-03T09:30:00.000Z"),
            folder: TemporaryFolder(copying: folder))
    }

    /// What the caller gets from that server.
    func answer(
        _ row: AccessRow, method: String, as caller: AccessCaller, label: String,
        from server: TestAPI
    ) throws -> Answer {
        let route = Routes.all.first { $0.operation == row.operation }
        let type = route?.body?.mediaTypes.first ?? "application/json"
        let body = row.body.map { filled($0, label) }.map { Array($0.utf8) }
        return try server.send(
            method, filled(row.path, label), bytes: body, token: tokens[caller],
            fields: body == nil ? [:] : ["Content-Type": type])
    }

    /// `<name>` stands for the id of that name; `<post>` for the post of the label.
    private func filled(_ text: String, _ label: String) -> String {
        var filled = text.split(separator: "<post>", omittingEmptySubsequences: false)
            .joined(separator: names[label] ?? "")
        for (name, id) in names {
            filled = filled.split(separator: "<\(name)>", omittingEmptySubsequences: false)
                .joined(separator: id)
        }
        return filled
    }
}
