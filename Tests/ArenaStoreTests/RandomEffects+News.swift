import ArenaCore
import StorageTesting

/// What is told of changes, and to whom.
extension RandomEffects {
    mutating func webhook() -> Webhook {
        var made = Webhook(
            id: id(), createdAt: time(), owner: id(), url: text(), secret: .init(text()),
            after: UInt64(revision()))
        made.revision = revision()
        made.updatedAt = time()
        made.events = some { $0.pick(Notice.Kind.allCases) }
        made.arenas = some { $0.id() }
        made.state = pick(Webhook.State.allCases)
        made.disabledReason = maybe { $0.text() }
        made.secrets += some { random in .init(random.text(), until: random.maybe { $0.time() }) }
        made.lastSuccessAt = maybe { $0.time() }
        made.failingSince = maybe { $0.time() }
        return made
    }

    mutating func notice() -> Notice {
        let subjects: [Notice.Subject] = [
            .organisation(id()), .arena(id()), .post(id()), .comment(id()), .followUp(id()),
            .membership(.init(arena: id(), organisation: id())),
            .adoption(.init(post: id(), organisation: id())), .event(id()),
            .attendance(.init(event: id(), organisation: id())), .webhook(id()),
            .standing(id()), .wall(of: id(), against: id()), .everything,
        ]
        let formers: [Notice.Former] = [
            .audience(audience()), .hidden, .label(pick(TLP.allCases), pick(Event.Rule.allCases)),
            .attached(id: id(), post: id(), writer: maybe { $0.id() }, audience: audience()),
            .resource(id()), .role(pick(Notice.Role.allCases)), .active(chance()),
            .openness(
                pick(Arena.JoinPolicy.allCases), pick(Arena.MemberList.allCases),
                pick(Arena.State.allCases)),
        ]
        return Notice(
            sequence: UInt64.random(in: 0..<1000, using: &random), at: time(),
            verb: pick(Notice.Verb.allCases), subject: pick(subjects),
            kind: maybe { $0.pick(Notice.Kind.allCases) }, former: maybe { $0.pick(formers) })
    }

    mutating func delivery() -> Delivery {
        var made = Delivery(
            webhook: id(), notice: notice(), createdAt: time(), isRequested: chance())
        made.state = pick(Delivery.State.allCases)
        made.attempts = pick([0, 1, 9])
        made.attemptedAt = maybe { $0.time() }
        made.nextAttemptAt = maybe { $0.time() }
        made.status = maybe { $0.pick([200, 503]) }
        made.error = maybe { $0.text() }
        made.durationMs = maybe { $0.revision() }
        made.answer = maybe { $0.text() }
        return made
    }
}
