import Glibc

extension HTTPConnection {
    /// A head is complete: the service plans.
    func begin(_ head: HTTPRequestHead, _ core: HTTPLoopCore, _ loop: HTTPLoop) {
        request &+= 1
        isHead = head.method == .head
        version = head.version
        answer = .none
        intake = .rest
        state.beganRequest(
            allowsKeepAlive: head.allowsKeepAlive
                && request < core.configuration.requestsPerConnectionMax)
        let exchange = HTTPExchange(loop, connection: id, request: request)
        switch core.shared.service.receive(head, exchange) {
        case .answer(let response):
            if head.hasBody { discardBody(head, core) }
            respond(response, core)
        case .later:
            answer = .pending
            if head.hasBody { discardBody(head, core) }
        case .collect(let limit, let then):
            if head.hasBody {
                receiveBody(
                    head, .collecting(head, limit: limit, then: then), core, loop)
            } else {
                take(then([]), core)
            }
        case .stream(let limit, let sink):
            if head.hasBody {
                receiveBody(head, .streaming(head, limit: limit, to: sink), core, loop)
            } else {
                take(sink.finish(), core)
            }
        }
    }

    private func take(_ answer: HTTPAnswer, _ core: HTTPLoopCore) {
        switch answer {
        case .now(let response): respond(response, core)
        case .later: self.answer = .pending
        }
    }

    private func receiveBody(
        _ head: HTTPRequestHead, _ receiver: HTTPBodyReceiver, _ core: HTTPLoopCore,
        _ loop: HTTPLoop
    ) {
        decoder = HTTPBodyDecoder(head)
        intake = .body(receiver)
        if let length = head.contentLength, length > receiver.limit {
            return refuse(.contentTooLarge(limit: receiver.limit), core, loop)
        }
        // RFC 9110 §10.1.1: only now, when the body is wanted.
        if head.expectsContinue {
            core.output.append(contentsOf: Self.continueLine)
        }
        state.awaitBody(now: core.now, core.timeouts)
    }

    /// Nobody wants the body: it is read and dropped to keep the connection, where it is short
    /// and certain to come, else the connection ends with the answer (RFC 9112 §9.6).
    private func discardBody(_ head: HTTPRequestHead, _ core: HTTPLoopCore) {
        let limit = core.configuration.discardedBytesMax
        if head.expectsContinue || (head.contentLength ?? 0) > limit || !head.allowsKeepAlive {
            state.closeAfterAnswer()
            mustLinger = true
            return
        }
        decoder = HTTPBodyDecoder(head)
        intake = .body(.discarding(limit: limit))
        state.awaitBody(now: core.now, core.timeouts)
    }

    /// The sink has answered early: what is left of the body is dropped, or the connection ends.
    func restOfBody(_ core: HTTPLoopCore) {
        let limit = core.configuration.discardedBytesMax
        if (decoder?.remaining ?? 0) > limit || state.closesAfterAnswer {
            state.closeAfterAnswer()
            mustLinger = true
            intake = .rest
        } else {
            intake = .body(.discarding(limit: limit))
            state.awaitBody(now: core.now, core.timeouts)
        }
    }

    /// The engine says no, and this is the last answer of the connection.
    func refuse(_ refusal: HTTPRefusal, _ core: HTTPLoopCore, _ loop: HTTPLoop) {
        core.shared.observer?(.refused(refusal, address))
        var head: HTTPRequestHead?
        if case .body(let receiver) = intake {
            head = receiver.head
            receiver.cancel()
        }
        if case .head = intake {
            // What was known was about the request before.
            isHead = parser.isHead
            version = .http11
        }
        carried = []
        needsMore = false
        intake = .rest
        state.awaitService()
        state.closeAfterAnswer()
        mustLinger = true
        switch answer {
        case .none, .pending:
            // Whatever the service still has to say is about a request that is over.
            request &+= 1
            respond(core.shared.service.answer(to: refusal, of: head), core)
        case .given: finishIfAnswered(core)
        case .source: break
        }
        flush(core)
    }

    /// Puts the answer into the output.
    func respond(_ response: HTTPResponse, _ core: HTTPLoopCore) {
        if case .stream = response.body, version == .http10, !isHead {
            // RFC 9112 §6.3: without chunks only the close tells the end.
            state.closeAfterAnswer()
        }
        core.output.appendHead(
            of: response, commonLines: core.commonLines, version: version,
            closes: state.closesAfterAnswer)
        switch response.body {
        case .none: answer = .given
        case .bytes(let bytes):
            answer = .given
            if !isHead, !response.status.hasNoBody {
                if bytes.count > Self.copiedMax {
                    tail = bytes
                    tailOffset = 0
                    tailIsShared = response.bodyIsShared
                } else {
                    core.output.append(contentsOf: bytes)
                }
            }
        case .stream(let source):
            if isHead || response.status.hasNoBody {
                answer = .given
                source.cancel()
            } else {
                answer = .source(source)
                pump(source, core)
            }
        }
        finishIfAnswered(core)
    }

    /// Contents that are longer go out from where they are.
    static var copiedMax: Int { 4 << 10 }

    private static let continueLine = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    /// Makes the connection ready for the next request where this one is over.
    func finishIfAnswered(_ core: HTTPLoopCore) {
        guard case .given = answer, !state.closesAfterAnswer else { return }
        guard case .rest = intake else { return }
        answer = .none
        intake = .head
        state.finishedRequest(now: core.now, core.timeouts)
    }

    /// Word from elsewhere about a request.
    func receive(
        _ signal: HTTPExchange.Signal, request: UInt64, _ core: HTTPLoopCore, _ loop: HTTPLoop
    ) {
        guard request == self.request else { return }
        switch signal {
        case .respond(let make):
            switch answer {
            case .pending: break
            case .none:
                // A sink that has heard enough may also answer through its exchange.
                guard case .body(let receiver) = intake, !receiver.isDiscarding else { return }
                restOfBody(core)
            case .source, .given: return
            }
            respond(make(), core)
            finishBodyIfComplete(core)
        case .resume:
            guard case .body(let receiver) = intake, receiver.isPaused else { return }
            state.awaitBody(now: core.now, core.timeouts)
            follow(receiver.resume(), of: receiver, core, loop)
        case .wake: break
        }
        flush(core)
        if !isClosed { run(core, loop) }
    }
}
