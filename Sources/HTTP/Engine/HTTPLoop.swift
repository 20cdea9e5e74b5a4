import CSystem
import Dispatch
import Glibc
import Synchronization

/// One event loop: a serial queue, whose one block waits for the sockets and for the letters that
/// other threads have left. Everything of its connections happens in it, on one thread; nothing
/// else that is put on the queue runs before all is drained.
actor HTTPLoop {
    /// What other threads, and other loops, have to say.
    enum Letter: Sendable {
        case adopt(descriptor: Int32, SocketAddress, HTTPConnectionLimiter.Admission)
        case signal(HTTPExchange.Signal, connection: UInt64, request: UInt64)
        case listen([HTTPListener], peers: [HTTPLoop])
        /// Somebody wants to know whether letters still arrive.
        case leave(DispatchGroup)
        case drain
        case abort
    }

    private struct Inbox {
        var letters: [Letter] = []
        /// Whether nobody looks for letters any more.
        var hasEnded = false
    }

    nonisolated let executor: DispatchQueueExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }
    private nonisolated let inbox = Mutex(Inbox())
    /// Whether the inbox holds letters: read in every round without the lock.
    private nonisolated let hasLetters = Atomic<Bool>(false)
    /// Whether it takes the bell to have letters looked for.
    private nonisolated let isAsleep = Atomic<Bool>(false)
    private nonisolated let bell: LoopBell
    private let core: HTTPLoopCore

    /// How often others have the processor before the loop sleeps.
    private static let yieldsMax = 2
    /// The same while an answer is about to come. To be woken takes about as long as a group of
    /// writes, and the system wakes a loop on the processor of another, now and then, and leaves it
    /// there while its own has nothing to do.
    private static let patientYieldsMax = 400
    /// After how many turns in a row what the service put off begins, though there is more to do.
    private static let turnsMax = 4

    init(_ shared: HTTPServerShared, number: Int, of count: Int) throws(HTTPServerError) {
        executor = DispatchQueueExecutor(label: "http-\(number)")
        bell = try LoopBell()
        core = try HTTPLoopCore(shared, loopCount: count, bell)
    }

    /// Begins to serve, until all connections are drained.
    nonisolated func start() {
        executor.queue.async { self.assumeIsolated { $0.run() } }
    }

    /// Leaves a letter, from any thread. Letters of one thread are delivered in order.
    nonisolated func post(_ letter: Letter) {
        let hasEnded = inbox.withLock { inbox in
            inbox.letters.append(letter)
            return inbox.hasEnded
        }
        if hasEnded { return executor.queue.async { self.assumeIsolated { $0.deliver() } } }
        // After the letter, and before the look at who sleeps: one of the two sees the other.
        hasLetters.store(true, ordering: .sequentiallyConsistent)
        if isAsleep.exchange(false, ordering: .sequentiallyConsistent) { bell.ring() }
    }

    private func run() {
        var yields = 0
        var turns = 0
        while !core.isFinished {
            let isTired = isTired(after: yields)
            var wasBusy = isTired ? sleep() : core.poll(self)
            if hasLetters.load(ordering: .acquiring) {
                deliver()
                wasBusy = true
            }
            turns += 1
            if !wasBusy || turns >= Self.turnsMax {
                core.shared.service.roundEnded()
                turns = 0
            }
            if wasBusy || isTired {
                yields = 0
            } else {
                yields += 1
                sched_yield()
            }
            if core.nextDue <= core.now { core.sweep(self) }
        }
        inbox.withLock { $0.hasEnded = true }
        deliver()
        core.shared.service.roundEnded()
    }

    private func isTired(after yields: Int) -> Bool {
        yields >= Self.yieldsMax
            && (yields >= Self.patientYieldsMax || !core.shared.service.isAboutToAnswer)
    }

    /// Waits for something to happen; false where nothing did.
    private func sleep() -> Bool {
        isAsleep.store(true, ordering: .sequentiallyConsistent)
        defer { isAsleep.store(false, ordering: .relaxed) }
        if hasLetters.load(ordering: .sequentiallyConsistent) { return false }
        let wasBusy = core.poll(self, milliseconds: core.millisecondsToNextDue)
        if !wasBusy { core.refreshClock() }
        return wasBusy
    }

    private func deliver() {
        hasLetters.store(false, ordering: .relaxed)
        let letters = inbox.withLock { inbox in
            let letters = inbox.letters
            inbox.letters = []
            return letters
        }
        core.refreshClock()
        for letter in letters { core.receive(letter, self) }
    }
}
