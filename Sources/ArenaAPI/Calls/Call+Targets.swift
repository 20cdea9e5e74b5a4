import ArenaCore
import HTTP

/// What the path of a call names. What the viewer may not see is not found, exactly as what is
/// not there (DECISIONS §2).
extension Call {
    func arena(in view: View) throws(Refusal) -> Arena {
        guard let text = path["arena"], let found = view.arena(named: text) else {
            throw Refusal(.notFound)
        }
        return found
    }

    func organisation(in view: View) throws(Refusal) -> Organisation {
        guard let id = organisationID, let found = view.organisation(id) else {
            throw Refusal(.notFound)
        }
        return found
    }

    /// `me` is the caller's own organisation.
    var organisationID: ID<Organisation>? {
        guard let text = path["organisation"] else { return nil }
        return text == "me" ? viewer.organisation : ID(text)
    }

    func post(in view: View) throws(Refusal) -> Post {
        guard let found = path["post"].flatMap({ ID<Post>($0) }).flatMap(view.post) else {
            throw Refusal(.notFound)
        }
        return found
    }

    /// `current` is the token that was sent.
    func token(in view: View) throws(Refusal) -> Token {
        let text = path["token"]
        let id = text == "current" ? viewer.token : text.flatMap { ID<Token>($0) }
        guard let found = id.flatMap(view.token) else { throw Refusal(.notFound) }
        return found
    }

    func comment(in view: View) throws(Refusal) -> Post.Comment {
        guard let found = path["comment"].flatMap({ ID<Post.Comment>($0) }).flatMap(view.comment)
        else {
            throw Refusal(.notFound)
        }
        return found
    }

    func followUp(in view: View) throws(Refusal) -> FollowUp {
        guard let found = path["follow-up"].flatMap({ ID<FollowUp>($0) }).flatMap(view.followUp)
        else { throw Refusal(.notFound) }
        return found
    }

    func event(in view: View) throws(Refusal) -> Event {
        guard let found = path["event"].flatMap({ ID<Event>($0) }).flatMap(view.event) else {
            throw Refusal(.notFound)
        }
        return found
    }

    func attendance(in view: View) throws(Refusal) -> (attendance: Attendance, event: Event) {
        let event = try event(in: view)
        guard let id = organisationID, let found = view.attendance(of: event, by: id) else {
            throw Refusal(.notFound)
        }
        return (found, event)
    }

    func report(in view: View) throws(Refusal) -> Report {
        guard let found = path["report"].flatMap({ ID<Report>($0) }).flatMap(view.report) else {
            throw Refusal(.notFound)
        }
        return found
    }

    func release(in view: View) throws(Refusal) -> ReleaseRequest {
        guard
            let found = path["request"].flatMap({ ID<ReleaseRequest>($0) }).flatMap(view.release)
        else { throw Refusal(.notFound) }
        return found
    }

    func webhook(in view: View) throws(Refusal) -> Webhook {
        guard let found = path["webhook"].flatMap({ ID<Webhook>($0) }).flatMap(view.webhook) else {
            throw Refusal(.notFound)
        }
        return found
    }

    func delivery(in view: View) throws(Refusal) -> Delivery {
        let webhook = try webhook(in: view)
        guard let sequence = path["delivery"].flatMap({ Delivery.sequence(named: $0) }),
            let found = view.delivery(sequence, of: webhook)
        else { throw Refusal(.notFound) }
        return found
    }

    func vocabulary(in view: View) throws(Refusal) -> Vocabulary {
        guard let name = path["vocabulary"].flatMap(Vocabulary.Name.init) else {
            throw Refusal(.notFound)
        }
        return view.vocabularies[name]
    }

    func term(in view: View) throws(Refusal) -> Vocabulary.Term {
        let vocabulary = try vocabulary(in: view)
        guard let found = path["code"].flatMap({ vocabulary[$0] }) else { throw Refusal(.notFound) }
        return found
    }

    func membership(in view: View) throws(Refusal) -> (membership: Membership, arena: Arena) {
        let arena = try arena(in: view)
        guard let id = organisationID, let found = view.membership(of: id, in: arena) else {
            throw Refusal(.notFound)
        }
        return (found, arena)
    }

    func adoption(in view: View) throws(Refusal) -> (adoption: Adoption, post: Post) {
        let post = try post(in: view)
        guard let id = organisationID, let found = view.adoption(of: post, by: id) else {
            throw Refusal(.notFound)
        }
        return (found, post)
    }

    /// Throws where the path names something that the viewer may not see: before a body is read.
    func checkTargets() throws(Refusal) {
        for index in route.pathParameters.indices {
            switch route.pathParameters[index] {
            case "arena": _ = try arena(in: view)
            case "organisation": _ = try organisation(in: view)
            case "post": _ = try post(in: view)
            case "token": _ = try token(in: view)
            case "request": _ = try release(in: view)
            case "report": _ = try report(in: view)
            case "comment": _ = try comment(in: view)
            case "follow-up": _ = try followUp(in: view)
            case "event": _ = try event(in: view)
            case "webhook": _ = try webhook(in: view)
            case "delivery": _ = try delivery(in: view)
            case "vocabulary": _ = try vocabulary(in: view)
            case "code": _ = try term(in: view)
            default: break
            }
        }
    }

    /// Where a safe request belongs that names an arena by a slug it no longer has, or one that was
    /// merged into it (CONVENTIONS §8); nil for all others.
    var movedLocation: String? {
        guard head.isSafe, let text = path["arena"], let arena = view.arena(named: text) else {
            return nil
        }
        let old = ID<Arena>(text)
        let present = old == nil ? arena.profile.slug : arena.id.description
        // An id may be spelled in capitals.
        if old == nil ? text == present : old == arena.id { return nil }
        let segments = route.path.split(separator: "/").map { segment in
            guard segment.hasPrefix("{") else { return String(segment) }
            let name = String(segment.dropFirst().dropLast())
            return name == "arena" ? present : percentEncoded(path[name] ?? "")
        }
        let query = head.rawQuery.map { "?" + $0 } ?? ""
        return api.absolute("/" + segments.joined(separator: "/") + query)
    }
}

extension View {
    /// The arena of an id or a slug.
    func arena(named text: String) -> Arena? {
        ID<Arena>(text).map { arena($0) ?? successor(of: $0) } ?? arena(slug: text)
    }
}
