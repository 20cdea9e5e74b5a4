import ArenaCore
import Testing

struct AuthenticationTests {
    @Test(arguments: Organisation.State.allCases)
    func `a token makes its organisation's viewer, active or not`(
        _ state: Organisation.State
    ) throws {
        var world = World()
        let own = world.organisation("Etat", state)
        let arena = world.arena()
        let secret = world.secretOfToken()
        var draft = TokenDraft(owner: .organisation(own), name: "t", scopes: [.read])
        draft.arenas = [arena.id]
        let token = try world.write(.admin) { [draft] in
            try $0.createToken(draft, secret: secret)
        }
        let found = try #require(world.state.authenticate(secret.hash))
        #expect(found.token.value == token)
        #expect(found.viewer.standing == .organisation(own))
        #expect(found.viewer.isActive == (state == .active))
        #expect(found.viewer.arenas == [arena.id])
        #expect(found.viewer.has(.read) && !found.viewer.has(.post))
        #expect(found.viewer.actor() == .organisation(own, token: token.id))
        #expect(found.viewer.acting(in: arena.id) == (state == .active ? own : nil))
        #expect(found.viewer.acting(in: world.id()) == nil)
        #expect(found.viewer.actingAnywhere == nil)
    }

    @Test func `an unknown token makes nobody, and a token of an erased owner is not active`() {
        var world = World()
        let secret = world.secretOfToken()
        #expect(world.state.authenticate(secret.hash) == nil)
        world.put(
            .token(
                Token(
                    id: world.id(), createdAt: world.now, owner: .organisation(world.id()),
                    name: "t", scopes: [.read], hash: secret.hash, hint: "abcd")))
        #expect(world.state.authenticate(secret.hash)?.viewer.isActive == false)
        #expect(Digest([1, 2, 3]) == nil)
    }

    @Test func `a viewer is renewed by its token, or refused`() throws {
        var world = World()
        let own = world.organisation()
        let secret = world.secretOfToken()
        let draft = TokenDraft(owner: .organisation(own), name: "t", scopes: [.post])
        let token = try world.write(.admin) { try $0.createToken(draft, secret: secret) }
        let viewer = try #require(world.state.authenticate(secret.hash)?.viewer)
        let later = try world.state.renewed(viewer, at: world.now)
        #expect(later.token == token.id && later.isActive && later.scopes == [.post])
        let end = try #require(token.expiresAt)
        #expect(throws: Refusal(.invalidToken)) { try world.state.renewed(viewer, at: end) }
        world.put(.tokenRemoved(token.id))
        #expect(throws: Refusal(.invalidToken)) { try world.state.renewed(viewer, at: world.now) }
        #expect(try world.state.renewed(.anonymous, at: world.now).standing == .anonymous)
        #expect(try world.state.renewed(.admin, at: world.now).isAdmin)
    }

    @Test func `a viewer whose organisation is active no more is refused, one who never was stays`()
        throws
    {
        var world = World()
        let own = world.organisation("Etat", .active)
        let secret = world.secretOfToken()
        let draft = TokenDraft(owner: .organisation(own), name: "t", scopes: [.post])
        _ = try world.write(.admin) { try $0.createToken(draft, secret: secret) }
        let active = try #require(world.state.authenticate(secret.hash)?.viewer)
        var suspended = try #require(world.admin.organisation(own))
        suspended.state = .suspended
        world.put(.organisation(suspended))
        #expect(throws: Refusal(.organisationNotActive)) {
            try world.state.renewed(active, at: world.now)
        }
        let idle = try #require(world.state.authenticate(secret.hash)?.viewer)
        #expect(try world.state.renewed(idle, at: world.now).isActive == false)
    }

    @Test func `an admin may everything and anonymous nothing`() {
        for scope in Token.Scope.allCases {
            #expect(Viewer.admin.has(scope))
            #expect(!Viewer.anonymous.has(scope))
        }
        #expect(Viewer.anonymous.actor() == .anonymous)
        #expect(Viewer.admin.actor() == .admin(token: nil))
        #expect(Viewer.admin.organisation == nil)
    }
}
