/// Who may see what: PRODUCT §4 and DECISIONS, in one place. Every route, list, count, search,
/// feed, webhook, stream and export asks here.
extension View {
    package func sees(_ post: Post) -> Bool {
        if viewer.isAdmin { return true }
        let reader = reader(of: post)
        if let reader, reader == post.author { return true }
        guard let home = state.arenas[post.arena]?.value else { return false }
        if home.profile.joinPolicy == .inviteOnly, !actsAsMember(of: home.id) { return false }
        if post.state != .published, !curates(post.arena) { return false }
        return isInAudience(reader, of: post.audience, by: post, in: post.arena)
    }

    package func sees(_ adoption: Adoption, on post: Post) -> Bool {
        seesAttached(by: adoption.organisation, for: adoption.audience, on: post)
    }

    package func sees(_ followUp: FollowUp, on post: Post) -> Bool {
        seesAttached(by: followUp.writer, for: followUp.audience, on: post)
    }

    /// One that is held or hidden is for its writer, the arena's curators and admins.
    package func sees(_ comment: Post.Comment, on post: Post) -> Bool {
        guard seesAttached(by: comment.writer, for: comment.audience, on: post) else {
            return false
        }
        return comment.state == .published || curates(post.arena)
            || isWriter(comment.writer, on: post)
    }

    /// What hangs on a post is shown where both its post as it was when this was written and as it
    /// is now allow it; its writer sees it as long as the post (DECISIONS §6).
    func seesAttached(
        by writer: ID<Organisation>?, for audience: Post.Audience, on post: Post
    ) -> Bool {
        guard sees(post) else { return false }
        if viewer.isAdmin { return true }
        let reader = reader(of: post)
        if let reader, reader == writer { return true }
        // The walls of an author whom nobody knows are frozen in the post (DECISIONS §10).
        if let reader, let writer, !post.isAnonymous(writer),
            max(audience.tlp, post.audience.tlp) != .clear, walls(of: writer).contains(reader)
        {
            return false
        }
        if let reader, reader == post.author { return true }
        return isInAudience(reader, of: audience, by: nil, in: post.arena)
    }

    /// Whether the viewer is the organisation that added something to the post.
    package func isWriter(_ writer: ID<Organisation>?, on post: Post) -> Bool {
        guard let reader = reader(of: post) else { return false }
        return reader == writer
    }

    /// Who added something to the post, as far as the viewer may know: what a Chatham House author
    /// adds to its own post tells of nobody (PRODUCT §4).
    package func shownWriter(_ writer: ID<Organisation>?, on post: Post) -> ID<Organisation>? {
        guard post.isAnonymous(writer), !viewer.isAdmin else { return writer }
        return isWriter(writer, on: post) ? writer : nil
    }

    /// An event is its arena's: no walls and no exclusions keep anybody away from it.
    package func sees(_ event: Event) -> Bool {
        if viewer.isAdmin { return true }
        guard let home = state.arenas[event.arena]?.value, seesInside(home) else { return false }
        switch event.content.tlp {
        case .clear: return true
        case .green: return viewer.acting(in: home.id) != nil
        case .amber, .amberStrict: return actsAsMember(of: home.id)
        }
    }

    /// Who comes to an event under the Chatham House Rule is for its curators; to another for those
    /// who see the event and the names of the arena's members (PRODUCT §4). Each sees itself.
    func sees(_ attendance: Attendance, of event: Event) -> Bool {
        guard sees(event) else { return false }
        if curates(event.arena) || viewer.acting(in: event.arena) == attendance.organisation {
            return true
        }
        guard event.content.rule == .open, let home = state.arenas[event.arena]?.value,
            let organisation = state.organisations[attendance.organisation]?.value
        else { return false }
        return seesMemberNames(of: home) && sees(organisation)
    }

    package func sees(_ arena: Arena) -> Bool {
        if viewer.isAdmin { return true }
        let reader = viewer.acting(in: arena.id)
        if arena.profile.joinPolicy == .inviteOnly {
            guard let reader else { return false }
            let own = membership(reader, in: arena.id)?.state
            return own == .member || own == .invited
                || arena.state == .proposed && arena.founder == reader
        }
        return arena.state != .proposed || reader != nil
    }

    /// Whether the viewer sees what is inside the arena, not only that it is there
    /// (DECISIONS §8).
    package func seesInside(_ arena: Arena) -> Bool {
        guard sees(arena) else { return false }
        guard arena.profile.joinPolicy == .inviteOnly, !viewer.isAdmin else { return true }
        return isMember(viewer.acting(in: arena.id), of: arena.id)
    }

    package func sees(_ organisation: Organisation) -> Bool {
        organisation.state != .pending || viewer.isAdmin
            || viewer.organisation == organisation.id
    }

    /// Whether the names of the members are shown to the viewer (`memberList`).
    package func seesMemberNames(of arena: Arena) -> Bool {
        guard seesInside(arena) else { return false }
        return arena.profile.memberList == .names || curates(arena.id)
    }

    package func seesMemberCount(of arena: Arena) -> Bool {
        sees(arena) && (arena.profile.memberList != .none || curates(arena.id))
    }

    /// Whether the viewer may know who wrote the post.
    package func seesAuthor(of post: Post) -> Bool {
        guard post.attribution == .chatham, !viewer.isAdmin else { return true }
        return isAuthor(of: post)
    }

    package func isAuthor(of post: Post) -> Bool {
        guard let reader = reader(of: post) else { return false }
        return reader == post.author
    }

    /// Whether the viewer sees what an organisation shows only to itself and admins; a narrowed
    /// token reads as anonymous here (DECISIONS §7).
    package func seesPrivate(of organisation: ID<Organisation>) -> Bool {
        viewer.isAdmin || viewer.organisation == organisation && viewer.arenas == nil
    }

    /// Memberships that came to nothing, or have not come to anything yet, are between the two
    /// sides (DECISIONS §11).
    func sees(_ membership: Membership, in arena: Arena) -> Bool {
        guard sees(arena) else { return false }
        return isParty(to: membership, in: arena)
            || membership.state == .member && seesMemberNames(of: arena)
    }

    /// Whether the viewer is the organisation itself or curates: for what was asked, answered and
    /// decided.
    package func isParty(to membership: Membership, in arena: Arena) -> Bool {
        viewer.acting(in: arena.id) == membership.organisation || curates(arena.id)
    }

    /// An organisation's own tokens, by a narrowed one those that reach no further than itself;
    /// an admin's any.
    func sees(_ token: Token) -> Bool {
        switch token.owner {
        case .admin: viewer.isAdmin
        case .organisation(let owner):
            viewer.isAdmin || viewer.organisation == owner && reaches(token)
        }
    }

    /// Whether the viewer sees whom a post keeps out.
    package func seesExclusions(of post: Post) -> Bool {
        viewer.isAdmin || isAuthor(of: post)
    }

    /// Whether the viewer sees why a curator held or hid a post.
    package func seesReason(of post: Post) -> Bool {
        isAuthor(of: post) || curates(post.arena)
    }

    /// What came of a post, as far as it tells the viewer of no Chatham House author
    /// (DECISIONS §12).
    package func result(of adoption: Adoption) -> ID<Post>? {
        guard let result = adoption.content.resultingPost.flatMap(post), seesAuthor(of: result)
        else { return nil }
        return result.id
    }

    /// An earlier revision keeps the label and exclusions that it had, and the state where that
    /// was no public one (DECISIONS §6).
    func sees(earlier: Post, of post: Post) -> Bool {
        var shown = earlier
        if earlier.state == .published { shown.state = post.state }
        shown.author = post.author
        return sees(shown)
    }

    /// `contact` is for organisations that share an arena whose member names they may read
    /// (DECISIONS §9).
    package func seesContact(of organisation: ID<Organisation>) -> Bool {
        if seesPrivate(of: organisation) { return true }
        let shared = state.organisationIndexes[organisation]?.arenas ?? []
        return shared.contains { id in
            guard isMember(organisation, of: id), isMember(viewer.acting(in: id), of: id),
                let arena = state.arenas[id]?.value
            else { return false }
            return seesMemberNames(of: arena)
        }
    }

    /// The organisation that reads the post: by a narrowed token only inside its arenas.
    func reader(of post: Post) -> ID<Organisation>? {
        guard viewer.isActive else { return nil }
        guard let narrowed = viewer.arenas else { return viewer.organisation }
        let isInside =
            narrowed.contains(post.arena) || post.audience.alsoIn.contains(where: narrowed.contains)
        return isInside ? viewer.organisation : nil
    }

    private func isInAudience(
        _ reader: ID<Organisation>?, of audience: Post.Audience, by post: Post?,
        in arena: ID<Arena>
    ) -> Bool {
        if audience.tlp == .clear { return true }
        guard let reader else { return false }
        if audience.exclude.contains(reader) || audience.frozenWalls.contains(reader) {
            return false
        }
        if let post, post.attribution == .named, let author = post.author,
            walls(of: author).contains(reader)
        {
            return false
        }
        if audience.tlp == .green { return true }
        return actsAsMember(of: arena) || audience.alsoIn.contains(where: actsAsMember)
    }

    // A narrowed token is no member of the arenas outside it, whatever its organisation is.
    private func actsAsMember(of arena: ID<Arena>) -> Bool {
        isMember(viewer.acting(in: arena), of: arena)
    }

    func walls(of organisation: ID<Organisation>) -> [ID<Organisation>] {
        state.organisations[organisation]?.value.profile.walls ?? []
    }
}
