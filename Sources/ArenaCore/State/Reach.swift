/// Who can be among the readers of a published post or of an event, an author and admins aside:
/// told by its label and its home alone, so that nobody need look at what is out of reach. Walls
/// and exclusions take readers of a post away again, but none from `everyone`.
enum Reach: Int, CaseIterable, Sendable {
    case everyone
    /// Everybody who reads as an organisation.
    case organisations
    /// The members of the arenas that show the post; of its home alone where that is not open to
    /// view.
    case members
}

extension State {
    func reach(of post: Post) -> Reach { reach(of: post.audience.tlp, in: post.arena) }

    func reach(of label: TLP, in home: ID<Arena>) -> Reach {
        guard isOpenToView(home) else { return .members }
        switch label {
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
