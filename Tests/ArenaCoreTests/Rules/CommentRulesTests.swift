import ArenaCore
import Testing

struct CommentRulesTests {
    /// A post with a commenter beside it.
    private struct Scene {
        var world = World()
        let author: ID<Organisation>
        let other: ID<Organisation>
        let arena: Arena
        let post: Post

        init(
            _ tlp: TLP = .green, _ attribution: Post.Attribution = .named,
            edit: (inout Arena.Profile) -> Void = { _ in }
        ) {
            author = world.organisation("forfatter")
            other = world.organisation("leser")
            arena = world.arena(edit: edit)
            for member in [author, other] { world.membership(member, in: arena.id) }
            post = world.post(by: author, in: arena.id, tlp, attribution)
        }

        mutating func say(_ body: String, _ viewer: Viewer) throws -> Post.Comment {
            let post = post
            return try world.write(viewer) { try $0.comment(on: post, body, in: nil) }
        }
    }

    @Test func `a comment keeps the post's audience, counts, and goes for good`() throws {
        var scene = Scene(.amber)
        let made = try scene.say("Ja.", .organisation(scene.other))
        #expect(made.audience == scene.post.audience && made.writer == scene.other)
        #expect(scene.world.admin.commentCount(of: scene.post) == 1)
        let refused = scene.world.refusal(.organisation(scene.author)) { try $0.remove(made) }
        #expect(refused?.code == .notAllowed)
        try scene.world.write(.organisation(scene.other)) { try $0.remove(made) }
        #expect(scene.world.admin.comment(made.id) == nil)
        #expect(scene.world.admin.commentCount(of: scene.post) == 0)
    }

    @Test func `nobody speaks on what is not published, in a closed arena, or for another`() {
        var scene = Scene()
        let hidden = scene.world.post(by: scene.author, in: scene.arena.id) { $0.state = .hidden }
        let closed = scene.world.arena("Lukket", .archived)
        let old = scene.world.post(by: scene.author, in: closed.id)
        func refusal(_ viewer: Viewer, _ post: Post, for named: ID<Organisation>? = nil) -> Refusal?
        {
            scene.world.refusal(viewer) { try $0.comment(on: post, "Ja.", in: nil, for: named) }
        }
        let other = scene.other
        #expect(refusal(.organisation(scene.author), hidden)?.code == .illegalStateChange)
        #expect(refusal(.organisation(other), old)?.code == .arenaNotOpen)
        #expect(
            refusal(.organisation(other), scene.post, for: scene.author)
                == .invalid("/author", "only-admin"))
        #expect(refusal(.admin, scene.post) == .invalid("/author", "required"))
        #expect(refusal(.admin, scene.post, for: other) == nil)
        let outsider = scene.world.organisation()
        let amber = scene.world.post(by: scene.author, in: scene.arena.id, .amber)
        #expect(refusal(.admin, amber, for: outsider) == .invalid("/author", "unknown"))
        scene.world.limits.commentsPerPostMax = 0
        #expect(refusal(.organisation(other), scene.post)?.code == .tooMany)
    }

    @Test func `what a Chatham House author says about its own post tells of nobody`() throws {
        var scene = Scene(.green, .chatham)
        let own = try scene.say("Av meg.", .organisation(scene.author))
        let others = try scene.say("Av en annen.", .organisation(scene.other))
        #expect(own.id.isRandom && own.createdAt == scene.world.now.startOfDay)
        #expect(!others.id.isRandom && others.createdAt == scene.world.now)
        let reader = scene.world.view(.organisation(scene.other))
        #expect(reader.comment(own.id) != nil)
        #expect(reader.shownWriter(own.writer, on: scene.post) == nil)
        #expect(reader.shownWriter(others.writer, on: scene.post) == scene.other)
        let author = scene.world.view(.organisation(scene.author))
        #expect(author.shownWriter(own.writer, on: scene.post) == scene.author)
        // Later walls of its own must not hide it from the walled alone.
        scene.world.wall(scene.author, against: [scene.other])
        #expect(scene.world.view(.organisation(scene.other)).comment(own.id) != nil)
        scene.world.wall(scene.other, against: [scene.author])
        #expect(scene.world.view(.organisation(scene.author)).comment(others.id) == nil)
        scene.world.put(.organisationErased(scene.author, withPosts: true))
        let left = scene.world.view(.organisation(scene.other)).comment(own.id)
        #expect(left?.body == "Av meg." && left?.writer == nil)
    }

    @Test func `an erased organisation's comments stay without a name or go as asked`() throws {
        for withPosts in [false, true] {
            var scene = Scene()
            let made = try scene.say("Ja.", .organisation(scene.other))
            scene.world.put(.organisationErased(scene.other, withPosts: withPosts))
            let left = scene.world.admin.comment(made.id)
            #expect((left == nil) == withPosts)
            #expect(left?.writer == nil)
        }
    }

    @Test func `among competitors members speak, and the word list holds a comment`() throws {
        var scene = Scene { profile in
            profile.competitionSensitive = true
            profile.wordList = ["anbud"]
        }
        let outsider = scene.world.organisation()
        let post = scene.post
        let refused = scene.world.refusal(.organisation(outsider)) {
            try $0.comment(on: post, "Ja.", in: nil)
        }
        #expect(refused?.code == .notMember)
        let held = try scene.say("Anbudet kom.", .organisation(scene.other))
        #expect(held.state == .held && held.reason == "Arenaens ordliste: anbud.")
        #expect(scene.world.view(.organisation(scene.author)).comment(held.id) == nil)
        #expect(scene.world.view(.organisation(scene.other)).comment(held.id) == held)
        let curator = scene.world.organisation()
        scene.world.membership(curator, in: scene.arena.id, curator: true)
        let request = PageRequest(field: .createdAt, isDescending: false, limit: 9)
        #expect(scene.world.view(.organisation(curator)).queue(request).items.count == 1)
        #expect(scene.world.admin.commentCount(of: post) == 0)
        var change = Post.Comment.Change()
        change.state = .published
        let own = scene.world.refusal(.organisation(scene.other)) { try $0.change(held, change) }
        #expect(own?.code == .notAllowed)
        let out = try scene.world.write(.organisation(curator)) { try $0.change(held, change) }
        #expect(out.state == .published && out.reason == nil)
        #expect(scene.world.view(.organisation(curator)).queue(request).items.isEmpty)
        // The same words again are let pass, others are not.
        var again = Post.Comment.Change()
        again.body = "Anbudet kom sent."
        let passed = try scene.world.write(.organisation(scene.other)) {
            try $0.change(out, again)
        }
        #expect(passed.state == .published)
    }
}
