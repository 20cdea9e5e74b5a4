import ArenaCore
import Testing

struct OrganisationRulesTests {
    private func profile(_ name: String = "Etat", number: String? = nil) throws
        -> Organisation.Profile
    {
        var profile = Organisation.Profile(name: name, kind: .public)
        profile.orgNumber = try number.map { try OrgNumber($0) }
        return profile
    }

    @Test(arguments: [
        (Limits.Registration.approval, false, Organisation.State.pending),
        (.open, false, .active), (.approval, true, .active), (.closed, true, .active),
    ])
    func `registering follows the mode of the server`(
        _ mode: Limits.Registration, _ byAdmin: Bool, _ state: Organisation.State
    ) throws {
        var world = World()
        world.limits.registration = mode
        let secret = world.secretOfToken(), profile = try profile()
        let made = try world.write(byAdmin ? .admin : .anonymous) {
            try $0.register(profile, token: secret)
        }
        #expect(made.organisation.state == state)
        #expect(made.token.scopes == [.read, .post, .manage])
        let life = Token.defaultLifeSeconds
        #expect(made.token.expiresAt == world.now.adding(seconds: life))
        let found = world.state.authenticate(secret.hash)
        #expect(found?.viewer.organisation == made.organisation.id)
        #expect(found?.viewer.isActive == (state == .active))
    }

    @Test func `a closed server registers nobody`() throws {
        var world = World()
        world.limits.registration = .closed
        let secret = world.secretOfToken(), profile = try profile()
        let refusal = world.refusal(.anonymous) { try $0.register(profile, token: secret) }
        #expect(refusal?.code == .registrationClosed)
    }

    @Test func `a number is taken once, and not by one that is pending`() throws {
        var world = World()
        world.limits.registration = .open
        let secret = world.secretOfToken(), profile = try profile(number: "974760673")
        let first = try world.write(.anonymous) { try $0.register(profile, token: secret) }
        var refusal = world.refusal(.anonymous) { try $0.register(profile, token: secret) }
        #expect(refusal?.code == .duplicateOrgNumber)
        let path = "/v1/organisations/\(first.organisation.id)"
        #expect(refusal?.values == ["existing": path])
        var pending = first.organisation
        pending.state = .pending
        world.put(.organisation(pending))
        refusal = world.refusal(.anonymous) { try $0.register(profile, token: secret) }
        #expect(refusal == nil)
        let own = world.organisation()
        let mine = try #require(world.admin.organisation(own))
        _ = try world.write(.organisation(own)) {
            try $0.edit(mine, profile: profile, state: .active)
        }
        refusal = world.refusal(.admin) {
            try $0.edit(pending, profile: pending.profile, state: .active)
        }
        #expect(refusal?.code == .duplicateOrgNumber)
    }

    @Test func `an organisation edits itself by a token that reaches everywhere`() throws {
        var world = World()
        let own = world.organisation(), other = world.organisation()
        let mine = try #require(world.admin.organisation(own))
        let renamed = try profile("Nytt navn")
        for viewer in [
            Viewer.anonymous, .organisation(other), .organisation(own, arenas: []),
        ] {
            let refusal = world.refusal(viewer) {
                try $0.edit(mine, profile: renamed, state: .active)
            }
            #expect(refusal?.code == .notAllowed)
        }
        let edited = try world.write(.organisation(own)) {
            try $0.edit(mine, profile: renamed, state: .active)
        }
        #expect(edited.revision == 2)
        let again = try world.write(.organisation(own)) {
            try $0.edit(edited, profile: renamed, state: .active)
        }
        #expect(again == edited)
    }

    @Test(arguments: Organisation.State.allCases)
    func `its state is for admins, and nobody becomes pending again`(
        _ state: Organisation.State
    ) throws {
        var world = World()
        let own = world.organisation("Etat", state == .active ? .suspended : .active)
        let mine = try #require(world.admin.organisation(own))
        let refusal = world.refusal(.organisation(own)) {
            try $0.edit(mine, profile: mine.profile, state: state)
        }
        #expect(refusal == Refusal(.notAllowed, [.init("/state", "only-admin")]))
        let byAdmin = world.refusal(.admin) {
            try $0.edit(mine, profile: mine.profile, state: state)
        }
        #expect((byAdmin == nil) == (state != .pending))
    }

    @Test(arguments: [false, true])
    func `erasing takes an organisation out of everything, and Chatham House posts stay`(
        _ withPosts: Bool
    ) throws {
        var world = World()
        let own = world.organisation(), other = world.organisation()
        var arena = world.arena()
        (arena.founder, arena.chair, arena.cosigners) = (own, own, [own, other])
        world.put(.arena(arena))
        world.membership(own, in: arena.id, curator: true)
        world.membership(other, in: arena.id, curator: true)
        let secret = world.secretOfToken()
        try world.write(.admin) {
            try $0.createToken(
                TokenDraft(owner: .organisation(own), name: "t", scopes: [.read]), secret: secret)
        }
        var named = world.post(by: own, in: arena.id)
        named.revision = 2
        named.content.title = "Ny tittel"
        world.put(.post(named))
        let chatham = world.post(by: own, in: arena.id, .green, .chatham)
        world.adoption(of: named, by: other)
        let theirs = world.post(by: other, in: arena.id)
        world.adoption(of: theirs, by: own)
        let before = world.state
        let mine = try #require(world.admin.organisation(own))
        #expect(
            world.refusal(.organisation(other)) { try $0.erase(mine, withPosts: withPosts) }?.code
                == .notAllowed)
        var attempt = world.attempt(.organisation(own))
        try attempt.erase(mine, withPosts: withPosts)
        #expect(attempt.action == "organisation.erase")
        try world.write(.organisation(own)) { try $0.erase(mine, withPosts: withPosts) }
        #expect(world.admin.organisation(own) == nil)
        #expect(world.state.authenticate(secret.hash) == nil)
        #expect(world.membership(own, in: arena) == nil)
        let left = try #require(world.arena(arena.id))
        #expect(left.founder == nil && left.chair == nil && left.cosigners == [other])
        #expect(world.admin.adoptions(of: theirs).isEmpty)
        let kept = try #require(world.post(chatham.id))
        #expect(kept.author == nil && kept.revision == chatham.revision)
        #expect(kept.updatedAt == chatham.updatedAt)
        #expect((world.post(named.id) == nil) == withPosts)
        if let post = world.post(named.id) {
            #expect(post.author == nil)
            #expect(world.admin.earlierRevisions(of: post).map(\.author) == [nil])
            #expect(world.admin.adoptionCount(of: post) == 1)
        }
        #expect(View(before, viewer: .admin, now: world.now).organisation(own) != nil)
    }
}
