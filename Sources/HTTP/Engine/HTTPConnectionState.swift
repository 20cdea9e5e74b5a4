/// What a connection decides: what it waits for, until when, and whether it stays open after the
/// answer. A value that is told what happens and when; it touches no socket and no clock.
struct HTTPConnectionState {
    /// What the connection waits for.
    enum Phase: Equatable {
        /// The first byte of a request.
        case idle
        /// The rest of a head.
        case head
        /// The rest of a body.
        case body
        /// The service.
        case answer
        /// The client to read the last answer and to close.
        case linger
    }

    /// What to do when a deadline has passed.
    enum Expiry: Equatable {
        /// Close without a word: nothing was asked, or nobody reads.
        case close
        /// Answer 408 (RFC 9110 §15.5.9).
        case refuse
    }

    private(set) var phase = Phase.idle
    private(set) var isDraining = false
    /// Whether the answer to the present request is the last of the connection.
    private(set) var closesAfterAnswer = false
    private var deadline: Int64
    private var writeDeadline = Int64.max

    init(now: Int64, _ timeouts: HTTPTimeouts) {
        deadline = now &+ timeouts.keepAlive
    }

    /// Bytes of a head have come; only the first of them sets its deadline.
    mutating func receivedHeadBytes(now: Int64, _ timeouts: HTTPTimeouts) {
        guard phase == .idle else { return }
        phase = .head
        deadline = now &+ timeouts.head
    }

    /// A head is complete.
    mutating func beganRequest(allowsKeepAlive: Bool) {
        phase = .answer
        deadline = .max
        closesAfterAnswer = isDraining || !allowsKeepAlive
    }

    /// A body is awaited, from now on or again.
    mutating func awaitBody(now: Int64, _ timeouts: HTTPTimeouts) {
        phase = .body
        deadline = now &+ timeouts.body
    }

    /// So many bytes of the body that is awaited have come.
    mutating func receivedBodyBytes(_ count: Int, now: Int64, _ timeouts: HTTPTimeouts) {
        deadline = HTTPTimeouts.extended(
            deadline, by: count, worth: timeouts.bodyByte, latest: now &+ timeouts.body)
    }

    /// The body is complete, or it rests because its receiver asked for it.
    mutating func awaitService() {
        phase = .answer
        deadline = .max
    }

    /// The present answer is to be the last.
    mutating func closeAfterAnswer() { closesAfterAnswer = true }

    /// The request is answered and its body is over, and the connection stays open.
    mutating func finishedRequest(now: Int64, _ timeouts: HTTPTimeouts) {
        phase = .idle
        deadline = now &+ timeouts.keepAlive
    }

    /// The last answer is out; what still comes is dropped.
    mutating func linger(now: Int64, _ timeouts: HTTPTimeouts) {
        phase = .linger
        deadline = now &+ timeouts.linger
    }

    /// The socket takes no more, having just taken so many bytes.
    mutating func awaitWriting(taken count: Int, now: Int64, _ timeouts: HTTPTimeouts) {
        let latest = now &+ timeouts.write
        writeDeadline =
            awaitsWriting
            ? HTTPTimeouts.extended(
                writeDeadline, by: count, worth: timeouts.writeByte, latest: latest) : latest
    }

    /// Whether something is ready that the socket has not taken yet.
    var awaitsWriting: Bool { writeDeadline != .max }

    /// All that was ready is written. Nothing was read meanwhile: the client has its time anew.
    mutating func wroteAll(now: Int64, _ timeouts: HTTPTimeouts) {
        writeDeadline = .max
        switch phase {
        case .idle: deadline = now &+ timeouts.keepAlive
        case .head: deadline = now &+ timeouts.head
        case .body, .answer, .linger: break
        }
    }

    /// No further request is wanted.
    mutating func drain() {
        isDraining = true
        closesAfterAnswer = true
    }

    /// Whether nothing is under way and nothing more is wanted.
    var isOver: Bool { isDraining && phase == .idle && !awaitsWriting }

    /// Before that moment nothing has to be done.
    var nextExpiry: Int64 {
        switch phase {
        case .idle, .head: awaitsWriting ? writeDeadline : deadline
        case .body, .answer, .linger: min(deadline, writeDeadline)
        }
    }

    /// What has to be done by now, if anything.
    func expiry(now: Int64) -> Expiry? {
        guard now >= nextExpiry else { return nil }
        if now >= writeDeadline { return .close }
        switch phase {
        case .idle, .linger: return .close
        case .head, .body: return .refuse
        case .answer: return nil
        }
    }
}
