/// The deadlines of a connection, in nanoseconds.
struct HTTPTimeouts {
    let head: Int64
    let body: Int64
    let keepAlive: Int64
    let write: Int64
    let linger: Int64

    init(_ configuration: HTTPServerConfiguration) {
        head = configuration.headTimeout.nanoseconds
        body = configuration.bodyTimeout.nanoseconds
        keepAlive = configuration.keepAliveTimeout.nanoseconds
        write = configuration.writeTimeout.nanoseconds
        linger = configuration.lingerTimeout.nanoseconds
    }

    /// How much later than its deadline a connection may be looked at: a tenth of the shortest,
    /// within 5 ms and 1 s.
    var tick: Int64 {
        let shortest = min(head, body, keepAlive, write, linger)
        return max(5_000_000, min(shortest / 10, 1_000_000_000))
    }
}
