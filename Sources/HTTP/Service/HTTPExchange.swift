/// One request and its answer, as a handle that may go to any thread. A call that comes when the
/// connection is gone, or the request is answered, does nothing.
public struct HTTPExchange: Sendable {
    private enum Target: Sendable {
        case loop(HTTPLoop, connection: UInt64, request: UInt64)
        case closure(@Sendable (Signal) -> Void)
    }

    /// What can be said of an exchange from elsewhere.
    public enum Signal: Sendable {
        /// The answer, to be made on the connection's loop.
        case respond(@Sendable () -> HTTPResponse)
        /// A sink that paused takes more.
        case resume
        /// A source that waits has more.
        case wake
    }

    private let target: Target

    init(_ loop: HTTPLoop, connection: UInt64, request: UInt64) {
        target = .loop(loop, connection: connection, request: request)
    }

    /// An exchange without a connection, whose signals go to `receiver`: for tests of services.
    public init(_ receiver: @escaping @Sendable (Signal) -> Void) {
        target = .closure(receiver)
    }

    /// Answers the request; the first answer counts.
    public func respond(_ response: HTTPResponse) { send(.respond { response }) }

    /// Answers the request by what `make` returns; the first answer counts.
    ///
    /// `make` is called on the connection's loop, so that the thread that knows the answer need
    /// not render it; not at all where nobody waits for it any more. Must not block.
    public func respond(_ make: @escaping @Sendable () -> HTTPResponse) { send(.respond(make)) }

    /// Lets a sink that answered `.pause` have more.
    public func resume() { send(.resume) }

    /// Has a source that answered `.wait` asked again.
    public func wake() { send(.wake) }

    private func send(_ signal: Signal) {
        switch target {
        case .loop(let loop, let connection, let request):
            loop.post(.signal(signal, connection: connection, request: request))
        case .closure(let receiver): receiver(signal)
        }
    }
}
