import Synchronization

/// Counts requests by subject and policy as a token bucket, kept as the one moment at which the
/// bucket is full again (the generic cell rate algorithm, ITU-T I.371).
///
/// Any thread may ask; a subject costs a few words, and what is full again is forgotten.
final class RateLimiter: Sendable {
    private struct Key: Hashable {
        let subject: RateSubject
        let policy: String
    }

    /// So many buckets are remembered at most, over all shards.
    static let bucketsMax = 131_072
    private static let shardCount = 16

    private final class Shard: Sendable {
        let fullAt = Mutex<[Key: Int64]>([:])
    }

    private let shards: [Shard]

    init() {
        shards = (0..<Self.shardCount).map { _ in Shard() }
    }

    /// How many buckets are remembered.
    var bucketCount: Int { shards.reduce(0) { $0 + $1.fullAt.withLock { $0.count } } }

    /// Counts a request at `now`, in nanoseconds of a clock that never falls. One that is over the
    /// quota is not counted.
    func take(_ subject: RateSubject, _ policy: RatePolicy, now: Int64) -> RateStanding {
        standing(subject, policy, now: now, counting: true)
    }

    /// How the subject stands without a further request.
    func look(_ subject: RateSubject, _ policy: RatePolicy, now: Int64) -> RateStanding {
        standing(subject, policy, now: now, counting: false)
    }

    private func standing(
        _ subject: RateSubject, _ policy: RatePolicy, now: Int64, counting: Bool
    ) -> RateStanding {
        let key = Key(subject: subject, policy: policy.name)
        let shard = shards[Int(UInt(bitPattern: key.hashValue) % UInt(Self.shardCount))]
        return shard.fullAt.withLock { fullAt in
            let before = max(fullAt[key] ?? now, now)
            let after = before + policy.intervalNanoseconds
            let isViolated = after - now > policy.windowNanoseconds
            if counting, !isViolated {
                if fullAt[key] == nil { Self.makeRoom(in: &fullAt, now: now) }
                fullAt[key] = after
            }
            let used = (counting && !isViolated ? after : before) - now
            return Self.standing(policy, used: used, isViolated: isViolated)
        }
    }

    private static func standing(_ policy: RatePolicy, used: Int64, isViolated: Bool)
        -> RateStanding
    {
        let free = policy.windowNanoseconds - used
        let remaining = max(free / policy.intervalNanoseconds, 0)
        let next = policy.intervalNanoseconds * (remaining + 1) - free
        return RateStanding(
            policy: policy, remaining: Int(remaining),
            secondsUntilMore: max(Int((next + 999_999_999) / 1_000_000_000), 1),
            isViolated: isViolated)
    }

    /// Forgets buckets that are full; should a flood of addresses leave most, half of them, so
    /// that making room is rare.
    private static func makeRoom(in fullAt: inout [Key: Int64], now: Int64) {
        let max = bucketsMax / shardCount
        guard fullAt.count >= max else { return }
        fullAt = fullAt.filter { $0.value > now }
        guard fullAt.count > max / 2 else { return }
        fullAt = Dictionary(uniqueKeysWithValues: fullAt.prefix(max / 2).map { ($0.key, $0.value) })
    }
}
