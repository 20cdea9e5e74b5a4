import ArenaCore
import StorageTesting

/// Effects of every kind with every member set, empty or odd by chance; the same in every run.
struct RandomEffects {
    var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// Calls for each kind in turn.
    mutating func next(_ number: Int) -> Effect {
        switch number % 39 {
        case 0: .organisation(organisation())
        case 1: .organisationRemoved(id())
        case 2: .token(token())
        case 3: .tokenRemoved(id())
        case 4: .arena(arena())
        case 5: .arenaRemoved(id())
        case 6: .membership(membership())
        case 7: .membershipRemoved(.init(arena: id(), organisation: id()))
        case 8: .post(post())
        case 9: .postRemoved(id())
        case 10: .adoption(adoption())
        case 11: .adoptionRemoved(.init(post: id(), organisation: id()))
        case 12: .organisationErased(id(), withPosts: chance())
        case 13: .arenaPurged(id())
        case 14: .reply(reply())
        case 16: .report(report())
        case 17: .reportRemoved(id())
        case 20: .arenaMerged(id(), into: id())
        case 18: .release(release())
        case 19: .releaseRemoved(id())
        case 29: .webhook(webhook())
        case 30: .webhookRemoved(id())
        case 31: .delivery(delivery())
        case 32: .notice(notice())
        case 38: .noticesFrom(UInt64(number))
        case 33: .event(event())
        case 34: .eventRemoved(id())
        case 35: .attendance(attendance())
        case 36: .attendanceRemoved(.init(event: id(), organisation: id()))
        case 37: .eventReading([id()])
        case 24: .comment(comment())
        case 25: .commentRemoved(id())
        case 26: .followUp(followUp())
        case 27: .followUpRemoved(id())
        case 21: .reading([id(), id()])
        case 23: .repliesExpired(through: time())
        case 22: .auditExpired(first: 1, last: UInt64(number))
        case 15: .term(pick(Vocabulary.Name.allCases), term())
        default: .postRevision(post())
        }
    }

    private mutating func reply() -> KeptReply {
        var reply = KeptReply(
            key: digest(), fingerprint: digest(), at: time(), status: pick([201, 422]),
            post: maybe { $0.id() })
        reply.location = maybe { $0.text() }
        reply.tag = maybe { $0.text() }
        reply.mediaType = maybe { $0.text() }
        reply.content = maybe { $0.text() }
        reply.isGone = chance()
        return reply
    }

    private mutating func comment() -> Post.Comment {
        var comment = Post.Comment(
            id: id(), createdAt: time(), post: id(), arena: id(), writer: maybe { $0.id() },
            body: text(), audience: audience())
        comment.revision = revision()
        comment.updatedAt = time()
        comment.lang = text()
        comment.state = pick(Post.Comment.State.allCases)
        comment.reason = maybe { $0.text() }
        return comment
    }

    private mutating func followUp() -> FollowUp {
        var content = FollowUp.Content(action: text())
        content.ownerRole = maybe { $0.text() }
        content.due = maybe { $0.date() }
        content.state = pick(FollowUp.State.allCases)
        content.evidence = maybe { $0.text() }
        var made = FollowUp(
            id: id(), createdAt: time(), post: id(), writer: maybe { $0.id() }, content: content,
            audience: audience())
        made.revision = revision()
        made.updatedAt = time()
        return made
    }

    private mutating func event() -> Event {
        var content = Event.Content(title: text(), startsAt: time(), tlp: pick(TLP.allCases))
        content.kind = pick(Event.Kind.allCases)
        content.endsAt = maybe { $0.time() }
        content.timeZone = text()
        content.place = maybe { $0.text() }
        content.region = maybe { $0.text() }
        content.url = maybe { $0.text() }
        content.agenda = maybe { $0.text() }
        content.lang = text()
        content.rule = pick(Event.Rule.allCases)
        var event = Event(id: id(), createdAt: time(), arena: id(), content: content)
        event.revision = revision()
        event.updatedAt = time()
        event.state = pick(Event.State.allCases)
        return event
    }

    private mutating func attendance() -> Attendance {
        var made = Attendance(
            id: id(), createdAt: time(), event: id(), organisation: id(), persons: revision())
        made.revision = revision()
        made.updatedAt = time()
        return made
    }

    private mutating func report() -> Report {
        var report = Report(
            id: id(), createdAt: time(), post: id(), arena: id(), reporter: id(), reason: text(),
            state: pick(Report.State.allCases))
        report.revision = revision()
        report.updatedAt = time()
        report.outcome = maybe { $0.text() }
        return report
    }

    private mutating func release() -> ReleaseRequest {
        var release = ReleaseRequest(
            id: id(), createdAt: time(), post: id(), requester: id(), author: maybe { $0.id() },
            tlp: pick(TLP.allCases), reason: text(), state: pick(ReleaseRequest.State.allCases))
        release.revision = revision()
        release.updatedAt = time()
        release.outcome = maybe { $0.text() }
        return release
    }

    private mutating func term() -> Vocabulary.Term {
        var term = Vocabulary.Term(pick(["NO-11", "ny", "quality"]), text(), text())
        term.validFrom = maybe { $0.date() }
        term.validTo = maybe { $0.date() }
        term.replacedBy = some { $0.text() }
        term.revision = revision()
        term.updatedAt = time()
        return term
    }

    private mutating func date() -> CivilDate {
        CivilDate(daysSinceEpoch: pick([0, 19_000, -1, 20_515]))
    }

    private mutating func digest() -> Digest {
        Digest(digest: [UInt8](repeating: UInt8.random(in: 0..<9, using: &random), count: 32))
    }

    mutating func changes(_ count: Int) -> [Change] {
        (0..<count).map { number in
            let actors: [Change.Actor] = [
                .anonymous, .organisation(id(), token: id()), .admin(token: nil),
                .admin(token: id()), .server,
            ]
            return Change(
                at: time(), actor: actors[number % actors.count], action: text(),
                effects: (0...Int.random(in: 0..<4, using: &random)).map { next(number + $0) })
        }
    }

    // MARK: Parts

    mutating func chance() -> Bool { Bool.random(using: &random) }

    mutating func pick<Values: Collection>(_ values: Values) -> Values.Element {
        // All collections here are of cases: none is empty.
        values[
            values.index(
                values.startIndex,
                offsetBy: Int.random(in: 0..<values.count, using: &random))]
    }

    mutating func maybe<Value>(
        _ make: (inout RandomEffects) -> Value
    ) -> Value? {
        chance() ? make(&self) : nil
    }

    mutating func some<Value>(
        _ make: (inout RandomEffects) -> Value
    ) -> [Value] {
        (0..<Int.random(in: 0..<3, using: &random)).map { _ in make(&self) }
    }

    /// From few, so that effects meet what others have put there.
    mutating func id<Subject>() -> ID<Subject> {
        let number = UInt64.random(in: 0..<40, using: &random)
        return ID(high: 0x0197_0000_0000_7000 | number << 16, low: 0x8000_0000_0000_0000 | number)
    }

    mutating func time() -> Timestamp {
        let times: [Int64] = [0, -1, 1_780_000_000_000, 1_780_000_000_001, .max, .min]
        return Timestamp(milliseconds: pick(times))
    }

    mutating func text() -> String {
        pick([
            "", "Etat", "æøå ÆØÅ", "\"\\/\u{8}\u{c}\n\r\t\u{0}\u{1f}", "👩‍👩‍👧 \u{2028}\u{feff}",
            "{\"kind\":\"post\"}", "e\u{301}", String(repeating: "lang ", count: 40),
        ])
    }

    private mutating func facets() -> Facets {
        var facets = Facets()
        facets.sectors = some { $0.text() }
        facets.regions = some { $0.text() }
        facets.roles = some { $0.text() }
        return facets
    }

    mutating func revision() -> Int { pick([1, 2, 7, 1_000_000]) }

    private mutating func organisation() -> Organisation {
        var profile = Organisation.Profile(name: text(), kind: pick(Organisation.Kind.allCases))
        profile.orgNumber = maybe { _ in 974_760_673 }.flatMap { try? OrgNumber("\($0)") }
        profile.facets = facets()
        profile.industry = maybe { $0.text() }
        profile.about = maybe { $0.text() }
        profile.website = maybe { $0.text() }
        profile.contact = maybe { $0.text() }
        profile.lang = text()
        profile.defaultTLP = maybe { $0.pick(TLP.allCases) }
        profile.defaultAttribution = pick(Post.Attribution.allCases)
        profile.walls = some { $0.id() }
        var made = Organisation(
            id: id(), createdAt: time(), profile: profile,
            state: pick(Organisation.State.allCases))
        made.revision = revision()
        made.updatedAt = time()
        return made
    }

    private mutating func token() -> Token {
        let byte = UInt8.random(in: 0...255, using: &random)
        guard let hash = Digest((0..<32).map { UInt8($0) &* 7 &+ byte }) else {
            preconditionFailure("a hash of 32 bytes is one")
        }
        var made = Token(
            id: id(), createdAt: time(), owner: chance() ? .admin : .organisation(id()),
            name: text(), scopes: some { $0.pick(Token.Scope.allCases) }, hash: hash, hint: text())
        made.revision = revision()
        made.updatedAt = time()
        made.arenas = maybe { $0.some { $0.id() } }
        made.expiresAt = maybe { $0.time() }
        made.lastUsedAt = maybe { $0.time() }
        return made
    }

    private mutating func arena() -> Arena {
        var profile = Arena.Profile(name: text(), slug: text(), purpose: text())
        profile.lang = text()
        profile.facets = facets()
        profile.joinPolicy = pick(Arena.JoinPolicy.allCases)
        profile.joinQuestion = maybe { $0.text() }
        profile.memberList = pick(Arena.MemberList.allCases)
        profile.widestTLP = pick(TLP.allCases)
        profile.competitionSensitive = chance()
        profile.wordList = some { $0.text() }
        profile.charter = maybe { .init(version: $0.revision(), text: $0.text()) }
        var made = Arena(
            id: id(), createdAt: time(), profile: profile, state: pick(Arena.State.allCases))
        made.revision = revision()
        made.updatedAt = time()
        made.formerSlugs = some { $0.text() }
        made.mergedFrom = some { $0.id() }
        made.founder = maybe { $0.id() }
        made.chair = maybe { $0.id() }
        made.cosigners = some { $0.id() }
        return made
    }

    private mutating func membership() -> Membership {
        var made = Membership(
            id: id(), createdAt: time(), arena: id(), organisation: id(),
            state: pick(Membership.State.allCases))
        made.revision = revision()
        made.updatedAt = time()
        made.isCurator = chance()
        made.roles = some { $0.text() }
        made.roleTitle = maybe { $0.text() }
        made.answer = maybe { $0.text() }
        made.reason = maybe { $0.text() }
        made.charterVersion = maybe { $0.revision() }
        return made
    }

    mutating func audience() -> Post.Audience {
        var audience = Post.Audience(tlp: pick(TLP.allCases))
        audience.alsoIn = some { $0.id() }
        audience.exclude = some { $0.id() }
        audience.frozenWalls = some { $0.id() }
        return audience
    }

    private mutating func post() -> Post {
        var made = Post(
            id: id(), createdAt: time(), arena: id(), author: maybe { $0.id() },
            attribution: pick(Post.Attribution.allCases), audience: audience(),
            state: pick(Post.State.allCases), content: content())
        made.revision = revision()
        made.updatedAt = time()
        made.publishedAt = time()
        made.reason = maybe { $0.text() }
        made.isPinned = chance()
        made.isFeatured = chance()
        return made
    }

    private mutating func content() -> Post.Content {
        var content = Post.Content(title: text(), body: text())
        content.lang = text()
        content.context = maybe { $0.pick(Post.Context.allCases) }
        content.outcome = maybe { $0.pick(Post.Outcome.allCases) }
        content.innovationTypes = some { $0.text() }
        content.drivers = some { $0.text() }
        content.values = some { $0.text() }
        content.origin = pick(Post.Origin.allCases)
        content.collaborators = some { random in
            .init(
                kind: random.text(), organisation: random.maybe { $0.id() },
                name: random.maybe { $0.text() })
        }
        content.basedOn = some { .init(post: $0.id(), kind: $0.pick(Post.Reuse.allCases)) }
        content.lesson = maybe { random in
            var lesson = Post.Lesson()
            lesson.observation = random.maybe { $0.text() }
            lesson.discussion = random.maybe { $0.text() }
            lesson.conclusion = random.maybe { $0.text() }
            lesson.recommendation = random.maybe { $0.text() }
            return lesson
        }
        content.tags = some { $0.text() }
        return content
    }

    private mutating func adoption() -> Adoption {
        var content = Adoption.Content(kind: pick(Post.Reuse.allCases))
        content.state = pick(Adoption.State.allCases)
        content.implementedAt = maybe { $0.date() }
        content.values = some { $0.text() }
        content.note = maybe { $0.text() }
        content.resultingPost = maybe { $0.id() }
        var made = Adoption(
            id: id(), createdAt: time(), post: id(), organisation: id(), content: content,
            audience: audience())
        made.revision = revision()
        made.updatedAt = time()
        return made
    }
}
