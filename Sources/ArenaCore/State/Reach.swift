/// Who can be among the readers of a published post, its author and admins aside: told by its
/// label and its home alone, so that nobody need look at posts that are out of reach. Walls and
/// exclusions take readers away again, but none from `everyone`.
enum Reach: Int, CaseIterable, Sendable {
    case everyone
    /// Everybody who reads as an organisation.
    case organisations
    /// The members of the arenas that show the post; of its home alone where that is not open to
    /// view.
    case members
}

extension State {
    func reach(of post: Post) -> Reach {
        guard isOpenToView(post.arena) else { return .members }
        switch post.audience.tlp {
        case .clear: return .everyone
        case .green: return .organisations
        case .amber, .amberStrict: return .members
        }
    }

    /// Whether those who are no members may read in the arena.
    func isOpenToView(_ arena: ID<Arena>) -> Bool {
        arenas[arena].map { $0.value.profile.joinPolicy != .inviteOnly } ?? false
    }
}
