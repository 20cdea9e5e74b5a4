import CSystem
import Dispatch
import Glibc

/// The connections of one loop and what they share: the epoll set, the buffers and the clock.
/// Confined to the loop's queue.
final class HTTPLoopCore {
    let poll: EventPoll
    let shared: HTTPServerShared
    let timeouts: HTTPTimeouts
    /// What the connection whose turn it is has read last.
    let input: UnsafeMutableRawBufferPointer
    /// What the connection whose turn it is has to send. Empty between turns.
    var output: [UInt8] = []
    /// Monotonic nanoseconds, as of the last refresh.
    private(set) var now: Int64 = 0
    /// The constant lines of every answer: `Server` and `Date`.
    private(set) var commonLines: [UInt8] = []
    private var second = -1

    private var connections: [HTTPConnection?] = []
    private var free: [Int] = []
    private var generation: UInt64 = 0
    private(set) var count = 0
    private var wheel: DeadlineWheel
    /// What all connections hold in memory.
    private var heldBytes = 0
    private let heldBytesMax: Int
    /// Connections that had more to do when their turn was over.
    private var waiting: [UInt64] = []

    private let acceptor = HTTPAcceptor()
    private var isDraining = false
    private(set) var isFinished = false

    private static let inputBytes = 64 << 10
    /// No connection has it, nor a listener.
    private static let bellToken: UInt64 = 1 << 62
    private static let acceptsMax = 64

    /// `bell` ends the waiting of `poll`.
    init(_ shared: HTTPServerShared, loopCount: Int, _ bell: LoopBell) throws(HTTPServerError) {
        poll = try EventPoll()
        self.shared = shared
        timeouts = HTTPTimeouts(shared.configuration)
        heldBytesMax = shared.configuration.bufferBytesMax / loopCount
        input = .allocate(byteCount: Self.inputBytes, alignment: 16)
        wheel = DeadlineWheel(tick: timeouts.tick, now: 0)
        refreshClock()
        wheel = DeadlineWheel(tick: timeouts.tick, now: now)
        guard poll.add(bell.descriptor, token: Self.bellToken, edgeTriggered: true) else {
            throw HTTPServerError(operation: "epoll_ctl", endpoint: "loop", code: errno)
        }
    }

    deinit { input.deallocate() }

    var configuration: HTTPServerConfiguration { shared.configuration }
    /// When `sweep` has something to do next, `.max` where nothing waits for the clock.
    var nextDue: Int64 { min(acceptor.nextDue, wheel.nextDue) }

    /// How long there is nothing to do for `sweep`; negative where nothing waits for the clock.
    var millisecondsToNextDue: Int32 {
        let due = nextDue
        if due == .max { return -1 }
        // The clock is coarse: it may not have reached the moment when that has come.
        return Int32(clamping: max(due - now, 0) / 1_000_000 + 1)
    }

    /// Reads the clocks; the text of the date is made anew once a second.
    func refreshClock() {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
        now = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
        clock_gettime(CLOCK_REALTIME_COARSE, &time)
        guard time.tv_sec != second else { return }
        second = time.tv_sec
        let date = HTTPDate(secondsSinceEpoch: max(0, second)).text
        let server = configuration.serverName.map { "Server: \($0)\r\n" } ?? ""
        commonLines = Array("\(server)Date: \(date)\r\n".utf8)
    }

    /// Serves all that is ready; false where nothing was. Where nobody waits for a turn it waits so
    /// many milliseconds for something, for ever where they are negative.
    func poll(_ loop: HTTPLoop, milliseconds: Int32 = 0) -> Bool {
        let ready = poll.poll(milliseconds: waiting.isEmpty ? milliseconds : 0)
        if ready == 0, waiting.isEmpty { return false }
        refreshClock()
        let again = waiting
        waiting.removeAll(keepingCapacity: true)
        for index in 0..<ready {
            let event = poll[index]
            if let listener = HTTPAcceptor.listener(event.token) {
                acceptor.accept(listener, atMost: Self.acceptsMax, self, loop)
            } else if let connection = connection(event.token) {
                connection.ready(event.events, self, loop)
                settle(connection, loop)
            }
        }
        for id in again {
            guard let connection = connection(id) else { continue }
            connection.run(self, loop)
            settle(connection, loop)
        }
        return true
    }

    func receive(_ letter: HTTPLoop.Letter, _ loop: HTTPLoop) {
        switch letter {
        case .adopt(let descriptor, let address, let admission):
            adopt(descriptor, address, admission, loop)
        case .signal(let signal, let id, let request):
            guard let connection = connection(id) else { return }
            connection.receive(signal, request: request, self, loop)
            settle(connection, loop)
        case .listen(let listeners, let peers): acceptor.begin(listeners, peers, self)
        case .leave(let group): group.leave()
        case .drain: drain(loop)
        case .abort:
            drain(loop)
            for connection in connections { connection?.close(self) }
        }
    }

    /// Closes and refuses what is over its time.
    func sweep(_ loop: HTTPLoop) {
        for id in wheel.take(now: now) {
            // Whoever was looked at earlier than was thought first is filed for another moment.
            guard let connection = connection(id), connection.looksAt <= now else { continue }
            connection.looksAt = .max
            connection.expire(self, loop)
            settle(connection, loop)
        }
        acceptor.resume(self)
    }

    /// Sees to the deadlines and the memory of a connection whose turn is over. A deadline that
    /// moves away, as it does with every request, costs nothing here.
    private func settle(_ connection: HTTPConnection, _ loop: HTTPLoop) {
        if connection.isClosed { return }
        let expiry = connection.state.nextExpiry
        if expiry < connection.looksAt {
            connection.looksAt = wheel.file(connection.id, at: expiry)
        }
        count(connection)
        if heldBytes > heldBytesMax { shed(loop) }
    }

    private func count(_ connection: HTTPConnection) {
        let held = connection.heldBytes
        heldBytes += held - connection.countedBytes
        connection.countedBytes = held
    }

    /// Has those that hold most give it back, until the rest fits.
    private func shed(_ loop: HTTPLoop) {
        while heldBytes > heldBytesMax {
            let worst = connections.lazy.compactMap(\.self).max { first, second in
                first.countedBytes < second.countedBytes
            }
            guard let worst, worst.countedBytes > 0 else { return }
            let before = worst.countedBytes
            worst.shed(self, loop)
            if worst.isClosed { continue }
            count(worst)
            if worst.countedBytes >= before { worst.close(self) }
        }
    }

    /// Gives the connection another turn after all others.
    func requeue(_ id: UInt64) { waiting.append(id) }
}

extension HTTPLoopCore {
    /// The connection of that id, if it is still the same one.
    private func connection(_ id: UInt64) -> HTTPConnection? {
        let slot = Int(truncatingIfNeeded: id & 0xFF_FFFF)
        guard slot < connections.count, let found = connections[slot], found.id == id else {
            return nil
        }
        return found
    }

    /// Begins to serve an accepted connection, or closes it where that cannot be.
    func adopt(
        _ descriptor: Int32, _ address: SocketAddress,
        _ admission: HTTPConnectionLimiter.Admission, _ loop: HTTPLoop
    ) {
        let slot = free.popLast() ?? connections.count
        generation = (generation &+ 1) & 0x7F_FFFF_FFFF
        let id = generation << 24 | UInt64(slot)
        guard !isDraining, slot <= 0xFF_FFFF,
            poll.add(descriptor, token: id, edgeTriggered: true)
        else {
            free.append(slot)
            if slot == connections.count { connections.append(nil) }
            shared.limiter.release(address, admission)
            _ = Glibc.close(descriptor)
            return
        }
        let connection = HTTPConnection(
            descriptor: descriptor, id: id, address: address, admission: admission,
            state: HTTPConnectionState(now: now, timeouts))
        if slot == connections.count {
            connections.append(connection)
        } else {
            connections[slot] = connection
        }
        count += 1
        shared.observer?(.connectionOpened(address))
        if admission == .refused { connection.refuse(.unavailable, self, loop) }
        settle(connection, loop)
    }

    /// Forgets a connection that has closed its socket.
    func remove(_ connection: HTTPConnection) {
        let slot = Int(truncatingIfNeeded: connection.id & 0xFF_FFFF)
        connections[slot] = nil
        free.append(slot)
        count -= 1
        heldBytes -= connection.countedBytes
        shared.limiter.release(connection.address, connection.admission)
        shared.observer?(.connectionClosed(connection.address))
        finishIfEmpty()
    }

    private func drain(_ loop: HTTPLoop) {
        if isDraining { return }
        acceptor.finish(self, loop)
        isDraining = true
        for connection in connections {
            guard let connection else { continue }
            connection.drain(self, loop)
            settle(connection, loop)
        }
        finishIfEmpty()
    }

    private func finishIfEmpty() {
        guard isDraining, count == 0, !isFinished else { return }
        isFinished = true
        shared.open.leave()
    }
}
