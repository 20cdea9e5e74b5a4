import Testing

@testable import ArenaCore

struct NoticeLogTests {
    private func notice(_ sequence: UInt64, day: Int64 = 0) -> Notice {
        Notice(
            sequence: sequence, at: Timestamp(milliseconds: day * 86_400_000), verb: .created,
            subject: .post(ID(high: sequence, low: 0)))
    }

    @Test(arguments: [0, 1, 63, 64, 65, 128, 1000])
    func `what comes after a number is found, wherever that stands`(_ count: Int) {
        var log = NoticeLog()
        let sequences = (0..<count).map { UInt64($0 + 1) * 64 }
        for sequence in sequences { log.append(notice(sequence)) }
        #expect(log.count == count && log.newest == sequences.last ?? 0)
        #expect(log.all.map(\.sequence) == sequences)
        for place in [0, 1, 63, 64, 65, 4096, 4097, 9000, 64_000, 64_001, UInt64.max] {
            let expected = sequences.filter { $0 > place }
            #expect(log.after(place).map(\.sequence) == expected)
            #expect(log.count(after: place) == expected.count)
        }
    }

    @Test func `those that come in no order are put in order, each once`() {
        var log = NoticeLog()
        var random = SeededGenerator(seed: 5)
        let sequences = (0..<500).map { _ in UInt64(random.below(300)) }
        for sequence in sequences { log.insert(notice(sequence)) }
        #expect(log.all.map(\.sequence) == Set(sequences).sorted())
        #expect(log.count == Set(sequences).count)
    }

    @Test func `a copy stays as it was`() {
        var log = NoticeLog()
        for sequence in 1...100 as ClosedRange<UInt64> { log.append(notice(sequence)) }
        let copy = log
        for sequence in 101...200 as ClosedRange<UInt64> { log.append(notice(sequence)) }
        #expect(copy.all.map(\.sequence) == Array(1...100))
        #expect(log.all.map(\.sequence) == Array(1...200))
    }

    @Test func `the oldest go when there are too many, and the floor tells from where on`() {
        var log = NoticeLog()
        let count = UInt64(Notice.countMax) + 1000
        for number in 1...count { log.append(notice(number * 64)) }
        #expect(log.count <= Notice.countMax + 64 && log.count >= Notice.countMax - 64)
        let first = log.all.first { _ in true }?.sequence ?? 0
        #expect(log.floor == first - 1)
    }

    @Test func `the oldest go when they are old`() {
        var log = NoticeLog()
        for number in 1...200 as ClosedRange<UInt64> {
            log.append(notice(number * 64, day: Int64(number)))
        }
        let oldest = log.all.first { _ in true }?.at.milliseconds ?? 0
        #expect(oldest / 86_400_000 > 192 - 30 - 64)
        #expect(log.floor > 0)
    }
}
