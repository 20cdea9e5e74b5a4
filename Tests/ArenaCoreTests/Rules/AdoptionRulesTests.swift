import ArenaCore
import Testing

struct AdoptionRulesTests {
    @Test func `an organisation adopts another's post once, and rewrites it`() throws {
        var world = World()
        let author = world.organisation(), adopter = world.organisation()
        let arena = world.arena()
        let post = world.post(by: author, in: arena.id)
        var content = Adoption.Content(kind: .adapted)
        let made = try world.write(.organisation(adopter)) {
            try $0.adopt(post, as: adopter, content)
        }
        #expect(made.revision == 1 && made.audience == post.audience)
        var same = world.attempt(.organisation(adopter))
        #expect(try same.adopt(post, as: adopter, content) == made)
        #expect(same.change == nil)
        content.state = .implemented
        let changed = try world.write(.organisation(adopter)) {
            try $0.adopt(post, as: adopter, content)
        }
        #expect(changed.revision == 2 && changed.id == made.id)
        #expect(world.admin.adoptions(of: post) == [changed])
        let withdrawal = { (viewer: Viewer) in
            world.refusal(viewer) { try $0.withdraw(changed, on: post) }?.code
        }
        #expect(withdrawal(.organisation(author)) == .notAllowed)
        try world.write(.organisation(adopter)) { try $0.withdraw(changed, on: post) }
        #expect(world.admin.adoptions(of: post).isEmpty)
    }

    @Test func `nobody adopts its own, for another, or what is not published`() {
        var world = World()
        let author = world.organisation(), adopter = world.organisation()
        let arena = world.arena(), other = world.arena()
        let post = world.post(by: author, in: arena.id) { $0.audience.alsoIn = [other.id] }
        let chatham = world.post(by: author, in: arena.id, .green, .chatham)
        let hidden = world.post(by: author, in: arena.id) { $0.state = .hidden }
        let content = Adoption.Content(kind: .copied)
        func refusal(_ viewer: Viewer, _ post: Post, _ id: ID<Organisation>) -> Refusal? {
            world.refusal(viewer) { try $0.adopt(post, as: id, content) }
        }
        #expect(refusal(.organisation(author), post, author) == .invalid("", "own-post"))
        #expect(refusal(.organisation(author), chatham, author) == .invalid("", "own-post"))
        // Nobody learns the author of a Chatham House post by naming it.
        #expect(refusal(.organisation(adopter), chatham, author)?.code == .notAllowed)
        #expect(refusal(.organisation(adopter), post, author)?.code == .notAllowed)
        #expect(refusal(.anonymous, post, adopter)?.code == .notAllowed)
        #expect(refusal(.organisation(adopter, active: false), post, adopter) != nil)
        #expect(refusal(.organisation(adopter, arenas: []), post, adopter) != nil)
        #expect(refusal(.organisation(adopter, arenas: [arena.id]), post, adopter) == nil)
        #expect(refusal(.organisation(adopter, arenas: [other.id]), post, adopter) == nil)
        #expect(refusal(.organisation(adopter), hidden, adopter)?.code == .illegalStateChange)
        #expect(refusal(.admin, post, adopter) == nil)
    }

    @Test func `the resulting post is the adopter's own, and others are one answer`() {
        var world = World()
        let author = world.organisation(), adopter = world.organisation()
        let arena = world.arena()
        let post = world.post(by: author, in: arena.id)
        let own = world.post(by: adopter, in: arena.id)
        let ownChatham = world.post(by: adopter, in: arena.id, .green, .chatham)
        let others = [
            post.id, world.post(by: author, in: arena.id, .amber).id,
            world.post(by: author, in: arena.id, .green, .chatham).id, world.id(),
        ]
        for (results, isFine) in [([own.id, ownChatham.id], true), (others, false)] {
            for result in results {
                var content = Adoption.Content(kind: .adapted)
                content.resultingPost = result
                let refusal = world.refusal(.organisation(adopter)) {
                    try $0.adopt(post, as: adopter, content)
                }
                #expect(refusal == (isFine ? nil : .invalid("/resultingPost", "not-own-post")))
            }
        }
    }

    @Test func `what was written for few is not shown to more once it is written on`() throws {
        var world = World()
        let author = world.organisation(), adopter = world.organisation()
        let shut = world.organisation(), member = world.organisation()
        let arena = world.arena(), other = world.arena()
        for id in [author, adopter, shut, member] { world.membership(id, in: arena.id) }
        var post = world.post(by: author, in: arena.id, .amber) {
            $0.audience.exclude = [shut]
            $0.audience.alsoIn = [other.id]
        }
        var content = Adoption.Content(kind: .adapted)
        content.note = "Bare for oss"
        try world.write(.organisation(adopter)) { try $0.adopt(post, as: adopter, content) }
        post.audience = Post.Audience(tlp: .clear)
        post.revision = 2
        world.put(.post(post))
        content.state = .implemented
        let changed = try world.write(.organisation(adopter)) {
            try $0.adopt(post, as: adopter, content)
        }
        #expect(changed.audience.tlp == .amber && changed.audience.exclude == [shut])
        #expect(changed.audience.alsoIn == [other.id])
        #expect(!world.view(.anonymous).sees(changed, on: post))
        #expect(!world.view(.organisation(shut)).sees(changed, on: post))
        #expect(world.view(.organisation(member)).sees(changed, on: post))
        post.audience = Post.Audience(tlp: .amberStrict)
        post.revision = 3
        world.put(.post(post))
        content.state = .dropped
        let narrowed = try world.write(.organisation(adopter)) {
            try $0.adopt(post, as: adopter, content)
        }
        #expect(narrowed.audience.tlp == .amberStrict && narrowed.audience.alsoIn.isEmpty)
    }
}
