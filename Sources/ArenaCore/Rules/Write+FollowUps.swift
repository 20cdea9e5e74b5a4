extension Write {
    /// Notes what an organisation does about the lesson of a post; an admin for the organisation
    /// that it names.
    package mutating func followUp(
        _ post: Post, _ content: FollowUp.Content, for named: ID<Organisation>? = nil
    ) throws(Refusal) -> FollowUp {
        let writer = try writer(on: post, for: named, at: "/organisation")
        guard post.state == .published else { throw Refusal(.illegalStateChange) }
        guard state.followUps.order(on: post.id).count < limits.followUpsPerPostMax else {
            throw Refusal(.tooMany, values: ["max": String(limits.followUpsPerPostMax)])
        }
        let followUp = FollowUp(
            id: nextID(of: writer, on: post), createdAt: moment(of: writer, on: post),
            post: post.id, writer: writer, content: content, audience: post.audience)
        note("follow-up.create", .followUp(followUp))
        return followUp
    }

    package mutating func change(_ followUp: FollowUp, _ content: FollowUp.Content)
        throws(Refusal) -> FollowUp
    {
        let post = try mustOwn(followUp)
        if content == followUp.content { return followUp }
        var changed = followUp
        changed.content = content
        changed.audience.narrow(to: post.audience)
        changed.revision += 1
        changed.updatedAt = moment(of: followUp.writer, on: post)
        let isMoved = content.state != followUp.content.state
        note("follow-up.\(isMoved ? content.state.rawValue : "update")", .followUp(changed))
        return changed
    }

    package mutating func remove(_ followUp: FollowUp) throws(Refusal) {
        _ = try mustOwn(followUp)
        note("follow-up.delete", .followUpRemoved(followUp.id))
    }

    /// Puts a follow-up back as it was on another server.
    package mutating func restore(_ followUp: FollowUp) throws(Refusal) {
        try mustBeAdmin()
        guard let post = view.post(followUp.post) else { throw Refusal(.notFound) }
        try checkSecrecy(
            of: followUp.id, by: followUp.writer, on: post,
            [("createdAt", followUp.createdAt), ("updatedAt", followUp.updatedAt)])
        note("follow-up.import", .followUp(followUp))
    }

    private func mustOwn(_ followUp: FollowUp) throws(Refusal) -> Post {
        guard let post = view.post(followUp.post) else { throw Refusal(.notFound) }
        guard viewer.isAdmin || view.isWriter(followUp.writer, on: post) else {
            throw Refusal(.notAllowed)
        }
        return post
    }
}
