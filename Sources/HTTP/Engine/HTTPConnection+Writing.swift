import Glibc

extension HTTPConnection {
    /// Asks the source for more while there is room; answers whether it may have more yet.
    @discardableResult
    func pump(_ source: any HTTPBodySource, _ core: HTTPLoopCore) -> Bool {
        let isChunked = version == .http11
        while core.output.count < Self.pumpedMax, !isClosed {
            switch source.next() {
            case .bytes(let bytes):
                if isChunked {
                    core.output.appendChunk(bytes)
                } else {
                    core.output.append(contentsOf: bytes)
                }
            case .wait: return false
            case .end:
                if isChunked { core.output.append(contentsOf: Self.lastChunk) }
                answer = .given
                finishIfAnswered(core)
                return false
            }
        }
        return true
    }

    static var pumpedMax: Int { 64 << 10 }

    private static let lastChunk = Array("0\r\n\r\n".utf8)

    /// Sends what is ready, as far as the socket takes it, and closes where that was the last.
    func flush(_ core: HTTPLoopCore) {
        if isClosed { return }
        if isBlocked {
            flushBlocked(core)
        } else if !core.output.isEmpty {
            flushOutput(core)
        }
        if isClosed || isBlocked { return }
        if state.closesAfterAnswer, case .given = answer { finishConnection(core) }
    }

    private func flushOutput(_ core: HTTPLoopCore) {
        let count = core.output.count
        let sent = core.output.withUnsafeBytes { send($0) }
        guard let sent else { return close(core) }
        if sent < count {
            unsent = Array(core.output[sent...])
            unsentOffset = 0
            state.awaitWriting(taken: sent, now: core.now, core.timeouts)
        }
        core.output.removeAll(keepingCapacity: true)
    }

    private func flushBlocked(_ core: HTTPLoopCore) {
        if !core.output.isEmpty {
            // Order is kept: what is new goes behind what is left over. There is no tail then but
            // the one that belongs to the new output.
            unsent.append(contentsOf: core.output)
            core.output.removeAll(keepingCapacity: true)
        }
        let unsentLeft = unsent.count - unsentOffset
        let sent = unsent.withUnsafeBytes { first in
            tail.withUnsafeBytes { second in
                send(first.slice(unsentOffset, first.count), second.slice(tailOffset, second.count))
            }
        }
        guard let sent else { return close(core) }
        state.awaitWriting(taken: sent, now: core.now, core.timeouts)
        if sent < unsentLeft {
            unsentOffset += sent
            return
        }
        unsent = []
        unsentOffset = 0
        tailOffset += sent - unsentLeft
        if tailOffset < tail.count { return }
        tail = []
        tailOffset = 0
        tailIsShared = false
        state.wroteAll(now: core.now, core.timeouts)
    }

    /// How much the socket took; nil where nobody is there any more.
    private func send(_ bytes: UnsafeRawBufferPointer) -> Int? {
        while true {
            let sent = Glibc.send(
                descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            if sent >= 0 { return sent }
            if errno == EAGAIN { return 0 }
            if errno != EINTR { return nil }
        }
    }

    private func send(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> Int? {
        if second.isEmpty { return send(first) }
        if first.isEmpty { return send(second) }
        var parts = (
            iovec(
                iov_base: UnsafeMutableRawPointer(mutating: first.baseAddress),
                iov_len: first.count),
            iovec(
                iov_base: UnsafeMutableRawPointer(mutating: second.baseAddress),
                iov_len: second.count)
        )
        return withUnsafeMutablePointer(to: &parts) { pointer in
            pointer.withMemoryRebound(to: iovec.self, capacity: 2) { vectors in
                var message = msghdr()
                message.msg_iov = vectors
                message.msg_iovlen = 2
                while true {
                    let sent = sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL))
                    if sent >= 0 { return sent }
                    if errno == EAGAIN { return 0 }
                    if errno != EINTR { return nil }
                }
            }
        }
    }

    /// The last answer is out. Where the client may still be sending, closing at once would
    /// reset the connection and could take the answer back (RFC 9112 §9.6).
    private func finishConnection(_ core: HTTPLoopCore) {
        if case .linger = intake { return }
        if case .body = intake { mustLinger = true }
        guard mustLinger, !hasEnded else { return close(core) }
        shutdown(descriptor, Int32(SHUT_WR))
        carried = []
        intake = .linger(remaining: core.configuration.lingerBytesMax)
        state.linger(now: core.now, core.timeouts)
    }
}
