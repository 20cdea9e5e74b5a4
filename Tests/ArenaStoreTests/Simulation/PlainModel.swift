@testable import ArenaCore

/// What a store must hold, as plain as it can be said.
struct PlainModel: Equatable, Sendable {
    struct Entry: Equatable, Sendable {
        struct Wording: Equatable, Sendable {
            var title: String
            var author: ID<Organisation>?
        }

        var present: Wording
        var earlier: [Wording] = []

        mutating func forgetAuthor() {
            present.author = nil
            for index in earlier.indices { earlier[index].author = nil }
        }
    }

    /// One step of a change.
    enum Step: Sendable {
        case name(ID<Organisation>, String)
        case forget(ID<Organisation>)
        case say(ID<Post>, String, ID<Organisation>)
        case withdraw(ID<Post>)
        case erase(ID<Organisation>, withPosts: Bool)
        case purge
    }

    private(set) var position: UInt64 = 0
    private var organisations: [ID<Organisation>: String] = [:]
    private var posts: [ID<Post>: Entry] = [:]

    /// Where all posts are at home.
    private static let arena = ID<Arena>(high: 0x0197_0000_0000_7000, low: 1 << 63)

    init() {}

    /// What a state holds.
    init(_ state: State) {
        position = state.position
        for box in state.organisations.values {
            organisations[box.value.id] = box.value.profile.name
        }
        for box in state.posts.values {
            posts[box.value.id] = Entry(
                present: Self.wording(box.value),
                earlier: (state.earlierPosts[box.value.id] ?? []).map { Self.wording($0.value) })
        }
    }

    private static func wording(_ post: Post) -> Entry.Wording {
        Entry.Wording(title: post.content.title, author: post.author)
    }

    /// Posts with an odd number are under the Chatham House rule, and outlive their author.
    private static func staysUnsigned(_ id: ID<Post>) -> Bool { id.low & 1 == 1 }

    mutating func apply(_ steps: [Step]) {
        position += 1
        for step in steps { apply(step) }
    }

    private mutating func apply(_ step: Step) {
        switch step {
        case .name(let id, let name): organisations[id] = name
        case .forget(let id): organisations[id] = nil
        case .say(let id, let title, let author):
            let wording = Entry.Wording(title: title, author: author)
            if let old = posts[id] {
                posts[id] = Entry(present: wording, earlier: old.earlier + [old.present])
            } else {
                posts[id] = Entry(present: wording)
            }
        case .withdraw(let id): posts[id] = nil
        case .erase(let author, let withPosts):
            organisations[author] = nil
            for (id, entry) in posts where entry.present.author == author {
                if withPosts, !Self.staysUnsigned(id) {
                    posts[id] = nil
                } else {
                    posts[id]?.forgetAuthor()
                }
            }
        case .purge: posts = [:]
        }
    }

    /// The change that those steps make here.
    func effects(of steps: [Step]) -> [Effect] {
        var model = self
        return steps.map { step in
            defer { model.apply(step) }
            return model.effect(of: step)
        }
    }

    private func effect(of step: Step) -> Effect {
        let time = Timestamp(milliseconds: 0)
        switch step {
        case .name(let id, let name):
            return .organisation(
                Organisation(
                    id: id, createdAt: time, profile: .init(name: name, kind: .public),
                    state: .active))
        case .forget(let id): return .organisationRemoved(id)
        case .say(let id, let title, let author):
            var post = Post(
                id: id, createdAt: time, arena: Self.arena, author: author,
                attribution: Self.staysUnsigned(id) ? .chatham : .named,
                audience: Post.Audience(tlp: .green), state: .published,
                content: .init(title: title, body: "b"))
            post.revision = 1 + (posts[id].map { $0.earlier.count + 1 } ?? 0)
            return .post(post)
        case .withdraw(let id): return .postRemoved(id)
        case .erase(let id, let withPosts): return .organisationErased(id, withPosts: withPosts)
        case .purge: return .arenaPurged(Self.arena)
        }
    }
}

extension PlainModel.Step {
    /// A step among few things, so that steps meet.
    static func random(_ random: inout some RandomNumberGenerator) -> Self {
        let title = String(Int.random(in: 0..<1_000_000, using: &random))
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<25: return .name(id(12, &random), title)
        case 25..<30: return .forget(id(12, &random))
        case 30..<82: return .say(id(24, &random), title, id(12, &random))
        case 82..<94: return .withdraw(id(24, &random))
        case 94..<98: return .erase(id(12, &random), withPosts: Bool.random(using: &random))
        case 98: return .purge
        default: return .forget(id(12, &random))
        }
    }

    private static func id<Subject>(
        _ count: UInt64, _ random: inout some RandomNumberGenerator
    ) -> ID<Subject> {
        let number = UInt64.random(in: 0..<count, using: &random)
        return ID(high: 0x0197_0000_0000_7000 | number << 16, low: 1 << 63 | number)
    }
}
