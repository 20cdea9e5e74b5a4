import Testing

@testable import HTTP

/// The decisions of a connection, by a clock that only the test moves.
struct HTTPConnectionStateTests {
    private static let timeouts = {
        var configuration = HTTPServerConfiguration()
        configuration.headTimeout = .nanoseconds(10)
        configuration.bodyTimeout = .nanoseconds(30)
        configuration.keepAliveTimeout = .nanoseconds(60)
        configuration.writeTimeout = .nanoseconds(20)
        configuration.lingerTimeout = .nanoseconds(5)
        configuration.bodyRateMin = 100_000_000
        configuration.writeRateMin = 200_000_000
        return HTTPTimeouts(configuration)
    }()

    private var state = HTTPConnectionState(now: 100, timeouts)
    private let timeouts = Self.timeouts

    @Test func `without a request it closes`() {
        #expect(state.phase == .idle)
        #expect(state.expiry(now: 159) == nil)
        #expect(state.expiry(now: 160) == .close)
    }

    @Test mutating func `a head has its time from its first byte on`() {
        state.receivedHeadBytes(now: 150, timeouts)
        state.receivedHeadBytes(now: 159, timeouts)
        #expect(state.phase == .head)
        #expect(state.expiry(now: 159) == nil)
        #expect(state.expiry(now: 160) == .refuse)
    }

    @Test mutating func `a body has its time, and more for each byte`() {
        state.beganRequest(allowsKeepAlive: true)
        state.awaitBody(now: 110, timeouts)
        #expect(state.expiry(now: 139) == nil)
        #expect(state.expiry(now: 140) == .refuse)
        state.receivedBodyBytes(1, now: 139, timeouts)
        #expect(state.expiry(now: 149) == nil)
        #expect(state.expiry(now: 150) == .refuse)
        state.receivedBodyBytes(1000, now: 149, timeouts)
        #expect(state.expiry(now: 178) == nil)
        #expect(state.expiry(now: 179) == .refuse)
        state.receivedBodyBytes(.max, now: 150, timeouts)
        #expect(state.expiry(now: 180) == .refuse)
        state.awaitService()
        #expect(state.expiry(now: .max - 1) == nil)
    }

    @Test mutating func `an answered request gives time for another`() {
        state.beganRequest(allowsKeepAlive: true)
        #expect(!state.closesAfterAnswer)
        #expect(state.expiry(now: .max - 1) == nil)
        state.finishedRequest(now: 1000, timeouts)
        #expect(state.expiry(now: 1059) == nil)
        #expect(state.expiry(now: 1060) == .close)
    }

    @Test mutating func `a request may ask for the close`() {
        state.beganRequest(allowsKeepAlive: false)
        #expect(state.closesAfterAnswer)
        state.beganRequest(allowsKeepAlive: true)
        #expect(!state.closesAfterAnswer)
        state.closeAfterAnswer()
        #expect(state.closesAfterAnswer)
    }

    @Test mutating func `a client that takes something has its time anew`() {
        state.awaitWriting(taken: 100, now: 100, timeouts)
        #expect(state.expiry(now: 119) == nil)
        #expect(state.expiry(now: 120) == .close)
        state.awaitWriting(taken: 1, now: 115, timeouts)
        #expect(state.expiry(now: 124) == nil)
        #expect(state.expiry(now: 125) == .close)
        state.awaitWriting(taken: 100, now: 115, timeouts)
        state.awaitWriting(taken: 0, now: 130, timeouts)
        #expect(state.awaitsWriting)
        #expect(state.expiry(now: 134) == nil)
        #expect(state.expiry(now: 135) == .close)
        state.wroteAll(now: 130, timeouts)
        #expect(!state.awaitsWriting)
        #expect(state.expiry(now: 135) == nil)
    }

    @Test mutating func `a long answer is not cut by the deadline of the next request`() {
        state.beganRequest(allowsKeepAlive: true)
        state.finishedRequest(now: 100, timeouts)
        for now in stride(from: Int64(100), to: 300, by: 10) {
            state.awaitWriting(taken: 2, now: now, timeouts)
            #expect(state.expiry(now: now) == nil)
        }
        state.wroteAll(now: 300, timeouts)
        #expect(state.expiry(now: 359) == nil)
        #expect(state.expiry(now: 360) == .close)
    }

    @Test mutating func `a head that nobody reads has its time later`() {
        state.receivedHeadBytes(now: 100, timeouts)
        state.awaitWriting(taken: 1, now: 105, timeouts)
        #expect(state.expiry(now: 124) == nil)
        state.wroteAll(now: 124, timeouts)
        #expect(state.expiry(now: 133) == nil)
        #expect(state.expiry(now: 134) == .refuse)
    }

    @Test mutating func `lingering ends`() {
        state.linger(now: 100, timeouts)
        #expect(state.expiry(now: 104) == nil)
        #expect(state.expiry(now: 105) == .close)
    }

    @Test mutating func `a drained connection is over when nothing is under way`() {
        #expect(!state.isOver)
        state.awaitWriting(taken: 1, now: 100, timeouts)
        state.drain()
        #expect(!state.isOver)
        state.wroteAll(now: 101, timeouts)
        #expect(state.isOver)
        state.receivedHeadBytes(now: 101, timeouts)
        #expect(!state.isOver)
        state.beganRequest(allowsKeepAlive: true)
        #expect(state.closesAfterAnswer)
    }

    @Test func `deadlines are looked at soon enough`() {
        #expect(timeouts.tick == 5_000_000)
        #expect(HTTPTimeouts(HTTPServerConfiguration()).tick == 500_000_000)
    }

    @Test func `durations are nanoseconds as far as they fit`() {
        #expect(Duration.milliseconds(1500).nanoseconds == 1_500_000_000)
        #expect(Duration.seconds(-3).nanoseconds == -3_000_000_000)
        #expect(Duration.seconds(Int64.max).nanoseconds == .max / 4)
        #expect(Duration.seconds(Int64.min).nanoseconds == 0)
    }
}
