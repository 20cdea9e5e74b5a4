import ArenaCore
import Testing

struct WriteTests {
    @Test func `an attempt that changes nothing is no change`() {
        var world = World()
        let attempt = world.attempt(.admin)
        #expect(attempt.change == nil)
        #expect(attempt.effects.isEmpty)
    }

    @Test func `a change tells who did what, and when`() throws {
        var world = World()
        let author = world.organisation()
        let arena = world.arena()
        world.membership(author, in: arena.id)
        let viewer = Viewer.organisation(author)
        var attempt = world.attempt(viewer)
        var draft = PostDraft(content: Post.Content(title: "T", body: "B"))
        draft.tlp = .clear
        let post = try attempt.share(draft, in: arena)
        let change = try #require(attempt.change)
        #expect(change.at == world.now && change.action == "post.create")
        #expect(change.actor == viewer.actor())
        #expect(change.effects == [.post(post)])
        #expect(world.post(post.id) == nil)
    }

    @Test func `more Chatham House posts than secrets were drawn for have ids of their own`()
        throws
    {
        var world = World()
        let author = world.organisation()
        let arena = world.arena()
        world.membership(author, in: arena.id)
        var write = Write(
            world.view(.organisation(author)), limits: Limits(), ids: world.ids, secrets: [1, 2])
        var draft = PostDraft(content: Post.Content(title: "T", body: "B"))
        draft.tlp = .clear
        draft.attribution = .chatham
        var ids: Set<ID<Post>> = []
        for _ in 0..<50 { ids.insert(try write.share(draft, in: arena).id) }
        #expect(ids.count == 50)
        #expect(ids.allSatisfy { $0.high >> 12 & 0xF == 4 && $0.low >> 62 == 0b10 })
    }

    @Test func `a slug that is numbered stays within 80 characters`() throws {
        var world = World()
        let name = String(repeating: "a", count: 78) + " b"
        for suffix in ["b", "-2", "-3"] {
            let made = try world.write(.admin) {
                try $0.found(Arena.Profile(name: name, slug: "", purpose: "P"))
            }
            #expect(made.profile.slug.utf8.count <= 80)
            #expect(made.profile.slug.hasSuffix(suffix))
        }
    }

    @Test func `codes of refusals are each of their own`() {
        #expect(Set(Refusal.Code.allCases.map(\.rawValue)).count == Refusal.Code.allCases.count)
    }
}
