extension State {
    /// The viewer that a token makes, and the token; nil for a token that is not there.
    package func authenticate(_ hash: Digest) -> (viewer: Viewer, token: Box<Token>)? {
        guard let id = tokenByHash[hash], let token = tokens[id] else { return nil }
        return (viewer(of: token), token)
    }

    /// The viewer as its token makes it now; one without a token stays as it is.
    ///
    /// Refuses where the token is gone or over, and where its organisation was active and is so
    /// no more: what was let in by a state that has passed must not write (CONVENTIONS §6).
    package func renewed(_ viewer: Viewer, at now: Timestamp) throws(Refusal) -> Viewer {
        guard let id = viewer.token else { return viewer }
        guard let token = tokens[id], token.value.isValid(at: now) else {
            throw Refusal(.invalidToken)
        }
        let renewed = self.viewer(of: token)
        if viewer.isActive, !renewed.isActive { throw Refusal(.organisationNotActive) }
        return renewed
    }

    private func viewer(of box: Box<Token>) -> Viewer {
        let token = box.value
        return switch token.owner {
        case .admin:
            Viewer(
                standing: .admin, token: token.id, scopes: token.scopes, arenas: token.arenas,
                isActive: true)
        case .organisation(let owner):
            Viewer(
                standing: .organisation(owner), token: token.id, scopes: token.scopes,
                arenas: token.arenas,
                isActive: organisations[owner]?.value.state == .active)
        }
    }

    /// Whether an admin token is there that is valid at `now`.
    package func hasAdminToken(at now: Timestamp) -> Bool {
        adminTokens.contains { tokens[$0]?.value.isValid(at: now) ?? false }
    }
}
