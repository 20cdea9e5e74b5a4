import Dispatch
import HTTP
import Synchronization

/// Those that follow along, and when they look for what is new: together, a moment after something
/// has changed, so that under load each looks for many changes at once. From any thread.
package final class Followers: Sendable {
    private struct Table {
        var exchanges: [UInt64: HTTPExchange] = [:]
        var lastSeat: UInt64 = 0
        var isClosed = false
        var isPinging = false
    }

    /// Between a change and the look, in milliseconds.
    private static let pauseMs = 20
    /// Of a stream that has nothing to tell, in seconds (CONVENTIONS §14).
    static let pingSeconds = 15

    private let countMax: Int
    private let table = Mutex(Table())
    private let count = Atomic(0)
    private let isAwake = Atomic(false)
    private let queue = DispatchQueue(label: "arena.followers")

    init(countMax: Int) {
        self.countMax = countMax
    }

    /// How many there are.
    var current: Int { count.load(ordering: .relaxed) }

    /// A seat, to be given back by `leave`; nil where there is none.
    func join(_ exchange: HTTPExchange) -> UInt64? {
        table.withLock { table in
            if table.isClosed || table.exchanges.count >= countMax { return nil }
            table.lastSeat += 1
            table.exchanges[table.lastSeat] = exchange
            count.store(table.exchanges.count, ordering: .relaxed)
            if !table.isPinging {
                table.isPinging = true
                schedulePing()
            }
            return table.lastSeat
        }
    }

    func leave(_ seat: UInt64) {
        table.withLock { table in
            table.exchanges[seat] = nil
            count.store(table.exchanges.count, ordering: .relaxed)
        }
    }

    var isClosed: Bool { table.withLock { $0.isClosed } }

    /// Something has changed. Cheap, and nothing where nobody follows.
    package func wake() {
        if current == 0 || isAwake.exchange(true, ordering: .acquiringAndReleasing) { return }
        queue.asyncAfter(deadline: .now() + .milliseconds(Self.pauseMs)) { [self] in
            // Before they look: whatever comes after this has them look again.
            isAwake.store(false, ordering: .sequentiallyConsistent)
            wakeAll()
        }
    }

    /// Has one look again after so many seconds.
    func wake(_ exchange: HTTPExchange, after seconds: Int) {
        queue.asyncAfter(deadline: .now() + .seconds(seconds)) { exchange.wake() }
    }

    /// Ends them all, and takes no more.
    package func close() {
        table.withLock { $0.isClosed = true }
        wakeAll()
    }

    private func wakeAll() {
        for exchange in table.withLock({ Array($0.exchanges.values) }) { exchange.wake() }
    }

    private func schedulePing() {
        // Looked for more often than told, so that no pause is much longer than promised.
        queue.asyncAfter(deadline: .now() + .seconds(Self.pingSeconds / 5)) { [weak self] in
            guard let self else { return }
            wakeAll()
            let goesOn = table.withLock { table in
                table.isPinging = !table.exchanges.isEmpty && !table.isClosed
                return table.isPinging
            }
            if goesOn { schedulePing() }
        }
    }
}
