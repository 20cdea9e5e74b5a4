/// Notices in order, cheap to copy and cheap to add to after a copy: full chunks that nobody
/// changes any more, and a short end.
package struct NoticeLog: Sendable {
    private static let chunkCount = 64

    private var chunks = GroupedList<Box<[Notice]>>()
    private var last: [Notice] = []
    /// Everything after this number is here.
    package private(set) var floor: UInt64 = 0
    /// Whether a snapshot has told it.
    private(set) var isToldFloor = false

    package init() {}

    package var count: Int { chunks.count * Self.chunkCount + last.count }

    /// The notice at a place, from 0 for the oldest.
    subscript(place: Int) -> Notice {
        let chunk = place / Self.chunkCount
        return chunk < chunks.count
            ? chunks[chunk].value[place % Self.chunkCount]
            : last[place - chunks.count * Self.chunkCount]
    }

    /// The number of the newest; the floor where there is none.
    package var newest: UInt64 { max(floor, (last.last ?? chunks.last?.value.last)?.sequence ?? 0) }

    /// Takes the floor of a snapshot.
    mutating func begin(above floor: UInt64) {
        self.floor = floor
        isToldFloor = true
    }

    /// Adds a notice whose number is above those of all others.
    mutating func append(_ notice: Notice) {
        last.append(notice)
        guard last.count == Self.chunkCount else { return }
        chunks.append(Box(last))
        last = []
        last.reserveCapacity(Self.chunkCount)
        removeOld(at: notice.at)
    }

    private mutating func removeOld(at now: Timestamp) {
        let limit = now.adding(seconds: -Notice.lifetime)
        var old = 0
        while old < chunks.count, let end = chunks[old].value.last,
            end.at < limit || (chunks.count - old) * Self.chunkCount > Notice.countMax
        {
            floor = max(floor, end.end)
            old += 1
        }
        if old > 0 { chunks.removeFirst(old) }
    }

    /// Puts a notice in its place, where it is not there yet: out of the order of time only where
    /// records come in none.
    mutating func insert(_ notice: Notice) {
        guard newest >= notice.sequence, count > 0 else { return append(notice) }
        var all = self.all.filter { $0.sequence != notice.sequence }
        all.append(notice)
        all.sort { $0.sequence < $1.sequence }
        chunks = GroupedList()
        last = []
        for notice in all {
            last.append(notice)
            guard last.count == Self.chunkCount else { continue }
            chunks.append(Box(last))
            last = []
        }
    }

    /// Those above that number, in order. Costs what is taken.
    package func after(_ sequence: UInt64) -> some Sequence<Notice> {
        let chunk = chunks.firstIndex(above: sequence) { $0.value.last?.sequence ?? 0 }
        let part = chunk < chunks.count ? chunks[chunk].value : last
        return walk(from: chunk, part.firstIndex(above: sequence, \.sequence))
    }

    /// All, in order.
    package var all: some Sequence<Notice> { walk(from: 0, 0) }

    private func walk(from chunk: Int, _ offset: Int) -> AnyIterator<Notice> {
        var chunk = chunk
        var offset = offset
        return AnyIterator { [chunks, last] in
            while true {
                let part = chunk < chunks.count ? chunks[chunk].value : last
                if offset < part.count {
                    offset += 1
                    return part[offset - 1]
                }
                if chunk >= chunks.count { return nil }
                chunk += 1
                offset = 0
            }
        }
    }

    /// How many are above that number.
    package func count(after sequence: UInt64) -> Int {
        let chunk = chunks.firstIndex(above: sequence) { $0.value.last?.sequence ?? 0 }
        guard chunk < chunks.count else {
            return last.count - last.firstIndex(above: sequence, \.sequence)
        }
        let passed =
            chunk * Self.chunkCount
            + chunks[chunk].value.firstIndex(above: sequence, \.sequence)
        return count - passed
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first of elements in rising order whose number is above another; by halves.
    fileprivate func firstIndex(above sequence: UInt64, _ number: (Element) -> UInt64) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if number(self[middle]) <= sequence { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
