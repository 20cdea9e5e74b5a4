import ArenaCore
import Testing

/// What is told again to whoever repeats a request, and until when.
struct KeptReplyTests {
    private var world = World()

    @Test mutating func `a reply lives for a day and makes room for those after it`() {
        world.put(.reply(reply(1)))
        #expect(kept(1)?.status == 201)
        world.now = world.now.adding(seconds: 24 * 3600 - 1)
        world.put(.reply(reply(2)))
        #expect(kept(1) != nil && world.state.thingCount == 2)
        world.now = world.now.adding(seconds: 1)
        #expect(kept(1) == nil && kept(2) != nil)
        world.put(.reply(reply(3)))
        #expect(world.state.thingCount == 2)
    }

    @Test mutating func `one that comes again takes the place of the first`() {
        world.put(.reply(reply(1, content: "før")), .reply(reply(1, content: "nå")))
        #expect(kept(1)?.content == "nå" && world.state.thingCount == 1)
    }

    @Test mutating func `what tells of a removed post is told no more`() {
        let author = world.organisation()
        let arena = world.arena()
        let posts = [world.post(by: author, in: arena.id), world.post(by: author, in: arena.id)]
        for (number, post) in posts.enumerated() {
            world.put(.reply(reply(UInt8(number), content: "innhold", post: post.id)))
        }
        world.put(.postRemoved(posts[0].id))
        #expect(kept(0)?.content == nil && kept(0)?.status == 201)
        #expect(kept(1)?.content == "innhold")
    }

    @Test(arguments: [true, false])
    mutating func `nothing is told of an erased organisation or a purged arena`(isArena: Bool) {
        let author = world.organisation()
        let arena = world.arena()
        let id = isArena ? "\(arena.id)" : "\(author)"
        var made = reply(1, content: "{\"id\":\"\(id)\"}")
        made.location = "/v1/things/\(id)"
        world.put(
            .reply(made), .reply(reply(2, content: "naming \(id)")),
            .reply(reply(3, content: "naming nobody")))
        world.put(isArena ? .arenaPurged(arena.id) : .organisationErased(author, withPosts: false))
        #expect(kept(1)?.content == nil && kept(1)?.isGone == true)
        #expect(kept(2)?.content == nil && kept(2)?.isGone == false)
        #expect(kept(3)?.content == "naming nobody")
    }

    @Test mutating func `contents have a bound, and the oldest give way`() {
        let large = String(repeating: "x", count: KeptReply.contentBytesMax / 3)
        for number in UInt8(0)..<5 {
            world.now = world.now.adding(seconds: 1)
            world.put(.reply(reply(number, content: large)))
        }
        let isTold = (UInt8(0)..<5).map { kept($0)?.content != nil }
        #expect(isTold == [false, false, true, true, true])
        world.now = world.now.adding(seconds: 1)
        world.put(.reply(reply(9, content: large + large + large + large)))
        #expect(kept(9)?.content == nil && kept(4)?.content == nil)
    }

    private func reply(_ number: UInt8, content: String? = nil, post: ID<Post>? = nil) -> KeptReply
    {
        var reply = KeptReply(
            key: key(number), fingerprint: key(99), at: world.now, status: 201, post: post)
        reply.content = content
        return reply
    }

    private func key(_ number: UInt8) -> Digest {
        Digest(digest: [UInt8](repeating: number, count: 32))
    }

    private func kept(_ number: UInt8) -> KeptReply? { world.admin.reply(to: key(number)) }
}
