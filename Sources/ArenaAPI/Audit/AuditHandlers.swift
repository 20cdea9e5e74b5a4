import ArenaCore
import ArenaStore
import HTTP
import JSON
import Telemetry

enum AuditHandlers {
    /// Newest first, a part of the files at a time: a page may hold less than it could, and only
    /// one without a next ends the list.
    static func list(_ call: Call) throws(Refusal) -> HTTPAnswer {
        let arenas = call.view.auditedArenas
        if arenas?.isEmpty ?? false {
            var none = AuditPage()
            if call.page.countsAll { none.total = 0 }
            return .now(call.finished(answer(call, none)))
        }
        let filter = AuditFilter(call.query, call.view)
        let place = call.page.edge.map { AuditPlace(file: $0.high, offset: Int(clamping: $0.low)) }
        call.api.store.auditPage(
            of: arenas, before: place, limit: call.page.limit, countsAll: call.page.countsAll
        ) {
            line in
            guard filter.holds(line.entry), let entry = call.view.shown(line.entry) else {
                return nil
            }
            return line.with(entry)
        } completion: { found in
            call.exchange.respond {
                switch found {
                case .success(let page): call.finished(answer(call, page))
                case .failure: call.finished(call.response(Problem(.unavailable)))
                }
            }
        }
        return .later
    }

    private static func answer(_ call: Call, _ found: AuditPage) -> HTTPResponse {
        if found.unreadableCount > 0 {
            call.api.observer.log.error(
                "entries of the audit log cannot be read; run arena check",
                ["count": .integer(found.unreadableCount)])
        }
        let next = found.next.map {
            SortPosition(value: [], high: $0.file, low: UInt64(clamping: $0.offset))
        }
        var page = Page(items: found.lines, next: next)
        page.total = found.total
        return call.list(page) { call.view.write($0, to: &$1) }
    }
}

/// Which entries are wanted.
private struct AuditFilter: Sendable {
    private let actions: [String]
    private let actors: [ID<Organisation>]
    private let arenas: [ID<Arena>]
    private let resources: [ID<AuditEntry.Resource>]
    private let request: String?
    private let start: Timestamp?
    private let end: Timestamp?

    init(_ query: Query, _ view: View) {
        actions = query.all("action")
        actors = query.all("organisation").map { text in
            // Nobody has the id that is none: it finds nothing.
            (text == "me" ? view.viewer.organisation : ID(text)) ?? ID(high: 0, low: 0)
        }
        arenas = query.all("arena").map { view.arena(named: $0)?.id ?? ID(high: 0, low: 0) }
        resources = query.all("resource").map { ID($0) ?? ID(high: 0, low: 0) }
        request = view.viewer.isAdmin ? query.first("requestId") : nil
        start = query.timestamp("updatedAfter")
        end = query.timestamp("before")
    }

    func holds(_ entry: AuditEntry) -> Bool {
        if let start, entry.at < start { return false }
        if let end, entry.at >= end { return false }
        if let request, entry.origin?.request != request { return false }
        if !actions.isEmpty, !actions.contains(entry.action) { return false }
        if !actors.isEmpty, !(entry.actor.organisation.map(actors.contains) ?? false) {
            return false
        }
        return
            (arenas.isEmpty
            || entry.resources.contains { $0.arena.map(arenas.contains) ?? false })
            && (resources.isEmpty
                || entry.resources.contains { $0.id.map(resources.contains) ?? false })
    }
}

extension Change.Actor {
    fileprivate var organisation: ID<Organisation>? {
        if case .organisation(let id, _) = self { id } else { nil }
    }

    fileprivate var token: ID<Token>? {
        switch self {
        case .organisation(_, let token): token
        case .admin(let token): token
        case .anonymous, .server: nil
        }
    }

    fileprivate var kind: String {
        switch self {
        case .anonymous: "anonymous"
        case .organisation: "organisation"
        case .admin: "admin"
        case .server: "server"
        }
    }
}

extension View {
    fileprivate func write(_ line: AuditLine, to json: inout JSONWriter) {
        let entry = line.entry
        let isWhole = viewer.isAdmin
        json.beginObject()
        json.member("seq", isWhole ? line.sequence : nil)
        json.member("at", entry.at)
        json.key("actor")
        json.beginObject()
        json.member("kind", entry.actor.kind)
        json.key("organisation")
        writeReference(entry.actor.organisation, to: &json)
        json.member("token", isWhole ? entry.actor.token : nil)
        json.endObject()
        json.member("action", entry.action)
        json.key("resources")
        json.beginArray()
        for resource in entry.resources { write(resource, to: &json) }
        json.endArray()
        json.member("requestId", isWhole ? entry.origin?.request : nil)
        json.member("network", isWhole ? entry.origin?.network : nil)
        json.member("prevHash", isWhole ? line.previousHash : nil)
        json.member("hash", isWhole ? line.hash : nil)
        json.endObject()
    }

    private func write(_ resource: AuditEntry.Resource, to json: inout JSONWriter) {
        json.beginObject()
        json.member("type", resource.kind.rawValue)
        json.member("id", resource.id)
        json.member("name", resource.name)
        json.member("arena", resource.arena)
        json.member("post", resource.post)
        json.member("organisation", resource.organisation)
        json.member("revisionBefore", resource.revisionBefore)
        json.member("revisionAfter", resource.revisionAfter)
        json.endObject()
    }
}
