import Glibc

extension HTTPConnection {
    /// Reads once and uses what has come; false where there was nothing.
    func read(_ core: HTTPLoopCore, _ loop: HTTPLoop) -> Bool {
        let count = recv(descriptor, core.input.baseAddress, core.input.count, 0)
        if count > 0 {
            // An edge tells of each change once: a short read has emptied the socket, but an end
            // that came along is still to be read.
            mayRead = count == core.input.count || mayEnd
            let bytes = UnsafeRawBufferPointer(rebasing: core.input[..<count])
            if carried.isEmpty {
                let used = use(bytes, core, loop)
                if !isClosed, used < count { carried = Array(bytes[used...]) }
            } else {
                carried.append(contentsOf: bytes)
                useCarried(core, loop)
            }
            return true
        }
        if count == 0 {
            mayRead = false
            mayEnd = false
            hasEnded = true
            end(core)
            return !isClosed
        }
        switch errno {
        case EINTR: return true
        case EAGAIN: mayRead = false
        default: close(core)
        }
        return false
    }

    /// The client has shut down its half of the connection (RFC 9112 §9.6): what is being answered
    /// still is, what is not complete never will be.
    func end(_ core: HTTPLoopCore) {
        switch intake {
        case .head:
            if !isBlocked, core.output.isEmpty { close(core) }
        case .body, .linger: close(core)
        case .rest: break
        }
    }

    /// Uses what was left over, with what has come since.
    func useCarried(_ core: HTTPLoopCore, _ loop: HTTPLoop) {
        var bytes = carried
        carried = []
        let used = bytes.withUnsafeBytes { use($0, core, loop) }
        if isClosed || used == bytes.count { return }
        if used > 0 { bytes.removeFirst(used) }
        carried = bytes
    }

    /// Uses what it can of the bytes and answers how many that were.
    private func use(
        _ bytes: UnsafeRawBufferPointer, _ core: HTTPLoopCore, _ loop: HTTPLoop
    ) -> Int {
        needsMore = false
        var offset = 0
        var heads = 0
        while offset < bytes.count, !isClosed {
            switch intake {
            case .rest: return offset
            case .linger(let remaining):
                let left = remaining - (bytes.count - offset)
                intake = .linger(remaining: left)
                if left <= 0 { close(core) }
                return bytes.count
            case .head:
                // Answers to requests of one read go out in one write, but not without end.
                if heads == core.configuration.pipelinedRequestsMax || !tail.isEmpty
                    || core.output.count > Self.outputMax
                {
                    return offset
                }
                heads += 1
                guard let used = useHead(bytes.slice(offset, bytes.count), core, loop) else {
                    needsMore = true
                    return offset
                }
                offset += used
            case .body(let receiver):
                if receiver.isPaused { return offset }
                offset += useBody(bytes.slice(offset, bytes.count), receiver, core, loop)
            }
        }
        return offset
    }

    static var outputMax: Int { 256 << 10 }

    private func useHead(
        _ bytes: UnsafeRawBufferPointer, _ core: HTTPLoopCore, _ loop: HTTPLoop
    ) -> Int? {
        let limits = core.shared.configuration.headLimits
        switch parser.parse(bytes, limits: limits, from: address) {
        case .incomplete:
            state.receivedHeadBytes(now: core.now, core.timeouts)
            return nil
        case .invalid(let refusal):
            refuse(refusal, core, loop)
            return bytes.count
        case .head(let head, let consumed):
            parser = HTTPRequestParser()
            begin(head, core, loop)
            return consumed
        }
    }

    private func useBody(
        _ bytes: UnsafeRawBufferPointer, _ receiver: HTTPBodyReceiver, _ core: HTTPLoopCore,
        _ loop: HTTPLoop
    ) -> Int {
        guard let step = decoder?.next(bytes) else { return bytes.count }
        switch step {
        case .more(let consumed):
            state.receivedBodyBytes(consumed, now: core.now, core.timeouts)
            return consumed
        case .content(let range):
            state.receivedBodyBytes(range.upperBound, now: core.now, core.timeouts)
            follow(receiver.receive(bytes.slice(range)), of: receiver, core, loop)
            return range.upperBound
        case .end(let consumed):
            finishBody(receiver, core)
            return consumed
        case .invalid(let refusal):
            refuse(refusal, core, loop)
            return bytes.count
        }
    }

    /// What a receiver has made of a piece, or of a resume.
    func follow(
        _ outcome: HTTPBodyReceiver.Outcome, of receiver: HTTPBodyReceiver,
        _ core: HTTPLoopCore, _ loop: HTTPLoop
    ) {
        switch outcome {
        case .more: if receiver.isPaused { state.awaitService() }
        case .answer(let response):
            restOfBody(core)
            respond(response, core)
        case .tooLarge:
            refuse(.contentTooLarge(limit: receiver.limit), core, loop)
        }
        finishBodyIfComplete(core)
    }

    /// A body of known length is over with its last byte, and not only when more comes.
    func finishBodyIfComplete(_ core: HTTPLoopCore) {
        guard case .body(let receiver) = intake, decoder?.remaining == 0, !receiver.isPaused
        else { return }
        finishBody(receiver, core)
    }

    /// The body is complete: its receiver answers, or nobody wanted it.
    private func finishBody(_ receiver: HTTPBodyReceiver, _ core: HTTPLoopCore) {
        intake = .rest
        decoder = nil
        state.awaitService()
        switch receiver.finish() {
        case nil: finishIfAnswered(core)
        case .later: answer = .pending
        case .now(let response): respond(response, core)
        }
    }
}
