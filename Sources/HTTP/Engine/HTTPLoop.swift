import CSystem
import Dispatch
import Glibc
import Synchronization

/// One event loop: a serial queue, the sockets that are ready on it, and the letters that other
/// threads have left. Everything of its connections happens on the queue.
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
        /// Whether a block that delivers is on its way, so that a burst costs one.
        var isScheduled = false
    }

    nonisolated let executor: DispatchQueueExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }
    private nonisolated let inbox = Mutex(Inbox())
    /// Whether the inbox holds letters: read in every round without the lock.
    private nonisolated let hasLetters = Atomic<Bool>(false)
    private let core: HTTPLoopCore
    private var source: (any DispatchSourceRead)?
    /// The moment for which the timer is set.
    private var timerDue = Int64.max

    /// How often the sockets are asked before the queue is given to what else waits for it.
    private static let roundsMax = 512
    private static let yieldsMax = 2

    init(_ shared: HTTPServerShared, number: Int, of count: Int) throws(HTTPServerError) {
        executor = DispatchQueueExecutor(label: "http-\(number)")
        core = try HTTPLoopCore(shared, loopCount: count)
    }

    /// Begins to watch the sockets.
    nonisolated func start() {
        executor.queue.async { self.assumeIsolated { $0.watch() } }
    }

    /// Leaves a letter, from any thread. Letters of one thread are delivered in order.
    nonisolated func post(_ letter: Letter) {
        let mustSchedule = inbox.withLock { inbox in
            inbox.letters.append(letter)
            if inbox.isScheduled { return false }
            inbox.isScheduled = true
            return true
        }
        hasLetters.store(true, ordering: .releasing)
        guard mustSchedule else { return }
        executor.queue.async { self.assumeIsolated { $0.deliverScheduled() } }
    }

    private func watch() {
        let source = DispatchSource.makeReadSource(
            fileDescriptor: core.poll.descriptor, queue: executor.queue)
        source.setEventHandler { self.assumeIsolated { $0.run() } }
        source.activate()
        self.source = source
    }

    private func run() {
        var yields = 0
        for _ in 0..<Self.roundsMax {
            if core.poll(self) {
                yields = 0
            } else {
                if yields == Self.yieldsMax { break }
                yields += 1
                sched_yield()
            }
            if hasLetters.load(ordering: .acquiring) { deliver(isScheduled: false) }
        }
        settle()
    }

    private func deliver(isScheduled: Bool) {
        hasLetters.store(false, ordering: .relaxed)
        let letters = inbox.withLock { inbox in
            if isScheduled { inbox.isScheduled = false }
            let letters = inbox.letters
            inbox.letters = []
            return letters
        }
        core.refreshClock()
        for letter in letters { core.receive(letter, self) }
        core.shared.service.roundEnded()
    }

    private func deliverScheduled() {
        deliver(isScheduled: true)
        settle()
    }

    /// What is due after every turn: more turns for who waits, the clock, and the end.
    private func settle() {
        if core.hasWaiting {
            executor.queue.async { self.assumeIsolated { $0.run() } }
        }
        if core.isFinished, let source {
            source.cancel()
            self.source = nil
        }
        setTimer()
    }

    private func setTimer() {
        let due = core.nextDue
        if due >= timerDue { return }
        timerDue = due
        // The loop's clock is coarse: it may not have reached the moment when the timer has.
        let interval = DispatchTimeInterval.nanoseconds(Int(max(due - core.now, 1_000_000)))
        executor.queue.asyncAfter(deadline: .now() + interval) {
            self.assumeIsolated { $0.timerFired(due) }
        }
    }

    private func timerFired(_ due: Int64) {
        // One that was set before an earlier one has nothing to do any more.
        guard due == timerDue else { return }
        timerDue = .max
        core.refreshClock()
        core.sweep(self)
        settle()
    }
}
