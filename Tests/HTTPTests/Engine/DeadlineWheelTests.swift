import Testing

@testable import HTTP

struct DeadlineWheelTests {
    private var wheel = DeadlineWheel(tick: 10, now: 1000)
    private let reach = 10 * DeadlineWheel.bucketCount

    @Test mutating func `nothing is due where nothing is filed`() {
        #expect(wheel.nextDue == .max)
        #expect(wheel.take(now: 5000) == [])
    }

    @Test func `an id is given at its deadline or up to a tick later`() {
        for deadline in Int64(1000)...1100 {
            var wheel = wheel
            let due = wheel.file(1, at: deadline)
            #expect(due > deadline && due <= deadline + 10)
            #expect(wheel.nextDue == due)
            #expect(wheel.take(now: due - 1) == [])
            #expect(wheel.take(now: due) == [1])
            #expect(wheel.nextDue == .max)
        }
    }

    @Test mutating func `the earliest is due first`() {
        #expect(wheel.file(1, at: 1200) == 1210)
        #expect(wheel.file(2, at: 1100) == 1110)
        #expect(wheel.file(3, at: 1101) == 1110)
        #expect(wheel.nextDue == 1110)
        #expect(wheel.take(now: 1110) == [2, 3])
        #expect(wheel.nextDue == 1210)
        #expect(wheel.take(now: 1300) == [1])
    }

    @Test mutating func `a moment that has passed is due with the next tick`() {
        #expect(wheel.file(1, at: 0) == 1010)
        #expect(wheel.take(now: 1010) == [1])
        #expect(wheel.file(2, at: 1005) == 1020)
    }

    @Test mutating func `what is farther than the ring reaches is given earlier`() {
        let due = wheel.file(1, at: 1_000_000)
        #expect(due == 1000 + reach)
        #expect(wheel.take(now: due - 1) == [])
        #expect(wheel.take(now: due) == [1])
        #expect(wheel.file(1, at: .max) == due + reach)
    }

    @Test mutating func `after a long rest everything is given once`() {
        let deadlines = stride(from: Int64(1000), to: 1000 + reach - 10, by: 10)
        for deadline in deadlines { _ = wheel.file(UInt64(deadline), at: deadline) }
        #expect(Set(wheel.take(now: 100_000_000)) == Set(deadlines.map { UInt64($0) }))
        #expect(wheel.nextDue == .max)
        #expect(wheel.file(7, at: 100_000_100) == 100_000_110)
    }
}
