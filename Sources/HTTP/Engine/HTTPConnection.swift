import CSystem
import Glibc

/// One connection. Confined to its loop's queue; idle, it holds no buffer.
final class HTTPConnection {
    /// What becomes of the bytes that come.
    enum Intake {
        /// They are a request head.
        case head
        /// They are the body of the present request.
        case body(HTTPBodyReceiver)
        /// They have to wait: the body is over and the answer is not out.
        case rest
        /// They are dropped, so many at most, for the client to read the last answer.
        case linger(remaining: Int)
    }

    /// How far the answer to the present request is.
    enum Answer {
        /// The service has not been asked, or reads the body.
        case none
        /// The service will respond.
        case pending
        /// The content is being made.
        case source(any HTTPBodySource)
        /// All of it is in the output.
        case given
    }

    let descriptor: Int32
    let id: UInt64
    let address: SocketAddress
    let admission: HTTPConnectionLimiter.Admission
    var state: HTTPConnectionState
    /// When the loop looks at the deadlines next.
    var looksAt = Int64.max
    var parser = HTTPRequestParser()
    var intake = Intake.head
    var answer = Answer.none
    /// The number of the present request: an answer to another one is out of date.
    var request: UInt64 = 0
    var isHead = false
    var version = HTTPVersion.http11
    /// How the present body is cut out of the stream, where there is one.
    var decoder: HTTPBodyDecoder?
    /// Whether the client may still be sending when the connection closes.
    var mustLinger = false
    var isClosed = false

    /// What was read and could not be used yet.
    var carried: [UInt8] = []
    /// Whether `carried` is the beginning of something that is not complete.
    var needsMore = false
    /// Whether the socket may hold more than was read.
    var mayRead = false
    /// Whether the end of the stream has been announced.
    var mayEnd = false
    /// Whether the end of the stream has been read.
    var hasEnded = false

    /// What the socket did not take.
    var unsent: [UInt8] = []
    var unsentOffset = 0
    /// A large content that goes out after `unsent`, or after the output, from where it is.
    var tail: [UInt8] = []
    var tailOffset = 0
    /// Whether the tail is held elsewhere anyway.
    var tailIsShared = false
    /// What the loop has counted for this connection.
    var countedBytes = 0

    static let turnsMax = 16

    init(
        descriptor: Int32, id: UInt64, address: SocketAddress,
        admission: HTTPConnectionLimiter.Admission, state: HTTPConnectionState
    ) {
        self.descriptor = descriptor
        self.id = id
        self.address = address
        self.admission = admission
        self.state = state
    }

    /// Whether the socket has to take more before anything else is made for it.
    var isBlocked: Bool { !unsent.isEmpty || !tail.isEmpty }

    /// The socket has changed.
    func ready(_ events: UInt32, _ core: HTTPLoopCore, _ loop: HTTPLoop) {
        // Both directions are over, or the connection was reset: nobody is there to answer.
        if events & UInt32(CSYSTEM_ERROR | CSYSTEM_HANGUP) != 0 {
            return close(core)
        }
        if events & UInt32(CSYSTEM_READABLE) != 0 { mayRead = true }
        if events & UInt32(CSYSTEM_PEER_CLOSED) != 0 {
            mayRead = true
            mayEnd = true
        }
        run(core, loop)
    }

    /// Reads, answers and writes as far as it goes now, for a bounded number of turns.
    func run(_ core: HTTPLoopCore, _ loop: HTTPLoop) {
        if isBlocked { flush(core) }
        for _ in 0..<Self.turnsMax {
            if isClosed { return }
            let hasMoved = turn(core, loop)
            if isClosed { return }
            flush(core)
            if isClosed || !hasMoved || isBlocked { return }
        }
        core.requeue(id)
    }

    /// One step; false where nothing can be done before something happens.
    private func turn(_ core: HTTPLoopCore, _ loop: HTTPLoop) -> Bool {
        var hasMore = false
        if case .source(let source) = answer {
            if mayEnd || hasEnded, source.endsWithClient {
                close(core)
                return false
            }
            if !isBlocked { hasMore = pump(source, core) }
        }
        return takeIn(core, loop) || hasMore
    }

    private func takeIn(_ core: HTTPLoopCore, _ loop: HTTPLoop) -> Bool {
        switch intake {
        case .head: if isBlocked { return false }
        case .body(let receiver): if receiver.isPaused { return false }
        case .rest: return false
        case .linger: break
        }
        if !carried.isEmpty, !needsMore {
            useCarried(core, loop)
            return true
        }
        if mayRead, read(core, loop) { return true }
        if isClosed { return false }
        if hasEnded {
            end(core)
        } else if state.isOver, core.output.isEmpty {
            close(core)
        }
        return false
    }

    /// No further request is wanted.
    func drain(_ core: HTTPLoopCore, _ loop: HTTPLoop) {
        state.drain()
        // Bytes that have come but were not read make it a request: it is still answered.
        mayRead = true
        run(core, loop)
    }

    /// Looks at the deadlines.
    func expire(_ core: HTTPLoopCore, _ loop: HTTPLoop) {
        switch state.expiry(now: core.now) {
        case nil: break
        case .close: close(core)
        case .refuse: refuse(.requestTimeout, core, loop)
        }
    }

    /// What it holds in memory for a request that is not complete or an answer that is not taken.
    var heldBytes: Int {
        var count = carried.capacity + unsent.capacity + (tailIsShared ? 0 : tail.capacity)
        if case .body(let receiver) = intake { count += receiver.heldBytes }
        return count
    }

    /// Gives back what it holds, as memory is short.
    func shed(_ core: HTTPLoopCore, _ loop: HTTPLoop) {
        if isBlocked {
            close(core)
        } else {
            refuse(.unavailable, core, loop)
        }
    }

    /// Closes at once, whatever is under way.
    func close(_ core: HTTPLoopCore) {
        if isClosed { return }
        isClosed = true
        core.output.removeAll(keepingCapacity: true)
        if case .body(let receiver) = intake { receiver.cancel() }
        if case .source(let source) = answer { source.cancel() }
        intake = .rest
        answer = .given
        _ = Glibc.close(descriptor)
        core.remove(self)
    }
}
