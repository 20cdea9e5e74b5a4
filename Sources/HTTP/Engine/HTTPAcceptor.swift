import CSystem
import Glibc

/// Takes connections in and deals them out to the loops. Confined to the queue of the loop that
/// listens; in the other loops it has nothing to do.
final class HTTPAcceptor {
    private var listeners: [HTTPListener] = []
    private var peers: [HTTPLoop] = []
    private var nextPeer = 0
    private var isResting = false
    /// Whether nothing was accepted since the observer heard of it.
    private var hasTold = false
    private var resumesAt = Int64.max

    private static let rest: Int64 = 100_000_000
    /// Tokens of listeners have the highest bit, those of connections never have.
    private static let tokenBit: UInt64 = 1 << 63

    /// When `resume` has something to do, `.max` where nothing waits for the clock.
    var nextDue: Int64 { isResting ? resumesAt : .max }

    /// The listener that the token of an event stands for; nil where it is a connection's.
    static func listener(_ token: UInt64) -> Int? {
        token & tokenBit != 0 ? Int(token & ~tokenBit) : nil
    }

    /// Begins to listen, and to deal out to those loops in turn.
    func begin(_ listeners: [HTTPListener], _ peers: [HTTPLoop], _ core: HTTPLoopCore) {
        self.peers = peers
        self.listeners = listeners
        listen(core)
    }

    /// Listens again when the rest is over.
    func resume(_ core: HTTPLoopCore) {
        if isResting, core.now >= resumesAt { listen(core) }
    }

    private func listen(_ core: HTTPLoopCore) {
        isResting = false
        for (index, listener) in listeners.enumerated() {
            let token = Self.tokenBit | UInt64(index)
            if !core.poll.add(listener.descriptor, token: token, edgeTriggered: false) {
                return rest(errno, core)
            }
        }
    }

    /// Without descriptors or memory accept would fail again at once: it waits for a moment.
    private func rest(_ code: Int32, _ core: HTTPLoopCore) {
        isResting = true
        resumesAt = core.now &+ Self.rest
        for listener in listeners { core.poll.remove(listener.descriptor) }
        if !hasTold { core.shared.observer?(.acceptPaused(errno: code)) }
        hasTold = true
    }

    /// Takes in so many connections at most and hands them to their loops.
    func accept(_ index: Int, atMost count: Int, _ core: HTTPLoopCore, _ loop: HTTPLoop) {
        for _ in 0..<count {
            guard index < listeners.count, !isResting else { return }
            let (descriptor, address) = listeners[index].accept()
            if descriptor < 0 {
                switch errno {
                case EAGAIN: return
                // What the network has already taken back again (accept(2)).
                case EINTR, ECONNABORTED, EPROTO, EPERM, ENETDOWN, EHOSTUNREACH, ENETUNREACH:
                    continue
                default: return rest(errno, core)
                }
            }
            hasTold = false
            guard let admission = core.shared.limiter.admit(address) else {
                turnAway(descriptor, address, core)
                continue
            }
            let peer = peers[nextPeer % peers.count]
            nextPeer = (nextPeer + 1) % peers.count
            if peer === loop {
                core.adopt(descriptor, address, admission, loop)
            } else {
                peer.post(.adopt(descriptor: descriptor, address, admission))
            }
        }
    }

    /// Says that there is no room without keeping anything of the connection. Whoever asks only
    /// after this has closed may find it reset in place of the answer.
    private func turnAway(_ descriptor: Int32, _ address: SocketAddress, _ core: HTTPLoopCore) {
        core.shared.observer?(.refused(.unavailable, address))
        var answer: [UInt8] = []
        let response = core.shared.service.answer(to: .unavailable, of: nil)
        answer.appendHead(
            of: response, commonLines: core.commonLines, version: .http11, closes: true)
        if case .bytes(let bytes) = response.body { answer += bytes }
        // What has come and is not read would reset the connection with the close.
        _ = recv(descriptor, core.input.baseAddress, core.input.count, 0)
        answer.withUnsafeBytes {
            _ = send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        _ = Glibc.close(descriptor)
    }

    /// Takes in whoever has come already, stops listening, and tells the other loops.
    func finish(_ core: HTTPLoopCore, _ loop: HTTPLoop) {
        for index in listeners.indices {
            // Whoever was let in by the kernel may have asked already.
            accept(index, atMost: Int(HTTPListener.backlog), core, loop)
            core.poll.remove(listeners[index].descriptor)
            listeners[index].close()
        }
        // Behind the last connections that were dealt to them.
        for peer in peers where peer !== loop { peer.post(.drain) }
        listeners = []
        peers = []
        isResting = false
    }
}
