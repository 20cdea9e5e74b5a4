/// What waits for a curator or an admin, and since when.
struct WaitingKey: Comparable, Sendable {
    enum Subject: Sendable, Equatable {
        case membership(Membership.Key)
        case arena(ID<Arena>)
        case organisation(ID<Organisation>)
        case post(ID<Post>)
        case report(ID<Report>)
        case comment(ID<Post.Comment>)
    }

    let since: Timestamp
    let subject: Subject

    static func < (left: Self, right: Self) -> Bool { left.position < right.position }

    /// Where it stands in the queue: those that came first, first.
    var position: SortPosition {
        switch subject {
        case .membership(let key): position(0, key.organisation, within: key.arena)
        case .arena(let id): position(1, id)
        case .organisation(let id): position(2, id)
        case .post(let id): position(3, id)
        case .report(let id): position(4, id)
        case .comment(let id): position(5, id)
        }
    }

    private func position<Subject>(_ rank: UInt8, _ id: ID<Subject>, within arena: ID<Arena>? = nil)
        -> SortPosition
    {
        var value = since.sortingKey + [rank]
        if let arena {
            for half in [arena.high, arena.low] {
                value += stride(from: UInt64(56), through: 0, by: -8).map {
                    UInt8(truncatingIfNeeded: half >> $0)
                }
            }
        }
        return SortPosition(value, id)
    }
}

/// Who has something to wait for.
protocol Awaiting {
    /// nil where nothing waits.
    var waitingKey: WaitingKey? { get }
    /// Whose curators it waits for; nil for admins alone.
    var waitingArena: ID<Arena>? { get }
}

extension Membership: Awaiting {
    var waitingKey: WaitingKey? {
        state == .requested ? WaitingKey(since: updatedAt, subject: .membership(key)) : nil
    }
    var waitingArena: ID<Arena>? { arena }
}

extension Post: Awaiting {
    var waitingKey: WaitingKey? {
        state == .held ? WaitingKey(since: updatedAt, subject: .post(id)) : nil
    }
    var waitingArena: ID<Arena>? { arena }
}

extension Post.Comment: Awaiting {
    var waitingKey: WaitingKey? {
        state == .held ? WaitingKey(since: updatedAt, subject: .comment(id)) : nil
    }
    var waitingArena: ID<Arena>? { arena }
}

extension Report: Awaiting {
    var waitingKey: WaitingKey? {
        state == .open ? WaitingKey(since: createdAt, subject: .report(id)) : nil
    }
    var waitingArena: ID<Arena>? { arena }
}

extension Arena: Awaiting {
    var waitingKey: WaitingKey? {
        state == .proposed ? WaitingKey(since: createdAt, subject: .arena(id)) : nil
    }
    var waitingArena: ID<Arena>? { nil }
}

extension Organisation: Awaiting {
    var waitingKey: WaitingKey? {
        state == .pending ? WaitingKey(since: createdAt, subject: .organisation(id)) : nil
    }
    var waitingArena: ID<Arena>? { nil }
}

extension Box: Awaiting where Value: Awaiting {
    var waitingKey: WaitingKey? { value.waitingKey }
    var waitingArena: ID<Arena>? { value.waitingArena }
}

extension State {
    /// Follows what has come, or gone where `new` is nil, in place of `old`.
    mutating func follow(_ old: (some Awaiting)?, _ new: (some Awaiting)?) {
        let gone = old?.waitingKey
        let come = new?.waitingKey
        if gone == come, old?.waitingArena == new?.waitingArena { return }
        if let gone { change(gone, in: old?.waitingArena, .remove) }
        if let come { change(come, in: new?.waitingArena, .insert) }
    }

    private mutating func change(_ key: WaitingKey, in arena: ID<Arena>?, _ step: IndexStep) {
        waiting.change(step, key)
        guard let arena else { return }
        arenaIndexes.modify(arena, default: ArenaIndex()) { $0.waiting.change(step, key) }
    }
}
