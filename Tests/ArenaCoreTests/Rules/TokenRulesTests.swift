import ArenaCore
import Testing

struct TokenRulesTests {
    private func draft(
        _ owner: Token.Owner, _ scopes: [Token.Scope], arenas: [ID<Arena>]? = nil,
        expiresAt: Timestamp? = nil
    ) -> TokenDraft {
        var draft = TokenDraft(owner: owner, name: "t", scopes: scopes)
        draft.arenas = arenas
        draft.expiresAt = expiresAt
        return draft
    }

    @Test func `a token may no more than the one that made it`() {
        var world = World()
        let own = world.organisation(), other = world.organisation()
        let inside: ID<Arena> = world.id(), outside: ID<Arena> = world.id()
        let mine = Token.Owner.organisation(own)
        let full = Viewer.organisation(own)
        let manager = Viewer.organisation(own, scopes: [.manage])
        let narrowed = Viewer.organisation(own, arenas: [inside])
        let table: [(Viewer, TokenDraft, Refusal.Code?)] = [
            (full, draft(mine, [.read, .post, .manage]), nil),
            (full, draft(mine, [.read], arenas: [inside]), nil),
            (full, draft(mine, [.admin]), .tokenExceedsOwn),
            (full, draft(.organisation(other), [.read]), .notAllowed),
            (full, draft(.admin, [.admin]), .notAllowed),
            (.anonymous, draft(mine, [.read]), .notAllowed),
            (manager, draft(mine, [.manage]), nil),
            (manager, draft(mine, [.manage, .read]), .tokenExceedsOwn),
            (narrowed, draft(mine, [.read], arenas: [inside]), nil),
            (narrowed, draft(mine, [.read], arenas: []), nil),
            (narrowed, draft(mine, [.read]), .tokenExceedsOwn),
            (narrowed, draft(mine, [.read], arenas: [inside, outside]), .tokenExceedsOwn),
            (.admin, draft(.admin, [.admin]), nil),
            (.admin, draft(.admin, [.admin, .read]), .validation),
            (.admin, draft(.admin, [.admin], arenas: [inside]), .validation),
            (.admin, draft(mine, [.read, .post, .manage]), nil),
            (.admin, draft(mine, [.admin]), .tokenExceedsOwn),
        ]
        for (viewer, draft, code) in table {
            let secret = world.secretOfToken()
            let refusal = world.refusal(viewer) { try $0.createToken(draft, secret: secret) }
            #expect(refusal?.code == code)
        }
    }

    @Test(
        arguments: [
            (nil, nil), (1, nil), (366 * 86_400, nil), (0, "in-the-past"), (-5, "in-the-past"),
            (366 * 86_400 + 1, "too-late"),
        ] as [(Int64?, String?)])
    func `a life is 90 days unless asked, and 366 at most`(
        _ seconds: Int64?, _ problem: String?
    ) throws {
        var world = World()
        let owner = Token.Owner.organisation(world.organisation())
        let expiresAt = seconds.map { world.now.adding(seconds: $0) }
        let draft = draft(owner, [.read], expiresAt: expiresAt)
        let secret = world.secretOfToken()
        let refusal = world.refusal(.admin) { try $0.createToken(draft, secret: secret) }
        #expect(refusal?.problems.first?.code == problem)
        guard problem == nil else { return }
        let token = try world.write(.admin) { try $0.createToken(draft, secret: secret) }
        #expect(token.expiresAt == expiresAt ?? world.now.adding(seconds: 90 * 86_400))
        #expect(world.state.authenticate(secret.hash)?.token.value == token)
    }

    @Test func `only an admin without a token makes one that never expires`() throws {
        var world = World()
        var draft = draft(.admin, [.admin])
        draft.neverExpires = true
        func admin(_ token: ID<Token>?) -> Viewer {
            Viewer(standing: .admin, token: token, scopes: [.admin], arenas: nil, isActive: true)
        }
        let secret = world.secretOfToken()
        let remote = admin(world.id())
        let refusal = world.refusal(remote) { try $0.createToken(draft, secret: secret) }
        #expect(refusal?.code == .notAllowed)
        let token = try world.write(admin(nil)) { try $0.createToken(draft, secret: secret) }
        #expect(token.expiresAt == nil)
        #expect(token.isValid(at: Timestamp(milliseconds: .max)))
    }

    @Test func `an organisation holds so many tokens, and those long ended make room`() throws {
        var world = World()
        world.limits.tokensPerOwnerMax = 3
        let own = world.organisation()
        let draft = draft(.organisation(own), [.read])
        for _ in 0..<3 {
            let secret = world.secretOfToken()
            try world.write(.organisation(own)) { try $0.createToken(draft, secret: secret) }
        }
        let secret = world.secretOfToken()
        let full = world.refusal(.organisation(own)) { try $0.createToken(draft, secret: secret) }
        #expect(full?.code == .tooMany)
        world.now = world.now.adding(seconds: 121 * 86_400)
        let later = world.refusal(.organisation(own)) { try $0.createToken(draft, secret: secret) }
        #expect(later == nil)
    }

    @Test(
        arguments: [
            (0, 0), (3600, 3600), (-7, 0), (30 * 86_400, 30 * 86_400), (31 * 86_400, 30 * 86_400),
            (Int64.max, 30 * 86_400),
        ] as [(Int64, Int64)])
    func `a rotated token works for the overlap and its heir lives as long as it did`(
        _ overlap: Int64, _ works: Int64
    ) throws {
        var world = World()
        let own = world.organisation()
        let viewer = Viewer.organisation(own)
        let draft = draft(.organisation(own), [.read, .post])
        let first = world.secretOfToken(), second = world.secretOfToken()
        let old = try world.write(viewer) { try $0.createToken(draft, secret: first) }
        world.now = world.now.adding(seconds: 1000)
        let heir = try world.write(viewer) {
            try $0.rotate(old, overlapSeconds: overlap, secret: second)
        }
        #expect(heir.scopes == old.scopes && heir.id != old.id)
        #expect(heir.expiresAt == world.now.adding(seconds: Token.defaultLifeSeconds))
        let ended = try #require(world.state.authenticate(first.hash)?.token.value)
        let end = world.now.adding(seconds: works)
        #expect(ended.expiresAt == end)
        #expect(!ended.isValid(at: end))
        #expect(works == 0 || ended.isValid(at: Timestamp(milliseconds: end.milliseconds - 1)))
        #expect(world.state.authenticate(second.hash)?.token.value.isValid(at: end) == true)
    }

    @Test func `an expired token is not rotated, and an overlap never lengthens a life`() throws {
        var world = World()
        let own = world.organisation()
        let expiresAt = world.now.adding(seconds: 100)
        let draft = draft(.organisation(own), [.read], expiresAt: expiresAt)
        let first = world.secretOfToken(), second = world.secretOfToken()
        let old = try world.write(.admin) { try $0.createToken(draft, secret: first) }
        try world.write(.admin) { try $0.rotate(old, overlapSeconds: 5000, secret: second) }
        #expect(world.state.authenticate(first.hash)?.token.value.expiresAt == expiresAt)
        world.now = expiresAt
        let refusal = world.refusal(.admin) {
            try $0.rotate(old, overlapSeconds: 5, secret: second)
        }
        #expect(refusal?.code == .illegalStateChange)
    }

    @Test func `a token manages tokens that reach no further than itself`() throws {
        var world = World()
        let own = world.organisation(), other = world.organisation()
        let arena = world.arena()
        let owner = Token.Owner.organisation(own)
        let secrets = (0..<3).map { _ in world.secretOfToken() }
        let wide = try world.write(.admin) {
            try $0.createToken(draft(owner, [.read]), secret: secrets[0])
        }
        let narrow = try world.write(.admin) {
            try $0.createToken(draft(owner, [.read], arenas: [arena.id]), secret: secrets[1])
        }
        let admins = try world.write(.admin) {
            try $0.createToken(draft(.admin, [.admin]), secret: secrets[2])
        }
        let table: [(Viewer, [Token])] = [
            (.admin, [wide, narrow, admins]), (.organisation(own), [wide, narrow]),
            (.organisation(own, arenas: [arena.id]), [narrow]), (.organisation(other), []),
            (.anonymous, []),
        ]
        for (viewer, mayReach) in table {
            for token in [wide, narrow, admins] {
                let isFree = mayReach.contains(token)
                #expect((world.view(viewer).token(token.id) != nil) == isFree)
                let refusal = world.refusal(viewer) { try $0.revoke(token) }
                #expect(refusal?.code == (isFree ? nil : .notAllowed))
            }
            let listed = world.view(viewer).tokens(of: owner)
            #expect(listed == [wide, narrow].filter(mayReach.contains))
            let isAdmin = viewer.isAdmin
            #expect(world.view(viewer).tokens(of: .admin) == (isAdmin ? [admins] : []))
            #expect(world.view(viewer).allTokens.count == (isAdmin ? 3 : 0))
        }
        #expect(world.state.hasAdminToken(at: world.now))
        try world.write(.admin) { try $0.revoke(admins) }
        #expect(!world.state.hasAdminToken(at: world.now))
        #expect(world.state.authenticate(secrets[2].hash) == nil)
    }

    @Test func `use is noted by the hour and leaves the revision`() throws {
        var world = World()
        let owner = Token.Owner.organisation(world.organisation())
        let secret = world.secretOfToken()
        let token = try world.write(.admin) {
            try $0.createToken(draft(owner, [.read]), secret: secret)
        }
        try world.write(.anonymous) { $0.touch(token.id) }
        let used = world.state.authenticate(secret.hash)?.token.value
        #expect(used?.lastUsedAt?.milliseconds == world.now.milliseconds / 3_600_000 * 3_600_000)
        #expect(used?.revision == 1)
        var again = world.attempt(.anonymous)
        again.touch(token.id)
        again.touch(world.id())
        #expect(again.change == nil)
    }
}
