/// What a change is told of: derived from the change and the state before it alone, so that it is
/// the same in recovery.
extension State {
    /// Applies the effects of a change, and notes what there is to tell.
    mutating func applyTelling(_ change: Change) {
        var sequence = Notice.first(at: position)
        let last = sequence + UInt64(Notice.perChangeMax - 1) * Notice.lineMax
        for effect in change.effects {
            let found = notice(of: effect, change)
            let further = furtherNotices(of: effect, change)
            apply(effect)
            if let found { note(found, at: &sequence, last, change.at) }
            for notice in further { note(notice, at: &sequence, last, change.at) }
        }
    }

    /// Notes one more of a change, up to the number `last`: what is too much for single lines is
    /// told as a whole.
    private mutating func note(
        _ notice: Notice, at sequence: inout UInt64, _ last: UInt64, _ time: Timestamp
    ) {
        guard sequence <= last else { return }
        note(sequence == last ? .ofEverything(time, sequence) : notice.placed(sequence))
        sequence += Notice.lineMax
    }

    private mutating func note(_ notice: Notice) {
        notices.append(notice)
        if notice.subject == .everything { beginsAnew = notice.end }
    }

    /// Takes a notice of a snapshot, once.
    mutating func keep(_ notice: Notice) {
        notices.insert(notice)
        if notice.subject == .everything { beginsAnew = max(beginsAnew, notice.end) }
    }

    /// What the effect, which is to be applied, is told of; nil for nothing.
    private func notice(of effect: Effect, _ change: Change) -> Notice? {
        var notice: Notice?
        switch effect {
        case .post(let new): notice = self.notice(of: new.value, change.at)
        case .comment, .commentRemoved, .followUp, .followUpRemoved, .adoption, .adoptionRemoved:
            notice = attachedNotice(of: effect, change.at)
        case .event, .attendance, .attendanceRemoved: notice = eventNotice(of: effect, change.at)
        case .organisation(let new):
            let old = organisations[new.id]?.value.revision
            notice = Notice(change.at, old, new.revision, .organisation(new.id))
        case .arena(let new):
            let old = arenas[new.id]?.value
            notice = Notice(
                change.at, old?.revision, new.revision, .arena(new.id),
                kind: old == nil ? nil : .arenaUpdated, former: old?.openness(beside: new))
        case .membership(let new): notice = self.notice(of: new, change.at)
        default: if effect.isAboutEverything { notice = .ofEverything(change.at) }
        }
        // What comes from another server is no news.
        return change.isImport ? notice?.untold : notice
    }

    private func notice(of new: Post, _ time: Timestamp) -> Notice? {
        let old = posts[new.id]
        let wasPublic = old?.value.state == .published
        let isPublic = new.state == .published
        guard wasPublic || isPublic, old?.value.revision != new.revision else { return nil }
        let kind: Notice.Kind =
            !isPublic ? .postWithdrawn : wasPublic ? .postUpdated : .postPublished
        return Notice(
            new.attribution == .chatham ? time.startOfDay : time,
            !isPublic ? .withdrawn : old == nil ? .created : .updated, .post(new.id), kind: kind,
            former: old.flatMap { old in
                former(old.value.audience, wasPublic, new.audience, isPublic)
            })
    }

    /// Whom it was for, where that are others now.
    private func former(
        _ old: Post.Audience, _ wasPublic: Bool, _ new: Post.Audience, _ isPublic: Bool
    ) -> Notice.Former? {
        if !wasPublic { return .hidden }
        return isPublic && old == new ? nil : .audience(old)
    }

    private func notice(of new: Membership, _ time: Timestamp) -> Notice? {
        let old = memberships[new.key]?.value
        let roles = (Notice.Role(old), Notice.Role(new))
        let wasMember = old?.state == .member
        let isMember = new.state == .member
        let kind: Notice.Kind? =
            wasMember == isMember ? nil : isMember ? .organisationJoined : .organisationLeft
        return Notice(
            time, old?.revision, new.revision, .membership(new.key), kind: kind,
            former: roles.0 == roles.1 ? nil : .role(roles.0))
    }

    private func attachedNotice(of effect: Effect, _ time: Timestamp) -> Notice? {
        switch effect {
        case .comment(let new):
            let old = comments[new.id]
            let wasPublic = old?.state == .published
            let isPublic = new.state == .published
            guard wasPublic || isPublic, old?.revision != new.revision else { return nil }
            if let old, !isPublic { return gone(old, .comment(new.id), time) }
            return Notice(
                self.time(of: new, time), old == nil ? .created : .updated, .comment(new.id),
                former: old.flatMap { former($0.audience, wasPublic, new.audience, isPublic) })
        case .commentRemoved(let id):
            guard let old = comments[id], old.state == .published else { return nil }
            return gone(old, .comment(id), time)
        case .followUp(let new):
            let old = followUps[new.id]
            return Notice(
                self.time(of: new, time), old?.revision, new.revision, .followUp(new.id),
                former: old.flatMap { former($0.audience, true, new.audience, true) })
        case .followUpRemoved(let id):
            return followUps[id].flatMap { gone($0, .followUp(id), time) }
        case .adoption(let new):
            let old = adoptions[new.key]?.value
            return Notice(
                time, old?.revision, new.revision, .adoption(new.key),
                former: old.flatMap { former($0.audience, true, new.audience, true) })
        case .adoptionRemoved(let key):
            guard let old = adoptions[key]?.value else { return nil }
            return Notice(
                time, .withdrawn, .adoption(key),
                former: .attached(
                    id: ID(old.id), post: old.post, writer: old.organisation,
                    audience: old.audience))
        default: return nil
        }
    }

    private func gone(_ old: some AttachedMatter, _ subject: Notice.Subject, _ time: Timestamp)
        -> Notice?
    {
        Notice(
            self.time(of: old, time), .withdrawn, subject,
            former: .attached(
                id: ID(high: 0, low: 0), post: old.post, writer: old.writer,
                audience: old.audience))
    }

    /// What a Chatham House author adds to its own post tells no more than the day.
    private func time(of attached: some AttachedMatter, _ time: Timestamp) -> Timestamp {
        isAnonymous(attached) ? time.startOfDay : time
    }

    private func eventNotice(of effect: Effect, _ time: Timestamp) -> Notice? {
        switch effect {
        case .event(let new):
            let old = events[new.id]?.value
            let isCancelled = old?.state == .planned && new.state == .cancelled
            return Notice(
                time, old?.revision, new.revision, .event(new.id),
                kind: old == nil ? .eventCreated : isCancelled ? .eventCancelled : .eventUpdated,
                former: old?.content.label(beside: new.content))
        case .attendance(let new):
            let old = attendances[new.key]?.value.revision
            return Notice(time, old, new.revision, .attendance(new.key))
        case .attendanceRemoved(let key):
            guard let old = attendances[key]?.value else { return nil }
            return Notice(
                time, .withdrawn, .attendance(key), former: .resource(ID(old.id)))
        default: return nil
        }
    }

    /// What an organisation's change makes others see, or see no more.
    private func furtherNotices(of effect: Effect, _ change: Change) -> [Notice] {
        guard case .organisation(let new) = effect, let old = organisations[new.id]?.value else {
            return []
        }
        var found: [Notice] = []
        if old.state != new.state {
            found.append(
                Notice(
                    change.at, .updated, .standing(new.id), former: .active(old.state == .active)))
        }
        let changed = Set(old.profile.walls).symmetricDifference(new.profile.walls)
        for other in changed.sorted() {
            found.append(Notice(change.at, .updated, .wall(of: new.id, against: other)))
        }
        return found
    }
}

extension Effect {
    /// Whether it takes away so much that whoever follows begins anew.
    fileprivate var isAboutEverything: Bool {
        switch self {
        case .organisationRemoved, .organisationErased, .arenaRemoved, .arenaPurged, .arenaMerged,
            .membershipRemoved, .postRemoved, .eventRemoved:
            true
        default: false
        }
    }
}

extension Notice {
    /// One that has no place yet.
    fileprivate init(
        _ at: Timestamp, _ verb: Verb, _ subject: Subject, kind: Kind? = nil,
        former: Former? = nil
    ) {
        self.init(
            sequence: 0, at: at, verb: verb, subject: subject, kind: kind, former: former)
    }

    /// That a resource was made or changed; nil where its revision is the same.
    fileprivate init?(
        _ at: Timestamp, _ old: Int?, _ new: Int, _ subject: Subject, kind: Kind? = nil,
        former: Former? = nil
    ) {
        if old == new { return nil }
        self.init(at, old == nil ? .created : .updated, subject, kind: kind, former: former)
    }

    fileprivate static func ofEverything(_ at: Timestamp, _ sequence: UInt64 = 0) -> Notice {
        Notice(sequence: sequence, at: at, verb: .updated, subject: .everything)
    }

    fileprivate var untold: Notice {
        Notice(at, verb, subject, former: former)
    }
}

extension ID where Subject == Notice.Former {
    fileprivate init<Other>(_ other: ID<Other>) { self.init(high: other.high, low: other.low) }
}

extension Event.Content {
    /// Whom it was for, where the other is for more or fewer.
    fileprivate func label(beside other: Self) -> Notice.Former? {
        tlp == other.tlp && rule == other.rule ? nil : .label(tlp, rule)
    }
}

extension Arena {
    /// How much it showed, where the other shows more or less.
    fileprivate func openness(beside other: Arena) -> Notice.Former? {
        let isSame =
            profile.joinPolicy == other.profile.joinPolicy
            && profile.memberList == other.profile.memberList && state == other.state
        return isSame ? nil : .openness(profile.joinPolicy, profile.memberList, state)
    }
}
