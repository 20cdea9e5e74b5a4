import ArenaCore
import Testing

struct MembershipRulesTests {
    enum Outcome: Equatable {
        case becomes(Membership.State)
        case refused(Refusal.Code)
    }

    private func outcome(_ body: () throws -> Membership) -> Outcome {
        do {
            return .becomes(try body().state)
        } catch {
            return .refused((error as? Refusal)?.code ?? .validation)
        }
    }

    @Test(arguments: Arena.JoinPolicy.allCases, [nil] + Membership.State.allCases.map { $0 })
    func `joining follows the policy and what was before`(
        _ policy: Arena.JoinPolicy, _ before: Membership.State?
    ) throws {
        var world = World()
        let own = world.organisation()
        let arena = world.arena(policy: policy)
        if let before { world.membership(own, in: arena.id, before) }
        let found = outcome {
            try world.write(.organisation(own)) { try $0.join(arena, as: own, JoinRequest()) }
        }
        let expected: Outcome
        switch (before, policy) {
        case (.member?, _), (.invited?, _): expected = .becomes(.member)
        case (_, .inviteOnly): expected = .refused(.notFound)
        case (.removed?, _), (_, .moderated): expected = .becomes(.requested)
        case (_, .open): expected = .becomes(.member)
        }
        #expect(found == expected)
        let again = outcome {
            try world.write(.admin) { try $0.join(arena, as: own, JoinRequest()) }
        }
        #expect(again == .becomes(.member))
    }

    @Test func `one joins for oneself alone`() {
        var world = World()
        let own = world.organisation(), other = world.organisation()
        let arena = world.arena()
        for viewer in [
            Viewer.anonymous, .organisation(other), .organisation(own, active: false),
            .organisation(own, arenas: []),
        ] {
            let refusal = world.refusal(viewer) { try $0.join(arena, as: own, JoinRequest()) }
            #expect(refusal?.code == .notAllowed)
        }
        #expect(
            world.refusal(.organisation(own, arenas: [arena.id])) {
                try $0.join(arena, as: own, JoinRequest())
            } == nil)
    }

    @Test(arguments: [Arena.State.proposed, .archived])
    func `an arena that is not open takes nobody`(_ state: Arena.State) {
        var world = World()
        let own = world.organisation(), arena = world.arena("A", state)
        let join = world.refusal(.organisation(own)) {
            try $0.join(arena, as: own, JoinRequest())
        }
        #expect(join?.code == .arenaNotOpen)
        #expect(world.refusal(.admin) { try $0.invite(own, to: arena) }?.code == .arenaNotOpen)
    }

    @Test func `a question wants an answer of those who ask`() throws {
        var world = World()
        let own = world.organisation()
        let arena = world.arena(policy: .moderated) { $0.joinQuestion = "Hvorfor?" }
        var request = JoinRequest()
        let refusal = world.refusal(.organisation(own)) {
            try $0.join(arena, as: own, request)
        }
        #expect(refusal == .invalid("/answer", "answer-required"))
        request.answer = "Fordi."
        let asked = try world.write(.organisation(own)) { try $0.join(arena, as: own, request) }
        #expect(asked.state == .requested && asked.answer == "Fordi.")
        world.membership(own, in: arena.id, .invited)
        let invited = world.refusal(.organisation(own)) {
            try $0.join(arena, as: own, JoinRequest())
        }
        #expect(invited == nil)
    }

    @Test func `a competition-sensitive arena is joined under its present charter`() throws {
        var world = World()
        let own = world.organisation()
        let arena = world.arena {
            $0.competitionSensitive = true
            $0.charter = .init(version: 3, text: "Ingen priser.")
        }
        for version in [nil, 2, 4] {
            var request = JoinRequest()
            request.charterVersion = version
            let refusal = world.refusal(.organisation(own)) {
                try $0.join(arena, as: own, request)
            }
            #expect(refusal == .invalid("/charterVersion", "charter-version", ["current": "3"]))
        }
        var request = JoinRequest()
        request.charterVersion = 3
        var joined = try world.write(.organisation(own)) { try $0.join(arena, as: own, request) }
        #expect(joined.charterVersion == 3)
        var renewal = JoinRequest()
        renewal.roles = ["kriseleder"]
        joined = try world.write(.organisation(own)) { try $0.join(arena, as: own, renewal) }
        #expect(joined.roles == ["kriseleder"] && joined.charterVersion == 3)
        #expect(joined.revision == 2)
        let same = try world.write(.organisation(own)) { try $0.join(arena, as: own, renewal) }
        #expect(same == joined)
    }

    @Test(arguments: [nil] + Membership.State.allCases.map { $0 })
    func `a curator invites, and lets in whoever has asked`(_ before: Membership.State?) {
        var world = World()
        let guest = world.organisation(), curator = world.organisation()
        let arena = world.arena(policy: .inviteOnly)
        world.membership(curator, in: arena.id, curator: true)
        if let before { world.membership(guest, in: arena.id, before) }
        let found = outcome {
            try world.write(.organisation(curator)) { try $0.invite(guest, to: arena) }
        }
        let isIn = before == .member || before == .requested
        #expect(found == .becomes(isIn ? .member : .invited))
        for viewer in [Viewer.anonymous, .organisation(guest)] {
            let refusal = world.refusal(viewer) { try $0.invite(guest, to: arena) }
            #expect(refusal?.code == .notAllowed)
        }
    }

    @Test(arguments: Membership.State.allCases, Membership.State.allCases)
    func `a curator decides along the lawful moves`(
        _ from: Membership.State, _ to: Membership.State
    ) {
        var world = World()
        let guest = world.organisation(), curator = world.organisation()
        let arena = world.arena()
        world.membership(curator, in: arena.id, curator: true)
        let membership = world.membership(guest, in: arena.id, from)
        var decision = MembershipDecision()
        decision.state = to
        decision.reason = .some("Derfor.")
        let lawful: [Membership.State: Set<Membership.State>] = [
            .invited: [.removed], .requested: [.member, .rejected], .member: [.removed],
            .rejected: [.member, .invited], .left: [.invited], .removed: [.invited, .member],
        ]
        let isLawful = from == to || lawful[from]?.contains(to) ?? false
        let found = outcome {
            try world.write(.organisation(curator)) {
                try $0.decide(membership, in: arena, decision)
            }
        }
        #expect(found == (isLawful ? .becomes(to) : .refused(.illegalStateChange)))
        guard from != to else { return }
        for viewer in [Viewer.organisation(guest), .anonymous] {
            let refusal = world.refusal(viewer) { try $0.decide(membership, in: arena, decision) }
            #expect(refusal?.code == .notAllowed)
        }
    }

    @Test func `a refusal takes a reason, and a curator is a member`() throws {
        var world = World()
        let guest = world.organisation()
        let arena = world.arena()
        let asked = world.membership(guest, in: arena.id, .requested)
        var decision = MembershipDecision()
        decision.state = .rejected
        #expect(
            world.refusal(.admin) { try $0.decide(asked, in: arena, decision) }
                == .invalid("/reason", "reason-required"))
        decision = MembershipDecision()
        decision.isCurator = true
        #expect(
            world.refusal(.admin) { try $0.decide(asked, in: arena, decision) }
                == .invalid("/curator", "not-a-member"))
        decision.state = .member
        let made = try world.write(.admin) { try $0.decide(asked, in: arena, decision) }
        #expect(made.isCurator)
    }

    @Test func `a member writes its own roles and no more`() throws {
        var world = World()
        let own = world.organisation()
        let arena = world.arena()
        let membership = world.membership(own, in: arena.id)
        var decision = MembershipDecision()
        decision.roles = ["loggforer"]
        decision.roleTitle = .some("Loggfører")
        let edited = try world.write(.organisation(own)) {
            try $0.decide(membership, in: arena, decision)
        }
        #expect(edited.roles == ["loggforer"] && edited.roleTitle == "Loggfører")
        decision.isCurator = true
        #expect(
            world.refusal(.organisation(own)) {
                try $0.decide(membership, in: arena, decision)
            }?.code == .notAllowed)
    }

    @Test func `the last curator hands over first, and a gone chair leaves the seat empty`()
        throws
    {
        var world = World()
        let first = world.organisation(), second = world.organisation()
        var arena = world.arena()
        arena.chair = first
        world.put(.arena(arena))
        let own = world.membership(first, in: arena.id, curator: true)
        let other = world.membership(second, in: arena.id)
        var demotion = MembershipDecision()
        demotion.isCurator = false
        var removal = MembershipDecision()
        removal.state = .removed
        #expect(
            world.refusal(.organisation(first)) {
                try $0.leave(own, arena, reason: nil)
            }?.code == .lastCurator)
        for decision in [demotion, removal] {
            let refusal = world.refusal(.admin) { try $0.decide(own, in: arena, decision) }
            #expect(refusal?.code == .lastCurator)
        }
        var promotion = MembershipDecision()
        promotion.isCurator = true
        try world.write(.organisation(first)) { try $0.decide(other, in: arena, promotion) }
        for decision in [demotion, removal] {
            var attempt = world.attempt(.organisation(second))
            _ = try attempt.decide(own, in: arena, decision)
            var after = world.state
            after.apply(try #require(attempt.change))
            let left = View(after, viewer: .admin, now: world.now)
            #expect(left.arena(arena.id)?.chair == nil)
            #expect(left.membership(of: first, in: arena)?.isCurator == false)
        }
        var attempt = world.attempt(.organisation(first))
        try attempt.leave(own, arena, reason: nil)
        #expect(attempt.action == "membership.left")
        try world.write(.organisation(first)) { try $0.leave(own, arena, reason: nil) }
        #expect(world.membership(first, in: arena)?.state == .left)
        #expect(world.arena(arena.id)?.chair == nil)
    }

    @Test(arguments: Membership.State.allCases)
    func `leaving is the organisation's, removing the curator's`(_ state: Membership.State) throws {
        var world = World()
        let own = world.organisation(), other = world.organisation()
        let curator = world.organisation()
        let arena = world.arena()
        world.membership(curator, in: arena.id, curator: true)
        let membership = world.membership(own, in: arena.id, state)
        let isGone = [.rejected, .left, .removed].contains(state)
        #expect(
            world.refusal(.organisation(other)) {
                try $0.leave(membership, arena, reason: nil)
            }?.code == .notAllowed)
        for (viewer, next) in [
            (Viewer.organisation(own), Membership.State.left),
            (.organisation(curator), .removed), (.admin, .removed),
        ] {
            world.put(.membership(membership))
            let refusal = world.refusal(viewer) { try $0.leave(membership, arena, reason: "R") }
            #expect(refusal?.code == (isGone ? .notFound : nil))
            guard !isGone else { continue }
            try world.write(viewer) { try $0.leave(membership, arena, reason: "R") }
            #expect(world.membership(own, in: arena)?.state == next)
            #expect(world.membership(own, in: arena)?.reason == "R")
        }
    }
}
