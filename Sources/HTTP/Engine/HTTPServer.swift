import Dispatch
import Glibc
import Synchronization

/// An HTTP/1.1 server (RFC 9110, RFC 9112): some loops, each a serial queue with its own sockets,
/// and a service that answers.
public final class HTTPServer: Sendable {
    private let shared: HTTPServerShared
    private let loops = Mutex<[HTTPLoop]>([])

    /// A server that does not listen yet. `observer` is called on the loops and must not block.
    public init(
        configuration: HTTPServerConfiguration, service: any HTTPService,
        observer: (@Sendable (HTTPServerEvent) -> Void)? = nil
    ) {
        shared = HTTPServerShared(
            configuration: configuration, service: service, observer: observer,
            limiter: HTTPConnectionLimiter(configuration), open: DispatchGroup())
    }

    deinit {
        for loop in loops.withLock({ $0 }) { loop.post(.abort) }
    }

    /// How many connections are open.
    public var connectionCount: Int { shared.limiter.count }

    /// Binds every endpoint, begins to serve, and answers where it listens, in the order of the
    /// endpoints. To be called once. SIGPIPE is ignored from here on.
    public func start() throws(HTTPServerError) -> [SocketAddress] {
        signal(SIGPIPE, SIG_IGN)
        var listeners: [HTTPListener] = []
        var started: [HTTPLoop] = []
        do throws(HTTPServerError) {
            for endpoint in shared.configuration.endpoints {
                listeners.append(try HTTPListener(endpoint))
            }
            let cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
            let count = max(1, shared.configuration.loops ?? cores)
            for number in 0..<count {
                started.append(try HTTPLoop(shared, number: number, of: count))
            }
        } catch {
            for listener in listeners { listener.close() }
            throw error
        }
        for loop in started {
            shared.open.enter()
            loop.start()
        }
        // One loop accepts and deals the connections out in turn: few of them are spread as
        // evenly as many, which SO_REUSEPORT does not do.
        started[0].post(.listen(listeners, peers: started))
        loops.withLock { $0 = started }
        return listeners.map(\.address)
    }

    /// Stops accepting, closes idle connections, and lets the others finish the request that they
    /// are in, with `Connection: close`. What is still open after `timeout` is cut. Calls
    /// `completion` once, on some queue, with whether all ended by themselves.
    public func drain(timeout: Duration, completion: @escaping @Sendable (Bool) -> Void) {
        let loops = loops.withLock { $0 }
        let outcome = DrainOutcome()
        // The first one listens, and tells the others when it has dealt out its last connection.
        loops.first?.post(.drain)
        let nanoseconds = Int(clamping: timeout.nanoseconds)
        let queue = DispatchQueue.global(qos: .userInitiated)
        queue.asyncAfter(deadline: .now() + .nanoseconds(nanoseconds)) {
            outcome.isCut.store(true, ordering: .relaxed)
            for loop in loops { loop.post(.abort) }
        }
        shared.open.notify(queue: queue) {
            completion(!outcome.isCut.load(ordering: .relaxed))
        }
    }

    /// The same for callers that can wait without a thread.
    @discardableResult
    public func drain(timeout: Duration) async -> Bool {
        await withCheckedContinuation { continuation in
            drain(timeout: timeout) { continuation.resume(returning: $0) }
        }
    }

    /// Calls `completion` once, on some queue, when every loop has had a turn: soon, or never
    /// where one of them hangs.
    public func whenAlive(_ completion: @escaping @Sendable () -> Void) {
        let group = DispatchGroup()
        for loop in loops.withLock({ $0 }) {
            group.enter()
            loop.post(.leave(group))
        }
        group.notify(queue: .global(qos: .userInitiated), execute: completion)
    }
}

private final class DrainOutcome: Sendable {
    let isCut = Atomic<Bool>(false)
}
