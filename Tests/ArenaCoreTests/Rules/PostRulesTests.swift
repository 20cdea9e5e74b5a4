import ArenaCore
import Testing

struct PostRulesTests {
    private func draft(
        _ tlp: TLP? = .clear, edit: (inout PostDraft) -> Void = { _ in }
    ) -> PostDraft {
        var draft = PostDraft(content: Post.Content(title: "Flom", body: "Vi lærte."))
        draft.tlp = tlp
        edit(&draft)
        return draft
    }

    @Test func `a member shares in an open arena`() throws {
        var world = World()
        let author = world.organisation(), outsider = world.organisation()
        let arena = world.arena()
        world.membership(author, in: arena.id)
        let post = try world.write(.organisation(author)) { try $0.share(draft(), in: arena) }
        #expect(post.author == author && post.state == .published && post.revision == 1)
        #expect(post.createdAt == world.now && post.publishedAt == world.now)
        #expect(post.id.high >> 12 & 0xF == 7)
        let byAdmin = draft { $0.author = author }
        let named = draft { $0.author = outsider }
        let table: [(Viewer, PostDraft, Refusal?)] = [
            (.organisation(outsider), draft(), Refusal(.notMember)),
            (.anonymous, draft(), Refusal(.notAllowed)),
            (.organisation(author, active: false), draft(), Refusal(.notAllowed)),
            (.organisation(author, arenas: []), draft(), Refusal(.notAllowed)),
            (.organisation(author, arenas: [arena.id]), draft(), nil),
            (.organisation(author), byAdmin, nil),
            (.organisation(author), named, .invalid("/author", "only-admin")),
            (.admin, draft(), .invalid("/author", "required")), (.admin, byAdmin, nil),
            (.admin, named, .invalid("/author", "not-a-member")),
        ]
        for (viewer, draft, expected) in table {
            #expect(world.refusal(viewer) { try $0.share(draft, in: arena) } == expected)
        }
        for state in [Arena.State.proposed, .archived] {
            let closed = world.arena("Stengt", state)
            world.membership(author, in: closed.id)
            let refusal = world.refusal(.organisation(author)) {
                try $0.share(draft(), in: closed)
            }
            #expect(refusal?.code == .arenaNotOpen)
        }
    }

    @Test func `label and attribution come from the organisation where the draft has none`()
        throws
    {
        var world = World()
        var profile = Organisation.Profile(name: "Etat", kind: .public)
        profile.defaultTLP = .green
        profile.defaultAttribution = .chatham
        let author: ID<Organisation> = world.id(), plain = world.organisation()
        world.put(
            .organisation(
                Organisation(id: author, createdAt: world.now, profile: profile, state: .active)))
        let arena = world.arena()
        world.membership(author, in: arena.id)
        world.membership(plain, in: arena.id)
        let post = try world.write(.organisation(author)) { try $0.share(draft(nil), in: arena) }
        #expect(post.audience.tlp == .green && post.attribution == .chatham)
        let refusal = world.refusal(.organisation(plain)) { try $0.share(draft(nil), in: arena) }
        #expect(refusal == .invalid("/tlp", "required"))
    }

    @Test(arguments: TLP.allCases, TLP.allCases)
    func `no label is wider than the arena's`(_ tlp: TLP, _ widest: TLP) {
        var world = World()
        let author = world.organisation()
        let arena = world.arena { $0.widestTLP = widest }
        world.membership(author, in: arena.id)
        let refusal = world.refusal(.organisation(author)) { try $0.share(draft(tlp), in: arena) }
        #expect(
            refusal
                == (tlp < widest
                    ? .invalid("/tlp", "tlp-too-wide", ["widest": widest.label]) : nil))
    }

    @Test func `sharing elsewhere takes an arena that the author may share in`() {
        var world = World()
        let author = world.organisation()
        let home = world.arena(), fine = world.arena()
        let strange = world.arena(), closed = world.arena("Stengt", .archived)
        let narrow = world.arena { $0.widestTLP = .green }
        let ownHidden = world.arena(policy: .inviteOnly), hidden = world.arena(policy: .inviteOnly)
        for arena in [home, fine, closed, narrow, ownHidden] {
            world.membership(author, in: arena.id)
        }
        let viewer = Viewer.organisation(author)
        let table: [(Viewer, ID<Arena>, String?)] = [
            (viewer, fine.id, nil), (viewer, home.id, "home-arena"),
            (viewer, strange.id, "not-a-member"), (viewer, closed.id, "arena-not-open"),
            (viewer, narrow.id, "tlp-too-wide"), (viewer, ownHidden.id, "invite-only"),
            // What may not be seen and what is not there are one answer.
            (viewer, hidden.id, "unknown"), (viewer, world.id(), "unknown"),
            (.organisation(author, arenas: [home.id]), fine.id, "not-a-member"),
            (.organisation(author, arenas: [home.id, fine.id]), fine.id, nil),
        ]
        for (viewer, other, code) in table {
            let refusal = world.refusal(viewer) {
                try $0.share(draft { $0.alsoIn = [other] }, in: home)
            }
            #expect(refusal?.problems.map(\.code) ?? [] == (code.map { [$0] } ?? []))
            #expect(refusal?.problems.allSatisfy { $0.pointer == "/alsoIn/0" } ?? true)
        }
        let fromHidden = world.refusal(viewer) {
            try $0.share(draft(.amber) { $0.alsoIn = [fine.id] }, in: ownHidden)
        }
        #expect(fromHidden == .invalid("/alsoIn", "home-invite-only"))
    }

    @Test func `an exclusion contradicts CLEAR`() {
        var world = World()
        let author = world.organisation(), other = world.organisation()
        let arena = world.arena()
        world.membership(author, in: arena.id)
        for tlp in TLP.allCases {
            let refusal = world.refusal(.organisation(author)) {
                try $0.share(draft(tlp) { $0.exclude = [other] }, in: arena)
            }
            #expect(refusal == (tlp == .clear ? .invalid("/exclude", "exclude-on-clear") : nil))
        }
    }

    @Test func `a source is a post that the author may see`() throws {
        var world = World()
        let author = world.organisation(), other = world.organisation()
        let arena = world.arena(), far = world.arena()
        world.membership(author, in: arena.id)
        let seen = world.post(by: other, in: far.id)
        let unseen = world.post(by: other, in: far.id, .amber)
        func share(_ sources: [ID<Post>]) -> PostDraft {
            draft { $0.content.basedOn = sources.map { .init(post: $0, kind: .adapted) } }
        }
        let viewer = Viewer.organisation(author)
        let sources = [seen.id, unseen.id, world.id()]
        let refusal = world.refusal(viewer) { try $0.share(share(sources), in: arena) }
        let pointers = ["/basedOn/1/post", "/basedOn/2/post"]
        #expect(refusal?.problems.map(\.pointer) == pointers)
        #expect(refusal?.problems.map(\.code) == ["unknown", "unknown"])
        let post = try world.write(viewer) { try $0.share(share([seen.id]), in: arena) }
        var content = post.content
        content.basedOn.append(.init(post: post.id, kind: .copied))
        let onItself = world.refusal(viewer) {
            try $0.edit(post, content: content, audience: post.audience)
        }
        #expect(onItself == .invalid("/basedOn/1/post", "unknown"))
        // A source that went out of sight stays named.
        var gone = seen
        gone.state = .hidden
        world.put(.post(gone))
        content = post.content
        content.basedOn = [.init(post: seen.id, kind: .adapted)]
        content.title = "Ny"
        #expect(
            world.refusal(viewer) {
                try $0.edit(post, content: content, audience: post.audience)
            } == nil)
    }

    @Test func `a competition-sensitive arena wants a declaration`() {
        var world = World()
        let author = world.organisation()
        let arena = world.arena { $0.competitionSensitive = true }
        world.membership(author, in: arena.id)
        let viewer = Viewer.organisation(author)
        #expect(
            world.refusal(viewer) { try $0.share(draft(), in: arena) }
                == .invalid("/declaration", "declaration-required"))
        let declared = draft { $0.declaration = true }
        #expect(world.refusal(viewer) { try $0.share(declared, in: arena) } == nil)
    }

    @Test func `a Chatham House post tells nothing by its id, its times or its walls`() throws {
        var world = World()
        let walled = world.organisation(), author = world.organisation(walls: [walled])
        let arena = world.arena()
        world.membership(author, in: arena.id)
        let viewer = Viewer.organisation(author)
        let chatham = draft(.green) { $0.attribution = .chatham }
        let first = try world.write(viewer) { try $0.share(chatham, in: arena) }
        let second = try world.write(viewer) { try $0.share(chatham, in: arena) }
        let day = world.now.startOfDay
        for post in [first, second] {
            #expect(post.id.high >> 12 & 0xF == 4)
            #expect(post.id.low >> 62 == 0b10)
            #expect([post.createdAt, post.updatedAt, post.publishedAt] == [day, day, day])
            #expect(post.audience.frozenWalls == [walled])
        }
        #expect(first.id != second.id)
        world.now = world.now.adding(seconds: 86_400 + 777)
        var content = first.content
        content.title = "Ny"
        let edited = try world.write(viewer) {
            try $0.edit(first, content: content, audience: Post.Audience(tlp: .amber))
        }
        #expect(edited.updatedAt == world.now.startOfDay)
        #expect(edited.audience.frozenWalls == [walled])
        #expect(world.view(viewer).walledOff(from: edited) == [walled])
        try world.write(viewer) { try $0.retract(edited) }
        #expect(world.post(first.id)?.updatedAt == world.now.startOfDay)
    }

    @Test func `the author is told whom its walls keep out, member or not`() {
        var world = World()
        let walled = world.organisation(), author = world.organisation(walls: [walled])
        let arena = world.arena()
        let view = { (post: Post) in world.view(.organisation(author)).walledOff(from: post) }
        let clear = world.post(by: author, in: arena.id)
        let green = world.post(by: author, in: arena.id, .green)
        let orphan = world.post(by: nil, in: arena.id, .green)
        #expect(view(clear).isEmpty && view(green) == [walled] && view(orphan).isEmpty)
    }

    @Test func `the author edits its own, and a patch that changes nothing keeps the revision`()
        throws
    {
        var world = World()
        let author = world.organisation(), curator = world.organisation()
        let arena = world.arena()
        world.membership(curator, in: arena.id, curator: true)
        let post = world.post(by: author, in: arena.id)
        var content = post.content
        content.title = "Ny tittel"
        for viewer in [
            Viewer.anonymous, .organisation(curator), .organisation(author, active: false),
            .organisation(author, arenas: []),
        ] {
            let edit = world.refusal(viewer) {
                try $0.edit(post, content: content, audience: post.audience)
            }
            #expect(edit?.code == .notAllowed)
            #expect(world.refusal(viewer) { try $0.retract(post) }?.code == .notAllowed)
        }
        world.now = world.now.adding(seconds: 60)
        let edited = try world.write(.organisation(author)) {
            try $0.edit(post, content: content, audience: post.audience)
        }
        #expect(edited.revision == 2 && edited.updatedAt == world.now)
        #expect(edited.publishedAt == post.publishedAt)
        var same = world.attempt(.organisation(author))
        #expect(try same.edit(edited, content: content, audience: post.audience) == edited)
        #expect(same.change == nil)
        try world.write(.organisation(author)) { try $0.retract(edited) }
        let retracted = try #require(world.post(post.id))
        #expect(retracted.state == .retracted)
        let late = world.refusal(.organisation(author)) {
            try $0.edit(retracted, content: post.content, audience: post.audience)
        }
        #expect(late?.code == .illegalStateChange)
        #expect(world.refusal(.organisation(author)) { try $0.retract(retracted) } == nil)
    }

    @Test(arguments: Post.State.allCases, Post.State.allCases)
    func `a curator moves a post between all states but retracted`(
        _ from: Post.State, _ to: Post.State
    ) throws {
        var world = World()
        let author = world.organisation(), curator = world.organisation()
        let other = world.organisation()
        let arena = world.arena(), elsewhere = world.arena()
        world.membership(curator, in: arena.id, curator: true)
        world.membership(other, in: elsewhere.id, curator: true)
        let post = world.post(by: author, in: arena.id) {
            $0.state = from
            $0.audience.alsoIn = [elsewhere.id]
        }
        var curation = PostCuration()
        curation.state = to
        curation.isPinned = true
        let needsReason = to == .held || to == .hidden
        let isLawful = from == to || from != .retracted && to != .retracted
        let bare = world.refusal(.organisation(curator)) { try $0.curate(post, curation) }
        let code: Refusal.Code? =
            !isLawful ? .illegalStateChange : needsReason ? .validation : nil
        #expect(bare?.code == code)
        curation.reason = .some("Navn på pasient.")
        for viewer in [Viewer.organisation(author), .organisation(other), .anonymous] {
            #expect(world.refusal(viewer) { try $0.curate(post, curation) }?.code == .notAllowed)
        }
        guard isLawful else { return }
        let curated = try world.write(.organisation(curator)) { try $0.curate(post, curation) }
        #expect(curated.state == to && curated.isPinned && curated.revision == 2)
        #expect(curated.reason == "Navn på pasient.")
        guard needsReason else { return }
        var release = PostCuration()
        release.state = .published
        release.tags = ["flom"]
        let released = try world.write(.organisation(curator)) { try $0.curate(curated, release) }
        #expect(released.reason == nil && released.content.tags == ["flom"])
    }

    @Test(
        arguments: [
            (nil, nil, nil), ("o", nil, "observation"), ("o", "c", "observation"),
            ("or", "c", "lesson-identified"),
        ] as [(String?, String?, String?)])
    func `a lesson is identified by conclusion and recommendation`(
        _ told: String?, _ conclusion: String?, _ status: String?
    ) {
        var world = World()
        let post = world.post(by: nil, in: world.id()) { post in
            guard let told else { return }
            var lesson = Post.Lesson()
            lesson.observation = told
            lesson.recommendation = told.contains("r") ? "r" : nil
            lesson.conclusion = conclusion
            post.content.lesson = lesson
        }
        #expect(world.admin.lessonStatus(of: post) == status)
    }
}
