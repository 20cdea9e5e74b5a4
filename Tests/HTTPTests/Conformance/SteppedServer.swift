import Dispatch
import Glibc

@testable import HTTP

/// A loop that only the test turns, with clients at the other ends of socket pairs: what a client
/// sends is read before the next piece is sent, so that a cut of the bytes is a cut of the reads.
final class SteppedServer {
    private let core: HTTPLoopCore
    /// For the exchanges of requests; it never runs.
    private let loop: HTTPLoop

    init(
        _ service: any HTTPService, configure: (inout HTTPServerConfiguration) -> Void
    ) throws {
        var configuration = HTTPServerConfiguration(endpoints: [])
        configure(&configuration)
        let shared = HTTPServerShared(
            configuration: configuration, service: service, observer: nil,
            limiter: HTTPConnectionLimiter(configuration), open: DispatchGroup())
        core = try HTTPLoopCore(shared, loopCount: 1, try LoopBell())
        loop = try HTTPLoop(shared, number: 0, of: 1)
    }

    /// How many connections are open.
    var count: Int { core.count }

    func connect() throws -> SteppedClient {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw TestClient.Failure(reason: "socketpair: errno \(errno)")
        }
        let address = SocketAddress.local(path: "")
        guard let admission = core.shared.limiter.admit(address) else {
            throw TestClient.Failure(reason: "not admitted")
        }
        core.receive(.adopt(descriptor: ends[0], address, admission), loop)
        return SteppedClient(descriptor: ends[1], server: self)
    }

    /// Serves until nothing is ready.
    func step() {
        while core.poll(loop) {}
    }
}
