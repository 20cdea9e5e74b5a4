import ArenaCore

/// The youngest time that the ids of a recovered state carry: new ids go on above it, whatever
/// the clock says.
struct IDFloor {
    private(set) var time = Timestamp(milliseconds: 0)

    mutating func raise(to effect: Effect) {
        switch effect {
        case .organisation(let organisation): raise(to: organisation.id)
        case .organisationRemoved(let id), .organisationErased(let id, _): raise(to: id)
        case .token(let token): raise(to: token.id)
        case .tokenRemoved(let id): raise(to: id)
        case .arena(let arena): raise(to: arena.id)
        case .arenaRemoved(let id), .arenaPurged(let id), .arenaMerged(let id, _): raise(to: id)
        case .membership(let membership): raise(to: membership.id)
        case .post(let post), .postRevision(let post): raise(to: post.value.id)
        case .postRemoved(let id): raise(to: id)
        case .comment(let comment): raise(to: comment.id)
        case .commentRemoved(let id): raise(to: id)
        case .followUp(let followUp): raise(to: followUp.id)
        case .followUpRemoved(let id): raise(to: id)
        case .webhook(let webhook): raise(to: webhook.id)
        case .webhookRemoved(let id): raise(to: id)
        case .event(let event): raise(to: event.id)
        case .eventRemoved(let id): raise(to: id)
        case .attendance(let attendance): raise(to: attendance.id)
        case .report(let report): raise(to: report.id)
        case .reportRemoved(let id): raise(to: id)
        case .release(let release): raise(to: release.id)
        case .releaseRemoved(let id): raise(to: id)
        case .adoption(let adoption): raise(to: adoption.id)
        // Their parts are ids of what has records of its own, or none.
        case .term, .membershipRemoved, .adoptionRemoved, .attendanceRemoved, .reply, .reading,
            .eventReading, .auditExpired, .repliesExpired, .delivery, .notice, .noticesFrom:
            break
        }
    }

    private mutating func raise<Subject>(to id: ID<Subject>) {
        if let own = id.time { time = max(time, own) }
    }
}
