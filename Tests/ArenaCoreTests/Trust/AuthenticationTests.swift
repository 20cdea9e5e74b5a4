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
        #expect(found.token == token)
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
        #expect(TokenHash([1, 2, 3]) == nil)
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
