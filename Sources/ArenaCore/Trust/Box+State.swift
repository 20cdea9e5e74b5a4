/// What is asked of a state before there is a view of it, without a copy of the whole.
extension Box where Value == State {
    package var position: UInt64 { value.position }

    /// The viewer that a token makes, and the token; nil for a token that is not there.
    package func authenticate(_ hash: TokenHash) -> (viewer: Viewer, token: Token)? {
        value.authenticate(hash)
    }
}
