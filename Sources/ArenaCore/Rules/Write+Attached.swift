/// What is added to a post, whatever it is.
extension Write {
    /// Who adds to a post: the viewer's own organisation, or the one that an admin names, which
    /// must be able to read the post itself.
    func writer(
        on post: Post, for named: ID<Organisation>?, at pointer: String
    ) throws(Refusal) -> ID<Organisation> {
        if viewer.isAdmin {
            guard let named else { throw .invalid(pointer, "required") }
            let reader = Viewer(
                standing: .organisation(named), token: nil, scopes: [], arenas: nil,
                isActive: state.organisations[named]?.value.state == .active)
            guard view.seen(by: reader).post(post.id) != nil else {
                throw .invalid(pointer, "unknown")
            }
            return named
        }
        guard let own = view.reader(of: post) else { throw Refusal(.notAllowed) }
        if let named, named != own { throw .invalid(pointer, "only-admin") }
        return own
    }

    /// The moment of what the organisation adds to the post now. Where nobody is told who it is,
    /// neither the time nor the id tells when it was written (PRODUCT §4).
    func moment(of writer: ID<Organisation>?, on post: Post) -> Timestamp {
        post.isAnonymous(writer) ? now.startOfDay : now
    }

    mutating func nextID<Subject>(of writer: ID<Organisation>, on post: Post) -> ID<Subject> {
        post.isAnonymous(writer) ? nextSecretID() : nextID()
    }

    /// Throws what would tell when it was written although nobody is told who wrote it.
    func checkSecrecy<Subject>(
        of id: ID<Subject>, by writer: ID<Organisation>?, on post: Post,
        _ times: [(name: String, time: Timestamp)]
    ) throws(Refusal) {
        guard post.isAnonymous(writer), writer != nil else { return }
        if !id.isRandom { throw .invalid("/id", "not-random") }
        let problems = times.filter { $0.time != $0.time.startOfDay }.map {
            Refusal.Problem("/\($0.name)", "not-a-day")
        }
        if !problems.isEmpty { throw Refusal(.validation, problems) }
    }
}

extension Post.Audience {
    /// Keeps only those who belong to both audiences: what was written for few is not shown to more
    /// because it was written on.
    mutating func narrow(to other: Post.Audience) {
        // Under CLEAR and GREEN further arenas add nobody, so that they bind only from AMBER on.
        if tlp < .amber, other.tlp >= .amber {
            alsoIn = other.alsoIn
        } else if other.tlp >= .amber {
            alsoIn.removeAll { !other.alsoIn.contains($0) }
        }
        tlp = max(tlp, other.tlp)
        exclude += other.exclude.filter { !exclude.contains($0) }
        frozenWalls += other.frozenWalls.filter { !frozenWalls.contains($0) }
    }
}
