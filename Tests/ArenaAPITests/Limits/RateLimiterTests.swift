import HTTP
import Testing

@testable import ArenaAPI

struct RateLimiterTests {
    private static let second: Int64 = 1_000_000_000
    private let subject = RateSubject(SocketAddress.ipv4(1, port: 0))

    @Test func `the quota may come at once, then one at a time`() {
        let limiter = RateLimiter()
        let start = 5 * Self.second
        for used in 1...120 {
            let standing = limiter.take(subject, .anonymous, now: start)
            #expect(!standing.isViolated && standing.remaining == 120 - used)
        }
        let over = limiter.take(subject, .anonymous, now: start)
        #expect(over.isViolated && over.remaining == 0 && over.secondsUntilMore == 1)
        let half = start + Self.second / 2
        #expect(!limiter.take(subject, .anonymous, now: half).isViolated)
        #expect(limiter.take(subject, .anonymous, now: half).isViolated)
    }

    @Test func `a refused request costs nothing`() {
        let limiter = RateLimiter()
        for _ in 0..<1000 { _ = limiter.take(subject, .failedToken, now: 0) }
        let later = limiter.take(subject, .failedToken, now: 60 * Self.second)
        #expect(!later.isViolated && later.remaining == 9)
    }

    @Test func `looking does not count`() {
        let limiter = RateLimiter()
        for _ in 0..<50 {
            #expect(limiter.look(subject, .failedToken, now: 0).remaining == 10)
        }
    }

    @Test func `subjects and policies are counted apart`() {
        let limiter = RateLimiter()
        for _ in 0..<10 { _ = limiter.take(subject, .failedToken, now: 0) }
        #expect(limiter.take(subject, .failedToken, now: 0).isViolated)
        #expect(!limiter.take(subject, .anonymous, now: 0).isViolated)
        let other = RateSubject(SocketAddress.ipv4(2, port: 0))
        #expect(!limiter.take(other, .failedToken, now: 0).isViolated)
    }

    @Test func `an IPv6 client is its whole network`() {
        let one = RateSubject(SocketAddress.ipv6(high: 7, low: 1, port: 0))
        #expect(one == RateSubject(SocketAddress.ipv6(high: 7, low: 2, port: 9)))
        #expect(one != RateSubject(SocketAddress.ipv6(high: 8, low: 1, port: 0)))
        #expect(one != RateSubject(SocketAddress.ipv4(7, port: 0)))
    }

    @Test func `a flood of addresses fills no memory`() {
        let limiter = RateLimiter()
        for number in 0..<UInt32(RateLimiter.bucketsMax * 2) {
            let flood = RateSubject(SocketAddress.ipv4(number, port: 0))
            #expect(!limiter.take(flood, .anonymous, now: 0).isViolated)
        }
        #expect(limiter.bucketCount <= RateLimiter.bucketsMax)
    }
}
