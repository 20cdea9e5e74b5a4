import ArenaCore
import HTTP

/// How many requests of a sort a client may send in a while (CONVENTIONS §7).
struct RatePolicy: Sendable, Equatable {
    let name: String
    let quota: Int
    let windowSeconds: Int

    /// Requests without a token, by address.
    static let anonymous = RatePolicy(name: "anon", quota: 120, windowSeconds: 60)
    /// Requests with a token, by token.
    static let token = RatePolicy(name: "token", quota: 600, windowSeconds: 60)
    /// Writes, by token, else by address.
    static let write = RatePolicy(name: "write", quota: 120, windowSeconds: 60)
    /// Tokens that were not good, by address: guessing must not pay.
    static let failedToken = RatePolicy(name: "failed-token", quota: 10, windowSeconds: 60)

    /// The policy as the draft writes it (draft-ietf-httpapi-ratelimit-headers-10 §3).
    var field: String { "\"\(name)\";q=\(quota);w=\(windowSeconds)" }

    var windowNanoseconds: Int64 { Int64(windowSeconds) * 1_000_000_000 }
    /// The time that one request takes out of the window.
    var intervalNanoseconds: Int64 { windowNanoseconds / Int64(quota) }
}

/// Whose requests are counted together.
struct RateSubject: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64
    private let kind: UInt8

    init(_ token: ID<Token>) {
        (high, low, kind) = (token.high, token.low, 0)
    }

    /// An IPv4 address, or the /64 of an IPv6 address: whoever has one has all of it. Callers by
    /// a local socket are one.
    init(_ address: SocketAddress) {
        switch address {
        case .ipv4(let value, _): (high, low, kind) = (UInt64(value), 0, 1)
        case .ipv6(let upper, _, _): (high, low, kind) = (upper, 0, 2)
        case .local: (high, low, kind) = (0, 0, 3)
        }
    }
}

/// How a subject stands under a policy after a request was counted, or refused.
struct RateStanding: Sendable, Equatable {
    let policy: RatePolicy
    /// How many more requests are allowed at once.
    let remaining: Int
    /// Seconds until there is one more; at least 1.
    let secondsUntilMore: Int
    let isViolated: Bool

    /// The standing as the draft writes it (§4).
    var field: String { "\"\(policy.name)\";r=\(remaining);t=\(secondsUntilMore)" }
}
