extension State {
    /// The viewer that a token makes, and the token; nil for a token that is not there.
    package func authenticate(_ hash: TokenHash) -> (viewer: Viewer, token: Token)? {
        guard let id = tokenByHash[hash], let token = tokens[id]?.value else { return nil }
        switch token.owner {
        case .admin:
            let viewer = Viewer(
                standing: .admin, token: id, scopes: token.scopes, arenas: token.arenas,
                isActive: true)
            return (viewer, token)
        case .organisation(let owner):
            let viewer = Viewer(
                standing: .organisation(owner), token: id, scopes: token.scopes,
                arenas: token.arenas,
                isActive: organisations[owner]?.value.state == .active)
            return (viewer, token)
        }
    }

    /// Whether an admin token is there that is valid at `now`.
    package func hasAdminToken(at now: Timestamp) -> Bool {
        adminTokens.contains { tokens[$0]?.value.isValid(at: now) ?? false }
    }
}
