/// When the subjects of notices were made last, without a copy of them: four bytes a slot, since
/// every follower that is far behind has one for as long as it reads.
///
/// A hash table with open addressing, whose slots hold places in the log.
struct CreationIndex: Sendable {
    private let log: NoticeLog
    /// One more than the place; 0 where there is none.
    private var slots: [UInt32]

    /// Room for so many notices of that log.
    init(_ log: NoticeLog, count: Int) {
        self.log = log
        var size = 16
        while size < 2 * count { size *= 2 }
        slots = Array(repeating: 0, count: size)
    }

    /// Takes the notice at a place of the log, which is after those that were taken before.
    mutating func take(_ subject: Notice.Subject, at place: Int) {
        slots[slot(of: subject)] = UInt32(place + 1)
    }

    /// The number of the last notice that was taken of the subject; nil where none was.
    func last(_ subject: Notice.Subject) -> UInt64? {
        let place = slots[slot(of: subject)]
        return place == 0 ? nil : log[Int(place) - 1].sequence
    }

    /// Where the subject is, or would be.
    private func slot(of subject: Notice.Subject) -> Int {
        // A power of two, of which at least half is free.
        var slot = subject.hashValue & (slots.count - 1)
        while slots[slot] != 0, log[Int(slots[slot]) - 1].subject != subject {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }
}
