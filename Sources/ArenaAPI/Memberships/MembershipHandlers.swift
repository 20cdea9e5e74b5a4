import ArenaCore
import HTTP
import JSON

enum MembershipHandlers {
    static func list(_ call: Call) throws(Refusal) -> HTTPResponse {
        let arena = try call.arena(in: call.view)
        var filter = MembershipFilter()
        filter.states = call.query.choices("state")
        filter.updatedAfter = call.query.timestamp("updatedAfter")
        return call.list(call.view.memberships(of: arena, filter, call.page)) {
            call.view.write($0, in: arena, to: &$1)
        }
    }

    static func get(_ call: Call) throws(Refusal) -> HTTPResponse {
        let (membership, arena) = try call.membership(in: call.view)
        return answer(call, membership, arena, call.view)
    }

    /// Joins, asks or accepts for oneself; a curator's invites another.
    static func put(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let arena = try call.arena(in: write.view)
            let organisation = try call.organisation(in: write.view)
            let old = write.view.membership(of: organisation.id, in: arena)
            try call.checkIfMatch(old?.revision)
            let read = try old.map { (old) throws(Refusal) in
                try reread { write.view.write(old, in: arena, to: &$0) }
            }
            try JSONShape.joinRequest.check(body, in: write.view, current: read)
            let isOwn = write.viewer.organisation == organisation.id
            if !isOwn, says(body, more: read) { throw .invalid("", "only-itself") }
            let membership =
                isOwn
                ? try write.join(arena, as: organisation.id, request(body))
                : try write.invite(organisation.id, to: arena)
            return (membership, arena, wasThere: old?.isStanding ?? false)
        } answer: { put, view in
            let (membership, arena, wasThere) = put
            let status: HTTPStatus =
                membership.state == .requested ? .accepted : wasThere ? .ok : .created
            return answer(call, membership, arena, view, status)
        }
    }

    static func decide(_ call: Call, _ patch: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let (membership, arena) = try call.membership(in: write.view)
            try call.checkIfMatch(membership.revision)
            return (try change(membership, in: arena, patch, by: &write), arena)
        } answer: { decided, view in
            answer(call, decided.0, decided.1, view)
        }
    }

    static func change(
        _ membership: Membership, in arena: Arena, _ patch: JSONValue, by write: inout Write
    ) throws(Refusal) -> Membership {
        let patched = try JSONShape.membership.patched(
            { write.view.write(membership, in: arena, to: &$0) }, with: patch,
            in: write.view)
        return try write.decide(membership, in: arena, decision(patched))
    }

    static func leave(_ call: Call, _: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let (membership, arena) = try call.membership(in: write.view)
            try call.checkIfMatch(membership.revision)
            try write.leave(membership, arena, reason: call.query.first("reason"))
        } answer: { _, _ in
            call.done()
        }
    }

    private static func answer(
        _ call: Call, _ membership: Membership, _ arena: Arena, _ view: View,
        _ status: HTTPStatus = .ok
    ) -> HTTPResponse {
        let location = "/v1/arenas/\(arena.id)/members/\(membership.organisation)"
        return call.resource(
            status: status, revision: membership.revision,
            location: status == .ok ? nil : location
        ) { view.write(membership, in: arena, to: &$0) }
    }

    /// Whether the body says anything that only the organisation itself can say.
    private static func says(_ body: JSONValue, more read: JSONValue?) -> Bool {
        (body.object?.members ?? []).contains { member in
            member.value != read?[member.key] ?? .null
        }
    }

    private static func request(_ body: JSONValue) -> JoinRequest {
        var request = JoinRequest()
        request.roles = body["roles"]?.array?.compactMap(\.string) ?? []
        request.roleTitle = body["roleTitle"]?.string
        request.answer = body["answer"]?.string
        request.charterVersion = body["charterVersion"]?.integer.map { Int($0) }
        return request
    }

    private static func decision(_ patched: PatchedBody) -> MembershipDecision {
        let body = patched.body
        var decision = MembershipDecision()
        if patched.changed.contains("state") {
            decision.state = Membership.State(rawValue: body["state"]?.string ?? "")
        }
        if patched.changed.contains("curator") { decision.isCurator = body["curator"]?.bool }
        if patched.changed.contains("reason") { decision.reason = .some(body["reason"]?.string) }
        if patched.changed.contains("roles") {
            decision.roles = body["roles"]?.array?.compactMap(\.string) ?? []
        }
        if patched.changed.contains("roleTitle") {
            decision.roleTitle = .some(body["roleTitle"]?.string)
        }
        return decision
    }
}

extension Membership {
    /// Whether it is more than a memory of what was.
    fileprivate var isStanding: Bool {
        switch state {
        case .invited, .requested, .member: true
        case .rejected, .left, .removed: false
        }
    }
}

extension View {
    func write(_ membership: Membership, in arena: Arena, to json: inout JSONWriter) {
        json.beginObject()
        writeFields(membership, in: arena, to: &json)
        json.endObject()
    }

    func writeFields(_ membership: Membership, in arena: Arena, to json: inout JSONWriter) {
        let isParty = isParty(to: membership, in: arena)
        json.resource(
            membership.id, revision: membership.revision, createdAt: membership.createdAt,
            updatedAt: membership.updatedAt)
        json.key("arena")
        writeReference(arena.id, to: &json)
        json.key("organisation")
        writeReference(membership.organisation, to: &json)
        json.member("state", membership.state.rawValue)
        json.member("curator", membership.isCurator)
        json.member("roles", membership.roles)
        json.member("roleTitle", membership.roleTitle)
        json.member("answer", isParty ? membership.answer : nil)
        json.member("reason", isParty ? membership.reason : nil)
        json.member("charterVersion", membership.charterVersion)
    }
}
