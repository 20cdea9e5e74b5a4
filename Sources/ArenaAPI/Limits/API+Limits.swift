import ArenaCore
import HTTP

/// Quotas by client (CONVENTIONS §7). Health, metrics and pages are not counted.
extension API {
    /// Who calls, counted under the quotas that hold for such a call; `visit` notes how the client
    /// stands. Throws where the credentials are no good or a quota is used up.
    func identify(
        _ head: HTTPRequestHead, _ route: Route, _ state: Box<State>, _ visit: inout Visit
    ) throws(Problem) -> Authentication {
        guard configuration.limitsRates, route.isResource else {
            return try Authentication(head, state, self, now: visit.now)
        }
        let now = (visit.started - started).wholeNanoseconds
        let address = RateSubject(configuration.proxies.client(of: head))
        let guessing = limiter.look(address, .failedToken, now: now)
        if guessing.isViolated { throw Problem(over: [guessing]) }
        let caller: Authentication
        do throws(Problem) {
            caller = try Authentication(head, state, self, now: visit.now)
        } catch {
            if error.code == .invalidToken { _ = limiter.take(address, .failedToken, now: now) }
            throw error
        }
        let subject = caller.token.map { RateSubject($0.value.id) } ?? address
        // The admin of the settings is whoever runs the server.
        if caller.viewer.isAdmin, caller.token == nil { return caller }
        let policies: [RatePolicy] = [caller.token == nil ? .anonymous : .token]
        try take(subject, head.isSafe ? policies : policies + [.write], now, &visit)
        return caller
    }

    /// Counts a request without a token, of which the answer is known already.
    func count(_ head: HTTPRequestHead, _ route: Route, _ visit: inout Visit) throws(Problem) {
        guard configuration.limitsRates, route.isResource else { return }
        let address = RateSubject(configuration.proxies.client(of: head))
        let now = (visit.started - started).wholeNanoseconds
        try take(address, [.anonymous], now, &visit)
    }

    private func take(
        _ subject: RateSubject, _ policies: [RatePolicy], _ now: Int64, _ visit: inout Visit
    ) throws(Problem) {
        visit.standings = policies.map { limiter.take(subject, $0, now: now) }
        let violated = visit.standings.filter(\.isViolated)
        if !violated.isEmpty { throw Problem(over: violated) }
    }
}

extension Problem {
    /// Quotas are used up.
    init(over standings: [RateStanding]) {
        self.init(.quotaExceeded)
        violatedPolicies = standings.map(\.policy.name)
        let seconds = standings.map(\.secondsUntilMore).max() ?? 1
        values["seconds"] = String(seconds)
        fields.append("Retry-After", String(seconds))
        fields.append(standings)
    }
}

extension HTTPResponseFields {
    /// draft-ietf-httpapi-ratelimit-headers-10: the quotas, and what is left of them.
    mutating func append(_ standings: [RateStanding]) {
        if standings.isEmpty { return }
        append("RateLimit-Policy", standings.map(\.policy.field).joined(separator: ", "))
        append("RateLimit", standings.map(\.field).joined(separator: ", "))
    }
}

extension Duration {
    fileprivate var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
