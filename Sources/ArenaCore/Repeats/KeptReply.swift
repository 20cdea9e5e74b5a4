/// What a POST with an Idempotency-Key was answered, kept so that the same request sent again is
/// told the same and does nothing more (CONVENTIONS §5). It holds no secret.
package struct KeptReply: Sendable, Equatable {
    /// Of what names the request among all: its token, its path and its key.
    package let key: Digest
    /// Of all that the request says.
    package let fingerprint: Digest
    package let at: Timestamp
    package var status: Int
    /// Where what it made is; of a line the id that it came to.
    package var location: String?
    package var tag: String?
    package var mediaType: String?
    /// nil where there was no content, or it may be told no more.
    package var content: String?
    /// Whether what it made has been removed since.
    package var isGone = false
    /// The post that the content tells.
    package let post: ID<Post>?

    package init(key: Digest, fingerprint: Digest, at: Timestamp, status: Int, post: ID<Post>?) {
        self.key = key
        self.fingerprint = fingerprint
        self.at = at
        self.status = status
        self.post = post
    }

    /// How long a reply is told again, in seconds.
    package static let lifetime: Int64 = 24 * 3600
    /// How many bytes of content are kept of all replies; beyond them the oldest are told without.
    package static let contentBytesMax = 64 << 20

    package func isAlive(at now: Timestamp) -> Bool { now < at.adding(seconds: Self.lifetime) }
}

extension View {
    /// What the request with that key was answered, where it still counts.
    package func reply(to key: Digest) -> KeptReply? {
        state.replies[key].map(\.value).flatMap { $0.isAlive(at: now) ? $0 : nil }
    }
}

extension Write {
    /// The first post that the attempt changes, or adds something to.
    package var changedPost: ID<Post>? {
        effects.lazy.compactMap { effect in
            switch effect {
            case .post(let post): post.value.id
            case .comment(let comment): comment.post
            case .followUp(let followUp): followUp.post
            case .report(let report): report.post
            case .release(let release): release.post
            default: nil
            }
        }.first
    }

    /// Has the answer of this attempt, which may tell of a post, told again to whoever repeats the
    /// request.
    package mutating func keep(
        _ key: Digest, _ fingerprint: Digest, status: Int, telling post: ID<Post>?,
        _ describe: (inout KeptReply) -> Void
    ) {
        var reply = KeptReply(
            key: key, fingerprint: fingerprint, at: now, status: status, post: post)
        describe(&reply)
        note("reply.keep", .reply(reply))
    }
}
