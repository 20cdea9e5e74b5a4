/// The audit log as one viewer may see it: an admin all of it, a curator what became of its arenas,
/// so that it exposes no one (PRODUCT §4, §5).
extension View {
    /// The arenas of which the viewer may see something in the log; nil where it may see all of it.
    package var auditedArenas: [ID<Arena>]? { viewer.isAdmin ? nil : curatedArenas }

    /// The entry with those of its resources that the viewer may see; nil where there is none.
    package func shown(_ entry: AuditEntry) -> AuditEntry? {
        if viewer.isAdmin { return entry }
        if entry.isReading { return nil }
        let resources = entry.resources.filter(sees)
        if resources.isEmpty { return nil }
        return AuditEntry(
            position: entry.position, at: entry.at, actor: entry.actor, action: entry.action,
            origin: nil, resources: resources)
    }

    private func sees(_ resource: AuditEntry.Resource) -> Bool {
        guard let arena = resource.arena, curates(arena) else { return false }
        switch resource.kind {
        case .arena, .membership, .event, .attendance: return true
        case .post: return tellsOfNobody(resource.id.map { ID(high: $0.high, low: $0.low) })
        case .adoption:
            guard tellsOfNobody(resource.post), let post = resource.post.flatMap({ self.post($0) }),
                let adopter = resource.organisation
            else { return false }
            return adoption(of: post, by: adopter) != nil
        case .comment, .followUp, .report:
            guard tellsOfNobody(resource.post), let id = resource.id else { return false }
            return sees(resource.kind, id)
        // Between the asker and the author, and for admins.
        case .release, .organisation, .token, .term, .webhook, .audit: return false
        }
    }

    private func sees(_ kind: AuditEntry.Resource.Kind, _ id: ID<AuditEntry.Resource>) -> Bool {
        switch kind {
        case .comment: comment(ID(high: id.high, low: id.low)) != nil
        case .followUp: followUp(ID(high: id.high, low: id.low)) != nil
        case .report: report(ID(high: id.high, low: id.low)) != nil
        default: false
        }
    }

    /// Whether to name who wrote something on the post, and when, tells of no Chatham House author:
    /// of such a post nothing is told at all, for what is missing would tell as well.
    private func tellsOfNobody(_ id: ID<Post>?) -> Bool {
        guard let post = id.flatMap({ self.post($0) }) else { return false }
        return post.attribution == .named
    }
}

extension AuditEntry {
    /// An admin only read.
    fileprivate var isReading: Bool { ["post.read", "event.read", "export.read"].contains(action) }
}
