import Testing

@testable import ArenaCore

/// What one effect takes away is what the many would that name each thing.
struct ErasureTests {
    private func apply(_ effects: [Effect], to state: inout State) {
        state.apply(
            Change(
                at: Timestamp(milliseconds: 0), actor: .server, action: "test", effects: effects))
    }

    private func contents(_ state: State) -> [String] {
        var effects: [String] = []
        state.contents { effect in
            // What is told of it differs: one way it is one change, the other many.
            switch effect {
            case .notice, .noticesFrom: break
            default: effects.append("\(effect)")
            }
        }
        return effects.sorted()
    }

    private func removals(of post: Post, in all: [Effect]) -> [Effect] {
        all.compactMap { effect in
            guard case .adoption(let adoption) = effect, adoption.post == post.id else {
                return nil
            }
            return .adoptionRemoved(adoption.key)
        } + [.postRemoved(post.id)]
    }

    private func erasing(
        _ id: ID<Organisation>, withPosts: Bool, _ all: [Effect]
    ) -> [Effect] {
        all.flatMap { effect -> [Effect] in
            switch effect {
            case .token(let token) where token.owner == .organisation(id):
                return [.tokenRemoved(token.id)]
            case .adoption(let adoption) where adoption.organisation == id:
                return [.adoptionRemoved(adoption.key)]
            case .membership(let membership) where membership.organisation == id:
                return [.membershipRemoved(membership.key)]
            case .attendance(let attendance) where attendance.organisation == id:
                return [.attendanceRemoved(attendance.key)]
            case .post(let box) where box.value.author == id:
                var post = box.value
                if withPosts, post.attribution == .named { return removals(of: post, in: all) }
                post.author = nil
                return [.post(post)]
            case .comment, .followUp: return erasing(id, withPosts: withPosts, effect, all)
            default: return []
            }
        } + [.organisationRemoved(id)]
    }

    /// What hangs on a post goes with it, stays without a name, or goes alone.
    private func erasing(
        _ id: ID<Organisation>, withPosts: Bool, _ effect: Effect, _ all: [Effect]
    ) -> [Effect] {
        func post(_ id: ID<Post>) -> Post? {
            for case .post(let post) in all where post.value.id == id { return post.value }
            return nil
        }
        func goes(_ post: Post?) -> Bool {
            withPosts && post?.author == id && post?.attribution == .named
        }
        func isAnonymous(_ post: Post?) -> Bool {
            post?.attribution == .chatham && post?.author == id
        }
        switch effect {
        case .comment(var comment) where comment.writer == id && !goes(post(comment.post)):
            if withPosts, !isAnonymous(post(comment.post)) { return [.commentRemoved(comment.id)] }
            comment.writer = nil
            return [.comment(comment)]
        case .followUp(var followUp) where followUp.writer == id && !goes(post(followUp.post)):
            if !isAnonymous(post(followUp.post)) { return [.followUpRemoved(followUp.id)] }
            followUp.writer = nil
            return [.followUp(followUp)]
        default: return []
        }
    }

    private func purging(_ id: ID<Arena>, _ all: [Effect]) -> [Effect] {
        all.flatMap { effect -> [Effect] in
            switch effect {
            case .membership(let membership) where membership.arena == id:
                return [.membershipRemoved(membership.key)]
            case .event(let event) where event.arena == id: return [.eventRemoved(event.id)]
            case .post(let box):
                var post = box.value
                if post.arena == id { return removals(of: post, in: all) }
                guard post.audience.alsoIn.contains(id) else { return [] }
                post.audience.alsoIn.removeAll { $0 == id }
                return [.post(post)]
            default: return []
            }
        } + [.arenaRemoved(id)]
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func `one effect erases an organisation or an arena as many would`(seed: UInt64) {
        var random = RandomWorld(seed: seed)
        random.run(3000)
        var all: [Effect] = []
        random.state.contents { all.append($0) }
        let organisations = random.organisations.flatMap { id in
            [true, false].map { withPosts in
                (
                    Effect.organisationErased(id, withPosts: withPosts),
                    erasing(id, withPosts: withPosts, all)
                )
            }
        }
        let arenas = random.arenas.map { (Effect.arenaPurged($0), purging($0, all)) }
        for (one, many) in organisations + arenas {
            var atOnce = random.state
            var stepwise = random.state
            apply([one], to: &atOnce)
            apply(many, to: &stepwise)
            #expect(contents(atOnce) == contents(stepwise))
            for viewer in random.viewers {
                let views = [atOnce, stepwise].map {
                    View($0, viewer: viewer, now: Timestamp(milliseconds: 0))
                }
                for arena in random.arenas {
                    let counts = views.map { view in view.arena(arena).map(view.postCount) }
                    #expect(counts[0] == counts[1])
                }
            }
        }
    }
}
