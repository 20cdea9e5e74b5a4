/// What is asked of a state before there is a view of it, without a copy of the whole.
extension Box where Value == State {
    package var position: UInt64 { value.position }

    /// The same for as long as nothing but the audit log was written.
    package var contentPosition: UInt64 { value.contentPosition }

    /// The viewer that a token makes, and the token; nil for a token that is not there.
    package func authenticate(_ hash: Digest) -> (viewer: Viewer, token: Box<Token>)? {
        value.authenticate(hash)
    }

    /// The viewer as it is now; throws where its token is no longer good.
    package func renewed(_ viewer: Viewer, at now: Timestamp) throws(Refusal) -> Viewer {
        try value.renewed(viewer, at: now)
    }
}
