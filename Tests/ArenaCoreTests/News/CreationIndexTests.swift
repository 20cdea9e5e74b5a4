import Testing

@testable import ArenaCore

struct CreationIndexTests {
    /// Few subjects, so that most are made again and again, and many, so that slots are shared.
    @Test(arguments: [3, 500, 100_000])
    func `it knows what a dictionary knows`(_ subjectCount: Int) {
        var log = NoticeLog()
        var random = SeededGenerator(seed: 7)
        for number in 1...3000 as ClosedRange<UInt64> {
            log.append(
                Notice(
                    sequence: number * 64, at: Timestamp(milliseconds: 0), verb: .created,
                    subject: subject(random.below(subjectCount))))
        }
        let skipped = 1000
        var index = CreationIndex(log, count: log.count - skipped)
        var known: [Notice.Subject: UInt64] = [:]
        for (place, notice) in log.all.enumerated().dropFirst(skipped) {
            index.take(notice.subject, at: place)
            known[notice.subject] = notice.sequence
        }
        for notice in log.all { #expect(index.last(notice.subject) == known[notice.subject]) }
        #expect(index.last(.post(ID(high: 0, low: 1))) == nil)
        #expect(CreationIndex(NoticeLog(), count: 0).last(subject(1)) == nil)
    }

    private func subject(_ number: Int) -> Notice.Subject {
        .post(ID(high: UInt64(number + 1), low: 0))
    }
}
