/// What is changed about a release request; nil leaves a field as it is.
package struct ReleaseChange: Sendable {
    package var reason: String?
    package var state: ReleaseRequest.State?
    package var outcome: String??

    package init() {}
}

extension Write {
    /// Asks the author of a post for a wider label: once an organisation and post, until it has
    /// answered.
    package mutating func askFor(_ tlp: TLP, of post: Post, because reason: String)
        throws(Refusal) -> ReleaseRequest
    {
        guard let requester = view.reader(of: post) else { throw Refusal(.notAllowed) }
        if requester == post.author { throw .invalid("", "own-post") }
        guard tlp < post.audience.tlp else {
            throw .invalid("/tlp", "not-wider", ["tlp": post.audience.tlp.label])
        }
        guard post.state == .published else { throw Refusal(.illegalStateChange) }
        let open = state.releases.ids(on: post.id).compactMap(view.release).first {
            $0.requester == requester && $0.state == .open
        }
        if let open {
            throw Refusal(.alreadyExists, values: ["existing": "/v1/release-requests/\(open.id)"])
        }
        let release = ReleaseRequest(
            id: nextID(), createdAt: now, post: post.id, requester: requester,
            author: post.author, tlp: tlp, reason: reason)
        note("release.create", .release(release))
        return release
    }

    /// The asker says more or takes it back while it waits; the author, or an admin, decides once.
    /// What is granted is done in the same change.
    package mutating func change(_ release: ReleaseRequest, _ change: ReleaseChange)
        throws(Refusal) -> ReleaseRequest
    {
        var changed = release
        if let reason = change.reason { changed.reason = reason }
        if let state = change.state { changed.state = state }
        if let outcome = change.outcome { changed.outcome = outcome }
        if changed == release { return release }
        try checkHand(in: changed, insteadOf: release)
        guard release.state == .open else {
            throw Refusal(.illegalStateChange, [.init("/state", "illegal-state-change")])
        }
        if changed.state == .refused, changed.outcome == nil {
            throw .invalid("/outcome", "reason-required")
        }
        changed.revision += 1
        changed.updatedAt = now
        let verb = changed.state == .open ? "update" : changed.state.rawValue
        note("release.\(verb)", .release(changed))
        if changed.state == .granted { try widen(changed.post, to: changed.tlp) }
        return changed
    }

    private func checkHand(in changed: ReleaseRequest, insteadOf release: ReleaseRequest)
        throws(Refusal)
    {
        let isAskers =
            changed.reason != release.reason
            || changed.state == .withdrawn && release.state != .withdrawn
        if isAskers, !view.hasAsked(release) {
            throw Refusal(.notAllowed, [.init("/state", "only-author")])
        }
        let isDecision =
            changed.outcome != release.outcome
            || changed.state != release.state && changed.state != .withdrawn
        if isDecision, !viewer.isAdmin, !view.isToDecide(release) {
            throw Refusal(.notAllowed, [.init("/state", "only-author")])
        }
    }

    private mutating func widen(_ id: ID<Post>, to tlp: TLP) throws(Refusal) {
        guard let post = view.post(id) else { throw Refusal(.notFound) }
        // It may have been widened since.
        if post.audience.tlp <= tlp { return }
        var audience = post.audience
        audience.tlp = tlp
        _ = try edit(post, content: post.content, audience: audience)
    }

    /// Puts a request back as it was on another server.
    package mutating func restore(_ release: ReleaseRequest) throws(Refusal) {
        try mustBeAdmin()
        note("release.import", .release(release))
    }
}
