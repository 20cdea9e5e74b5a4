/// What one change did, for the audit log: who, what, and on whose request, without any content.
///
/// Follows from the change and the state before it alone, so that it can be made again from the
/// journal.
package struct AuditEntry: Sendable, Equatable {
    /// A resource that was written or read.
    package struct Resource: Sendable, Equatable {
        package enum Kind: String, CaseIterable, Sendable {
            case organisation, token, arena, membership, post, comment, adoption
            case followUp = "follow-up"
            case event, attendance, report, release, term, webhook
            /// Entries of the log itself.
            case audit
        }

        package let kind: Kind
        /// Nil for a code of a vocabulary.
        package var id: ID<Resource>?
        /// The vocabulary and the code, or the first and the last entry.
        package var name: String?
        /// Where it belongs, by what the state says.
        package var arena: ID<Arena>?
        package var post: ID<Post>?
        package var organisation: ID<Organisation>?
        /// Nil where it was not there, or has no revisions.
        package var revisionBefore: Int?
        /// Nil where it is gone, was only read, or has no revisions.
        package var revisionAfter: Int?

        package init(_ kind: Kind) {
            self.kind = kind
        }
    }

    /// Of the change.
    package let position: UInt64
    package let at: Timestamp
    package let actor: Change.Actor
    package let action: String
    package let origin: Change.Origin?
    package let resources: [Resource]

    package init(
        position: UInt64, at: Timestamp, actor: Change.Actor, action: String,
        origin: Change.Origin?, resources: [Resource]
    ) {
        self.position = position
        self.at = at
        self.actor = actor
        self.action = action
        self.origin = origin
        self.resources = resources
    }

    /// The entry of a change at `position`, which is to be applied to `state`; nil for one that
    /// only notes when a token was used, or what was answered.
    package init?(_ change: Change, at position: UInt64, to state: borrowing State) {
        if change.action == Self.useOfToken { return nil }
        var resources: [Resource] = []
        for effect in change.effects { state.note(effect, in: &resources) }
        // One who was shown everything was shown too much to name.
        if resources.isEmpty, !change.effects.contains(.reading([])) { return nil }
        self.init(
            position: position, at: change.at, actor: change.actor, action: change.action,
            origin: change.origin, resources: resources)
    }

    /// Noted by the hour for whoever looks after tokens; no act of anybody's.
    static let useOfToken = "token.use"
}

extension AuditEntry.Resource {
    /// A resource that is, or was, in the state.
    fileprivate init<Subject>(
        _ kind: Kind, _ id: ID<Subject>, before: Int? = nil, after: Int? = nil
    ) {
        self.init(kind)
        self.id = ID(high: id.high, low: id.low)
        revisionBefore = before
        revisionAfter = after
    }

    fileprivate func with(
        arena: ID<Arena>? = nil, post: ID<Post>? = nil, organisation: ID<Organisation>? = nil
    ) -> Self {
        var copy = self
        copy.arena = arena
        copy.post = post
        copy.organisation = organisation
        return copy
    }
}

extension State {
    /// Notes what an effect writes or reads, as it stands before.
    fileprivate func note(_ effect: Effect, in found: inout [AuditEntry.Resource]) {
        switch effect {
        case .organisation, .organisationRemoved, .organisationErased, .token, .tokenRemoved,
            .webhook, .webhookRemoved, .term, .arena, .arenaRemoved, .arenaPurged, .arenaMerged,
            .membership,
            .membershipRemoved:
            noteParty(effect, in: &found)
        case .post(let post):
            found.append(
                .init(
                    .post, post.value.id, before: posts[post.value.id]?.value.revision,
                    after: post.value.revision
                ).with(arena: post.value.arena))
        case .postRemoved(let id): found.append(read(id))
        case .adoption(let adoption):
            found.append(
                .init(
                    .adoption, adoption.id, before: adoptions[adoption.key]?.value.revision,
                    after: adoption.revision
                ).with(
                    arena: posts[adoption.post]?.value.arena, post: adoption.post,
                    organisation: adoption.organisation))
        case .adoptionRemoved(let key):
            guard let adoption = adoptions[key]?.value else { return }
            found.append(
                .init(.adoption, adoption.id, before: adoption.revision).with(
                    arena: posts[key.post]?.value.arena, post: key.post,
                    organisation: key.organisation))
        case .comment, .commentRemoved, .followUp, .followUpRemoved, .report, .reportRemoved,
            .release, .releaseRemoved:
            noteMatter(effect, in: &found)
        case .event, .eventRemoved, .attendance, .attendanceRemoved:
            noteEvent(effect, in: &found)
        case .reading(let ids): found += ids.map(read)
        case .eventReading(let ids):
            found += ids.map { id in
                let event = events[id]?.value
                return .init(.event, id, before: event?.revision).with(arena: event?.arena)
            }
        case .auditExpired(let first, let last):
            var resource = AuditEntry.Resource(.audit)
            resource.name = "\(first)-\(last)"
            found.append(resource)
        case .reply, .repliesExpired, .postRevision, .notice, .noticesFrom: break
        case .delivery(let delivery):
            // What the owner asks for is an act; what came of it is none.
            guard delivery.isRequested, delivery.attempts == 0,
                let webhook = webhooks[delivery.webhook]?.value
            else { return }
            found.append(
                .init(.webhook, webhook.id, before: webhook.revision)
                    .with(organisation: webhook.owner))
        }
    }

    /// Who there is, and in which arenas.
    private func noteParty(_ effect: Effect, in found: inout [AuditEntry.Resource]) {
        switch effect {
        case .organisation(let value):
            let before = organisations[value.id]?.value.revision
            found.append(.init(.organisation, value.id, before: before, after: value.revision))
        case .organisationRemoved(let id), .organisationErased(let id, _):
            found.append(.init(.organisation, id, before: organisations[id]?.value.revision))
        case .token(let value):
            let before = tokens[value.id]?.value.revision
            found.append(
                .init(.token, value.id, before: before, after: value.revision)
                    .with(organisation: value.owner.organisation))
        case .tokenRemoved(let id):
            let token = tokens[id]?.value
            found.append(
                .init(.token, id, before: token?.revision)
                    .with(organisation: token?.owner.organisation))
        case .webhook(let value):
            let before = webhooks[value.id]?.value.revision
            found.append(
                .init(.webhook, value.id, before: before, after: value.revision)
                    .with(organisation: value.owner))
        case .webhookRemoved(let id):
            let webhook = webhooks[id]?.value
            found.append(
                .init(.webhook, id, before: webhook?.revision).with(organisation: webhook?.owner))
        case .term(let list, let term):
            var resource = AuditEntry.Resource(.term)
            resource.name = "\(list.rawValue)/\(term.code)"
            found.append(resource)
        case .arena(let value):
            let before = arenas[value.id]?.value.revision
            found.append(
                .init(.arena, value.id, before: before, after: value.revision)
                    .with(arena: value.id))
        case .arenaRemoved(let id), .arenaPurged(let id), .arenaMerged(let id, _):
            found.append(
                .init(.arena, id, before: arenas[id]?.value.revision).with(arena: id))
        case .membership(let value):
            let before = memberships[value.key]?.value.revision
            found.append(
                .init(.membership, value.id, before: before, after: value.revision)
                    .with(arena: value.arena, organisation: value.organisation))
        case .membershipRemoved(let key):
            guard let value = memberships[key]?.value else { return }
            found.append(
                .init(.membership, value.id, before: value.revision)
                    .with(arena: key.arena, organisation: key.organisation))
        default: break
        }
    }

    private func noteEvent(_ effect: Effect, in found: inout [AuditEntry.Resource]) {
        switch effect {
        case .event(let new):
            let before = events[new.id]?.value.revision
            found.append(
                .init(.event, new.id, before: before, after: new.revision).with(arena: new.arena))
        case .eventRemoved(let id):
            guard let old = events[id]?.value else { return }
            found.append(.init(.event, id, before: old.revision).with(arena: old.arena))
        case .attendance(let new):
            let before = attendances[new.key]?.value.revision
            found.append(
                .init(.attendance, new.id, before: before, after: new.revision).with(
                    arena: events[new.event]?.value.arena, organisation: new.organisation))
        case .attendanceRemoved(let key):
            guard let old = attendances[key]?.value else { return }
            found.append(
                .init(.attendance, old.id, before: old.revision).with(
                    arena: events[key.event]?.value.arena, organisation: key.organisation))
        default: break
        }
    }

    /// What hangs on a post and is found by an id of its own.
    private func noteMatter(_ effect: Effect, in found: inout [AuditEntry.Resource]) {
        switch effect {
        case .comment(let new): put(.comment, new, comments[new.id])
        case .commentRemoved(let id): remove(.comment, comments[id])
        case .followUp(let new): put(.followUp, new, followUps[new.id])
        case .followUpRemoved(let id): remove(.followUp, followUps[id])
        case .report(let new): put(.report, new, reports[new.id])
        case .reportRemoved(let id): remove(.report, reports[id])
        case .release(let new): put(.release, new, releases[new.id])
        case .releaseRemoved(let id): remove(.release, releases[id])
        default: break
        }

        func put<Matter: PostMatter>(
            _ kind: AuditEntry.Resource.Kind, _ new: Matter, _ old: Matter?
        ) {
            found.append(matter(kind, new, old?.revision, after: new.revision))
        }
        func remove<Matter: PostMatter>(_ kind: AuditEntry.Resource.Kind, _ old: Matter?) {
            if let old { found.append(matter(kind, old, old.revision)) }
        }
    }

    /// A post that is only read, or goes.
    private func read(_ id: ID<Post>) -> AuditEntry.Resource {
        let post = posts[id]?.value
        return .init(.post, id, before: post?.revision).with(arena: post?.arena)
    }

    private func matter<Matter: PostMatter>(
        _ kind: AuditEntry.Resource.Kind, _ matter: Matter, _ before: Int?, after: Int? = nil
    ) -> AuditEntry.Resource {
        .init(kind, matter.id, before: before, after: after).with(
            arena: posts[matter.post]?.value.arena, post: matter.post,
            organisation: matter.writer)
    }
}

extension Token.Owner {
    fileprivate var organisation: ID<Organisation>? {
        if case .organisation(let id) = self { id } else { nil }
    }
}
