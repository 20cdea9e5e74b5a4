import Dispatch

/// What the loops of one server have in common.
struct HTTPServerShared: Sendable {
    let configuration: HTTPServerConfiguration
    let service: any HTTPService
    let observer: (@Sendable (HTTPServerEvent) -> Void)?
    let limiter: HTTPConnectionLimiter
    /// Left by each loop when a drain has closed its last connection.
    let open: DispatchGroup
}
